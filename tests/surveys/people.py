"""Residents who answer a survey without a conversation."""

from itertools import count

from handlers.deps import Deps
from handlers.surveys import answering
from handlers.surveys.answering import Spot
from storage.models import Channel, Identity, Resident
from storage.readings.surveys import SurveyReading, Value

_numbers = count(1)


async def new_resident(deps: Deps) -> Resident:
    resident = Resident(created_at=deps.now())
    address = f"resident {next(_numbers)}"
    identity = Identity(
        resident_id=resident.id,
        channel=Channel.TELEGRAM,
        digest=deps.vault.digest(Channel.TELEGRAM, address),
        sealed=deps.vault.seal(address),
        created_at=deps.now(),
    )
    async with deps.open_work() as work:
        await work.residents.add(resident, identity)
    return resident


async def fill_in(deps: Deps, survey_id: int, *values: Value) -> Resident:
    """Let somebody new answer the prompts in order; fewer values than prompts leave the survey unfinished."""
    resident = await new_resident(deps)
    await answering.start(deps, resident.id, Spot(survey_id, 0), district=None)
    for at, value in enumerate(values):
        assert await answering.answer(deps, resident.id, Spot(survey_id, at), value) is not None
    return resident


async def stored_survey(deps: Deps, survey_id: int) -> SurveyReading:
    """Return a survey that is there."""
    async with deps.open_reading() as work:
        found = await work.surveys.get(survey_id)
    assert found is not None
    return found
