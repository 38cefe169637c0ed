"""What the chat page says around the conversation."""

from handlers.i18n import phrase

EMPTY = phrase("Please write something before you send it.")
TOO_LONG = phrase("Your message has more than {n} characters. Please shorten it or send it in two parts.")
NO_PLACE = phrase("We did not receive a location. You can type your district instead.")
FAILED = phrase("We could not take your message just now. It is still in the field below. Please send it once more.")
MY_LOCATION = phrase("(My location)")
STARTED = phrase("(Chat started)")
COOKIE = phrase("Your browser does not keep our cookie, so the chat cannot go on. Please allow cookies for this page.")
NO_FILE = phrase("This file is no longer here. Please ask for it again in the chat.")
DEAD_LINK_TITLE = phrase("This link no longer works")
DEAD_LINK = phrase(
    "It has ended, was replaced by a newer one, or is too old. "
    "In a browser where you still see your conversation you can make a new one."
)
