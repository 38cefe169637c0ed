"""What a survey asks next, what counts as an answer, and what may be shown of the answers."""

import math
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from handlers.errors import BadInputError
from handlers.surveys import texts
from storage.models import QuestionType, SurveyState
from storage.readings.surveys import ItemReading, QuestionReading, ResponseReading, SurveyReading, Value

TEXT_LIMIT = 1000
SECONDS_A_PROMPT = 10
CHOICES = frozenset({QuestionType.SINGLE, QuestionType.SCALE, QuestionType.MATRIX, QuestionType.MULTIPLE})
LINE_END = "\n"
# Signs that turn the reading direction of what stands around them.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = frozenset({"Cc", "Cs"})
LOOK_EMPTY = frozenset({"Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cc"})


@dataclass(frozen=True, slots=True)
class Prompt:
    """One message of a survey: a question, or one item of a matrix.

    number, total  of the question, counted from 1
    part, parts    of the item in its matrix, counted from 1; 1 of 1 elsewhere
    """

    question: QuestionReading
    number: int
    total: int
    item: ItemReading | None = None
    part: int = 1
    parts: int = 1

    @property
    def key(self) -> tuple[int, str]:
        """Say under what its answer is kept."""
        return self.question.id, self.item.id if self.item else ""


def prompts_of(survey: SurveyReading) -> tuple[Prompt, ...]:
    """Return what is asked, in order."""
    total = len(survey.questions)
    return tuple(
        Prompt(question, number, total, item, part, max(1, len(question.items)))
        for number, question in enumerate(survey.questions, start=1)
        for part, item in enumerate(question.items or (None,), start=1)
    )


def first_unanswered(prompts: tuple[Prompt, ...], response: ResponseReading | None) -> int:
    """Return where to begin or go on; the beginning when all is answered."""
    answers = response.answers if response else {}
    return next((at for at, prompt in enumerate(prompts) if prompt.key not in answers), 0)


def missing(prompts: tuple[Prompt, ...], response: ResponseReading) -> int | None:
    """Return the first prompt that must be answered and is not."""
    return next(
        (
            at
            for at, prompt in enumerate(prompts)
            if prompt.question.required and response.answers.get(prompt.key) is None
        ),
        None,
    )


def takes_answers(survey: SurveyReading, now: datetime) -> bool:
    """Tell whether a survey is open and its end is still to come."""
    return survey.state is SurveyState.OPEN and (survey.closes_at is None or now < survey.closes_at)


def minutes_for(survey: SurveyReading) -> int:
    """Estimate how long the answers take, in whole minutes."""
    return max(1, math.ceil(len(prompts_of(survey)) * SECONDS_A_PROMPT / 60))


def check_value(question: QuestionReading, value: Value) -> None:
    """Refuse what cannot be the answer to a question; of which districts there are the city pack knows."""
    if value is None:
        if question.required:
            raise BadInputError(texts.REQUIRED)
        return
    if question.type in CHOICES:
        _check_choice(question, value)
    elif not isinstance(value, str) or not value:
        raise BadInputError(texts.EMPTY_TEXT)
    elif len(value) > TEXT_LIMIT:
        raise BadInputError(texts.TOO_LONG(limit=TEXT_LIMIT, length=len(value)))


def _check_choice(question: QuestionReading, value: Value) -> None:
    if not isinstance(value, tuple) or any(not 0 <= option < len(question.options) for option in value):
        raise BadInputError(texts.NOT_AN_ANSWER(most=len(question.options)))
    if not value:
        raise BadInputError(texts.TICK_FIRST)
    if question.type is not QuestionType.MULTIPLE and len(value) != 1:
        raise BadInputError(texts.NOT_AN_ANSWER(most=len(question.options)))


def toggled(ticked: tuple[int, ...], option: int) -> tuple[int, ...]:
    """Return the ticks with this one set or taken back, in the order of the options."""
    return tuple(sorted(set(ticked) ^ {option}))


def typed_options(question: QuestionReading, typed: str) -> tuple[int, ...]:
    """Read a typed answer as options: their words, or their numbers from 1; several only where several are allowed."""
    words = [_folded(option) for option in question.options]
    if _folded(typed) in words:
        return (words.index(_folded(typed)),)
    parts = typed.replace(";", ",").split(",") if question.type is QuestionType.MULTIPLE else [typed]
    numbers = {part.strip().rstrip(".") for part in parts}
    if all(number.isascii() and number.isdigit() and len(number) < 4 for number in numbers):
        chosen = tuple(sorted(int(number) - 1 for number in numbers))
        if all(0 <= option < len(question.options) for option in chosen):
            return chosen
    raise BadInputError(texts.NOT_AN_ANSWER(most=len(question.options)))


def written_text(typed: str) -> str:
    """Return a typed text as it is kept: without unseen control characters; "" where nothing readable is left."""
    kept = "".join(
        sign
        for sign in typed.replace("\r\n", LINE_END).replace("\r", LINE_END)
        if sign in (LINE_END, "\t") or (unicodedata.category(sign) not in UNSEEN and sign not in BIDI_CONTROLS)
    ).strip()
    return kept if any(unicodedata.category(sign) not in LOOK_EMPTY for sign in kept) else ""


def showable(answered: int, min_cell: int) -> bool:
    """Tell whether so many answers hide each single one well enough to show what they add up to."""
    return answered >= max(1, min_cell)


def percent(count: int, of: int) -> int:
    """Return a share in whole percent, halves rounded up; 0 of nothing."""
    return math.floor(100 * count / of + 0.5) if of else 0


def _folded(words: str) -> str:
    return " ".join(words.split()).strip(".!").casefold()
