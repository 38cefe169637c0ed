"""What is said about access to the desk."""

from collections.abc import Mapping

from handlers.i18n import Phrase, phrase

# Coming in
DEAD_LINK_TITLE = phrase("This link no longer works")
DEAD_LINK = phrase("A sign-in link works once and for 24 hours. Please ask your administration for a new one.")
NOT_ALLOWED = phrase("Your role does not allow this page. If you need it, please ask your administration.")
NOT_RIGHT = phrase(
    "That did not work. Either the name or the password is not right, or there were too many tries. "
    "After several tries in vain please wait a quarter of an hour."
)
CODE_NOT_RIGHT = phrase(
    "This code is not right, or it was used before. Please wait for the next one. "
    "After several tries in vain please wait a quarter of an hour."
)
CODE_TOO_LATE = phrase("That took too long. Please enter your name and your password once more.")
ACCESS_ENDED_TITLE = phrase("Your access has ended")
ACCESS_ENDED = phrase("Your access ended on {day}. If you still need it, please ask your administration.")
FACTOR_MISSING_TITLE = phrase("Your second factor is missing")
FACTOR_MISSING = phrase(
    "For your role, name and password are not enough. Please ask your administration for a sign-in link. "
    "With it you come in and set up the second factor anew."
)

# One's own access
NAME_UNFIT = phrase(
    "Please choose 3 to 64 characters for the sign-in name: letters a to z, digits, and the signs . - _ @ +"
)
NAME_TAKEN = phrase("Somebody else has this sign-in name already. Please choose another one.")
PASSWORD_SHORT = phrase(
    "Please choose a password of at least {n} characters. Several words in a row are a good choice."
)
PASSWORD_LONG = phrase("Please choose a password of at most {n} characters.")
PASSWORD_FREQUENT = phrase(
    "This password is among the first that others would try. Please choose one that nobody guesses."
)
PASSWORD_HAS_NAME = phrase("Your name or your sign-in name is in this password. Please choose another one.")
PASSWORDS_DIFFER = phrase("The two passwords are not the same. Please enter both once more.")
PROOF_NOT_RIGHT = phrase(
    "That is not your present password. After several tries in vain please wait a quarter of an hour."
)
FACTOR_FIRST = phrase("Please set up the second factor first. Your role needs it together with a password.")
FACTOR_NEEDED = phrase("Your role needs the second factor. You can replace it, but not remove it.")
SET_UP_TOO_LATE = phrase("That took too long. Please begin with the second factor once more.")
CODE_OF_NEW_NOT_RIGHT = phrase("This code does not belong to the new key. Please enter the one that the app shows now.")
NO_FACTOR = phrase("There is no second factor for which there could be recovery codes.")

# People
NAME_MISSING = phrase("Please enter a name of 2 to 120 characters.")
WORKGROUP_MISSING = phrase("Please choose the workgroup of the member.")
WORKGROUP_TOO_MUCH = phrase("Only members belong to a workgroup. Please leave it empty.")
UNTIL_MISSING = phrase("Please enter until which day the external reader may come in.")
UNTIL_TOO_MUCH = phrase("Only external readers have an end. Please leave the day empty.")
UNTIL_PAST = phrase("This day is over already. Please choose a later one.")
UNTIL_FAR = phrase("Please choose a day within the next five years.")
UNKNOWN_SESSION = phrase("This session is closed already.")
UNKNOWN_PERSON = phrase("This person is not known here.")
INACTIVE_PERSON = phrase("This person no longer has access.")
LAST_ADMIN = phrase("This is the last active administration account. Please invite another one first.")
NOT_YOURSELF = phrase("You cannot take away your own access.")
UNKNOWN_WORKGROUP = phrase("There is no workgroup called “{value}”.")

# Telegram
CHAT_LINKED = phrase("This chat now belongs to your account at the desk, {name}. With /export you get the lists here.")
CHAT_LINK_DEAD = phrase("This link no longer works. You get a new one at the desk under “Telegram”.")

# What was done, shown on top of one's own page
DONE: Mapping[str, Phrase] = {
    "passwort": phrase("Your password is set. All your other sessions are closed."),
    "entfernt": phrase("The second factor is removed. All your other sessions are closed."),
    "sitzung": phrase("The session is closed."),
    "andere": phrase("All your other sessions are closed."),
}
DONE_FOR_OTHERS: Mapping[str, Phrase] = {
    "ende": phrase("The end is changed."),
    "sitzung": phrase("The session is closed."),
    "sitzungen": phrase("All sessions of this person are closed."),
    "faktor": phrase("The second factor is removed, and all sessions are closed."),
    "rolle": phrase("The role is changed. This person is signed out everywhere and has to sign in again."),
}
CHAT_CONNECTED = phrase(
    "This chat is connected to a web chat and cannot belong to the desk. Type /trennen first, then open a new link."
)
