"""What may be split, joined and decided, and by whom."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.city.pack import CityPack
from handlers.consideration import texts
from handlers.errors import BadInputError, ForbiddenError, RefusalError
from handlers.pages.keys import SignedIn
from storage.models import Consideration, Outcome, Passage

WORDS_LEAST, WORDS_MOST = 20, 2000
SENTENCE_START = re.compile(r"(?:[.!?…:;]['\"“”»)\]]*\s+|\n+\s*)(?=\S)")
# Where the author has a right to more than a sentence of the catalogue.
TO_EXPLAIN = frozenset({Outcome.PARTLY, Outcome.NOT_ADOPTED, Outcome.PASSED_ON})


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about one passage, as a person at the desk wrote it down; `decided_on` is the day the body decided."""

    outcome: Outcome
    reason: str
    words: str
    body: str
    decided_on: date
    paragraph_id: int | None = None


def starts(text: str) -> tuple[int, ...]:
    """Return where a passage may begin: at every sentence but the first."""
    return tuple(found.end() for found in SENTENCE_START.finditer(text) if found.end() < len(text))


def check_start(text: str, start: int) -> None:
    """Refuse to let a passage begin in the middle of a sentence."""
    if start not in starts(text):
        raise BadInputError(texts.NOT_A_PLACE_TO_SPLIT)


def around(passages: Sequence[Passage], start: int) -> Passage:
    """Return the passage a place in the text lies in; one that begins there already is no place to split."""
    inside = next(passage for passage in reversed(passages) if passage.start <= start)
    if inside.start == start:
        raise BadInputError(texts.NOT_A_PLACE_TO_SPLIT)
    return inside


def is_decided(passage: Passage) -> bool:
    """Tell whether something has become of a passage that a person decided."""
    return passage.outcome in texts.DECIDABLE


def check_undecided(passages: Iterable[Passage]) -> None:
    """Refuse to change the cut of what was decided."""
    if any(is_decided(passage) for passage in passages):
        raise RefusalError(texts.DECIDED_ALREADY)


def check_decision(city: CityPack, decision: Decision, today: date) -> None:
    """Refuse a decision its author could not understand, or that nobody can have made."""
    fitting = {reason.id for reason in city.reasons if decision.outcome in reason.outcomes}
    if decision.outcome not in texts.DECIDABLE or decision.reason not in fitting:
        raise BadInputError(texts.UNKNOWN_REASON)
    if decision.body not in {body.id for body in city.process.bodies}:
        raise BadInputError(texts.UNKNOWN_BODY)
    if decision.decided_on > today:
        raise BadInputError(texts.DAY_AHEAD)
    if decision.outcome in TO_EXPLAIN and len(decision.words) < WORDS_LEAST:
        raise BadInputError(texts.WORDS_MISSING(least=WORDS_LEAST))


def needs_four_eyes(outcome: Outcome) -> bool:
    """Tell whether a second person has to look before it is in force."""
    return outcome is Outcome.NOT_ADOPTED


def check_second_person(who: SignedIn, proposed: Consideration) -> None:
    """Refuse the same pair of eyes twice."""
    if proposed.proposed_by == who.id:
        raise ForbiddenError(texts.FOUR_EYES)


def check_not_involved(who: SignedIn, deciders: Iterable[int]) -> None:
    """Refuse to let somebody answer an objection to their own decision."""
    if who.id in set(deciders):
        raise ForbiddenError(texts.OTHER_PERSON)
