"""Take one update of a channel in: remembered, answered and committed in one transaction, or not at all."""

from dataclasses import dataclass
from enum import StrEnum

import structlog

from handlers.deps import Deps
from handlers.dialog import engine, texts
from handlers.dialog.reply import Words
from handlers.dialog.table import Dialog
from handlers.dialog.turn import Act
from handlers.errors import DiskFullError
from handlers.i18n import speaker
from handlers.residents import actions as residents
from storage.models import Channel, SaidLine, UpdateState

log = structlog.get_logger()
TRIES_LIMIT = 5


class Taken(StrEnum):
    """What became of an update.

    REPEATED   it was taken before; nothing was done
    SET_ASIDE  it failed TRIES_LIMIT times; the resident was told, the channel may acknowledge it
    FAILED     it failed and must be delivered again
    """

    DONE = "done"
    REPEATED = "repeated"
    SET_ASIDE = "set_aside"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Inbound:
    """One update.

    update_id  unique in its channel; the same id is taken once, however often it comes
    address    of the resident in the channel, e.g. a Telegram chat id
    language   what the channel says of the resident's language, "" where it says nothing
    act        None for an update that only has to be remembered
    said       what the resident's own page is to show as their line; "" where the channel shows it itself
    """

    channel: Channel
    update_id: int
    address: str
    act: Act | None
    language: str = ""
    said: str = ""


async def take_in(deps: Deps, dialog: Dialog, inbound: Inbound) -> Taken:
    """Take an update in. When this returns DONE, everything it led to is on the disk."""
    try:
        return await _take(deps, dialog, inbound)
    except DiskFullError:  # no fault of the update: it is not counted, and comes again until there is room
        return Taken.FAILED
    except Exception as fault:  # the one place where any fault of a turn is counted
        log.exception("turn.failed", channel=inbound.channel, update_id=inbound.update_id)
        return await _note_failure(deps, inbound, fault)


async def _take(deps: Deps, dialog: Dialog, inbound: Inbound) -> Taken:
    reading = await engine.read_ahead(deps, inbound.act) if inbound.act is not None else None
    async with deps.open_work() as work:
        if not await work.dialogs.remember_update(inbound.channel, inbound.update_id, deps.now()):
            return Taken.REPEATED
        if inbound.act is not None:
            resident = await residents.meet(deps, work, inbound.channel, inbound.address, inbound.language)
            said_at = deps.now()
            within = deps.within(work)
            keep = await engine.converse(within, work, dialog, resident, inbound.channel, inbound.act, reading)
            if inbound.said:
                words = inbound.said if keep else speaker(resident.language).say(texts.NOT_KEPT)
                await work.dialogs.add_said(SaidLine(resident_id=resident.id, words=words, at=said_at))
    return Taken.DONE


async def _note_failure(deps: Deps, inbound: Inbound, fault: Exception) -> Taken:
    """Count the failed try; at the last one set the update aside and say one honest sentence."""
    async with deps.open_work() as work:
        state = await work.dialogs.note_failure(
            inbound.channel, inbound.update_id, type(fault).__name__, deps.now(), TRIES_LIMIT
        )
        if state is not UpdateState.SET_ASIDE:
            return Taken.FAILED
        if inbound.act is None:
            return Taken.SET_ASIDE
        resident = await residents.meet(deps, work, inbound.channel, inbound.address, inbound.language)
        await engine.send(deps, work, resident, Words((texts.FAULT,)))
        work.after_commit(deps.wake_outbox)
    return Taken.SET_ASIDE
