"""The participation process itself: its plan, and the public pages that tell of it."""
