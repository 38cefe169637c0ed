"""The city's own chat: the same dialogue as a page, for which a browser needs neither JavaScript nor an account."""
