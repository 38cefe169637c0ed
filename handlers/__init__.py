"""Features, doors and channels: everything between the roof and the ground."""
