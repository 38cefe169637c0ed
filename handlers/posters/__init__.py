"""Posters and handbills about a forum, as PDF on A4."""
