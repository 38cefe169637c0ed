"""The desk: who may sit at it, the queue of concerns, one concern and the work on it, the import of paper cards."""
