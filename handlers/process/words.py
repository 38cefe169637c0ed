"""What residents are told when the course of the process changes."""

from handlers.deps import Deps
from handlers.dialog.reply import Button, Words
from handlers.i18n import PageAddress
from handlers.process import texts
from storage.models import Course
from storage.readings.plan import PhaseDetails

PROCESS_PAGE = "/prozess"


def course_changed(deps: Deps, course: Course, was: PhaseDetails, now: PhaseDetails, reason: str) -> Words:
    """Tell that a phase moved, stopped or goes on again, and why."""
    what = {
        Course.MOVED: texts.MOVED(
            title=now.title, starts=now.starts_on, ends=now.ends_on, was_starts=was.starts_on, was_ends=was.ends_on
        ),
        Course.STOPPED: texts.STOPPED(title=now.title),
        Course.RESUMED: texts.RESUMED(title=now.title, starts=now.starts_on, ends=now.ends_on),
    }[course]
    head = texts.COURSE_CHANGED(process=deps.city.process.title)
    page = Button(texts.SHOW_PLAN, url=PageAddress(f"{deps.public_url}{PROCESS_PAGE}"))
    return Words((head, what, texts.REASON(reason=reason), texts.NOTHING_IS_LOST), ((page,),))
