"""Keep surveys: take them over from files, open and close them, make and remove the example."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from handlers.deps import Deps
from handlers.errors import BadInputError, NotFoundError, RefusalError
from handlers.surveys import texts
from handlers.surveys.importing import Plan, read_plan
from storage.models import Survey, SurveyState
from storage.readings.surveys import SurveyCount, SurveyReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()
EXAMPLE_LASTS = timedelta(days=60)


class Change(StrEnum):
    """What an import did."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Imported:
    """The survey an import led to."""

    survey_id: int
    title: str
    change: Change


async def import_file(deps: Deps, content: bytes, file: str, *, state: SurveyState = SurveyState.OPEN) -> Imported:
    """Take a survey over from TOML; a new one begins in `state`, one that is here already keeps its own.

    The desk imports drafts; the command line, which knows no other command for surveys, opens them at once.

    The same file twice changes nothing. SurveyFileError names what is wrong with the file; a survey that has answers is refused
    when the file differs from it.
    """
    return await _take_over(deps, read_plan(content, file), state=state)


async def create_example(deps: Deps) -> None:
    """Open the city's default survey as an example for 60 days; one of the same name that is here stays as it is."""
    file = deps.city.survey_file
    plan = read_plan(file.read_bytes(), file.name)
    async with deps.open_work() as work:
        await work.surveys.add(
            _survey(deps, plan, SurveyState.OPEN, closes_at=deps.now() + EXAMPLE_LASTS, example=True), plan.questions
        )


async def remove_examples(deps: Deps) -> None:
    """Erase the example surveys and all answers to them."""
    async with deps.open_work() as work:
        await work.surveys.remove_examples()


async def open_survey(deps: Deps, survey_id: int, closes_at: datetime | None) -> None:
    """Let residents answer from now on, until a moment or until it is closed by hand; also opens a closed one again."""
    if closes_at is not None and closes_at <= deps.now():
        raise BadInputError(texts.ENDS_IN_THE_PAST)
    async with deps.open_work() as work:
        found_or_refused(await work.surveys.get_for_update(survey_id))
        await work.surveys.set_state(survey_id, SurveyState.OPEN, closes_at)
    log.info("survey.opened", survey_id=survey_id)


async def close_survey(deps: Deps, survey_id: int) -> None:
    """Take no more answers; what was answered stays."""
    async with deps.open_work() as work:
        survey = found_or_refused(await work.surveys.get_for_update(survey_id))
        await work.surveys.set_state(survey_id, SurveyState.CLOSED, survey.closes_at)
    log.info("survey.closed", survey_id=survey_id)


async def list_all(deps: Deps) -> Sequence[SurveyCount]:
    """Return all surveys with their numbers, the newest first."""
    async with deps.open_reading() as work:
        return await work.surveys.counted()


def found_or_refused(survey: SurveyReading | None) -> SurveyReading:
    """Return what was found; refuse where nothing was."""
    if survey is None:
        raise NotFoundError(texts.NO_SUCH_SURVEY)
    return survey


async def _take_over(deps: Deps, plan: Plan, *, state: SurveyState) -> Imported:
    async with deps.open_work() as work:
        new_id = await work.surveys.add(_survey(deps, plan, state, closes_at=plan.closes_at), plan.questions)
        if new_id is not None:
            imported = Imported(new_id, plan.title, Change.NEW)
        else:
            known = found_or_refused(await work.surveys.find_for_update(plan.slug))
            imported = Imported(known.id, plan.title, await _rewrite(work, known, plan))
    log.info("survey.imported", survey_id=imported.survey_id, change=imported.change)
    return imported


async def _rewrite(work: UnitOfWork, known: SurveyReading, plan: Plan) -> Change:
    """Bring a survey that is here already to the wording of a file."""
    same = (known.title, known.intro, known.min_cell, known.questions) == (
        plan.title,
        plan.intro,
        plan.min_cell,
        plan.questions,
    )
    if known.example:
        await work.surveys.adopt(known.id)
    if same:
        return Change.CHANGED if known.example else Change.SAME
    answered = await work.surveys.count_responses(known.id)
    if answered:
        raise RefusalError(texts.HAS_ANSWERS(slug=known.slug, n=answered))
    await work.surveys.rewrite(
        known.id, title=plan.title, intro=plan.intro, min_cell=plan.min_cell, questions=plan.questions
    )
    return Change.CHANGED


def _survey(deps: Deps, plan: Plan, state: SurveyState, *, closes_at: datetime | None, example: bool = False) -> Survey:
    return Survey(
        slug=plan.slug,
        title=plan.title,
        intro=plan.intro,
        state=state,
        closes_at=closes_at,
        min_cell=plan.min_cell,
        example=example,
        created_at=deps.now(),
    )
