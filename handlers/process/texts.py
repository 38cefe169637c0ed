"""What residents read about the process in chat."""

from handlers.i18n import phrase

PLAN = phrase("The plan for “{title}”:")
EXAMPLE = phrase("(Example content: the dates are those of an earlier process.)")
WAS = phrase("✓ {title}: {starts} to {ends}")
IS = phrase("▶ now – {title}: {starts} to {ends}")
WILL_BE = phrase("○ {title}: {starts} to {ends}")
NO_PLAN = phrase("The dates of the process are not fixed yet. As soon as they are, they stand here and on {url}")
COMMANDS = {"zeitplan": phrase("How the process goes on")}
