"""Put another text in the place of a concern's, as long as nobody at the desk has read it."""

from uuid import UUID

import structlog

from handlers.concerns import rules, texts
from handlers.concerns.actions import suggested
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from nlp.results import Reading
from storage.models import Concern, Outcome, Status
from storage.readings.concerns import ConcernReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)


def may_be_corrected(concern: Concern | ConcernReading) -> bool:
    """Tell whether nobody has read it yet, and nothing has become of it."""
    return concern.outcome is Outcome.OPEN and concern.status is Status.NEW


async def correct(deps: Deps, resident_id: UUID, concern_id: int, reading: Reading) -> str:
    """Replace the text of one's own concern, with what was read in it; returns its number.

    The old text is gone. The place stays unless the new text names one; topics and workgroups are those of the new text.
    """
    now = deps.now()
    topics = suggested(reading)
    workgroups = deps.city.workgroups_of(topic.id for topic in topics)
    async with deps.open_work() as work:
        concern = await _correctable(work, resident_id, concern_id)
        concern.redacted, concern.language, concern.triage = reading.redacted, reading.language, reading.triage
        concern.district, concern.changed_at = reading.district or concern.district, now
        await work.concerns.replace_text(concern.id, reading.text, reading.meaning)
        await work.concerns.retag(concern.id, topics, workgroups)
        await work.concerns.note(concern.id, "text_corrected", rules.RESIDENT, now)
    log.info("concern.text_corrected", concern_id=concern_id)
    return concern.number


async def check_possible(deps: Deps, resident_id: UUID, concern_id: int) -> None:
    """Refuse to ask for a new text where it would be refused."""
    async with deps.open_work() as work:
        await _correctable(work, resident_id, concern_id)


async def _correctable(work: UnitOfWork, resident_id: UUID, concern_id: int) -> Concern:
    concern = await work.concerns.get_for_update(concern_id)
    if concern is None or concern.resident_id != resident_id:
        raise NotFoundError(texts.NOT_FOUND)
    if not may_be_corrected(concern) or len(await work.passages.of(concern.id)) > 1:
        raise RefusalError(texts.NOT_CORRECTABLE)
    return concern
