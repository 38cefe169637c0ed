"""What was promised about forums, held against what the database says of it and what the phones show."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from handlers.deps import Deps
from storage.models import ANSWERS, Channel, Forum, Identity, Outgoing, OutgoingKind, OutgoingState

LATE_SECONDS = 60.0
Promised = tuple[int, str]  # chat, title of the forum
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the promises of one kind.

    told         how often it came: times → promises
    ambiguous    promises of which nobody knows; each is a row
    unaccounted  promises that did not come and are not ambiguous either
    latest       seconds after its moment that the last one went out, without those in which nobody was there to send it, and without
                 those which the permitted rate needs for the answers and reminders that went out meanwhile
    """

    kind: OutgoingKind
    told: Counter[int]
    ambiguous: int
    unaccounted: int
    latest: float

    @property
    def told_twice(self) -> int:
        return sum(many for times, many in self.told.items() if times > 1)

    def faults(self) -> Iterator[str]:
        """Yield what is wrong; only reminders have a moment they must keep."""
        if self.told_twice:
            yield f"{self.told_twice} promises of a {self.kind} came twice"
        if self.unaccounted:
            yield f"{self.unaccounted} promises of a {self.kind} did not come and are listed nowhere"
        if self.kind is OutgoingKind.REMINDER and self.latest > LATE_SECONDS:
            yield f"a {self.kind} came {self.latest:.0f} s after its moment"


async def look_after(
    deps: Deps,
    kind: OutgoingKind,
    head: str,
    promised: Sequence[Promised],
    phones: Mapping[int, Sequence[str]],
    unmanned: Sequence[Stretch],
    rate: float,
) -> Kept:
    """Hold what was promised against rows and phones; a message that keeps it begins with the head and the title.

    unmanned  when nobody was there to send it
    rate      messages a second that are permitted
    """
    query = (
        select(Identity.digest, Forum.title, Outgoing)
        .join(Outgoing, col(Outgoing.resident_id) == col(Identity.resident_id))
        .join(Forum, col(Forum.id) == col(Outgoing.forum_id))
        .where(Outgoing.kind == kind)
    )
    async with deps.open_reading() as work:
        rows = {(digest, title): row for digest, title, row in (await work._session.exec(query)).all()}
    told: Counter[int] = Counter()
    ambiguous = unaccounted = 0
    for chat, title in promised:
        times = sum(words.startswith(head + title) for words in phones[chat])
        row = rows.get((deps.vault.digest(Channel.TELEGRAM, str(chat)), title))
        told[times] += 1
        is_listed = row is not None and row.state is OutgoingState.AMBIGUOUS
        ambiguous += is_listed
        unaccounted += not times and not is_listed
    before = await _sent_before_others(deps)
    late = [
        _late(row.not_before, row.sent_at, unmanned) - _between(before, row.not_before, row.sent_at) / rate
        for row in rows.values()
        if row.sent_at
    ]
    return Kept(kind, told, ambiguous, unaccounted, max(late, default=0.0))


def _late(due: datetime, sent: datetime, unmanned: Sequence[Stretch]) -> float:
    """Return the seconds from its moment to its sending in which somebody was there who could send it."""
    away = (max(0.0, (min(end, sent) - max(begin, due)).total_seconds()) for begin, end in unmanned)
    return (sent - due).total_seconds() - sum(away)


async def _sent_before_others(deps: Deps) -> list[datetime]:
    """Return when each answer and each reminder was sent, in order: they go before everything else."""
    first = (*ANSWERS, OutgoingKind.REMINDER)
    query = select(Outgoing.sent_at).where(col(Outgoing.kind).in_(first), col(Outgoing.sent_at).is_not(None))
    async with deps.open_reading() as work:
        return sorted(at for at in (await work._session.exec(query)).all() if at is not None)


def _between(moments: Sequence[datetime], begin: datetime, end: datetime) -> int:
    return max(0, bisect_left(moments, end) - bisect_left(moments, begin))


async def with_ambiguous_answers(deps: Deps, chats: Sequence[int]) -> frozenset[int]:
    """Return which of these chats have an answer of which nobody knows whether it arrived."""
    query = (
        select(Identity.digest)
        .join(Outgoing, col(Outgoing.resident_id) == col(Identity.resident_id))
        .where(col(Outgoing.kind).in_(ANSWERS), Outgoing.state == OutgoingState.AMBIGUOUS)
    )
    async with deps.open_reading() as work:
        digests = set((await work._session.exec(query)).all())
    return frozenset(chat for chat in chats if deps.vault.digest(Channel.TELEGRAM, str(chat)) in digests)


async def count_planned(deps: Deps) -> int:
    """Return how many reminders have a row by now."""
    async with deps.open_reading() as work:
        planned = await work._session.exec(select(Outgoing.id).where(Outgoing.kind == OutgoingKind.REMINDER))
        return len(planned.all())
