"""Gather what is stored about a resident, and erase it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from handlers.concerns import outcomes
from handlers.deps import Deps
from handlers.ports import Parting
from storage.models import Outcome, Standing
from storage.readings.concerns import ConcernFilter

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything stored about one resident, counted where lists are shown elsewhere."""

    since: datetime
    language: str
    district: str | None
    subscribed: bool
    consent_version: str | None
    consented_at: datetime | None
    concerns: int
    registrations: int
    responses: int


async def stored_about(deps: Deps, resident_id: UUID) -> Stored:
    """Return what is stored about a resident."""
    async with deps.open_reading() as work:
        resident = await work.residents.get(resident_id)
        consent = await work.residents.last_consent(resident_id)
        if resident is None:
            raise LookupError("a turn always has its resident")
        return Stored(
            since=resident.created_at,
            language=resident.language,
            district=resident.district,
            subscribed=resident.subscribed,
            consent_version=resident.consent_version,
            consented_at=consent.at if consent else None,
            concerns=await work.concerns.count(ConcernFilter(resident_id=resident_id)),
            registrations=await work.residents.count_registrations(resident_id),
            responses=await work.residents.count_responses(resident_id),
        )


async def erase(deps: Deps, resident_id: UUID, *, concerns_too: bool) -> None:
    """Erase a resident at once; only the encrypted address stays until the farewell is sent.

    A concern that is erased while open gets the outcome `erased`, so that it stays counted; one that was decided keeps its outcome.
    """
    now = deps.now()
    async with deps.open_work() as work:
        for number in await work.addresses.numbers_of(resident_id):
            deps.journal.note(Parting.ALL if concerns_too else Parting.PERSON, number)
        for concern in await work.concerns.all_of_for_update(resident_id):
            concern.resident_id = None
            if concerns_too:
                if concern.outcome is Outcome.OPEN:
                    await outcomes.end(work, concern, Outcome.ERASED, now)
                await work.concerns.erase_text(concern.id)
                outcomes.drop_objection(await work.considerations.objection_for_update(concern.id), now)
                await work.concerns.note(concern.id, "erased", "resident", now)
        await work.outbox.drop_all_of(resident_id, "erased")
        await work.asides.drop_all_of(resident_id)
        await work.tidings.drop_all_of(resident_id)
        await work.residents.erase_traces(resident_id)
        resident = await work.residents.get_for_update(resident_id)
        if resident is not None:
            resident.erased_at, resident.standing, resident.subscribed = now, Standing.STOPPED, False
            resident.district = resident.consent_version = resident.told_version = None
    log.info("resident.erased", concerns_too=concerns_too)
