"""What the desk says."""

from collections.abc import Mapping
from enum import StrEnum

from handlers.concerns.jobs import ASIDES_KEPT
from handlers.i18n import Phrase, phrase, phrases, verbatim
from handlers.moderation.vocabulary import Label, Move
from nlp.meaning.alike import Nearness
from storage.models import Outcome, OutgoingKind, OutgoingState, Source, Status, TagOrigin
from storage.readings.queue import Order

STATUSES: Mapping[Status, Phrase] = {
    Status.NEW: phrase("new at the desk"),
    Status.SEEN: phrase("looked through"),
    Status.CONFIRMED: phrase("confirmed"),
    Status.ASSIGNED: phrase("on the lists"),
    Status.CONSIDERED: phrase("weighed"),
    Status.CLOSED: phrase("finished"),
}
OUTCOMES: Mapping[Outcome, Phrase] = {
    Outcome.OPEN: phrase("still open"),
    Outcome.ADOPTED: phrase("taken up"),
    Outcome.PARTLY: phrase("taken up in part"),
    Outcome.NOT_ADOPTED: phrase("not taken up"),
    Outcome.PASSED_ON: phrase("handed on"),
    Outcome.JOINED: phrase("joined with another"),
    Outcome.WITHDRAWN: phrase("taken back"),
    Outcome.ERASED: phrase("text erased"),
}
SOURCES: Mapping[Source, Phrase] = {
    Source.TELEGRAM: phrase("Telegram"),
    Source.WEB: phrase("Web chat"),
    Source.PAPER: phrase("Card"),
    Source.TABLE_NOTE: phrase("Table note"),
    Source.PHONE: phrase("Telephone"),
    Source.MAIL: phrase("E-mail"),
}
ORIGINS: Mapping[TagOrigin, Phrase] = {
    TagOrigin.MODEL: phrase("suggested by the service"),
    TagOrigin.RESIDENT: phrase("chosen by the resident"),
    TagOrigin.MODERATOR: phrase("chosen at the desk"),
}
ACTS: Mapping[str, Phrase] = {
    "submitted": phrase("Handed in"),
    "topics_corrected": phrase("Topics corrected"),
    "topics_restored": phrase("Correction of the topics undone"),
    "text_corrected": phrase("Text written anew by its author"),
    "confirmed": phrase("Topics and redaction confirmed"),
    "assigned": phrase("Given to the workgroup"),
    "closed": phrase("Closed"),
    "redacted": phrase("Words hidden by hand"),
    "redaction_lifted": phrase("Hidden words shown again"),
    "undone": phrase("Undone"),
    "original_shown": phrase("Original text looked at"),
    "original_forgotten": phrase("Original text erased, since its time was over"),
    "withdrawn": phrase("Withdrawn"),
    "erased": phrase("Erased"),
}
MOVES: Mapping[Move, Phrase] = {
    Move.PASS: phrase("Confirm and give to the workgroup"),
    Move.CONFIRM: phrase("Confirm topics and redaction"),
    Move.ASSIGN: phrase("Give to the workgroup"),
    Move.CLOSE: phrase("Close"),
    Move.ADD_TOPIC: phrase("Add a topic"),
    Move.REMOVE_TOPIC: phrase("Remove a topic"),
}
CHANGES: Mapping[str, Phrase] = {
    "passed": phrase("confirmed and given to the workgroup"),
    "confirmed": phrase("confirmed"),
    "assigned": phrase("given to the workgroup"),
    "closed": phrase("closed"),
    "topic_added": phrase("topic added"),
    "topic_removed": phrase("topic removed"),
    "topics_corrected": phrase("topics corrected"),
    "redacted": phrase("words hidden"),
    "redaction_lifted": phrase("words shown again"),
}
ORDERS: Mapping[Order, Phrase] = {
    Order.NEWEST: phrase("newest first"),
    Order.OLDEST: phrase("oldest first"),
    Order.DEADLINE: phrase("due first"),
}
LABELS: Mapping[Label, Phrase] = {label: verbatim(label.value.strip("[]")) for label in Label}
NEARNESS: Mapping[Nearness, Phrase] = {
    Nearness.VERY: phrase("very alike"),
    Nearness.RATHER: phrase("alike"),
    Nearness.PERHAPS: phrase("perhaps alike"),
}


class ModelState(StrEnum):
    """What became of a model of topics that is not in force."""

    EARLIER = "earlier"
    AWAITED = "awaited"
    REFUSED = "refused"


MODEL_STATES: Mapping[ModelState, Phrase] = {
    ModelState.EARLIER: phrase("was in force once"),
    ModelState.AWAITED: phrase("to be in force, but not read yet"),
    ModelState.REFUSED: phrase("not taken, since it was worse"),
}

# Lists
NO_WORKGROUP = phrase("You are not assigned to a workgroup yet. Please ask your administration.")
NOT_YOUR_LIST = phrase("This is the list of another workgroup. You can see the list of your own.")

# Set aside
ASIDE_DAYS = ASIDES_KEPT.days
UNKNOWN_ASIDE = phrase("This text is not there any more.")

