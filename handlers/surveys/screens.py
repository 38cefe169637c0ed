"""Write a survey's messages: the welcome, one prompt, the thanks."""

from handlers.city.pack import District
from handlers.deps import Deps
from handlers.dialog.reply import Button, Reply, Row, ask, done, rows, say
from handlers.i18n import Phrase, verbatim
from handlers.surveys import payloads, rules, texts
from handlers.surveys.answering import WHERE_LEFT, Run, Spot
from handlers.surveys.results import Distribution, Results, highlights
from handlers.surveys.rules import Prompt
from storage.models import QuestionType
from storage.readings.surveys import SurveyReading

STEP = "surveys.answer"
TICKED, UNTICKED, CHOSEN = "☑", "☐", "✓"


def none_open() -> Reply:
    """Say that there is nothing to answer, and leave what was asked before."""
    return say(texts.NONE_OPEN)


def choice_of_surveys(runs: list[Run]) -> Reply:
    """Ask which of several surveys."""
    buttons = [Button(verbatim(run.survey.title), payloads.ShowSurvey(run.survey.id)) for run in runs]
    return say(texts.WHICH, buttons=rows(buttons))


def welcome(run: Run) -> Reply:
    """Tell what the survey is about, and where the resident is in it."""
    survey = run.survey
    note = (texts.EXAMPLE,) if survey.example else ()
    head = (verbatim(survey.title), *note, verbatim(survey.intro) if survey.intro else _effort(survey))
    if run.finished:
        return say(*head, texts.ANSWERED_ALREADY, _change_until(survey), buttons=((_change(survey),),))
    if run.response and run.at:
        where = texts.RESUME(number=run.prompt.number, total=run.prompt.total)
        first = Button(texts.FROM_START, payloads.GoOn(survey.id, 0))
        return say(verbatim(survey.title), where, buttons=((_go_on(survey, texts.GO_ON),), (first,)))
    until = (texts.UNTIL(moment=survey.closes_at),) if survey.closes_at else ()
    return say(*head, texts.PAUSE_ANYTIME, *until, buttons=((_go_on(survey, texts.START),),))


def prompt(deps: Deps, run: Run, *, home: str | None, spot: Spot | None = None) -> Reply:
    """Ask what is in front of the resident.

    home  id of the district they gave elsewhere, offered as an answer
    spot  where they are when more is ticked than is stored
    """
    spot = spot or run.spot
    question = run.prompt.question
    match question.type:
        case QuestionType.MULTIPLE:
            answers = _ticks(run.prompt, spot.ticked)
        case QuestionType.DISTRICT:
            answers = [_district(deps.city.district(home))] if home else []
        case QuestionType.TEXT:
            answers = []
        case _:
            answers = _picks(run)
    return ask(
        *_question(run.prompt),
        *_earlier(deps, run),
        step=STEP,
        draft=spot,
        buttons=(*rows(answers), *_ways(run)),
        location=question.type is QuestionType.DISTRICT,
    )


def ticks_again(run: Run, spot: Spot) -> Reply:
    """Show what is ticked by now, without the whole question."""
    return ask(
        _progress(run.prompt),
        texts.SEVERAL,
        step=STEP,
        draft=spot,
        buttons=(*rows(_ticks(run.prompt, spot.ticked)), *_ways(run)),
    )


def which_district(run: Run, candidates: tuple[District, ...]) -> Reply:
    """Ask which of several districts was meant."""
    buttons = [Button(verbatim(district.name), payloads.PickDistrict(district.id)) for district in candidates]
    return ask(texts.WHICH_DISTRICT, step=STEP, draft=run.spot, buttons=(*rows(buttons), *_ways(run)), location=True)


def paused(run: Run) -> Reply:
    """Say that everything is kept."""
    where = texts.PAUSED(number=run.prompt.number, total=run.prompt.total)
    return done(where, buttons=((_go_on(run.survey, texts.GO_ON),),))


def thanks(deps: Deps, run: Run, district_results: Results | None) -> Reply:
    """Say thank you, how to change, and what the own district says where enough have answered."""
    paragraphs = [texts.THANKS(title=run.survey.title), _change_until(run.survey)]
    if district_results is not None and run.response and run.response.district:
        paragraphs += _of_district(deps.city.district(run.response.district), district_results)
    return done(*paragraphs, buttons=((_change(run.survey),),), receipt=True)


