"""What the downloads say: the data dictionary, and the questions of /export."""

from collections.abc import Mapping

from handlers.i18n import Phrase, phrase

# Data dictionary
NUMBER = phrase("Case number: the year and a running count.")
RECEIVED = phrase("When the concern was handed in; in tables Berlin time, in JSON UTC.")
SOURCE = phrase("The way the concern came in.")
LANGUAGE = phrase("Language of the text, as a code of ISO 639-1.")
DISTRICT = phrase("Ortsteil the concern is about; empty where none was named.")
AREA = phrase("Stadtbereich the Ortsteil belongs to.")
TOPICS = phrase("Topics of the concern; several are separated by a vertical bar in tables.")
WORKGROUPS = phrase("Workgroups whose list the concern is on; they follow from the topics.")
TEXT_RAW = phrase("Text as handed in. It can contain personal data: do not pass it on.")
TEXT_REDACTED = phrase("Text in which personal data was replaced by words in square brackets.")
STATUS = phrase("Where the concern stands in the queue.")
OUTCOME = phrase("What became of the concern.")
REASON = phrase("Why the outcome is as it is.")
FIELD = phrase("Field")
MEANING = phrase("Meaning")
VALUES = phrase("Values")
SHEET_LIST = phrase("Concerns")
SHEET_FIELDS = phrase("Fields")

# Doors
UNKNOWN_FORMAT = phrase("“{value}” is not a format. There are CSV, XLSX, JSON and GeoJSON.")
NO_LONGER_ALLOWED = phrase("This chat may no longer get lists.")

# Original texts
NEVER_RAW = phrase(
    "This list has no original texts: that of a workgroup and the map never do, nor for workgroup members."
)
SAY_WHY = phrase("Please say why you need the original texts.")
WHY: Mapping[str, Phrase] = {
    "redaction": phrase("to check whether personal data was found"),
    "understanding": phrase("to understand what a text means"),
    "author": phrase("a request of whoever wrote it"),
    "law": phrase("a legal duty"),
}
"""Why somebody needs original texts; the ids stand in the ledger."""

# Chat
WHICH_LIST = phrase("Which list would you like?")
ALL = phrase("All concerns")
WHICH_FORMAT = phrase("In which format?")
FORMAT_CSV = phrase("CSV (table)")
FORMAT_XLSX = phrase("Excel")
FORMAT_JSON = phrase("JSON (data)")
USE_BUTTONS = phrase("Please choose with the buttons.")
HERE_IT_IS = phrase("The list is coming as a file.")
EXPORT_PURPOSE = phrase("Lists of concerns as a file (facilitation only)")
