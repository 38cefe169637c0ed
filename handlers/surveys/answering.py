"""Answer a survey: begin, answer, go back, finish, change until its end."""

from dataclasses import dataclass
from uuid import UUID

import structlog

from handlers.deps import Deps
from handlers.surveys import rules
from handlers.surveys.rules import Prompt
from storage.models import QuestionType
from storage.readings.surveys import ResponseReading, SurveyReading, Value
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()
WHERE_LEFT = -1


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a resident is in a survey.

    at      index of the prompt, from 0
    ticked  options chosen so far of a question that takes several; not stored yet
    """

    survey: int
    at: int
    ticked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A resident on their way through a survey; `at` is the prompt in front of them, None when they are through."""

    survey: SurveyReading
    response: ResponseReading | None
    at: int | None

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        return rules.prompts_of(self.survey)

    @property
    def prompt(self) -> Prompt:
        """The prompt in front of them; the first one when they are through."""
        return self.prompts[self.at or 0]

    @property
    def spot(self) -> Spot:
        """Where they are, with the options of an earlier answer ticked."""
        answer = self.answer
        several = self.prompt.question.type is QuestionType.MULTIPLE
        return Spot(self.survey.id, self.at or 0, answer if several and isinstance(answer, tuple) else ())

    @property
    def answer(self) -> Value:
        """What they answered earlier to the prompt in front of them; None also for a skipped one."""
        return self.response.answers.get(self.prompt.key) if self.response else None

    @property
    def answered(self) -> bool:
        """Tell whether they answered or skipped the prompt in front of them earlier."""
        return self.response is not None and self.prompt.key in self.response.answers

    @property
    def finished(self) -> bool:
        return self.response is not None and self.response.finished_at is not None


async def open_runs(deps: Deps, resident_id: UUID) -> list[Run]:
    """Return the open surveys and how far a resident is in each."""
    async with deps.open_reading() as work:
        surveys = await work.surveys.open_at(deps.now())
        return [_run(survey, await work.surveys.response(survey.id, resident_id)) for survey in surveys]


async def look(deps: Deps, survey_id: int, resident_id: UUID) -> Run | None:
    """Return how far a resident is in a survey; None when it takes no answers (any more)."""
    async with deps.open_reading() as work:
        survey = await _open_survey(deps, work, survey_id)
        return _run(survey, await work.surveys.response(survey.id, resident_id)) if survey else None


async def start(deps: Deps, resident_id: UUID, spot: Spot, *, district: str | None) -> Run | None:
    """Begin, or go on where it was left (WHERE_LEFT) or at a given prompt; None when the survey takes no answers.

    district  of the resident; the answers count for it unless the survey itself asks for the district
    """
    async with deps.open_work() as work:
        survey = await _open_survey(deps, work, spot.survey)
        if survey is None:
            return None
        asks_itself = any(question.type is QuestionType.DISTRICT for question in survey.questions)
        await work.surveys.begin(survey.id, resident_id, None if asks_itself else district, deps.now())
        run = _run(survey, await work.surveys.response(survey.id, resident_id))
    return run if spot.at == WHERE_LEFT else _moved(run, spot.at)


async def answer(deps: Deps, resident_id: UUID, spot: Spot, value: Value) -> Run | None:
    """Keep the answer to the prompt at `spot` (None: skipped) and go on; None when the survey takes no answers any more.

    What cannot be an answer is refused, and nothing is kept.
    """
    async with deps.open_work() as work:
        run = await _run_at(deps, work, resident_id, spot)
        if run is None or run.response is None:
            return None
        rules.check_value(run.prompt.question, value)
        await work.surveys.put_answer(run.response.id, *run.prompt.key, value, deps.now())
        if run.prompt.question.type is QuestionType.DISTRICT:
            await work.surveys.place(run.response.id, value if isinstance(value, str) else None)
        return await _go_on(deps, work, resident_id, run)


async def keep(deps: Deps, resident_id: UUID, spot: Spot) -> Run | None:
    """Go on and leave the answer at `spot` as it is; where there is none yet, stay."""
    async with deps.open_work() as work:
        run = await _run_at(deps, work, resident_id, spot)
        if run is None or not run.answered:
            return run
        return await _go_on(deps, work, resident_id, run)


async def go_back(deps: Deps, resident_id: UUID, spot: Spot) -> Run | None:
    """Return to the prompt before; the first one stays where it is."""
    async with deps.open_reading() as work:
        run = await _run_at(deps, work, resident_id, spot)
    return _moved(run, spot.at - 1) if run else None


async def finish(deps: Deps, resident_id: UUID, spot: Spot) -> Run | None:
    """End a walk through answers that were complete before."""
    async with deps.open_work() as work:
        run = await _run_at(deps, work, resident_id, spot)
        return await _end(deps, work, resident_id, run) if run else None


async def look_at(deps: Deps, resident_id: UUID, spot: Spot) -> Run | None:
    """Return the run standing at a spot; None when the survey takes no answers any more."""
    async with deps.open_reading() as work:
        return await _run_at(deps, work, resident_id, spot)


async def _go_on(deps: Deps, work: UnitOfWork, resident_id: UUID, run: Run) -> Run:
    """Return the run one prompt further, or at its end."""
    after = (run.at or 0) + 1
    if after < len(run.prompts):
        return Run(run.survey, await work.surveys.response(run.survey.id, resident_id), after)
    return await _end(deps, work, resident_id, run)


async def _end(deps: Deps, work: UnitOfWork, resident_id: UUID, run: Run) -> Run:
    """Note that the answers are complete; a required one that is missing is asked for instead."""
    response = await work.surveys.response(run.survey.id, resident_id)
    if response is None:
        return run
    lacking = rules.missing(run.prompts, response)
    if lacking is not None:
        return Run(run.survey, response, lacking)
    if response.finished_at is None:
        await work.surveys.finish(response.id, deps.now())
        log.info("survey.finished", survey_id=run.survey.id)
    return Run(run.survey, await work.surveys.response(run.survey.id, resident_id), None)


async def _run_at(deps: Deps, work: UnitOfWork, resident_id: UUID, spot: Spot) -> Run | None:
    """Return a begun run standing at a spot."""
    survey = await _open_survey(deps, work, spot.survey)
    response = await work.surveys.response(spot.survey, resident_id) if survey else None
    return _moved(_run(survey, response), spot.at) if survey and response else None


async def _open_survey(deps: Deps, work: UnitOfWork, survey_id: int) -> SurveyReading | None:
    survey = await work.surveys.get(survey_id)
    return survey if survey and rules.takes_answers(survey, deps.now()) else None


def _run(survey: SurveyReading, response: ResponseReading | None) -> Run:
    return Run(survey, response, rules.first_unanswered(rules.prompts_of(survey), response))


def _moved(run: Run, at: int) -> Run:
    """Return the run at another prompt, within its bounds."""
    return Run(run.survey, run.response, min(max(at, 0), len(run.prompts) - 1))
