"""Send what is due: claim a few rows, ask again whether each is wanted, send them side by side, write down what became of each."""

import asyncio
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.i18n import speaker
from handlers.message import Message, from_json, to_json
from handlers.outbox import rules
from handlers.outbox.post import Post
from handlers.outbox.results import Results
from handlers.ports import Fate, Messenger, Sending
from handlers.residents import reach
from storage.models import ANSWERS, UNRESOLVED, Channel, Identity, Outgoing, OutgoingState, Resident, Standing
from storage.repositories.outbox import BULK_RANK, SendResult
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()

# Longer than a send may take, and short enough for another process to take over within twelve seconds.
LEASE = timedelta(seconds=10)
SETTLE_EVERY = timedelta(seconds=1)
OVERALL, BULK = "all", "bulk"
# Broadcasts make up for a pause of the sender; the bucket of all messages keeps them from coming in a heap.
BULK_BUCKET_SECONDS = 0.5
CHANNEL_OFF_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed row, ready to be sent.

    on_page  our own page shows it too, where the resident also has the web chat
    """

    row: Outgoing
    messenger: Messenger
    identity: Identity
    address: str
    language: str
    message: Message
    on_page: bool

    @property
    def channel(self) -> Channel:
        return Channel(self.identity.channel)


class Delivery:
    """The sends of one process: so many at once, each as soon as the rate of the installation lets it go."""

    def __init__(self, deps: Deps, post: Post) -> None:
        self._deps, self._post = deps, post
        self._results = Results(deps)
        self._under_way: set[asyncio.Task[None]] = set()
        self._settled_at: datetime | None = None
        self._slots = rules.parallel_sends(deps.send_rate)

    @property
    def is_full(self) -> bool:
        """Say whether as many sends are under way as may be."""
        return len(self._under_way) >= self._slots

    async def start_due(self) -> int:
        """Begin to send what is due, permitted and has a slot; returns how many rows were dealt with."""
        if self.is_full:
            return 0
        dealt_with, letters = await self._claim(self._slots - len(self._under_way))
        for letter in letters:
            task = asyncio.create_task(self._deliver(letter))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return dealt_with

    async def a_slot(self) -> None:
        """Wait until one of the sends under way has ended."""
        if self._under_way:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    async def finish(self) -> None:
        """Wait for the sends under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _claim(self, most: int) -> tuple[int, list[Letter]]:
        """Take a few rows within the rate of the installation, and settle what vanished senders left.

        Asked again and noted as being sent in one transaction: a process killed before its end has sent nothing.
        """
        deps, now = self._deps, self._deps.now()
        async with deps.open_work() as work:
            await self._settle(work, now)
            budget, tokens = await work.outbox.budget(OVERALL, rate=deps.send_rate, now=now)
            if rules.is_held(budget.held_until, now) or tokens < 1:
                return 0, []
            share, bulk_tokens = await work.outbox.budget(
                BULK, rate=deps.send_rate * rules.BULK_SHARE, now=now, seconds=BULK_BUCKET_SECONDS
            )
            rows = await work.outbox.due(
                now=now, limit=min(most, int(tokens)), bulk_limit=int(bulk_tokens), answers_only=rules.is_quiet(now)
            )
            if not rows:
                return 0, []
            known = await work.residents.with_addresses({row.resident_id for row in rows})
            asked = [await self._letter_or_failure(work, row, known.get(row.resident_id)) for row in rows]
            letters = [letter for letter in asked if letter is not None]
            # A message on our own page, and one that is dropped, cost nothing.
            leaving = [letter for letter in letters if letter.channel is not Channel.WEB]
            bulk = [letter for letter in leaving if letter.row.rank == BULK_RANK]
            work.outbox.spend(budget, tokens - len(leaving), now)
            if bulk:
                work.outbox.spend(share, bulk_tokens - len(bulk), now)
            work.outbox.keep_pace([letter.identity for letter in leaving], now)
            await work.outbox.begin_sending([letter.row for letter in letters], now=now, lease=LEASE)
        return len(rows), letters

    async def _settle(self, work: UnitOfWork, now: datetime) -> None:
        if self._settled_at is not None and now - self._settled_at < SETTLE_EVERY:
            return
        self._settled_at = now
        repeated, ambiguous = await work.outbox.settle_abandoned(now)
        await work.outbox.drop_expired(now)
        if repeated or ambiguous:
            log.warning("outbox.settled", repeated=repeated, ambiguous=ambiguous)

    async def _letter_or_failure(
        self, work: UnitOfWork, row: Outgoing, addressee: tuple[Resident, list[Identity]] | None
    ) -> Letter | None:
        """Ask again about a row; one that cannot be prepared fails alone, and is listed, so that it does not hold up the others."""
        try:
            async with work.attempt() if row.moment is not None else nullcontext():
                return await self._letter(work, row, addressee)
        except Exception as fault:
            log.exception("message.unpreparable", outgoing_id=row.id, kind=row.kind)
            await work.outbox.give_up(row, type(fault).__name__, OutgoingState.FAILED)
            return None

    async def _letter(
        self, work: UnitOfWork, row: Outgoing, addressee: tuple[Resident, list[Identity]] | None
    ) -> Letter | None:
        """Return the letter of a row; one that is not wanted any more is dropped with its reason."""
        now = self._deps.now()
        if addressee is None:
            await work.outbox.give_up(row, "erased")
            return None
        resident, identities = addressee
        identity = rules.address_for(row.channel, identities, frozenset(self._post.messengers))
        unwanted = rules.why_unwanted(row.kind, Standing(resident.standing), row.expires_at, now)
        if unwanted is not None:
            await work.outbox.give_up(row, unwanted)
            return None
        messenger = self._post.messengers.get(Channel(identity.channel))
        if messenger is None:
            await work.outbox.put_off(row, "channel_off", now + CHANNEL_OFF_WAIT)
            return None
        message = await self._message(work, row, resident)
        if message is None:
            await work.outbox.give_up(row, "no_longer_wanted")
            return None
        address = self._deps.vault.unseal(identity.sealed)
        on_page = row.kind not in ANSWERS and any(one.channel is Channel.WEB for one in identities)
        return Letter(row, messenger, identity, address, resident.language, message, on_page)

    async def _message(self, work: UnitOfWork, row: Outgoing, resident: Resident) -> Message | None:
        """Return the words of a row: as stored, or composed from the forum or the plan as it stands now."""
        if row.moment is None:
            return from_json(row.body)
        words = await self._post.composers[row.moment](self._deps.within(work), work, row, resident)
        if words is None:
            return None
        sign = self._deps.vault.sign
        message = words.spoken(speaker(resident.language), resident_id=resident.id, token="", sign=sign)
        row.body = to_json(message)
        return message

    async def _deliver(self, letter: Letter) -> None:
        """Send one letter and write down what became of it."""
        row = letter.row
        try:
            sending = await _send(self._deps, self._post, letter)
        except Exception as fault:  # whether it has left is not known, and its neighbours are none the worse
            log.exception("message.undeliverable", outgoing_id=row.id, kind=row.kind)
            sending = Sending(Fate.AMBIGUOUS, reason=type(fault).__name__)
        now = self._deps.now()
        verdict = rules.judge(
            sending,
            row.kind,
            tries=row.tries,
            sends=row.sends,
            created_at=row.created_at,
            now=now,
            elsewhere=letter.on_page,
        )
        result = SendResult(
            row_id=row.id,
            fence=row.fence,
            state=verdict.state,
            reason=verdict.reason if verdict.state is not OutgoingState.SENT else row.reason,
            at=now,
            channel_message=sending.channel_message,
            again_at=verdict.not_before,
            keeps_words=letter.channel is Channel.WEB
            or letter.on_page
            or verdict.state in (OutgoingState.WAITING, *UNRESOLVED),
            arrived_not=sending.fate in (Fate.LATER, Fate.UNREACHABLE),
        )
        await self._results.note(result, lambda work: _consequences(self._deps, work, letter, sending))
        self._deps.meters.sent(row.kind, sending)
        log.info(
            "message.delivered",
            outgoing_id=row.id,
            channel=letter.channel,
            kind=row.kind,
            fate=sending.fate,
            reason=verdict.reason,
        )


