"""What the desk reads about weighing, and what authors are told."""

from collections.abc import Mapping

from handlers.i18n import Phrase, phrase
from storage.models import Outcome

DECIDABLE = (Outcome.ADOPTED, Outcome.PARTLY, Outcome.NOT_ADOPTED, Outcome.PASSED_ON)

# What authors are told
HEAD = phrase("There is news about what you handed in.")
DECIDED = phrase("Concern {number}: it has been considered.")
ON_LISTS = phrase("Concern {number}: a person has read it, and the workgroup has it on its list.")
STAYS = phrase("Concern {number}: another person has looked at it again. It stays as it was decided.")
REOPENED = phrase("Concern {number}: it is open again and will be considered anew.")
JOINED = phrase(
    "Concern {number}: others wrote nearly the same. It is considered together with {lead}. Your text stays as it is."
)
SEE_ALL = phrase("/meine shows all your concerns and the whole path of each.")
WEIGHED_TOGETHER = phrase("Considered together with {lead}, because it says nearly the same.")
ABOUT = phrase("About “{text}”:")
IN_PLAN = phrase("In the plan: {label} {title} (chapter “{chapter}”).")
DECIDED_BY = phrase("Decided by {body} on {at}.")
MAY_OBJECT = phrase("Was something overlooked? Then you can ask once for it to be looked at again.")
LOOK_AGAIN = phrase("Please look at it again")
ASK_WHY = phrase(
    "What was overlooked about concern {number}? Please write it in one or two sentences. "
    "Another person will look at it."
)
WITHOUT_WORDS = phrase("Without a reason")
OBJECTED = phrase("Thank you. Another person will look at concern {number} again. You will hear what comes of it.")
PATH = phrase("The path of concern {number}:\n{steps}")
STEP = phrase("• {at}: {act}")
# The acts that matter to an author, who need not know who looked when.
STEPS: Mapping[str, Phrase] = {
    "submitted": phrase("received"),
    "text_corrected": phrase("you wrote the text anew"),
    "confirmed": phrase("read and assigned to topics"),
    "assigned": phrase("given to the workgroup"),
    "joined": phrase("joined with others"),
    "freed": phrase("taken out of the group, considered by itself"),
    "leads": phrase("considered by itself, since the other one was withdrawn"),
    "considered": phrase("considered"),
    "taken_back": phrase("decision taken back"),
    "objected": phrase("you asked for it to be looked at again"),
    "objection_upheld": phrase("looked at again; it stays as it was decided"),
    "objection_changed": phrase("looked at again; it is considered anew"),
    "withdrawn": phrase("withdrawn"),
    "erased": phrase("erased"),
}
OUTCOMES: Mapping[Outcome, Phrase] = {
    Outcome.ADOPTED: phrase("Result: adopted."),
    Outcome.PARTLY: phrase("Result: adopted in part."),
    Outcome.NOT_ADOPTED: phrase("Result: not adopted."),
    Outcome.PASSED_ON: phrase("Result: passed on."),
}
NOT_OBJECTABLE = phrase("Nothing has been decided about this concern that could be looked at again.")
OBJECTED_ALREADY = phrase("You have asked for this concern to be looked at again already. That is possible once.")
OBJECTION_OPEN = phrase("You asked for it to be looked at again. The answer is still to come.")

# At the desk: refusals
UNKNOWN_CONCERN = phrase("There is no concern with this number, or it is not on your list.")
UNKNOWN_PASSAGE = phrase("This passage does not exist (any more). Please look at the concern again.")
JOINED_ALREADY = phrase("This concern is joined with {number}. Please weigh that one, or take this one out first.")
DECIDED_ALREADY = phrase("Something has been decided about this passage already. Please take that back first.")
NOTHING_DECIDED = phrase("Nothing has been decided about this passage that could be taken back.")
TEXT_ERASED = phrase("The text of this concern was erased by its author. What was decided about it stands.")
NOTHING_PROPOSED = phrase("Nothing waits for a second person here.")
NOT_A_PLACE_TO_SPLIT = phrase("A passage can only begin where a sentence begins. Please choose again.")
FIRST_PASSAGE = phrase("This is the first passage. There is nothing before it to merge it with.")
ONE_PASSAGE = phrase("This concern has only one passage; its topics are those of the concern.")
NOT_WITH_ITSELF = phrase("A concern cannot be joined with itself.")
NOT_JOINED = phrase("This concern is not joined with another.")
HAS_DECISIONS = phrase("Something has been decided about {number} already. Please take that back first.")
FOUR_EYES = phrase("Whoever proposed it cannot confirm it: a second person has to look.")
OTHER_PERSON = phrase("You had a part in the decision. Someone else has to look at it again.")
UNKNOWN_REASON = phrase("Please choose a reason that fits the outcome.")
UNKNOWN_BODY = phrase("Please choose who decided.")
UNKNOWN_PARAGRAPH = phrase("This paragraph of the plan does not exist.")
WORDS_MISSING = phrase("Please explain it to the author in your own words, in at least {least} characters.")
DAY_AHEAD = phrase("This day lies in the future.")
NO_OBJECTION = phrase("No objection waits for an answer here.")
STILL_OPEN = phrase(
    "The final report cannot be made yet. Concerns without an outcome: {open}. "
    "Decisions waiting for a second person: {proposed}. Objections without an answer: {objections}."
)
