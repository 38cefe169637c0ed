"""What the desk and the public read about press releases."""

from handlers.i18n import phrase
from handlers.newsroom.stages import Stage

STAGES = {
    Stage.DRAFT: phrase("draft"),
    Stage.WAITING: phrase("approved, not out yet"),
    Stage.OUT: phrase("out"),
    Stage.CORRECTING: phrase("out, correction in draft"),
    Stage.WITHDRAWN: phrase("withdrawn"),
}

NO_SUCH_RELEASE = phrase("There is no such press release.")
CHANGED_MEANWHILE = phrase("Somebody else has changed this meanwhile. Please look at it again.")
OTHER_PERSON = phrase("Who wrote a press release cannot approve it. Please ask a second person.")
NO_DRAFT = phrase("This version is approved already.")
NOT_WAITING = phrase("This press release is out. It can only be corrected or withdrawn.")
APPROVED_STAYS = phrase("This version is approved. Please take the approval back before you change it.")
IS_WITHDRAWN = phrase("This press release is withdrawn. It stays as it is.")
NOT_OUT = phrase("This press release is not out. There is nothing to withdraw.")
NOTE_MISSING = phrase("Please say what you correct. Everyone reads it above the text.")
NO_LETTERS = phrase("Please choose a title with letters.")

SAVED = phrase("Saved.")
APPROVED_SAYING = phrase("The press release is approved.")
TAKEN_BACK = phrase("The approval is taken back. The press release is a draft again.")
DONE_WITHDRAWN = phrase("The press release is withdrawn.")

KICKER = phrase("Press release")
DATELINE = phrase("{place}, {day}")
IS_DRAFT = phrase("Draft. Nobody has approved it yet. Please do not pass it on.")
EMBARGO = phrase("Embargo. Please do not publish this before {moment}.")
EARLIER = phrase("This is an earlier version")
CORRECTS = phrase("Correction: {note}")
CORRECTED_ON = phrase("Corrected on {day}: {note}")
PAPERS = phrase("Documents")
CONTACT = phrase("Contact for the press")
PHONE = phrase("Telephone: {phone}")
AT_HOME = phrase("What is corrected later is read here: {url}")
