"""Messages on their way out: claimed, asked again, sent, and what became of them written down."""
