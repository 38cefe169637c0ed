"""Remind those who come to a forum: a week, a day and two hours before it begins."""
