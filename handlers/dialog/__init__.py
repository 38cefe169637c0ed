"""The channel-neutral conversation: a Turn comes in, a Reply goes out, the open question lives in the database."""
