"""Who may sit at the desk, until when, and what they have to prove."""

import re
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from handlers.accounts import texts
from handlers.city.pack import CityPack
from handlers.errors import BadInputError, ForbiddenError, RefusalError
from handlers.i18n import BERLIN, Phrase
from handlers.pages.keys import SignedIn
from storage.models import Role
from storage.readings.desk import ModeratorReading

NAME_LIMITS = range(2, 121)
SIGN_IN_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,63}")
FARTHEST_END = timedelta(days=5 * 366)
IDLE = timedelta(hours=12)
LINK_SESSION = timedelta(hours=12)
PASSWORD_SESSION = timedelta(days=7)
NEED_SECOND_FACTOR = frozenset({Role.ADMIN, Role.MODERATOR})


class UnfitError(BadInputError):
    """Something typed cannot be taken; `field` names where, "" for the whole form."""

    def __init__(self, field: str, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.field = field


class Proof(StrEnum):
    """What somebody who is signed in proves once more before they change how they come in."""

    NONE = "none"
    PASSWORD = "password"  # noqa: S105  (the word, not one)
    CODE = "code"


def check_person(city: CityPack, name: str, role: Role, workgroup: str | None) -> None:
    """Refuse a person the desk cannot have: members belong to a workgroup, all others to none."""
    if len(name) not in NAME_LIMITS:
        raise UnfitError("name", texts.NAME_MISSING)
    if role is not Role.MEMBER:
        if workgroup is not None:
            raise UnfitError("workgroup", texts.WORKGROUP_TOO_MUCH)
        return
    if workgroup is None:
        raise UnfitError("workgroup", texts.WORKGROUP_MISSING)
    if workgroup not in {known.id for known in city.workgroups}:
        raise UnfitError("workgroup", texts.UNKNOWN_WORKGROUP(value=workgroup))


def end_of(role: Role, until: date | None, now: datetime) -> datetime | None:
    """Return the moment a person's time is over: the end of a Berlin day for readers, None for all others."""
    if role is not Role.READER:
        if until is not None:
            raise UnfitError("until", texts.UNTIL_TOO_MUCH)
        return None
    if until is None:
        raise UnfitError("until", texts.UNTIL_MISSING)
    today = now.astimezone(BERLIN).date()
    if until < today:
        raise UnfitError("until", texts.UNTIL_PAST)
    if until > today + FARTHEST_END:
        raise UnfitError("until", texts.UNTIL_FAR)
    return datetime.combine(until + timedelta(days=1), time.min, tzinfo=BERLIN).astimezone(UTC)


def last_day(ends_at: datetime) -> date:
    """Return the last Berlin day before an end."""
    return (ends_at - timedelta(seconds=1)).astimezone(BERLIN).date()


def check_not_ended(person: ModeratorReading, now: datetime) -> None:
    """Refuse somebody whose time is over, naming its last day."""
    if person.ends_at is not None and person.ended(now):
        raise ForbiddenError(texts.ACCESS_ENDED(day=last_day(person.ends_at)))


def check_may_leave(who: SignedIn, person: ModeratorReading, admins: int) -> None:
    """Refuse to lock out oneself or the last admin."""
    if person.id == who.id:
        raise RefusalError(texts.NOT_YOURSELF)
    if person.role is Role.ADMIN and person.active and admins <= 1:
        raise RefusalError(texts.LAST_ADMIN)


def check_may_change_role(person: ModeratorReading, role: Role, admins: int) -> None:
    """Refuse to leave the desk without anybody who administers it."""
    if person.role is Role.ADMIN and role is not Role.ADMIN and admins <= 1:
        raise RefusalError(texts.LAST_ADMIN)


def sign_in_name(typed: str) -> str:
    """Return a sign-in name as it is stored: capitals do not count."""
    name = typed.strip().lower()
    if not SIGN_IN_NAME.fullmatch(name):
        raise UnfitError("name", texts.NAME_UNFIT)
    return name


def check_may_have_password(role: Role, *, secured: bool) -> None:
    """Refuse a password on its own to those who could do harm with it."""
    if role in NEED_SECOND_FACTOR and not secured:
        raise RefusalError(texts.FACTOR_FIRST)


def check_may_lay_down(role: Role) -> None:
    """Refuse to give up the second factor to those who need it."""
    if role in NEED_SECOND_FACTOR:
        raise ForbiddenError(texts.FACTOR_NEEDED)


def proof_of(*, has_password: bool, secured: bool, by_password: bool) -> Proof:
    """Return what is to be proved before a change: by who came in with a link their code if they have one, else nothing."""
    if secured:
        return Proof.CODE
    return Proof.PASSWORD if has_password and by_password else Proof.NONE
