"""What residents read before a forum they registered for."""

from handlers.i18n import phrase

WEEK = phrase("Reminder: {title} is coming up. You are registered.")
DAY = phrase("Reminder: {title} begins soon. You are registered.")
TWO_HOURS = phrase("Reminder: {title} begins within two hours. See you there!")
CANNOT_COME = phrase("If you cannot come, please tell us with the button, so that somebody else gets your place.")
