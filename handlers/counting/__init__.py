"""Counts of concerns, and which of them may be shown: what reports and the public figures stand on."""
