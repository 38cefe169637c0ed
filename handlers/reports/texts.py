"""What reports and their pages say."""

from collections.abc import Mapping

from handlers.i18n import Phrase, phrase
from storage.models import NoteKind

# Titles
FORUM_TITLE = phrase("Report of the forum")
WORKGROUP_TITLE = phrase("Dossier of the workgroup")
AREA_TITLE = phrase("Dossier of the Stadtbereich")
TABLE_TITLE = phrase("Table of considerations")
PLAN_TITLE = phrase("Draft of the plan")
FINAL_TITLE = phrase("Final report")

# Facts
AS_OF = phrase("As of")
WHEN = phrase("When")
PLACE = phrase("Place")
RECEIVED = phrase("Concerns received")
BASIS = phrase("Basis")
FORUM_BASIS = phrase("Concerns from {where} from {since} to {until}, by every channel")
WORKGROUP_BASIS = phrase("Concerns on the list of the workgroup")
AREA_BASIS = phrase("Concerns about an Ortsteil of the Stadtbereich")
FINAL_BASIS = phrase("All concerns that were received")
THE_WHOLE_CITY = phrase("the whole city")

# Figures
AGENDA = phrase("Agenda")
FIGURES = phrase("Figures")
HOW_TO_READ = phrase(
    "Who takes part chose to do so: the figures are not representative. Counts below {least} are withheld. "
    "“{mark}” stands for a small count, or for one a small one could be reckoned from."
)
TOO_FEW = phrase("There are fewer than {least} concerns. Figures are withheld so that nobody can be recognised.")
BY_SOURCE = phrase("By channel")
BY_TOPIC = phrase("By topic")
TOPICS_OVERLAP = phrase("A concern can have several topics.")
BY_AREA = phrase("By Stadtbereich")
TOPIC_BY_AREA = phrase("Topics by Stadtbereich")
TOPIC_BY_MONTH = phrase("Topics over time")
BY_MONTH = phrase("By month")
BY_OUTCOME = phrase("What became of it")
SOURCE = phrase("Channel")
TOPIC = phrase("Topic")
AREA = phrase("Stadtbereich")
MONTH = phrase("Month")
OUTCOME = phrase("Outcome")
COUNT = phrase("Concerns")
TOTAL = phrase("Total")
UNDER = phrase("below {least}")
WITHHELD = "–"
BARS_SAY = phrase("Bar chart. Most often: {most}. All figures stand in the table below.")
GRID_SAYS = phrase("Shaded table. Highest counts: {most}. All figures stand in the table below.")
LINES_SAY = phrase("Line chart from {first} to {last}. Highest counts: {most}. All figures stand in the table below.")
PEAK = phrase("{name} ({n})")
CELL_PEAK = phrase("{name} in {where} ({n})")

# Voices
QUOTES = phrase("Voices")
HOW_QUOTED = phrase(
    "One text of each topic in turn, those named most often first. Within a topic chance decides by the number, nobody chose. "
    "Personal data is replaced by words in square brackets."
)
QUOTE_SOURCE = phrase("No. {number}, {topic}")
MINORITY = phrase("What few named")
MINORITY_WORDS = phrase("Each of these was named by fewer than {least}, and is considered as carefully as all others:")
OPEN_QUESTIONS = phrase("Open questions")
NO_QUESTIONS = phrase("No question is open.")

# Words of facilitation
NOTES: Mapping[NoteKind, Phrase] = {
    NoteKind.SUMMARY: phrase("Summary of the facilitation"),
    NoteKind.QUESTIONS: phrase("Questions taken along"),
    NoteKind.DISCUSSION: phrase("Discussion with the steering group"),
}
NOT_WRITTEN = phrase("Nothing has been written here yet.")

# The table of considerations
COLUMNS = (
    phrase("No."),
    phrase("Passage"),
    phrase("Topics"),
    phrase("Stadtbereich"),
    phrase("Outcome"),
    phrase("Reason"),
    phrase("Own words"),
    phrase("Decided by"),
    phrase("On"),
    phrase("Paragraph"),
    phrase("Together with"),
)
SMALL_AREAS = phrase("other Stadtbereiche")
AREAS_POOLED = phrase("Stadtbereiche with fewer than {least} concerns in this list are named together.")
NO_TEXT = phrase("[not shown: taken back or erased]")
SHEET = phrase("Considerations")
TABLE_TOO_LONG = phrase("This list has more than {most} passages. Please take Excel, or narrow the list.")

# Plan
NO_PLAN = phrase("The plan has no paragraph yet.")
FOUNDED_ON = phrase("Founded on: {numbers}")
FOUNDED_ON_NOTHING = phrase("Founded on no concern so far.")

# Refusals
UNKNOWN_REPORT = phrase("There is no such report.")
UNKNOWN_FORM = phrase("This report cannot be had in this format.")
TEMPLATE_BROKEN = phrase("The template {name} cannot be used: {problem}")
RELEASED_ALREADY = phrase("This report has been released. It stands as it is.")
SUMMARY_MISSING = phrase("Please write the summary before you release the report.")

# Desk
FIELDS_SAVED = phrase("The fields are saved.")
RELEASED = phrase("The report is released. Whoever downloads it gets exactly this one.")
FORMS: Mapping[str, Phrase] = {
    "docx": phrase("Word document"),
    "html": phrase("Web page"),
    "xlsx": phrase("Excel"),
}