# Troubles
KINDS: Mapping[OutgoingKind, Phrase] = {
    OutgoingKind.REPLY: phrase("answer"),
    OutgoingKind.RECEIPT: phrase("receipt"),
    OutgoingKind.NOTICE: phrase("notice"),
    OutgoingKind.REMINDER: phrase("reminder"),
    OutgoingKind.BROADCAST: phrase("announcement"),
}
STATES: Mapping[OutgoingState, Phrase] = {
    OutgoingState.FAILED: phrase("failed"),
    OutgoingState.AMBIGUOUS: phrase("may have arrived"),
}
CAUSES: Mapping[str, Phrase] = {
    "sender_vanished": phrase("The service was interrupted while sending."),
    "restored": phrase("A backup was restored."),
    "TimedOut": phrase("Telegram did not answer in time."),
    "NetworkError": phrase("The connection to Telegram broke off."),
}
NOT_LISTED = phrase("This message is not on the list of troubles (any more).")
UPDATE_GONE = phrase("The words of this message are not there any more. It cannot be tried again.")
UPDATE_FAILED_AGAIN = phrase("This try failed as well. The message stays on the list, and the log names the cause.")
NOT_REPEATABLE = phrase("This message cannot be sent again: it is no answer, or its words are not there any more.")

# Concerns
UNKNOWN_CONCERN = phrase("There is no concern with this number, or it is not on your list.")
NOT_OPEN = phrase("This concern was withdrawn or erased and can no longer be changed.")
CHANGED_MEANWHILE = phrase("Someone has changed the topics in the meantime. Please look at them and decide again.")
SPLIT_TOPICS = phrase("This concern is split. Please choose the topics of each passage, at its weighing.")
UNKNOWN_TOPIC = phrase("One of the topics is not known. Please choose again.")
NOTHING_TO_UNDO = phrase("There is no correction that could be undone.")
NO_LIST_YET = phrase("No workgroup has this concern on its list yet. Please choose a topic of a workgroup first.")

CONFIRM_FIRST = phrase("Topics and redaction are not confirmed yet.")
CONSIDER_FIRST = phrase("It has not been considered yet.")
SO_ALREADY = phrase("It is so already.")
CLAIMED = phrase("{name} has been working on this concern since {since}. You can look at it, or take it over.")
CHANGED_SINCE = phrase("Someone has changed it since. It can no longer be undone.")
CHANGED_SINCE_PREVIEW = phrase(
    "Something has changed since the preview. Nothing was done. Please look at the preview again."
)
TEXT_CHANGED = phrase("The text has been changed in the meantime. Please look at it and choose again.")
NO_WORDS_CHOSEN = phrase("Please choose at least one word.")
PASSAGE_INSIDE = phrase("A passage of its own begins inside these words. Please merge the passages first.")
ORIGINAL_GONE = phrase("The original text was erased. What is hidden stays hidden.")

# Filters
FIELDS: Mapping[str, Phrase] = {
    "workgroup": phrase("Workgroup"),
    "topic": phrase("Topic"),
    "ortsteil": phrase("Ortsteil"),
    "von": phrase("From"),
    "bis": phrase("To"),
    "status": phrase("Status"),
    "text": phrase("Words in the text"),
    "outcome": phrase("Outcome"),
    "source": phrase("Way in"),
    "meine": phrase("Only mine"),
    "ueberfaellig": phrase("Only overdue"),
    "sort": phrase("Order"),
}
FILTER_WRONG = phrase("The field “{field}” ({name}) cannot be used like this: {complaint}")
UNKNOWN_WORKGROUP = phrase("There is no workgroup called “{value}”.")
UNKNOWN_TOPIC_FILTER = phrase("There is no topic called “{value}”.")
UNKNOWN_DISTRICT = phrase("There is no Ortsteil called “{value}”.")
ENDS_BEFORE = phrase("The last day is before the first.")

# Import of cards
IMPORT_UNREADABLE = phrase("This line cannot be read as CSV.")
IMPORT_NOT_TEXT = phrase("The file is neither a CSV file in UTF-8 nor an XLSX file.")
IMPORT_NO_FILE = phrase("Please choose a file.")
IMPORT_TOO_BIG = phrase("The file is too big: at most {most} kB. Please split it.")
IMPORT_TOO_MANY = phrase("The file has more than {most} rows. Please split it.")
IMPORT_NOTHING = phrase("Nothing was imported. Please correct the file and choose it again.")
TEMPLATE_CARDS = phrase("Cards")
TEMPLATE_NOTES = phrase("Notes")
TEMPLATE_HOW = phrase(
    "One row a card. Only “Text” is needed. Ortsteil and source stand beside this; without a date the day of the import counts."
)
IMPORT_EMPTY = phrase("The file has no rows.")
IMPORT_NO_TEXT_COLUMN = phrase("The column “Text” is missing in the first line.")
IMPORT_UNKNOWN_COLUMN = phrase("The column “{value}” is not known.")
IMPORT_TOO_MANY_CELLS = phrase("This line has more cells than the first line names.")
IMPORT_TEXT_MISSING = phrase("The text is missing.")
IMPORT_UNKNOWN_SOURCE = phrase("“{value}” is not a source. Known are: {known}.")
IMPORT_BAD_MOMENT = phrase("“{value}” is not a date such as 03.12.2026 or 03.12.2026 18:00.")
IMPORT_FUTURE = phrase("“{value}” lies in the future.")
IMPORT_LINE = phrase("Line {line}, {field}: {complaint}")
IMPORT_ERRORS = phrases(
    "Nothing was imported. One entry needs a correction:\n{lines}",
    "Nothing was imported. {n} entries need a correction:\n{lines}",
)


def cause(reason: str) -> Phrase:
    """Return why a message failed in plain words; where there are none as it stands, for whoever reads the log."""
    return CAUSES.get(reason) or verbatim(reason)
