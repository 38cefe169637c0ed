"""What residents read about the process in chat, and the desk about its plan."""

from handlers.i18n import phrase
from storage.models import Course, PhaseState

PLAN = phrase("The plan for “{title}”:")
EXAMPLE = phrase("(Example content: the dates are those of an earlier process.)")
WAS = phrase("✓ {title}: {starts} to {ends}")
IS = phrase("▶ now – {title}: {starts} to {ends}")
WILL_BE = phrase("○ {title}: {starts} to {ends}")
IS_STOPPED = phrase("✕ stopped – {title}")
NO_PLAN = phrase("The dates of the process are not fixed yet. As soon as they are, you find them here and at {url}")
COMMANDS = {"zeitplan": phrase("How the process goes on")}

# Told to everyone concerned
COURSE_CHANGED = phrase("The timetable of “{process}” changes.")
MOVED = phrase(
    "“{title}” has been moved. It now runs from {starts} to {ends}; before, it was from {was_starts} to {was_ends}."
)
STOPPED = phrase("“{title}” has been stopped.")
RESUMED = phrase("“{title}” goes on again, from {starts} to {ends}.")
REASON = phrase("The reason: {reason}")
NOTHING_IS_LOST = phrase("Nothing you told us is lost. /zeitplan shows the whole plan.")
SHOW_PLAN = phrase("Show the plan")

# On the public page
COURSES = {
    Course.ADDED: phrase("added"),
    Course.EDITED: phrase("edited"),
    Course.MOVED: phrase("moved"),
    Course.STOPPED: phrase("stopped"),
    Course.RESUMED: phrase("goes on again"),
}

# At the desk
STATES = {
    PhaseState.PLANNED: phrase("planned"),
    PhaseState.RUNNING: phrase("running"),
    PhaseState.DONE: phrase("finished"),
    PhaseState.STOPPED: phrase("stopped"),
}
STATES_TO_CHOOSE = {
    PhaseState.PLANNED: phrase("planned: it goes by its days"),
    PhaseState.RUNNING: phrase("running, whatever its days"),
    PhaseState.DONE: phrase("finished, whatever its days"),
    PhaseState.STOPPED: phrase("stopped"),
}
ADDED = phrase("The phase is in the plan.")
SAVED = phrase("The phase is saved.")
SAVED_AND_TOLD = phrase("The phase is saved, and everyone concerned is being told.")
REMOVED = phrase("The phase is no longer in the plan.")
TOLD_ALREADY = phrase("People were told of this phase. It stays in the plan; you can stop it.")
NO_SUCH_PHASE = phrase("There is no such phase.")
ENDS_BEFORE_START = phrase("The end must not be before the beginning.")
REASON_MISSING = phrase("Please say why. People read this reason.")
CHANGED_MEANWHILE = phrase("Somebody else has changed this meanwhile. Please look at it again.")
