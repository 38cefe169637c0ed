"""Updates that come once, twice, twice at once, and again later, mixed between residents: the database must not show it."""

import asyncio
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from bot.dialog import DIALOG
from handlers.channels.intake import Inbound, Taken, take_in
from handlers.deps import Deps
from handlers.dialog.turn import Act, Commanded, Pressed, Said
from handlers.message import from_json
from handlers.residents import actions as residents
from storage.database import connect
from storage.models import (
    Channel,
    Concern,
    ConcernText,
    ConcernTopic,
    Consent,
    OpenQuestion,
    Outgoing,
    Registration,
    Resident,
)
from tests.chaos.audience import announce_to, deps_over
from tests.factories import StandingClock

LONGEST = 9
CASE_NUMBER = re.compile(r"\d{4}-\d{6}")
COMMANDS = (
    "start",
    "anliegen",
    "foren",
    "umfrage",
    "ortsteil",
    "meine",
    "hilfe",
    "pause",
    "stopp",
    "sprache",
    "loeschen",
)
TEXTS = (
    "Auf dem Weg zur Schule ist es abends sehr dunkel.",
    "Am Doberaner Platz wird nachts laut gestritten.",
    "Lichtenhagen",
    "Ja",
    "Wann ist das nächste Forum?",
    "Stopp",
    "Im Park liegen Spritzen, meine Nummer ist 0381 123456.",
    "👍",
)
_addresses, _updates = count(50_000), count(1)


@dataclass(frozen=True, slots=True)
class Press:
    """Press a button of the message so many back; which one is counted round."""

    back: int
    button: int


Step = Said | Commanded | Press


class Someone:
    """One resident, whose presses are of what they were really shown."""

    def __init__(self, deps: Deps) -> None:
        self.address = str(next(_addresses))
        self._deps = deps

    async def update(self, step: Step) -> Inbound:
        """Return the update of a step, as it would come however often."""
        act: Act = await self._press(step) if isinstance(step, Press) else step
        return Inbound(Channel.TELEGRAM, next(_updates), self.address, act, "de")

    async def _press(self, press: Press) -> Act:
        shown = [keys for row in await self._outgoing() if (keys := _codes(row))]
        if not shown:
            return Pressed("x")
        codes = shown[max(-1 - press.back, -len(shown))]
        return Pressed(codes[press.button % len(codes)])

    async def _outgoing(self) -> Sequence[Outgoing]:
        resident_id = await residents.find(self._deps, Channel.TELEGRAM, self.address)
        async with self._deps.open_reading() as work:
            query = select(Outgoing).where(Outgoing.resident_id == resident_id).order_by(col(Outgoing.id))
            return (await work._session.exec(query)).all()

    async def state(self) -> dict[str, Any]:
        """Return all the database knows of this resident, without what differs between any two: keys, tokens, numbers."""
        resident_id = await residents.find(self._deps, Channel.TELEGRAM, self.address)
        async with self._deps.open_reading() as work:

            async def rows(table: type[Any], order: Any) -> Sequence[Any]:
                query = select(table).where(table.resident_id == resident_id).order_by(col(order))
                return (await work._session.exec(query)).all()

            resident = (await work._session.exec(select(Resident).where(Resident.id == resident_id))).first()
            concerns = await rows(Concern, Concern.id)
            ids = [concern.id for concern in concerns]
            raw = await work._session.exec(select(ConcernText.text).where(col(ConcernText.concern_id).in_(ids)))
            topics = await work._session.exec(
                select(ConcernTopic.topic).where(col(ConcernTopic.concern_id).in_(ids)).order_by(ConcernTopic.topic)
            )
            return {
                "resident": resident and resident.model_dump(exclude={"id"}),
                "question": [
                    (each.step, _numbers_out(each.draft)) for each in await rows(OpenQuestion, OpenQuestion.asked_at)
                ],
                "concerns": [(c.redacted, c.district, c.status, c.outcome) for c in concerns],
                "texts": sorted(raw.all()),
                "topics": topics.all(),
                "consents": [(each.act, each.version) for each in await rows(Consent, Consent.id)],
                "registrations": [
                    (each.forum_id, each.state) for each in await rows(Registration, Registration.forum_id)
                ],
                "messages": [(row.kind, _words(row), len(_codes(row))) for row in await self._outgoing()],
            }


