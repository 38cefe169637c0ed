"""What residents and the desk read about forums."""

from handlers.i18n import phrase, phrases
from storage.models import Access, ForumKind, ForumScope, ForumState

# A forum in words
CITIZEN = phrase("Citizens' forum, open to everyone")
EXPERT = phrase("Expert forum")
CENTRAL = phrase("For the whole city")
SOME_DISTRICTS = phrase("For some districts")
FOR_DISTRICTS = phrase("For {districts}")
WHEN_AND_WHERE = phrase("When: {start} to {end}\nWhere: {place}")
FROM_TO = phrase("{start} to {end}")
PLACE_AND_ADDRESS = phrase("{place}, {address}")
ACCESS = phrase("Accessibility: {access}")
LISTED = phrase("{first}, {rest}")
AGENDA = phrase("Agenda:\n{agenda}")
STEP_FREE = phrase("step-free access")
INDUCTION_LOOP = phrase("induction loop")
INTERPRETER = phrase("interpreter")
CHILDCARE = phrase("childcare")
STATE_DRAFT = phrase("Draft")
STATE_ANNOUNCED = phrase("Announced")
STATE_CANCELLED = phrase("Cancelled")
CALENDAR_NAME = phrase("Forums in {city}")
CALENDAR_NAME_NEAR = phrase("Forums in {city}, {district}")
CALENDAR_CANCELLED = phrase("CANCELLED: {title}")
MORE_ON_PAGE = phrase("Details and registration: {url}")
EXAMPLE_TITLE = phrase("{title} (example)")
EXAMPLE_NOTE = phrase("This forum is an example. It does not take place.")

KINDS = {ForumKind.CITIZEN: CITIZEN, ForumKind.EXPERT: EXPERT}
SCOPES = {ForumScope.CENTRAL: CENTRAL, ForumScope.DISTRICTS: SOME_DISTRICTS}
ACCESSES = {
    Access.STEP_FREE: STEP_FREE,
    Access.INDUCTION_LOOP: INDUCTION_LOOP,
    Access.INTERPRETER: INTERPRETER,
    Access.CHILDCARE: CHILDCARE,
}
STATES = {
    ForumState.DRAFT: STATE_DRAFT,
    ForumState.ANNOUNCED: STATE_ANNOUNCED,
    ForumState.CANCELLED: STATE_CANCELLED,
}

# In chat
COMMANDS = {"foren": phrase("The next forums, register")}
NEXT_FORUMS = phrases("This is the next forum:", "These are the next {n} forums:")
NO_FORUMS = phrase("No forum is planned at the moment. If you subscribe, you hear about new ones. All dates: {url}")
ALL_FORUMS = phrase("All dates: {url}")
ON_THE_LIST = phrase("{start}\n{title}\n{place}")
ON_THE_LIST_NEAR = phrase("{start}\n{title} (for your district)\n{place}")
ON_THE_LIST_COMING = phrase("{start}\n{title} (you are registered)\n{place}")
ON_THE_LIST_WAITING = phrase("{start}\n{title} (you are on the waiting list)\n{place}")
REGISTER = phrase("Register")
JOIN_WAITING_LIST = phrase("Join the waiting list")
UNREGISTER = phrase("Cancel my registration")
LEAVE_WAITING_LIST = phrase("Leave the waiting list")
SHOW_DETAILS = phrase("Show details")
OPEN_PAGE = phrase("Open the page")
ADD_TO_CALENDAR = phrase("Add to my calendar")
BACK_TO_LIST = phrase("All next forums")
PLACES_LEFT = phrases("{n} place is free.", "{n} places are free.")
FULL = phrase("All places are taken. You can join the waiting list.")
YOU_COME = phrase("You are registered.")
YOU_WAIT = phrase("You are on the waiting list, in place {position}.")
REGISTERED = phrase("You are registered: {title}. We look forward to you. We remind you in good time.")
REGISTERED_ONLY = phrase("You are registered: {title}. We look forward to you.")
ON_WAITING_LIST = phrase(
    "All places are taken. You are on the waiting list, in place {position}: {title}. "
    "We tell you as soon as a place is free."
)
STOPPED_NOTE = phrase(
    "You stopped messages from us, so we cannot remind you. With /pause you can switch them on again."
)
UNREGISTERED = phrase(
    "You are no longer registered: {title}. Thank you for telling us. You can register again at any time."
)
NOT_REGISTERED = phrase("You are not registered for this forum.")
NO_SUCH_FORUM = phrase("We do not know this forum. /foren shows the next ones.")
IS_CANCELLED = phrase("This forum is cancelled. /foren shows the next ones.")
HAS_BEGUN = phrase("This forum has already begun; you can no longer register. /foren shows the next ones.")
NO_SUCH_DISTRICT = phrase("We do not know the district {name}.")

