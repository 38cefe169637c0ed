"""Send what is due: claim a few rows, ask again whether each is wanted, send them side by side, write down what became of each."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.i18n import speaker
from handlers.message import Message, from_json, to_json
from handlers.outbox import rules
from handlers.outbox.post import Post
from handlers.ports import Fate, Messenger, Sending
from storage.models import Channel, Outgoing, OutgoingState, Resident, Standing
from storage.repositories.outbox import BULK_SHARE
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()

PARALLEL_SENDS = 10
LEASE = timedelta(seconds=12)
BUDGET = "all"


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed row, ready to be sent."""

    row: Outgoing
    messenger: Messenger
    channel: Channel
    address: str
    language: str
    message: Message


async def deliver_due(deps: Deps, post: Post) -> int:
    """Send what is due and permitted now; returns how many rows were dealt with, 0 when there is nothing to do."""
    rows = await _claim(deps)
    if not rows:
        return 0
    letters = await _prepare(deps, post, rows)
    await asyncio.gather(*(_deliver(deps, post, letter) for letter in letters))
    return len(rows)


async def take_over(deps: Deps) -> None:
    """Settle at once what an earlier process left, where it is sure that no other process sends."""
    async with deps.open_work() as work:
        await work.outbox.settle_abandoned(deps.now() + 2 * LEASE)


async def _claim(deps: Deps) -> list[Outgoing]:
    """Lease a few rows within the one rate of the installation, and settle what vanished senders left."""
    now = deps.now()
    async with deps.open_work() as work:
        repeated, ambiguous = await work.outbox.settle_abandoned(now)
        await work.outbox.drop_expired(now)
        granted = await work.outbox.take_tokens(BUDGET, rate=deps.send_rate, wanted=PARALLEL_SENDS, now=now)
        rows: list[Outgoing] = []
        if granted:
            bulk = max(1, int(granted * BULK_SHARE))
            quiet = rules.is_quiet(now)
            rows = await work.outbox.claim(now=now, lease=LEASE, limit=granted, bulk_limit=bulk, answers_only=quiet)
            await work.outbox.return_tokens(BUDGET, granted - len(rows))
    if repeated or ambiguous:
        log.warning("outbox.settled", repeated=repeated, ambiguous=ambiguous)
    return rows


async def _prepare(deps: Deps, post: Post, rows: list[Outgoing]) -> list[Letter]:
    """Ask again about every row; what is not wanted any more is dropped with its reason.

    Only what leaves the house costs the budget: a message on our own page, and one that is dropped, gives its share back.
    """
    async with deps.open_work() as work:
        asked = [await _letter_or_failure(deps, post, work, row) for row in rows]
        letters = [letter for letter in asked if letter is not None]
        leaving = sum(letter.channel is not Channel.WEB for letter in letters)
        await work.outbox.return_tokens(BUDGET, len(rows) - leaving)
        await work.outbox.begin_sending([letter.row.id for letter in letters], deps.now())
    return letters


async def _letter_or_failure(deps: Deps, post: Post, work: UnitOfWork, row: Outgoing) -> Letter | None:
    """Prepare one row; one that cannot be prepared fails alone, and is listed, so that it does not hold up the others."""
    try:
        async with work.attempt():
            return await _letter(deps, post, work, row)
    except Exception as fault:
        log.exception("message.unpreparable", outgoing_id=row.id, kind=row.kind)
        reason = type(fault).__name__
        await work.outbox.finish(row.id, row.fence, OutgoingState.FAILED, now=deps.now(), reason=reason)
        return None


async def _letter(deps: Deps, post: Post, work: UnitOfWork, row: Outgoing) -> Letter | None:
    now = deps.now()
    resident = await work.residents.get(row.resident_id)
    identities = await work.residents.identities(row.resident_id)
    if resident is None or not identities:
        await work.outbox.finish(row.id, row.fence, OutgoingState.DROPPED, now=now, reason="erased")
        return None
    unwanted = rules.why_unwanted(row.kind, Standing(resident.standing), row.expires_at, now)
    if unwanted is not None:
        await work.outbox.finish(row.id, row.fence, OutgoingState.DROPPED, now=now, reason=unwanted)
        return None
    identity = identities[0]
    messenger = post.messengers.get(Channel(identity.channel))
    if messenger is None:
        await work.outbox.finish(
            row.id,
            row.fence,
            OutgoingState.WAITING,
            now=now,
            reason="channel_off",
            not_before=now + timedelta(minutes=1),
        )
        return None
    message = await _message(deps, post, work, row, resident)
    if message is None:
        await work.outbox.finish(row.id, row.fence, OutgoingState.DROPPED, now=now, reason="no_longer_wanted")
        return None
    address = deps.vault.unseal(identity.sealed)
    return Letter(row, messenger, Channel(identity.channel), address, resident.language, message)


async def _message(deps: Deps, post: Post, work: UnitOfWork, row: Outgoing, resident: Resident) -> Message | None:
    """Return the words of a row: as stored, or composed from the forum as it stands now."""
    if row.forum_moment is None:
        return from_json(row.body)
    words = await post.composers[row.forum_moment](deps.within(work), work, row, resident)
    if words is None:
        return None
    message = words.spoken(speaker(resident.language), resident_id=resident.id, token="", sign=deps.vault.sign)
    await work.outbox.write_body(row.id, row.fence, to_json(message))
    return message


async def _deliver(deps: Deps, post: Post, letter: Letter) -> None:
    """Send one letter and write down what became of it."""
    try:
        sending = await _send(deps, post, letter)
    except Exception as fault:  # whether it has left is not known, and its neighbours are none the worse
        log.exception("message.undeliverable", outgoing_id=letter.row.id, kind=letter.row.kind)
        sending = Sending(Fate.AMBIGUOUS, reason=type(fault).__name__)
    row, now = letter.row, deps.now()
    verdict = rules.judge(sending, row.kind, tries=row.tries, sends=row.sends + 1, created_at=row.created_at, now=now)
    async with deps.open_work() as work:
        await work.outbox.finish(
            row.id,
            row.fence,
            verdict.state,
            now=now,
            reason=verdict.reason if verdict.state is not OutgoingState.SENT else row.reason,
            channel_message=sending.channel_message,
            keep_body=letter.channel is Channel.WEB,
            not_before=verdict.not_before,
        )
        if sending.fate is Fate.UNREACHABLE:
            await _stop(work, row)
        if sending.for_all and sending.wait_seconds is not None:
            await work.outbox.hold(BUDGET, now + timedelta(seconds=sending.wait_seconds))
    deps.meters.sent(row.kind, sending)
    log.info(
        "message.delivered",
        outgoing_id=row.id,
        channel=letter.channel,
        kind=row.kind,
        fate=sending.fate,
        reason=verdict.reason,
    )


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


async def _stop(work: UnitOfWork, row: Outgoing) -> None:
    """Somebody blocked us: nothing unasked goes to them until they ask for it again; /start offers that."""
    resident = await work.residents.get_for_update(row.resident_id)
    if resident is not None:
        resident.standing = Standing.STOPPED
    await work.outbox.drop_all_of(row.resident_id, "blocked")
