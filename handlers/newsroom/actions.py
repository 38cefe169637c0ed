"""Write press releases, let them out with four eyes, correct and withdraw them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import structlog

from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.i18n import BERLIN
from handlers.newsroom import rules, texts
from handlers.pages.keys import SignedIn
from handlers.slugs import free_slug, in_plain_letters
from storage.models import PressRelease, PressVersion
from storage.readings.press import PressDetails, PressReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


async def count_all(deps: Deps) -> int:
    """Return how many releases there are."""
    async with deps.open_reading() as work:
        return await work.press.count()


async def list_all(deps: Deps, *, offset: int, limit: int) -> list[PressReading]:
    """Return one page of all releases, the one that was begun last first; for the desk."""
    async with deps.open_reading() as work:
        return await work.press.all(offset=offset, limit=limit)


async def count_public(deps: Deps) -> int:
    """Return how many releases came out by now, the withdrawn too."""
    async with deps.open_reading() as work:
        return await work.press.count_public(deps.now())


async def list_public(deps: Deps, *, offset: int, limit: int) -> list[PressReading]:
    """Return one page of the releases that came out by now, the latest first, the withdrawn too."""
    async with deps.open_reading() as work:
        return await work.press.public(deps.now(), offset=offset, limit=limit)


async def get(deps: Deps, release_id: int) -> PressReading:
    """Return any release, or refuse; for the desk."""
    async with deps.open_reading() as work:
        return _found(await work.press.one(release_id))


async def get_public(deps: Deps, slug: str) -> PressReading:
    """Return a release that came out by now, or refuse; what is not out is as good as nothing."""
    async with deps.open_reading() as work:
        release = _found(await work.press.by_slug(slug))
    if not release.public(deps.now()):
        raise NotFoundError(texts.NO_SUCH_RELEASE)
    return release


async def write(deps: Deps, who: SignedIn, details: PressDetails) -> int:
    """Begin a press release as a draft; returns its number."""
    now = deps.now()
    async with deps.open_work() as work:
        slug = await _slug(work, details, now)
        release_id = await work.press.add(slug, now)
        await work.press.add_version(release_id, 1, details, written_by=who.id, at=now)
        await _note(work, "press_drafted", who, release_id, 1, now)
    log.info("press.drafted", release_id=release_id, by=who.id)
    return release_id


async def rewrite(deps: Deps, who: SignedIn, release_id: int, details: PressDetails, *, seen: datetime | None) -> None:
    """Change a draft; of what is out, begin a correction as the next version. The one that is out holds until then."""
    now = deps.now()
    async with _newest(deps, release_id) as (work, release, version):
        rules.check_not_withdrawn(release)
        rules.check_seen(version, seen)
        number = version.number
        if version.public_from is None:
            rules.check_note(number, details)
            version.written_by, version.changed_at = who.id, now
            await work.press.rewrite(version, details)
        elif version.public_from <= now:
            number += 1
            rules.check_note(number, details)
            await work.press.add_version(release_id, number, details, written_by=who.id, at=now)
        else:
            raise RefusalError(texts.APPROVED_STAYS)
        await _note(work, "press_changed", who, release_id, number, now)
    log.info("press.changed", release_id=release_id, version=number, by=who.id)


async def approve(deps: Deps, who: SignedIn, release_id: int, *, seen: datetime | None) -> None:
    """Let the draft out as the second person: at once, or when its embargo ends."""
    now = deps.now()
    async with _newest(deps, release_id) as (work, release, version):
        rules.check_not_withdrawn(release)
        rules.check_draft(version)
        rules.check_seen(version, seen)
        rules.check_second_person(who, version)
        version.approved_by, version.approved_at = who.id, now
        version.public_from = max(now, version.embargo_until or now)
        await _note(work, "press_approved", who, release_id, version.number, now)
    log.info("press.approved", release_id=release_id, version=version.number, by=who.id)


async def take_back(deps: Deps, who: SignedIn, release_id: int) -> None:
    """Make a draft again of what is approved and not out yet."""
    now = deps.now()
    async with _newest(deps, release_id) as (work, _, version):
        rules.check_waiting(version, now)
        version.approved_by = version.approved_at = version.public_from = None
        await _note(work, "press_approval_taken_back", who, release_id, version.number, now)
    log.info("press.taken_back", release_id=release_id, version=version.number, by=who.id)


async def discard(deps: Deps, who: SignedIn, release_id: int) -> bool:
    """Throw a draft away; with the first one the release is gone. Returns whether it is."""
    now = deps.now()
    async with _newest(deps, release_id) as (work, release, version):
        rules.check_draft(version)
        number, gone = version.number, version.number == 1
        await work.press.remove(release if gone else version)
        await _note(work, "press_discarded", who, release_id, number, now)
    log.info("press.discarded", release_id=release_id, version=number, by=who.id)
    return gone


async def withdraw(deps: Deps, who: SignedIn, release_id: int, reason: str) -> None:
    """Take the text of what is out away; its address stays and says so."""
    now = deps.now()
    async with _newest(deps, release_id) as (work, release, version):
        rules.check_not_withdrawn(release)
        if not _found(await work.press.one(release_id)).public(now):
            raise RefusalError(texts.NOT_OUT)
        release.withdrawn_at, release.withdrawn_by, release.withdrawn_reason = now, who.id, reason
        await _note(work, "press_withdrawn", who, release_id, version.number, now)
    log.info("press.withdrawn", release_id=release_id, by=who.id)


@asynccontextmanager
async def _newest(deps: Deps, release_id: int) -> AsyncIterator[tuple[UnitOfWork, PressRelease, PressVersion]]:
    """Open a work that holds a release, and give its newest version."""
    async with deps.open_work() as work:
        release = await work.press.get_for_update(release_id)
        if release is None:
            raise NotFoundError(texts.NO_SUCH_RELEASE)
        yield work, release, await work.press.newest(release_id)


async def _slug(work: UnitOfWork, details: PressDetails, now: datetime) -> str:
    words = in_plain_letters(details.title)
    if not words:
        raise rules.PressDetailsError("title", texts.NO_LETTERS)
    return free_slug(f"{now.astimezone(BERLIN).year}-{words}", await work.press.slugs())


async def _note(work: UnitOfWork, act: str, who: SignedIn, release_id: int, number: int, now: datetime) -> None:
    await work.ledger.note(act, who.actor, now, {"press": release_id, "version": number})


def _found(release: PressReading | None) -> PressReading:
    if release is None:
        raise NotFoundError(texts.NO_SUCH_RELEASE)
    return release
