"""What the dialogue itself says."""

from handlers.i18n import phrase

COMMANDS_IN_WORDS = frozenset({"stopp", "stop", "start", "abbrechen", "cancel"})

UNKNOWN_COMMAND = phrase("I do not know this command. /hilfe shows what I can do.")
CANCELLED = phrase("Cancelled. You can write to us again at any time.")
FAULT = phrase(
    "An error on our side kept your last message from us. It has been noted, and there is nothing you need to do."
    " If it was important, please write it again later or use /kontakt."
)
TOO_MANY = phrase(
    "Those were very many messages. Please wait a minute. What you write until then does not reach us. "
    "In danger call 110 or 112."
)
CANCEL = phrase("Cancel")
BACK = phrase("Back")
NOT_KEPT = phrase("(Your message was not stored.)")
