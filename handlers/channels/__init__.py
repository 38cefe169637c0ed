"""Doors of the conversation: Telegram, the web chat."""
