"""What the answers add up to, never of fewer people than the survey's least cell."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.deps import Deps
from handlers.i18n import Phrase, verbatim
from handlers.surveys import rules, texts
from handlers.surveys.actions import found_or_refused
from handlers.surveys.rules import Prompt
from storage.models import QuestionType
from storage.readings.surveys import SurveyReading, Value, ValueCount

DISTRICT_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Share:
    """How many chose one answer; percent of those who answered."""

    label: Phrase
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers to one question or one item.

    answered  how many chose or wrote something
    shares    in the order of the options (districts: in the pack's); None for texts, and where too few answered to show them
    """

    prompt: Prompt
    answered: int
    skipped: int
    shares: tuple[Share, ...] | None


@dataclass(frozen=True, slots=True)
class Results:
    """The answers to a survey, of all or of one district, from finished sets of answers only."""

    survey: SurveyReading
    finished: int
    distributions: tuple[Distribution, ...]

    @property
    def enough(self) -> bool:
        return rules.showable(self.finished, self.survey.min_cell)


async def results(deps: Deps, survey_id: int, district: str | None = None) -> Results:
    """Count the answers to a survey, or refuse where there is no such survey."""
    async with deps.open_reading() as work:
        survey = found_or_refused(await work.surveys.get(survey_id))
        finished = await work.surveys.count_finished(survey.id, district)
        values = await work.surveys.count_values(survey.id, district)
        written = await work.surveys.count_texts(survey.id) if district is None else {}
    return Results(survey, finished, _distributions(deps, survey, values, written))


def highlights(found: Results) -> tuple[Distribution, ...]:
    """Return the few distributions a resident is shown of their district: its first scales."""
    shown = (d for d in found.distributions if d.prompt.question.type is QuestionType.SCALE and d.shares)
    return tuple(shown)[:DISTRICT_QUESTIONS]


async def redacted_texts(deps: Deps, survey_id: int, question_id: int, *, offset: int, limit: int) -> list[str]:
    """Return one page of what was written at a question, the newest first, with personal data blacked out."""
    async with deps.open_reading() as work:
        written = await work.surveys.texts(survey_id, question_id, offset=offset, limit=limit)
    return await asyncio.to_thread(deps.reader.redacted, written)


def _distributions(
    deps: Deps, survey: SurveyReading, values: Sequence[ValueCount], written: Mapping[int, int]
) -> tuple[Distribution, ...]:
    by_prompt: dict[tuple[int, str], list[ValueCount]] = {}
    for value in values:
        by_prompt.setdefault((value.question_id, value.item), []).append(value)
    return tuple(
        _distribution(deps, survey, prompt, by_prompt.get(prompt.key, []), written.get(prompt.question.id, 0))
        for prompt in rules.prompts_of(survey)
    )


def _distribution(
    deps: Deps, survey: SurveyReading, prompt: Prompt, values: Sequence[ValueCount], written: int
) -> Distribution:
    """Count single options; someone who chose several counts once at each."""
    chosen: Counter[int | str] = Counter()
    for value in values:
        for option in _options(value.value):
            chosen[option] += value.count
    answered = sum(value.count for value in values if value.value is not None)
    skipped = sum(value.count for value in values if value.value is None)
    if prompt.question.type is QuestionType.TEXT:
        return Distribution(prompt, written, 0, None)
    if not rules.showable(answered, survey.min_cell):
        return Distribution(prompt, answered, skipped, None)
    shares = (
        _district_shares(deps, survey, chosen)
        if prompt.question.type is QuestionType.DISTRICT
        else _shares(prompt, chosen)
    )
    return Distribution(
        prompt, answered, skipped, tuple(Share(label, n, rules.percent(n, answered)) for label, n in shares)
    )


def _options(value: Value) -> tuple[int | str, ...]:
    match value:
        case None:
            return ()
        case str():
            return (value,)
    return value


def _shares(prompt: Prompt, chosen: Counter[int | str]) -> list[tuple[Phrase, int]]:
    return [(verbatim(option), chosen[at]) for at, option in enumerate(prompt.question.options)]


def _district_shares(deps: Deps, survey: SurveyReading, chosen: Counter[int | str]) -> list[tuple[Phrase, int]]:
    """Name the districts many took part from; the others are one line together."""
    shown = [d for d in deps.city.districts if rules.showable(chosen[d.id], survey.min_cell)]
    rest = chosen.total() - sum(chosen[district.id] for district in shown)
    named = [(verbatim(district.name), chosen[district.id]) for district in shown]
    return [*named, (texts.OTHER_DISTRICTS, rest)] if rest else named
