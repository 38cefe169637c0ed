"""What may be written down of the process, and who may read it."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from handlers.city.pack import CityPack
from handlers.errors import BadInputError, NotFoundError, RefusalError
from handlers.i18n import Phrase
from handlers.pages.keys import SignedIn
from handlers.steering import texts
from storage.models import DecisionState, Role
from storage.readings.steering import DecisionReading, MemberDetails

CASE_NUMBER = re.compile(r"\d{4}-\d{6}")
BETWEEN_NUMBERS = re.compile(r"[\s,;]+")
MOST_CONCERNS = 100


class DetailsError(BadInputError):
    """Something that cannot be; the sentence belongs to one field of the form."""

    def __init__(self, field: str, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.field = field


def bodies(city: CityPack) -> dict[str, str]:
    """Return who meets, by id: the bodies of the process first, then the workgroups."""
    committees = {body.id: body.title for body in city.process.bodies}
    return committees | {workgroup.id: f"{workgroup.number} {workgroup.label}" for workgroup in city.workgroups}


def hidden_bodies(city: CityPack, who: SignedIn) -> tuple[str, ...]:
    """Return whose meetings are not for this person: a member reads those of the bodies and of their own workgroup."""
    if who.role is not Role.MEMBER:
        return ()
    return tuple(workgroup.id for workgroup in city.workgroups if workgroup.id != who.workgroup)


def own_list(who: SignedIn) -> str | None:
    """Return the workgroup whose concerns are all this person may know of; None: they may know of all."""
    return (who.workgroup or "") if who.role is Role.MEMBER else None


def check_body(city: CityPack, body: str) -> None:
    """Refuse a meeting of nobody we know."""
    if body not in bodies(city):
        raise DetailsError("body", texts.UNKNOWN_BODY)


def check_readable(city: CityPack, who: SignedIn, body: str) -> None:
    """Refuse to know of a meeting that is not for this person."""
    if body in hidden_bodies(city, who):
        raise NotFoundError(texts.NO_SUCH_MEETING)


def check_seen(changed_at: datetime, seen: datetime | None) -> None:
    """Refuse a change that was made on an older state of the thing."""
    if seen != changed_at:
        raise RefusalError(texts.CHANGED_MEANWHILE)


def case_numbers(typed: str) -> tuple[str, ...]:
    """Return the case numbers in a field, each once, in their order; refuse what is none."""
    numbers = tuple(dict.fromkeys(part for part in BETWEEN_NUMBERS.split(typed) if part))
    check_known(number for number in numbers if not CASE_NUMBER.fullmatch(number))
    if len(numbers) > MOST_CONCERNS:
        raise DetailsError("concerns", texts.TOO_MANY_CONCERNS(n=MOST_CONCERNS))
    return numbers


def check_known(unknown: Iterable[str]) -> None:
    """Refuse case numbers that nobody has."""
    named = ", ".join(sorted(unknown))
    if named:
        raise DetailsError("concerns", texts.UNKNOWN_CONCERNS(numbers=named))


def is_overdue(decision: DecisionReading, today: date) -> bool:
    """Tell whether an open decision should have been done by now."""
    return decision.state is DecisionState.OPEN and decision.due is not None and decision.due < today


def check_member(city: CityPack, details: MemberDetails) -> None:
    """Refuse an organisation of an unknown kind, or one that left before it came."""
    if details.kind and details.kind not in {kind.id for kind in city.process.member_kinds}:
        raise DetailsError("kind", texts.UNKNOWN_KIND)
    if details.since and details.until and details.until < details.since:
        raise DetailsError("until", texts.LEFT_BEFORE_IT_CAME)
