"""What becomes of a concern: its passages, alike ones taken together, a decision with its reason, and what its author hears of it."""
