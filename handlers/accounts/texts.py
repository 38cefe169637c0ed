"""What is said about access to the desk."""

from handlers.i18n import phrase

# Coming in
DEAD_LINK_TITLE = phrase("This link no longer works")
DEAD_LINK = phrase("A sign-in link works once and for 24 hours. Please ask your administration for a new one.")
NOT_ALLOWED = phrase("Your role does not allow this page. If you need it, please ask your administration.")

# People
NAME_MISSING = phrase("Please enter a name of 2 to 120 characters.")
WORKGROUP_MISSING = phrase("Please choose the workgroup of the member.")
WORKGROUP_TOO_MUCH = phrase("Only members belong to a workgroup. Please leave it empty.")
UNKNOWN_PERSON = phrase("This person is not known here.")
INACTIVE_PERSON = phrase("This person no longer has access.")
LAST_ADMIN = phrase("This is the last active administration account. Please invite another one first.")
NOT_YOURSELF = phrase("You cannot take away your own access.")
UNKNOWN_WORKGROUP = phrase("There is no workgroup called “{value}”.")

# Telegram
CHAT_LINKED = phrase("This chat now belongs to your account at the desk, {name}. With /export you get the lists here.")
CHAT_LINK_DEAD = phrase("This link no longer works. You get a new one at the desk under “Telegram”.")