# At the desk: what is wrong with a forum's details
ENDS_BEFORE_START = phrase("The end must lie after the beginning.")
LASTS_TOO_LONG = phrase("A forum lasts 24 hours at most. Please check the day of its end.")
DISTRICTS_MISSING = phrase("Please choose the Ortsteile the forum is for.")
DISTRICTS_NOT_WANTED = phrase("A forum for the whole city has no Ortsteile. Please choose one or the other.")
STARTS_IN_THE_PAST = phrase("The beginning must lie in the future.")
NOT_A_DRAFT = phrase("This forum has been announced or cancelled already.")
CANCELLED_STAYS = phrase("A cancelled forum cannot be changed. Please create a new one.")
NOT_ANNOUNCED = phrase("Only an announced forum can be cancelled.")
CHANGED_MEANWHILE = phrase(
    "Somebody changed this forum in the meantime. Please look at it again and repeat your change."
)

# What was done
CREATED = phrase("The forum is saved as a draft. Nobody is told of it before you announce it.")
SAVED = phrase("The change is saved.")
DONE_ANNOUNCED = phrase(
    "The forum is announced. The messages go out now; between 9 p.m. and 8 a.m. they wait until the morning."
)
DONE_CANCELLED = phrase("The forum is cancelled. Everyone who was told of it is told now.")
DONE_MOVED = phrase("The change is saved. Everyone who was told of the forum is told now.")
MOMENT_ANNOUNCED = phrase("Announcement")
MOMENT_WEEK = phrase("Reminder a week before")
MOMENT_DAY = phrase("Reminder a day before")
MOMENT_TWO_HOURS = phrase("Reminder two hours before")
MOMENT_MOVED = phrase("Moved")
MOMENT_CANCELLED = phrase("Cancellation")
MOMENT_PLACE_FREE = phrase("A place became free")

# What is wrong with a file of forums
CANNOT_IMPORT = phrase("This file cannot be taken over. Nothing was changed.")
AT_FILE = phrase("{file}: {problem}")
AT_LINE = phrase("{file}, line {line}: {problem}")
AT_ENTRY = phrase("{file}, {entry}, field '{field}': {problem}")
AT_WHOLE_ENTRY = phrase("{file}, {entry}: {problem}")
AT_TOP = phrase("{file}, field '{field}': {problem}")
ENTRY = phrase("forum {number}")
NAMED_ENTRY = phrase("forum {number} ({title})")
TOO_BIG = phrase("the file is larger than {most} kB")
NOT_UTF8 = phrase("the file is not UTF-8")
NOT_TOML = phrase("this is not TOML: {detail}")
IS_MISSING = phrase("is missing")
IS_UNKNOWN = phrase("is not known here")
IS_NO_TEXT = phrase("must be a text in quotation marks")
IS_TOO_LONG = phrase("is longer than {most} characters")
IS_NO_NUMBER = phrase("must be a whole number")
IS_NO_YES_OR_NO = phrase("must be true or false")
IS_TOO_SMALL = phrase("must be {least} or more")
IS_TOO_LARGE = phrase("must be {most} or less")
IS_NO_LIST = phrase("must be a list in square brackets")
IS_NO_CHOICE = phrase("must be one of: {choices}")
IS_NO_SLUG = phrase("may have only small letters, digits and hyphens")
IS_NO_MOMENT = phrase('must be a date and a time, for example "2026-12-03T18:00" (Berlin time)')
IS_SKIPPED_HOUR = phrase("does not exist, the clocks are put forward at that moment")
IS_NO_AREA = phrase("'{name}' is no Stadtbereich of this city")
IS_NO_DISTRICT = phrase("'{name}' is no Ortsteil of this city")
IS_TWICE = phrase("'{value}' is given twice")
IS_WRONG = phrase("cannot be read")
