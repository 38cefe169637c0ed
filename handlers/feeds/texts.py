"""The words of the feeds."""

from handlers.i18n import phrase

TITLE = phrase("{process}: news")
SUBTITLE = phrase("Forums, changes of the plan and press releases")
FORUM = phrase("Announced: {title}")
MOVED = phrase("Moved: {title}")
CANCELLED = phrase("Cancelled: {title}")
CANCELLED_SAYS = phrase("This forum does not take place. We are sorry.")
COURSE = phrase("{phase}: {course}")
PRESS = phrase("Press release: {title}")
WITHDRAWN = phrase("Withdrawn: {title}")
