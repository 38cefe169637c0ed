"""Sentences of the pages themselves: what is wrong with a form, and the pages that say no."""

from handlers.i18n import phrase, phrases
from storage.models import Role

# Forms
MISSING = phrase("Please fill this in.")
MISSING_CHOICE = phrase("Please choose an answer.")
TOO_LONG = phrases("Please write at most {n} character.", "Please write at most {n} characters.")
TOO_SHORT = phrases("Please write at least {n} character.", "Please write at least {n} characters.")
NOT_A_NUMBER = phrase("Please enter a whole number, for example 25.")
NOT_A_DAY = phrase("Please enter a date, for example 03.12.2026.")
NOT_A_MOMENT = phrase("Please enter a date and a time, for example 03.12.2026, 18:00.")
NO_SUCH_MOMENT = phrase("This time does not exist, the clocks are put forward at that moment.")
NOT_A_CHOICE = phrase("Please choose one of the given answers.")
TOO_SMALL = phrase("Please enter {least} or more.")
TOO_LARGE = phrase("Please enter {most} or less.")
WRONG = phrase("Please check what you entered here.")
UNREADABLE = phrase("Your entries did not arrive complete. Please send them once more.")

# Pages that say no
NOT_FOUND_TITLE = phrase("Page not found")
NOT_FOUND = phrase("There is no page at this address. Perhaps it has moved or the link was not complete.")
REFUSED_TITLE = phrase("That did not work")
FORBIDDEN_TITLE = phrase("No access")
WRONG_METHOD = phrase("This address cannot be used in this way. Please go back and try again.")
TOO_MUCH = phrase("That was too much at once. Please send a shorter text or a smaller file.")
UNUSABLE = phrase("We could not understand this request. Please go back and try again.")
TOO_OFTEN = phrase(
    "Very many requests are coming from your internet connection just now. Please wait a minute and try again."
)
FOREIGN_ORIGIN = phrase("This form was sent from another page. Please open our page and try again.")
FAULT_TITLE = phrase("Something went wrong on our side")
FAULT = phrase(
    "We are sorry. Your last entry may not have been saved. We have noted the fault. Please try again in a few minutes."
)

# At the desk
ROLES = {
    Role.ADMIN: phrase("Administration"),
    Role.MODERATOR: phrase("Facilitation"),
    Role.MEMBER: phrase("Workgroup member"),
    Role.READER: phrase("External reader"),
}