def closed() -> Reply:
    """Say that the survey takes no answers, and ask no further."""
    return done(texts.CLOSED)


def _question(shown: Prompt) -> list[Phrase]:
    question = shown.question
    paragraphs = [_progress(shown), verbatim(question.text)]
    if shown.item:
        paragraphs.append(verbatim(shown.item.text))
    if question.hint:
        paragraphs.append(verbatim(question.hint))
    match question.type:
        case QuestionType.MULTIPLE:
            paragraphs.append(texts.SEVERAL)
        case QuestionType.TEXT:
            paragraphs.append(texts.WRITE(limit=rules.TEXT_LIMIT))
        case QuestionType.DISTRICT:
            paragraphs.append(texts.NAME_DISTRICT)
    return paragraphs


def _progress(shown: Prompt) -> Phrase:
    place = {"number": shown.number, "total": shown.total}
    return texts.PROGRESS_PART(**place, part=shown.part, parts=shown.parts) if shown.item else texts.PROGRESS(**place)


def _earlier(deps: Deps, run: Run) -> list[Phrase]:
    """Recall what was answered before, where buttons do not show it."""
    match run.answer:
        case None:
            return [texts.SKIPPED_SO_FAR] if run.answered else []
        case str(words):
            named = run.prompt.question.type is QuestionType.DISTRICT
            return [texts.SO_FAR(answer=deps.city.district(words).name if named else words)]
    return []


def _picks(run: Run) -> list[Button]:
    options = run.prompt.question.options
    before = run.answer if isinstance(run.answer, tuple) else ()
    return [
        Button(verbatim(f"{CHOSEN} {option}" if at in before else option), payloads.Pick(at))
        for at, option in enumerate(options)
    ]


def _ticks(shown: Prompt, ticked: tuple[int, ...]) -> list[Button]:
    options = [
        Button(verbatim(f"{TICKED if at in ticked else UNTICKED} {option}"), payloads.Tick(at))
        for at, option in enumerate(shown.question.options)
    ]
    return [*options, Button(texts.DONE, payloads.Ticked())]


def _district(district: District) -> Button:
    return Button(texts.MY_DISTRICT(district=district.name), payloads.PickDistrict(district.id))


def _ways(run: Run) -> tuple[Row, ...]:
    """Lay out the ways on from a prompt that are not answers."""
    ways = [
        *([Button(texts.BACK, payloads.Back())] if run.at else []),
        *([Button(texts.KEEP, payloads.Keep())] if run.answered else []),
        *([] if run.prompt.question.required else [Button(texts.SKIP, payloads.Skip())]),
        Button(texts.FINISH_CHANGES, payloads.EndChanges()) if run.finished else Button(texts.PAUSE, payloads.Pause()),
    ]
    return rows(ways, across=2)


def _effort(survey: SurveyReading) -> Phrase:
    return texts.EFFORT(n=len(survey.questions), minutes=rules.minutes_for(survey))


def _go_on(survey: SurveyReading, label: Phrase) -> Button:
    return Button(label, payloads.GoOn(survey.id, WHERE_LEFT))


def _change(survey: SurveyReading) -> Button:
    return Button(texts.CHANGE, payloads.GoOn(survey.id, 0))


def _change_until(survey: SurveyReading) -> Phrase:
    return texts.CHANGE_UNTIL(moment=survey.closes_at) if survey.closes_at else texts.CHANGE_OPEN


def _of_district(district: District, found: Results) -> list[Phrase]:
    shown = highlights(found)
    if not found.enough or not shown:
        return [texts.TOO_FEW(district=district.name, least=found.survey.min_cell)]
    return [texts.DISTRICT_RESULT(district=district.name, n=found.finished), *map(_result_line, shown)]


def _result_line(shown: Distribution) -> Phrase:
    """Write a distribution as lines of data."""
    question = shown.prompt.question
    lines = (f"{words}: {share.percent} %" for words, share in zip(question.options, shown.shares or (), strict=False))
    return verbatim("\n".join((question.text, *lines)))
