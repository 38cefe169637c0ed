"""What the tables of the open data are called, and what their fields mean."""

from handlers.i18n import phrase

# Tables
FORUMS = phrase("Forums that were announced or called off")
AREAS = phrase("Stadtbereiche")
DISTRICTS = phrase("Ortsteile")
TOPICS = phrase("Topics of the concerns")
WORKGROUPS = phrase("Workgroups that write the plan")
PHASES = phrase("Phases of the process")
DOCUMENTS = phrase("Public versions of documents")
RESULTS = phrase("Figures of the week: how many concerns there are of what")

# Fields
ID = phrase("Identifier")
NAME = phrase("Name")
TITLE = phrase("Title")
ADDRESS_OF_PAGE = phrase("Address of the page or file")
IS_EXAMPLE = phrase("Whether it is example content of a new installation")
FORUM_KIND = phrase("For residents (citizen) or professionals (expert)")
FORUM_SCOPE = phrase("For the whole city (central) or some Ortsteile (districts)")
FORUM_STATE = phrase("Announced (announced) or called off (cancelled)")
STARTS_AT = phrase("Beginning, in UTC")
ENDS_AT = phrase("End, in UTC")
FORUM_PLACE = phrase("Meeting place")
FORUM_ADDRESS = phrase("Address of the meeting place")
FORUM_ACCESS = phrase("Step-free, induction loop, interpreter, childcare")
FORUM_DISTRICTS = phrase("Identifiers of the Ortsteile it is for")
FORUM_AGENDA = phrase("Agenda, one item a line")
FORUM_CAPACITY = phrase("Places, empty where there is no limit")
AREA_LETTER = phrase("Letter in the statistics of the city")
IN_AREA = phrase("Identifier of the Stadtbereich")
COUNCIL = phrase("Name of the Ortsbeirat")
LONGITUDE = phrase("Longitude of a point inside (WGS 84)")
LATITUDE = phrase("Latitude of a point inside (WGS 84)")
DEFINITION = phrase("What belongs to it")
TOPIC_WORKGROUP = phrase("Identifier of its workgroup, empty where a person assigns it")
GROUP_NUMBER = phrase("Number")
DESCRIPTION = phrase("Description")
STARTS_ON = phrase("First day")
ENDS_ON = phrase("Last day")
TASKS = phrase("What is done in it")
PHASE_STATE = phrase("Done (done), running (now), coming (coming) or stopped (stopped)")
PAPER_KIND = phrase("Kind of document")
VERSION = phrase("Number of the version")
ADDED_ON = phrase("Day on which it was added")
NOTE = phrase("Note on the version")
FILE_TYPE = phrase("Type of file, empty where it is a link")
SIZE = phrase("Size in bytes, empty where it is a link")
CHECKSUM = phrase("SHA-256 of the file, empty where it is a link")
COUNTED_BY = phrase(
    "What is counted: all concerns, or by source, Stadtbereich, month, topic, outcome, or topic in a Stadtbereich"
)
COUNTED_ID = phrase("Identifier of what is counted; “none” stands for concerns without a place or topic")
COUNTED_NAME = phrase("Name of what is counted")
COUNTED_AREA = phrase("Identifier of the Stadtbereich, where it is counted by it")
COUNTED_TOPIC = phrase("Identifier of the topic, where it is counted by it")
COUNT = phrase("How many at least, rounded down to fives; empty where it is withheld")

# The collection
COLLECTION = phrase("Open data of the participation process “{title}”")
COLLECTION_WORDS = phrase(
    "Forums, places, topics, workgroups, phases, public documents and the figures of the week. Single concerns and texts of residents "
    "are not in it. The figures are not representative, and small ones are withheld."
)
LICENCE_CONFIRMED = phrase("These data may be used under the licence {licence}.")
LICENCE_PROPOSED = phrase(
    "The licence {licence} is planned. The city has not confirmed it yet. Until then nothing is granted beyond what the law allows."
)
NO_LICENCE = phrase("No licence has been granted for these data so far.")
ABOUT_FILES = phrase(
    "Each table is there as CSV and as JSON. CSV: UTF-8 with byte order mark, semicolons, several values in a cell separated by “|”. "
    "A text that a spreadsheet would take for a formula begins with an apostrophe."
)
ABOUT_FIELDS = phrase("What the fields mean stands in datapackage.json.")
ALL_TOGETHER = phrase("all concerns")
KEYWORDS = phrase("participation|security|prevention|concerns|forums")

# API
AS_FILES = phrase("All tables as CSV and JSON with a description of their fields")
BY_API = phrase("The figures of the week as JSON; further tables at the same API")
API_TITLE = phrase("API of the participation process")
API_WORDS = phrase("Read only, without registration. What is public anyway, as JSON.")
API_LIST = phrase("List: {title}")
API_ONE = phrase("One forum")
API_LIMIT = phrase("How many entries at most")
API_OFFSET = phrase("How many entries to leave out at the beginning")
API_NARROW = phrase("Only entries with this value: {means}")
API_TOTAL = phrase("How many entries there are in all")
API_DATA = phrase("The entries")
API_ABOUT = phrase("Day and checksum of the figures, empty before the first ones")
API_OK = phrase("The answer")
API_SAME = phrase("Nothing has changed since the answer with this ETag")
API_STAYS = phrase(
    "Within version 1 fields and addresses are added, never taken away or renamed. What cannot be had without that "
    "becomes a new version beside it."
)
API_ETAG = phrase("Mark of this answer, for If-None-Match")
API_NEXT = phrase("Address of the next part of a list, with rel=next")
API_KEPT = phrase("How long the answer may be kept")
API_WAIT = phrase("After how many seconds it may be asked again")
API_ERROR = phrase("What is wrong, as in RFC 9457")

# Refusals
NOT_A_NUMBER = phrase("{name} must be a whole number from {least} to {most}.")
NOT_A_CHOICE = phrase("{name} must be one of these: {choices}.")
GIVEN_TWICE = phrase("{name} may be given once only.")
ONLY_JSON = phrase("This address answers as JSON only.")
NO_SUCH_FORUM = phrase("There is no such forum.")