async def take_over(deps: Deps) -> None:
    """Settle at once what an earlier process left, where it is sure that no other process sends."""
    async with deps.open_work() as work:
        await work.outbox.settle_abandoned(deps.now() + 2 * LEASE)


async def _send(deps: Deps, post: Post, letter: Letter) -> Sending:
    message = letter.message
    if message.enclosure is not None:
        try:
            content = await post.producers[message.enclosure.producer](deps, message.enclosure.arguments)
        except RefusalError as refusal:
            message = Message(speaker(letter.language).say(refusal.sentence))
        else:
            message = replace(message, content=content)
    return await letter.messenger.send(letter.address, message, letter.language)


async def _consequences(deps: Deps, work: UnitOfWork, letter: Letter, sending: Sending) -> None:
    """Do what a send means beyond its row: nothing for anybody for a while, or who blocked us is written to elsewhere or no more."""
    resident_id = letter.row.resident_id
    if sending.fate is Fate.SENT and letter.identity.refused_at is not None:
        await work.addresses.note_arrival(letter.identity.id)
    if sending.fate is Fate.UNREACHABLE and not await reach.note_refusal(deps, work, resident_id, letter.channel):
        # Until they ask for it again; /start offers that.
        resident = await work.residents.get_for_update(resident_id)
        if resident is not None:
            resident.standing = Standing.STOPPED
        await work.outbox.drop_all_of(resident_id, "blocked")
    if sending.for_all and sending.wait_seconds is not None:
        await work.outbox.hold(OVERALL, deps.now() + timedelta(seconds=sending.wait_seconds))