def _codes(row: Outgoing) -> list[str]:
    if row.body is None:
        return []
    return [key.code for line in from_json(row.body).keys for key in line if key.code]


def _words(row: Outgoing) -> str:
    return "" if row.body is None else CASE_NUMBER.sub("N", from_json(row.body).text)


def _numbers_out(draft: object) -> str:
    return re.sub(r"\d+", "N", repr(draft))


def make_sequence(seeded: random.Random) -> list[Step]:
    """Return what one resident does; most agree first, for nothing much happens before."""
    steps: list[Step] = [Commanded("start"), Press(0, 0)] if seeded.random() < 0.9 else []
    while len(steps) < seeded.randint(3, LONGEST):
        kind = seeded.random()
        if kind < 0.35:
            steps.append(Said(seeded.choice(TEXTS)))
        elif kind < 0.5:
            steps.append(Commanded(seeded.choice(COMMANDS)))
        else:
            steps.append(Press(seeded.choice((0, 0, 0, 1, 2)), seeded.randrange(4)))
    return steps


async def deliver_once(deps: Deps, steps: Sequence[Step]) -> dict[str, Any]:
    """Let a new resident do all this in order; return how the database stands then."""
    someone = Someone(deps)
    for step in steps:
        assert await take_in(deps, DIALOG, await someone.update(step)) is Taken.DONE
    return await someone.state()


async def deliver_wildly(
    deps: Deps, sequences: Sequence[Sequence[Step]], seeded: random.Random
) -> list[dict[str, Any]]:
    """Let new residents do the same, each in their order, but mixed and with every update coming again in every way."""
    people = [Someone(deps) for _ in sequences]
    left = [list(steps) for steps in sequences]
    past: list[Inbound] = []
    while any(left):
        moving = [number for number, steps in enumerate(left) if steps and (len(left) == 1 or seeded.random() < 0.7)]
        now = [await people[number].update(left[number].pop(0)) for number in moving]
        again = seeded.sample(past, min(len(past), seeded.randrange(3)))
        coming = [each for each in now for _ in range(seeded.choice((1, 1, 2, 3)))] + again
        seeded.shuffle(coming)
        if seeded.random() < 0.6:
            taken = await asyncio.gather(*(take_in(deps, DIALOG, each) for each in coming))
        else:
            taken = [await take_in(deps, DIALOG, each) for each in coming]
        assert taken.count(Taken.DONE) == len(now), taken
        past += now
    return [await someone.state() for someone in people]


async def first_difference(folder: Path, seed: int, many: int) -> str:
    """Try so many sequences of one or two residents over an announced forum; return what differs first, "" when nothing does."""
    url = f"sqlite+aiosqlite:///{folder / 'forumsbote.db'}"
    await announce_to((), url)
    database = connect(url)
    try:
        return await _compare(deps_over(database, url, StandingClock(datetime.now(UTC))), seed, many)
    finally:
        await database.close()


async def _compare(deps: Deps, seed: int, many: int) -> str:
    seeded = random.Random(seed)  # noqa: S311  chaos must be repeatable, not secret
    tried = 0
    while tried < many:
        sequences = [make_sequence(seeded) for _ in range(seeded.choice((1, 2)))]
        expected = [await deliver_once(deps, steps) for steps in sequences]
        found = await deliver_wildly(deps, sequences, seeded)
        for steps, one, other in zip(sequences, expected, found, strict=True):
            differing = [part for part in one if one[part] != other[part]]
            if differing:
                return f"{steps}: " + "; ".join(f"{part}: {one[part]} != {other[part]}" for part in differing)
        tried += len(sequences)
    return ""
