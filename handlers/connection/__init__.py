"""A resident in two channels: Telegram and the web chat connected by a code, so that both know the same person."""
