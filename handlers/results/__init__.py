"""Figures for everyone: reckoned once a week, the same on every page, in the open data and in the API."""
