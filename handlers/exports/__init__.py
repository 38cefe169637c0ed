"""Lists of concerns as files: CSV, XLSX, JSON and GeoJSON, for the desk, the chat of a moderator and the command line."""
