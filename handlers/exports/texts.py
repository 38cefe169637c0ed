"""What the downloads say: the data dictionary, and the questions of /export."""

from handlers.i18n import phrase

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

# Chat
WHICH_LIST = phrase("Which list would you like?")
ALL = phrase("All concerns (original text)")
WHICH_FORMAT = phrase("In which format?")
FORMAT_CSV = phrase("CSV (table)")
FORMAT_XLSX = phrase("Excel")
FORMAT_JSON = phrase("JSON (data)")
USE_BUTTONS = phrase("Please choose with the buttons.")
HERE_IT_IS = phrase("The list is coming as a file.")
HANDLE_WITH_CARE = phrase(
    "It contains original texts. Please do not pass it on, and delete it when you no longer need it."
)
EXPORT_PURPOSE = phrase("Lists of concerns as a file (facilitation only)")
