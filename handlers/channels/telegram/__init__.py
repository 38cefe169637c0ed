"""Telegram: its updates in, our replies out. The only folder that knows python-telegram-bot."""
