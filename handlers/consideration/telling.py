"""Tell authors what became of their concerns: the steps of a day in one message, written from how things stand when it is sent."""

from datetime import timedelta

import structlog

from handlers.consideration import texts, words
from handlers.consideration.path import path_of
from handlers.deps import Deps
from handlers.dialog.reply import Words
from handlers.i18n import Phrase
from storage.models import Outgoing, OutgoingKind, Resident
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
COMPOSER = "tidings"
AT_ONCE = 200
STILL_HELPS = timedelta(days=14)


async def tell_due(deps: Deps) -> int:
    """Put one message a resident into the outbox for everything that is due; returns how many."""
    now = deps.now()
    async with deps.open_reading() as work:
        residents = await work.tidings.residents_due(now, limit=AT_ONCE)
    for resident_id in residents:
        async with deps.open_work() as work:
            resident = await work.residents.get_for_update(resident_id)
            if resident is None or not await work.tidings.is_due(resident_id, now):
                continue
            row = await work.outbox.add(
                resident_id, OutgoingKind.NOTICE, None, at=now, expires_at=now + STILL_HELPS, composer=COMPOSER
            )
            await work.tidings.bundle(resident_id, row, now)
    if residents:
        log.info("tidings.bundled", residents=len(residents))
    return len(residents)


async def compose(deps: Deps, work: UnitOfWork, row: Outgoing, resident: Resident) -> Words | None:
    """Return how the concerns stand that this message tells of; None where nothing of it is true any more."""
    acts: dict[int, tuple[str, ...]] = {}
    for concern_id, act in await work.tidings.told_by(row.id):
        acts[concern_id] = (*acts.get(concern_id, ()), act)
    news: list[Phrase] = []
    for concern_id, happened in acts.items():
        concern = await work.concerns.one(concern_id)
        if concern is not None and concern.resident_id == resident.id:
            news += words.news(deps.city, await path_of(work, concern), happened)
    return Words((texts.HEAD, *news, texts.SEE_ALL)) if news else None
