"""Take one update of a channel in: remembered, answered and committed in one transaction, or not at all."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

import structlog

from handlers.channels import pacing
from handlers.channels.inbound import Inbound, Read, Unread, sealed, sealed_raw, unsealed
from handlers.deps import Deps
from handlers.dialog import engine, texts
from handlers.dialog.reply import Words
from handlers.dialog.table import Dialog
from handlers.dialog.turn import Act
from handlers.errors import DiskFullError
from handlers.i18n import speaker
from handlers.residents import actions as residents
from storage.faults import is_away
from storage.models import Channel, KeptUpdate, SaidLine, UpdateState
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()
TRIES_LIMIT = 5


class Taken(StrEnum):
    """What became of an update.

    REPEATED   it was taken before; nothing was done
    SLOWED     too much came from this resident; it is not stored and does not come again
    SET_ASIDE  it failed TRIES_LIMIT times, or could not be read; the resident was told, the channel may acknowledge it
    FAILED     it failed and must be delivered again
    """

    DONE = "done"
    REPEATED = "repeated"
    SLOWED = "slowed"
    SET_ASIDE = "set_aside"
    FAILED = "failed"


async def take_in(deps: Deps, dialog: Dialog, inbound: Inbound) -> Taken:
    """Take an update in. When this returns DONE, everything it led to is on the disk."""
    with _told(deps, inbound.channel) as told:
        told.act = inbound.act
        try:
            told.taken, told.step = await _take(deps, dialog, inbound, set_aside=False)
        except DiskFullError:  # no fault of the update: it is not counted, and comes again until there is room
            told.taken = Taken.FAILED
        except Exception as fault:  # the one place where any fault of a turn is counted
            log.exception("turn.failed", channel=inbound.channel, update_id=inbound.update_id)
            # A database that went away is no fault of the update either: five restarts must not set it aside.
            told.taken = Taken.FAILED if is_away(fault) else await _note_failure(deps, inbound, fault)
    return told.taken


async def set_unread_aside(deps: Deps, unread: Unread) -> Taken:
    """Set an update aside that cannot be read, with its content: it would fail every time until the program is mended."""
    with _told(deps, unread.channel) as told:
        now = deps.now()
        async with deps.open_work() as work:
            if not await work.dialogs.set_aside(unread.channel, unread.update_id, unread.fault, now):
                told.taken = Taken.REPEATED
                return told.taken
            content = sealed_raw(deps.vault, unread)
            kept = KeptUpdate(channel=unread.channel, update_id=unread.update_id, sealed=content, at=now)
            await _say_so(deps, work, kept, unread.address)
            await work.troubles.keep(kept)
        told.taken = Taken.SET_ASIDE
    return told.taken


async def take_again(deps: Deps, dialog: Dialog, read: Read, channel: Channel, update_id: int) -> Taken:
    """Take an update in that was set aside; REPEATED when it is not any more, or its content is gone.

    It is taken as if it came now. When it fails again it stays set aside, and the resident, who was told, is not told again.
    """
    async with deps.open_reading() as work:
        content = await work.troubles.content(channel, update_id)
    if content is None:
        return Taken.REPEATED
    with _told(deps, channel) as told:
        try:
            inbound = unsealed(deps.vault, content, read)
            told.act = inbound.act
            told.taken, told.step = await _take(deps, dialog, inbound, set_aside=True)
        except Exception as fault:
            log.exception("turn.failed_again", channel=channel, update_id=update_id)
            async with deps.open_work() as work:
                await work.troubles.note_another_failure(channel, update_id, type(fault).__name__)
            told.taken = Taken.SET_ASIDE
    return told.taken


async def _take(deps: Deps, dialog: Dialog, inbound: Inbound, *, set_aside: bool) -> tuple[Taken, str]:
    """Take an update for the first time or, where it was `set_aside`, once more; returns the step that was open, too."""
    reading = await engine.read_ahead(deps, inbound.act) if inbound.act is not None else None
    step = ""
    beyond = 0 if set_aside else pacing.too_often(deps, dialog, inbound, reading)
    if beyond:
        await pacing.slow_down(deps, inbound, beyond)
        return Taken.SLOWED, step
    async with deps.open_work() as work:
        remember = work.troubles.settle_update if set_aside else work.dialogs.remember_update
        if not await remember(inbound.channel, inbound.update_id, deps.now()):
            return Taken.REPEATED, step
        if inbound.act is not None:
            resident = await residents.meet(deps, work, inbound.channel, inbound.address, inbound.language)
            said_at = deps.now()
            within = deps.within(work)
            heard = await engine.converse(
                within, work, dialog, resident, inbound.channel, inbound.act, reading, inbound.network
            )
            step = heard.step
            if inbound.said:
                words = inbound.said if heard.keep else speaker(resident.language).say(texts.NOT_KEPT)
                await work.dialogs.add_said(SaidLine(resident_id=resident.id, words=words, at=said_at))
    return Taken.DONE, step


async def _note_failure(deps: Deps, inbound: Inbound, fault: Exception) -> Taken:
    """Count the failed try; at the last one set the update aside with its content and say one honest sentence."""
    now = deps.now()
    async with deps.open_work() as work:
        state = await work.dialogs.note_failure(
            inbound.channel, inbound.update_id, type(fault).__name__, now, TRIES_LIMIT
        )
        if state is not UpdateState.SET_ASIDE:
            return Taken.FAILED
        kept = KeptUpdate(
            channel=inbound.channel, update_id=inbound.update_id, sealed=sealed(deps.vault, inbound), at=now
        )
        if inbound.act is not None:
            await _say_so(deps, work, kept, inbound.address, inbound.language)
        await work.troubles.keep(kept)
    return Taken.SET_ASIDE


async def _say_so(deps: Deps, work: UnitOfWork, kept: KeptUpdate, address: str, language: str = "") -> None:
    """Note whose an update is that is set aside, and tell them."""
    resident = await residents.meet(deps, work, Channel(kept.channel), address, language)
    kept.resident_id = resident.id
    await engine.send(deps, work, resident, Channel(kept.channel), Words((texts.FAULT,)))
    work.after_commit(deps.wake_outbox)


@dataclass(slots=True)
class _Told:
    """What is told of one turn when it is over; a turn that could not even be noted has failed."""

    taken: Taken = Taken.FAILED
    act: Act | None = None
    step: str = ""


@contextmanager
def _told(deps: Deps, channel: Channel) -> Iterator[_Told]:
    """Measure a turn, and log one line of it that names nobody."""
    begun, told = time.perf_counter(), _Told()
    try:
        yield told
    finally:
        seconds = time.perf_counter() - begun
        deps.meters.updates.add(channel, told.taken)
        deps.meters.turn.observe(seconds)
        log.info(
            "turn.taken",
            channel=channel,
            outcome=told.taken,
            act=type(told.act).__name__.lower() if told.act is not None else "none",
            step=told.step,
            seconds=round(seconds, 4),
        )
