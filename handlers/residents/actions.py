"""Meet residents; note consent, subscription, district, language, pause and stop."""

from datetime import timedelta
from uuid import UUID

from handlers.deps import Deps
from handlers.ports import Parting
from storage.models import Channel, ConsentAct, Identity, Resident, Standing
from storage.unit_of_work import UnitOfWork

FAREWELL_SHOWN = timedelta(minutes=10)
FAREWELL_TRIED = timedelta(hours=1)
TRANSCRIPT_KEPT = timedelta(days=30)


async def meet(deps: Deps, work: UnitOfWork, channel: Channel, address: str, language: str) -> Resident:
    """Return the resident behind an address, locked for this work; a new one is made where nobody is known.

    Who had themselves erased and writes again is somebody new.
    """
    digest = deps.vault.digest(channel, address)
    known = await work.residents.find_for_update(channel, digest)
    if known is not None and known.erased_at is None:
        return known
    if known is not None:
        await work.residents.erase(known.id)
    now = deps.now()
    spoken = language if language in deps.city.info.languages else "de"
    resident = Resident(language=spoken, created_at=now)
    identity = Identity(
        resident_id=resident.id, channel=channel, digest=digest, sealed=deps.vault.seal(address), created_at=now
    )
    await work.residents.add(resident, identity)
    return resident


async def find(deps: Deps, channel: Channel, address: str) -> UUID | None:
    """Return the resident behind an address without making one."""
    async with deps.open_reading() as work:
        identity = await work.residents.identity_by_digest(channel, deps.vault.digest(channel, address))
    return identity.resident_id if identity else None


async def agree(deps: Deps, resident_id: UUID) -> None:
    """Note consent to the privacy notice as it stands now; saying so twice changes nothing."""
    version = deps.city.info.privacy_version
    async with deps.open_work() as work:
        resident = await _resident(work, resident_id)
        if resident.consent_version == version:
            return
        resident.consent_version = version
        await work.residents.note_consent(resident_id, ConsentAct.GIVEN, version, deps.now())


def is_to_be_told(deps: Deps, resident: Resident) -> bool:
    """Tell whether a resident agreed to an older privacy notice and was not told of this one; from now on they were."""
    newest = deps.city.info.privacy_version
    if resident.consent_version in (None, newest) or resident.told_version == newest:
        return False
    resident.told_version = newest
    return True


async def subscribe(deps: Deps, resident_id: UUID, *, wanted: bool) -> None:
    """Note whether the resident wants to hear of forums."""
    async with deps.open_work() as work:
        resident = await _resident(work, resident_id)
        resident.subscribed = wanted
        if wanted:
            await _note_return(deps, work, resident)
            resident.standing, resident.paused_until = Standing.ACTIVE, None


async def hears_of_forums(deps: Deps, resident_id: UUID) -> bool:
    """Tell whether forums are announced to a resident at present."""
    async with deps.open_reading() as work:
        resident = await _resident(work, resident_id)
        return resident.subscribed and resident.standing is Standing.ACTIVE


async def live_in(deps: Deps, resident_id: UUID, district: str | None) -> None:
    """Note the resident's district, or forget it."""
    async with deps.open_work() as work:
        (await _resident(work, resident_id)).district = district


async def speak(deps: Deps, resident_id: UUID, language: str) -> None:
    """Note the language the resident wants to read."""
    async with deps.open_work() as work:
        (await _resident(work, resident_id)).language = language


async def pause(deps: Deps, resident_id: UUID, days: int) -> None:
    """Send nothing unasked for so many days; 0 ends a pause."""
    async with deps.open_work() as work:
        resident = await _resident(work, resident_id)
        await _note_return(deps, work, resident)
        resident.standing = Standing.PAUSED if days else Standing.ACTIVE
        resident.paused_until = deps.now() + timedelta(days=days) if days else None
        if not days:
            resident.subscribed = True


async def stop(deps: Deps, resident_id: UUID) -> None:
    """Erase the subscription and drop everything queued that is not an answer, at once."""
    async with deps.open_work() as work:
        resident = await _resident(work, resident_id)
        for number in await work.addresses.numbers_of(resident_id):
            deps.journal.note(Parting.STOPPED, number)
        resident.standing, resident.subscribed, resident.paused_until = Standing.STOPPED, False, None
        await work.outbox.drop_bulk_of(resident_id, "stopped")


async def end_pauses(deps: Deps) -> None:
    """Make residents active again whose pause is over."""
    async with deps.open_work() as work:
        await work.residents.end_pauses(deps.now())


async def purge_erased(deps: Deps) -> None:
    """Remove the rows of residents who were erased, once they have had time to read the farewell."""
    now = deps.now()
    async with deps.open_work() as work:
        erased = await work.residents.purge_erased(read_since=now - FAREWELL_SHOWN, at_the_latest=now - FAREWELL_TRIED)
        await work.retention.count("resident", erased, now)


async def forget_conversations(deps: Deps) -> None:
    """Empty what the web chat shows again, after TRANSCRIPT_KEPT; concerns and their state stay."""
    async with deps.open_work() as work:
        erased = await work.residents.forget_conversations(deps.now() - TRANSCRIPT_KEPT)
        await work.retention.count("conversation", erased, deps.now())


async def _note_return(deps: Deps, work: UnitOfWork, resident: Resident) -> None:
    """Let a stop that was noted before no longer count."""
    if resident.standing is Standing.STOPPED:
        for number in await work.addresses.numbers_of(resident.id):
            deps.journal.note(Parting.RETURNED, number)


async def _resident(work: UnitOfWork, resident_id: UUID) -> Resident:
    resident = await work.residents.get_for_update(resident_id)
    if resident is None:
        raise LookupError("a turn always has its resident")
    return resident
