"""What the dialogue itself says."""

from handlers.i18n import phrase

COMMANDS_IN_WORDS = frozenset({"stopp", "stop", "start", "abbrechen", "cancel"})

UNKNOWN_COMMAND = phrase("I do not know this command. /hilfe shows what I can do.")
CANCELLED = phrase("Cancelled. You can write to us again at any time.")
FAULT = phrase(
    "We could not take your last message because of an error on our side. It has been noted, and you need do nothing. "
    "If it was urgent, please write it again later or use /kontakt."
)
CANCEL = phrase("Cancel")
BACK = phrase("Back")
NOT_KEPT = phrase("(Your message was not stored.)")
