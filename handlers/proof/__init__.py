"""The proof for everyone: who has a case number and its code sees how far the concern is, without its text and without a person."""
