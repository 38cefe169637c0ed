"""What the desk reads about meetings, workgroups and documents, and everyone about public ones."""

from handlers.i18n import phrase, phrases
from storage.models import BudgetUnit, DecisionKind, DecisionState, PaperKind, Visibility

# On the public page
KINDS_OF_PAPER = {
    PaperKind.DRAFT: phrase("draft of the plan"),
    PaperKind.REPORT: phrase("report"),
    PaperKind.COUNCIL_PAPER: phrase("council paper"),
    PaperKind.MINUTES: phrase("minutes"),
    PaperKind.STUDY: phrase("study"),
    PaperKind.PRESS: phrase("press"),
    PaperKind.OTHER: phrase("other document"),
}

# At the desk
CHANGED_MEANWHILE = phrase("Somebody else has changed this meanwhile. Please look at it again.")
SAVED = phrase("Saved.")

# Meetings and decisions
KINDS_OF_DECISION = {
    DecisionKind.STRATEGIC: phrase("strategic"),
    DecisionKind.OPERATIVE: phrase("operative"),
}
STATES_OF_DECISION = {
    DecisionState.OPEN: phrase("to be done"),
    DecisionState.DONE: phrase("carried out"),
    DecisionState.DROPPED: phrase("dropped"),
}
MEETING_ADDED = phrase("The meeting is written down.")
DECISION_ADDED = phrase("The decision is written down.")
NO_SUCH_MEETING = phrase("There is no such meeting.")
NO_SUCH_DECISION = phrase("There is no such decision.")
UNKNOWN_BODY = phrase("Please choose who met.")
HAS_DECISIONS = phrase("This meeting took decisions. It stays.")
UNKNOWN_CONCERNS = phrase("These case numbers do not exist: {numbers}")
UNKNOWN_PASSAGES = phrase("These concerns do not have so many passages: {passages}")
TOO_MANY_CONCERNS = phrases("Please name at most {n} concern.", "Please name at most {n} concerns.")

# Workgroups
NO_SUCH_WORKGROUP = phrase("There is no such workgroup.")
NO_SUCH_MEMBER = phrase("This organisation is not on the list.")
UNKNOWN_KIND = phrase("Please choose one of the given kinds.")
LEFT_BEFORE_IT_CAME = phrase("The last day must not be before the first.")
MEMBER_ADDED = phrase("The organisation is on the list.")
MEMBER_REMOVED = phrase("The organisation is off the list.")

# Documents
VISIBILITIES = {Visibility.PUBLIC: phrase("public"), Visibility.INTERNAL: phrase("internal")}
VISIBILITIES_TO_CHOOSE = {
    Visibility.INTERNAL: phrase("internal: only at the desk"),
    Visibility.PUBLIC: phrase("public: everyone finds it on the page of the process"),
}
DOCUMENT_ADDED = phrase("The document is stored.")
VERSION_ADDED = phrase("The version is stored. The older ones stay.")
NO_SUCH_DOCUMENT = phrase("There is no such document.")
FILE_OR_LINK = phrase("Please choose a file or give a link.")
NOT_BOTH = phrase("Please give a file or a link, not both.")
TOO_LARGE = phrase("This file is too large. Up to 1.9 MB are possible; give a link for a larger one.")
UNKNOWN_FILE = phrase("We take PDF, DOCX, XLSX, TXT, PNG and JPG, without macros. This is none of them.")
NO_LINK = phrase("Please give an address that begins with https:// or http://")

# Costs and hours
OWN_MEANS = phrase("Own means")
GRANTS = phrase("Grants")
POSTS = phrase("Posts: {posts}")
HOURS_TO_FILL = phrase("How many hours a week a full-time post has is to be filled in.")
UNITS = {BudgetUnit.CENTS: phrase("Euros"), BudgetUnit.MINUTES: phrase("hours a week")}
NO_SUCH_LINE = phrase("There is no such line in the budget.")
NO_SUCH_BOOKING = phrase("There is no such booking.")
UNIT_STAYS = phrase("Something is booked on this line. What it is counted in stays.")
NO_AMOUNT = phrase("Please enter an amount, for example 1.234,56, or for hours 7:30.")
NO_WEEKS = phrase("Please say for how many weeks the hours are planned.")
COUNTERED_ALREADY = phrase("This booking has been taken back, or takes another one back.")
LINE_ADDED = phrase("The line is in the budget.")
BOOKED = phrase("Booked.")
COUNTERED = phrase("The booking is taken back by another one.")
