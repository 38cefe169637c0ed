"""What everybody reads about one concern."""

from collections.abc import Mapping

from handlers.consideration import texts as consideration
from handlers.i18n import Phrase, phrase
from storage.models import Outcome, Status

UNKNOWN = phrase("We found nothing for this number and this code. Please compare both with your receipt, sign by sign.")
TOO_MANY_TRIES = phrase(
    "There were too many wrong tries. Please wait an hour and try again. In the chat, /meine shows the same to "
    "whoever wrote the concern."
)
STATES: Mapping[Status, Phrase] = {
    Status.NEW: phrase("It has arrived. A person will read it."),
    Status.SEEN: phrase("A person has read it."),
    Status.CONFIRMED: phrase("A person has read it and assigned it to topics."),
    Status.ASSIGNED: phrase("The workgroup has it on its list."),
    Status.CONSIDERED: phrase("It has been considered."),
    Status.CLOSED: phrase("It is closed."),
}
OUTCOMES: Mapping[Outcome, Phrase] = {
    Outcome.ADOPTED: phrase("It was adopted."),
    Outcome.PARTLY: phrase("It was adopted in part."),
    Outcome.NOT_ADOPTED: phrase("It was not adopted."),
    Outcome.PASSED_ON: phrase("It was passed on."),
    Outcome.JOINED: phrase("Others wrote nearly the same. It is considered together with them."),
    Outcome.WITHDRAWN: phrase("Whoever handed it in has withdrawn it. Its text is erased."),
    Outcome.ERASED: phrase("Its text is erased. That it was received stays counted."),
}
STEPS: Mapping[str, Phrase] = {
    **consideration.STEPS,
    "text_corrected": phrase("the text was written anew"),
    "objected": phrase("a second look was asked for"),
}
OTHER_STEP = phrase("a step of the desk")
