"""Connect two channels of one resident, choose between them, and take them apart."""

from dataclasses import dataclass
from uuid import UUID

import structlog

from handlers.accounts import slowing
from handlers.accounts.slowing import Bound
from handlers.connection import codes, texts
from handlers.deps import Deps
from handlers.dialog import engine
from handlers.dialog.reply import Words
from handlers.errors import RefusalError
from handlers.i18n import Phrase
from handlers.outbox import rules as outbox_rules
from storage.models import Channel, ConnectCode, Resident, Standing
from storage.readings.concerns import ConcernFilter
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()
OF_ONE = Bound(5, slowing.NEAR.wait)
OF_NETWORK = Bound(20, slowing.NEAR.wait)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What connecting would mean: what comes from the other chat, and what both have.

    digest  of the code that was typed
    """

    digest: str
    concerns: int
    same_forums: int
    same_surveys: int
    stopped: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Where what comes unasked goes, and whether Telegram turns our messages away at present."""

    channel: Channel
    turned_away: bool


async def new_code(deps: Deps, resident_id: UUID, channel: Channel) -> str:
    """Return a new code for a resident; the one before is no longer good."""
    code = codes.new_code()
    async with deps.open_work() as work:
        if await work.addresses.is_at_desk(resident_id):
            raise RefusalError(texts.AT_DESK)
        await work.addresses.give_code(resident_id, channel, _digest(deps, code), deps.now() + codes.LASTS)
    return code


async def look(deps: Deps, resident_id: UUID, channel: Channel, typed: str, network: str) -> Prospect | Phrase:
    """Return what a typed code would connect, or why it does not; every try counts, a wrong one too, so nothing is raised."""
    now, digest = deps.now(), _digest(deps, codes.typed_code(typed))
    async with deps.open_work() as work:
        bounds = {deps.vault.digest("connect tries", str(resident_id)): OF_ONE}
        if network:
            bounds[await slowing.network_key(work, "connect", network, now)] = OF_NETWORK
        if not await slowing.charge(work, bounds, now):
            return texts.TOO_MANY_TRIES
        code = await work.addresses.behind_code(digest, now)
        if code is None or code.resident_id == resident_id:
            return texts.CODE_WRONG
        hindrance = await _hindrance(work, code, resident_id, channel)
        return hindrance or await _prospect(work, code, resident_id)


async def connect(deps: Deps, resident_id: UUID, channel: Channel, digest: str) -> Reach | Phrase:
    """Make one resident of the two; returns where what comes unasked goes from now on, or why it does not become one."""
    now = deps.now()
    async with deps.open_work() as work:
        code = await work.addresses.behind_code(digest, now)
        if code is None:
            return texts.CODE_WRONG
        other = await work.addresses.lock_if_free(code.resident_id)
        if other is None:
            raise RefusalError(texts.BUSY)
        hindrance = await _hindrance(work, code, resident_id, channel)
        if hindrance is not None:
            return hindrance
        await work.addresses.drop_codes(resident_id, other.id)
        await _close_questions(work, resident_id, other.id)
        resident, came_from = await _resident(work, resident_id), Channel(code.channel)
        _take_over(resident, other)
        await work.uniting.unite(resident_id, other.id)
        await engine.send(deps, work, resident, came_from, Words((texts.TOLD_OTHER,)))
    log.info("channels.connected", channel=channel)
    return await reach(deps, resident_id)


async def reach(deps: Deps, resident_id: UUID) -> Reach:
    """Return through which channel a resident gets what comes unasked."""
    async with deps.open_reading() as work:
        identities = await work.addresses.of(resident_id)
    goes_to = outbox_rules.address_for(None, identities, tuple(Channel))
    return Reach(Channel(goes_to.channel), any(one.refused_at is not None for one in identities))


async def choose(deps: Deps, resident_id: UUID, channel: Channel) -> Reach:
    """Note through which channel a resident wants what comes unasked; returns the one that holds."""
    async with deps.open_work() as work:
        await work.addresses.choose(resident_id, channel, deps.now())
    return await reach(deps, resident_id)


async def is_connected(deps: Deps, resident_id: UUID) -> bool:
    """Tell whether a resident is known in more than one channel."""
    async with deps.open_reading() as work:
        return len({identity.channel for identity in await work.addresses.of(resident_id)}) > 1


async def disconnect(deps: Deps, resident_id: UUID, stays: Channel) -> None:
    """Forget the addresses of a resident in every channel but the one they speak in; everything else stays theirs."""
    async with deps.open_work() as work:
        await work.addresses.drop_codes(resident_id)
        for channel in Channel:
            if channel is not stays:
                await work.addresses.drop(resident_id, channel)
    log.info("channels.disconnected", stays=stays)


def _digest(deps: Deps, code: str) -> str:
    return deps.vault.digest("connect code", code)


async def _hindrance(work: UnitOfWork, code: ConnectCode, resident_id: UUID, channel: Channel) -> Phrase | None:
    """Return why a good code does not connect all the same, None where it does."""
    if Channel(code.channel) is channel:
        return texts.SAME_CHANNEL
    for number in (code.resident_id, resident_id):
        if await work.addresses.is_at_desk(number):
            return texts.AT_DESK
    both = [*await work.addresses.of(code.resident_id), *await work.addresses.of(resident_id)]
    if sum(identity.channel is Channel.TELEGRAM for identity in both) > 1:
        return texts.ALREADY
    return None


async def _prospect(work: UnitOfWork, code: ConnectCode, resident_id: UUID) -> Prospect:
    both = [await work.residents.get(number) for number in (code.resident_id, resident_id)]
    forums, surveys = await work.uniting.shared(resident_id, code.resident_id)
    return Prospect(
        digest=code.digest,
        concerns=await work.concerns.count(ConcernFilter(resident_id=code.resident_id)),
        same_forums=forums,
        same_surveys=surveys,
        stopped=any(one.standing is Standing.STOPPED for one in both if one is not None),
    )


async def _close_questions(work: UnitOfWork, kept: UUID, gone: UUID) -> None:
    """Close what is asked here, and there what was asked about connecting; anything else there goes on here."""
    await work.dialogs.close_question(kept)
    there = await work.dialogs.open_question(gone)
    if there is not None and there.step.startswith(codes.STEPS):
        await work.dialogs.close_question(gone)


def _take_over(kept: Resident, gone: Resident) -> None:
    """Settle what a resident has once only: what is set here stays, what is not set here comes; a stop or pause holds for both."""
    kept.district = kept.district or gone.district
    kept.created_at = min(kept.created_at, gone.created_at)
    standings = {kept.standing, gone.standing}
    if Standing.STOPPED in standings:
        kept.standing, kept.paused_until, kept.subscribed = Standing.STOPPED, None, False
        return
    kept.subscribed = kept.subscribed or gone.subscribed
    if Standing.PAUSED in standings:
        ends = [one.paused_until for one in (kept, gone) if one.standing is Standing.PAUSED and one.paused_until]
        kept.standing, kept.paused_until = Standing.PAUSED, max(ends, default=None)


async def _resident(work: UnitOfWork, resident_id: UUID) -> Resident:
    resident = await work.residents.get_for_update(resident_id)
    if resident is None:
        raise LookupError("a turn always has its resident")
    return resident
