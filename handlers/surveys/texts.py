"""Sentences of the surveys."""

from handlers.i18n import phrase, phrases

# Beginning
PURPOSE = phrase("Answer a short survey")
NONE_OPEN = phrase("There is no survey at the moment. You can write to us at any time what is on your mind.")
WHICH = phrase("Several surveys are open. Which one would you like to answer?")
EFFORT = phrases("{n} question, about {minutes} min.", "{n} questions, about {minutes} min.")
EXAMPLE = phrase("This survey is an example. Your answers are erased when it is removed.")
PAUSE_ANYTIME = phrase("You can pause at any time and go on later with /umfrage.")
UNTIL = phrase("The survey is open until {moment}.")
RESUME = phrase("You were at question {number} of {total}.")
ANSWERED_ALREADY = phrase("You have answered this survey. Thank you!")
CHANGE_UNTIL = phrase("You can change your answers until {moment}.")
CHANGE_OPEN = phrase("You can change your answers as long as the survey is open.")
START = phrase("Start the survey")
GO_ON = phrase("Go on")
FROM_START = phrase("From the first question")
CHANGE = phrase("Change my answers")

# One question
PROGRESS = phrase("Question {number} of {total}")
PROGRESS_PART = phrase("Question {number} of {total}, part {part} of {parts}")
SEVERAL = phrase('You can choose several answers. Then tap "Done".')
WRITE = phrase("Please write your answer, at most {limit} characters. Please do not name anyone.")
NAME_DISTRICT = phrase("Please write the name of your district or share your location.")
WHICH_DISTRICT = phrase("Which district do you mean? Please tap on it.")
SO_FAR = phrase("Your answer so far: {answer}")
SKIPPED_SO_FAR = phrase("You skipped this question.")
DONE = phrase("Done")
KEEP = phrase("Keep it as it is")
SKIP = phrase("Skip")
BACK = phrase("Back one question")
PAUSE = phrase("Pause")
FINISH_CHANGES = phrase("Finish changes")
MY_DISTRICT = phrase("My district: {district}")
PAUSED = phrase(
    "Paused at question {number} of {total}. Your answers so far are stored. Go on with /umfrage whenever you like."
)

# What cannot be taken
REQUIRED = phrase("This question needs an answer. You can also pause the survey.")
EMPTY_TEXT = phrase("I could not read anything in that. Please write a few words or skip the question.")
TOO_LONG = phrase("Please keep it to {limit} characters. Yours has {length}.")
TICK_FIRST = phrase("Please choose at least one answer first, or skip the question.")
NOT_AN_ANSWER = phrase(
    "This is not one of the answers. Please tap on one of them or write its number, 1 to {most}. If you want to "
    "tell us something else, please pause the survey first."
)
UNKNOWN_DISTRICT = phrase("I do not know a district of this name. Please write it once more or skip the question.")
OUTSIDE = phrase("This location is not in our city. Please write the name of your district or skip the question.")
NO_LOCATION = phrase("I do not need a location for this question. Please answer as shown or skip it.")
CLOSED = phrase("This survey is over, answers can no longer be changed. What you answered until then counts.")

# The end
THANKS = phrase('Thank you! Your answers to "{title}" are stored.')
DISTRICT_RESULT = phrases(
    "So far in {district} (1 set of answers, not representative):",
    "So far in {district} ({n} sets of answers, not representative):",
)
TOO_FEW = phrase(
    "There are still too few answers from {district} to show a result. We show it from {least} answers on, "
    "so that nobody can be recognised."
)

# At the desk
NO_SUCH_SURVEY = phrase("There is no such survey. Perhaps it was removed.")
ENDS_IN_THE_PAST = phrase("The end must be in the future.")
NO_FILE = phrase("Please choose a file.")
CANNOT_IMPORT = phrase("The file was not taken over. Please correct it and import it again.")
HAS_ANSWERS = phrases(
    'The survey "{slug}" has {n} set of answers already and differs from the file. Please give the changed survey a new id.',
    'The survey "{slug}" has {n} sets of answers already and differs from the file. Please give the changed survey a new id.',
)
OTHER_DISTRICTS = phrase("Ortsteile with few answers")
STATE_DRAFT = phrase("draft")
STATE_OPEN = phrase("running")
STATE_OVER = phrase("ended")
STATE_CLOSED = phrase("closed by hand")
TYPE_SINGLE = phrase("one answer")
TYPE_MULTIPLE = phrase("several answers")
TYPE_SCALE = phrase("one answer on a scale")
TYPE_MATRIX = phrase("one answer a row")
TYPE_TEXT = phrase("written text")
TYPE_DISTRICT = phrase("Ortsteil")
IMPORTED_NEW = phrase("The survey was imported as a draft. Please look it over and open it.")
IMPORTED_SAME = phrase("This survey is here already, nothing was changed.")
IMPORTED_CHANGED = phrase("The survey was replaced by the wording of the file.")
OPENED = phrase("The survey is open.")
CLOSED_NOW = phrase("The survey is closed.")

# What is wrong with a survey's file
LINE_BY_LINE = phrase("{line}\n{rest}")
AT_LINE = phrase("{file}, line {line}: {problem}")
AT_FILE = phrase("{file}: {problem}")
AT_TOP = phrase("{file}, field {field}: {problem}")
AT_QUESTION = phrase("{file}, question {question}: {problem}")
AT_FIELD = phrase("{file}, question {question}, field {field}: {problem}")
NOT_UTF8 = phrase("this is not a text file in UTF-8")
TOO_BIG = phrase("the file is too big")
TOO_MANY_DOTS = phrase("the line has more dots than can be read")
NOT_TOML = phrase("this is not valid TOML ({detail})")
IS_MISSING = phrase("is missing")
IS_UNKNOWN = phrase("is not known here, perhaps it is misspelt")
IS_NO_TEXT = phrase("must be a text")
IS_NO_NUMBER = phrase("must be a whole number")
IS_NO_LIST = phrase("must be a list")
IS_NO_YES_OR_NO = phrase("must be true or false")
IS_NO_MOMENT = phrase("must be a date or a date with a time")
IS_TOO_LONG = phrase("is too long, at most {most} characters")
IS_TOO_SMALL = phrase("must be {least} or more")
IS_TOO_LARGE = phrase("must be {most} or less")
IS_TOO_SHORT_A_LIST = phrase("needs at least {least} entries")
IS_TOO_LONG_A_LIST = phrase("may have at most {most} entries")
IS_NO_ID = phrase("may hold only lower-case letters, digits, hyphens and underscores")
IS_NO_CHOICE = phrase("must be one of these: {choices}")
IS_TWICE = phrase("is there twice: {value}")
IS_NOT_FOR = phrase("does not fit the type {type}")
HAS_UNSEEN_SIGNS = phrase("holds control characters nobody can see")
IS_WRONG = phrase("cannot be used like this")
