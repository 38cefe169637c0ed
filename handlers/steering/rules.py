"""What may be written down of the process, and who may read it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from handlers.city.pack import CityPack
from handlers.errors import BadInputError, NotFoundError, RefusalError
from handlers.i18n import Phrase
from handlers.pages.keys import SignedIn
from handlers.steering import texts
from storage.models import DecisionState, Role
from storage.readings.steering import DecisionReading, MemberDetails, NamedReading

NAMED = re.compile(r"([0-9]{4}-[0-9]{6,10})(?:/([1-9][0-9]{0,2}))?")
BETWEEN_NUMBERS = re.compile(r"[\s,;]+")
MOST_CONCERNS = 100


@dataclass(frozen=True, slots=True)
class Named:
    """A concern by its case number, or one passage of it by its place, counted from 1."""

    number: str
    place: int | None = None


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


def named_in(typed: str) -> tuple[Named, ...]:
    """Return the concerns and passages named in a field, each once, in their order; refuse what names none.

    2026-000123 is the whole concern, 2026-000123/2 its second passage; beside the whole its passages need no naming.
    """
    parts = [part for part in BETWEEN_NUMBERS.split(typed) if part]
    found = [NAMED.fullmatch(part) for part in parts]
    wrong = [part for part, match in zip(parts, found, strict=True) if match is None]
    if wrong:
        raise DetailsError("concerns", texts.UNKNOWN_CONCERNS(numbers=", ".join(sorted(wrong))))
    named = dict.fromkeys(Named(match[1], int(match[2]) if match[2] else None) for match in found if match)
    if len(named) > MOST_CONCERNS:
        raise DetailsError("concerns", texts.TOO_MANY_CONCERNS(n=MOST_CONCERNS))
    return tuple(one for one in named if one.place is None or Named(one.number) not in named)


def check_there(named: Iterable[Named], known: Mapping[str, NamedReading]) -> None:
    """Refuse concerns nobody handed in, and passages a concern does not have."""
    unknown = sorted({one.number for one in named if one.number not in known})
    if unknown:
        raise DetailsError("concerns", texts.UNKNOWN_CONCERNS(numbers=", ".join(unknown)))
    beyond = sorted(
        f"{one.number}/{one.place}" for one in named if (one.place or 0) > len(known[one.number].passage_ids)
    )
    if beyond:
        raise DetailsError("concerns", texts.UNKNOWN_PASSAGES(passages=", ".join(beyond)))


def is_overdue(decision: DecisionReading, today: date) -> bool:
    """Tell whether an open decision should have been done by now."""
    return decision.state is DecisionState.OPEN and decision.due is not None and decision.due < today


def check_member(city: CityPack, details: MemberDetails) -> None:
    """Refuse an organisation of an unknown kind, or one that left before it came."""
    if details.kind and details.kind not in {kind.id for kind in city.process.member_kinds}:
        raise DetailsError("kind", texts.UNKNOWN_KIND)
    if details.since and details.until and details.until < details.since:
        raise DetailsError("until", texts.LEFT_BEFORE_IT_CAME)
