"""Find a concern by its receipt, and show of it what everybody may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import structlog

from handlers.city.pack import CityPack
from handlers.concerns import receipts
from handlers.consideration.path import Path, Verdict, path_of
from handlers.deps import Deps
from handlers.errors import TooOftenError
from handlers.i18n import BERLIN
from handlers.proof import rules, texts
from handlers.proof.rules import Tries
from storage.models import LedgerEntry, ObjectionState, Outcome, Status
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """What happened on which day in Berlin."""

    act: str
    on: date


@dataclass(frozen=True, slots=True)
class Mark:
    """One act as the ledger holds it; `position` is None and `mac` "" until it is chained."""

    act: str
    on: date
    position: int | None
    mac: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one passage: a sentence of the catalogue, never own words of the desk or of the author.

    place  of the plan, e.g. "3.2 Licht an Haltestellen"; "" where it is in none
    """

    outcome: Outcome
    reason: str
    place: str
    chapter: str
    body: str
    on: date


@dataclass(frozen=True, slots=True)
class Seen:
    """A concern as everybody may see it."""

    number: str
    status: Status
    outcome: Outcome
    joined: bool
    steps: tuple[Step, ...]
    decided: tuple[Decided, ...]
    looked_at_again: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """How long the whole ledger is, and the mark at its end ("" for none)."""

    acts: int
    head: str


async def chain(deps: Deps) -> Chain:
    """Return the end of the ledger."""
    async with deps.open_reading() as work:
        position, mac = await work.ledger.head()
    return Chain(position, mac.hex())


async def find(deps: Deps, tries: Tries, address: str, typed_number: str, typed_code: str) -> Seen | None:
    """Return the concern of a number and its code.

    A wrong code and a number nobody has are the same: None, after the same work, and without a look at the database.
    """
    if tries.are_too_many(address, deps.now()):
        raise TooOftenError(texts.TOO_MANY_TRIES, tries.wait(deps.now()))
    number = rules.number_of(typed_number)
    found = await _seen(deps, number) if receipts.matches(deps.vault, number, typed_code) else None
    if found is None:
        tries.note_wrong(address, deps.now())
    log.info("receipt.shown" if found else "receipt.unknown")
    return found


async def _seen(deps: Deps, number: str) -> Seen | None:
    async with deps.open_reading() as work:
        concern_id = await work.concerns.id_of(number)
        concern = None if concern_id is None else await work.concerns.one(concern_id)
        if concern is None:
            return None
        return _public(deps.city, await path_of(work, concern), await _marks(work, concern.id))


def _public(city: CityPack, path: Path, marks: Sequence[Mark]) -> Seen:
    return Seen(
        number=path.number,
        status=path.status,
        outcome=path.outcome,
        joined=bool(path.weighed_as),
        steps=tuple(Step(step.act, step.at.astimezone(BERLIN).date()) for step in path.steps),
        decided=tuple(_decided(city, verdict) for verdict in path.verdicts),
        looked_at_again=path.objection is ObjectionState.OPEN,
        marks=tuple(marks),
    )


def _decided(city: CityPack, verdict: Verdict) -> Decided:
    place = verdict.paragraph
    return Decided(
        outcome=verdict.outcome,
        reason=next((reason.words for reason in city.reasons if reason.id == verdict.reason), ""),
        place=f"{place.label} {place.title}" if place else "",
        chapter=place.chapter if place else "",
        body=next((body.title for body in city.process.bodies if body.id == verdict.body), verdict.body),
        on=verdict.decided_on,
    )


async def _marks(work: UnitOfWork, concern_id: int) -> list[Mark]:
    return [_mark(entry) for entry in await work.ledger.of_concern(concern_id)]


def _mark(entry: LedgerEntry) -> Mark:
    return Mark(
        entry.act, entry.at.astimezone(BERLIN).date(), entry.position, entry.mac.hex() if entry.mac is not None else ""
    )
