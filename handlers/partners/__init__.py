"""Partners who pass our word on: their links, what they can share, and how often it was opened, without following anybody."""
