"""Surveys at the desk: list, one survey with its results, open and close, import."""

from aiohttp import web
from pydantic import BaseModel

from handlers.deps import Deps
from handlers.errors import BadInputError, NotFoundError, RefusalError
from handlers.i18n import Phrase
from handlers.pages.addresses import number_in
from handlers.pages.fields import BerlinMoment, wall_clock
from handlers.pages.forms import Form, FormErrors, Posted, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.pagination import paginate
from handlers.surveys import actions, texts
from handlers.surveys.importing import SurveyFileError
from handlers.surveys.results import Results, redacted_texts, results
from storage.models import QuestionType, SurveyState
from storage.readings.surveys import SurveyCount, SurveyReading

LIST = "/moderation/surveys"
TONES = {texts.STATE_OPEN: "good", texts.STATE_DRAFT: "neutral", texts.STATE_OVER: "warn", texts.STATE_CLOSED: "warn"}
SAYINGS = {
    "new": texts.IMPORTED_NEW,
    "same": texts.IMPORTED_SAME,
    "changed": texts.IMPORTED_CHANGED,
    "opened": texts.OPENED,
    "closed": texts.CLOSED_NOW,
}
TYPES = {
    QuestionType.SINGLE: texts.TYPE_SINGLE,
    QuestionType.MULTIPLE: texts.TYPE_MULTIPLE,
    QuestionType.SCALE: texts.TYPE_SCALE,
    QuestionType.MATRIX: texts.TYPE_MATRIX,
    QuestionType.TEXT: texts.TYPE_TEXT,
    QuestionType.DISTRICT: texts.TYPE_DISTRICT,
}


class OpeningForm(BaseModel):
    """When a survey that is opened shall end; without it it is closed by hand."""

    closes_at: BerlinMoment | None = None


async def on_list(request: web.Request) -> web.Response:
    """Show all surveys with their numbers."""
    deps = request.app[DEPS]
    surveys = [(survey, _state(deps, survey)) for survey in await actions.list_all(deps)]
    return render(request, "surveys/list.html", surveys=surveys, tones=TONES, may_change=_may_change(request))


async def on_one(request: web.Request) -> web.Response:
    """Show one survey: its questions, what the answers add up to, and the ways to open and close it."""
    found = await _results(request)
    return _one(request, found, Form.of(closes_at=wall_clock(found.survey.closes_at)))


async def on_open(request: web.Request) -> web.Response:
    """Open a survey, or show the page again with what is wrong with the end that was given."""
    posted = await read_post(request)
    filled = posted.fill(OpeningForm)
    if isinstance(filled, OpeningForm):
        refused = await _open(request.app[DEPS], _survey_id(request), filled, posted)
        if refused is None:
            raise web.HTTPSeeOther(f"{LIST}/{_survey_id(request)}?did=opened")
        filled = refused
    return _one(request, await _results(request), filled, status=400)


async def on_close(request: web.Request) -> web.Response:
    """Close a survey."""
    await actions.close_survey(request.app[DEPS], _survey_id(request))
    raise web.HTTPSeeOther(f"{LIST}/{_survey_id(request)}?did=closed")


async def on_texts(request: web.Request) -> web.Response:
    """Show what was written at one question, with personal data blacked out for everyone."""
    deps = request.app[DEPS]
    question_id = number_in(request, "question")
    found = await results(deps, _survey_id(request))
    shown = next((d for d in found.distributions if d.prompt.question.id == question_id), None)
    if shown is None or shown.prompt.question.type is not QuestionType.TEXT:
        raise NotFoundError(texts.NO_SUCH_SURVEY)
    pages = paginate(request, shown.answered)
    written = await redacted_texts(
        deps, found.survey.id, question_id, offset=(pages.number - 1) * pages.size, limit=pages.size
    )
    return render(request, "surveys/texts.html", survey=found.survey, shown=shown, written=written, pages=pages)


async def on_import_form(request: web.Request) -> web.Response:
    """Ask for the file."""
    return _import_page(request, Form())


async def on_import(request: web.Request) -> web.Response:
    """Take a survey over from an uploaded file, or say everything that is wrong with it."""
    posted = await read_post(request)
    upload = posted.uploads.get("file")
    if upload is None or not upload.content:
        return _import_page(request, posted.refused("file", texts.NO_FILE), status=400)
    try:
        imported = await actions.import_file(request.app[DEPS], upload.content, upload.name, state=SurveyState.DRAFT)
    except SurveyFileError as error:
        return _import_page(request, posted.refused("file", texts.CANNOT_IMPORT), lines=error.lines, status=400)
    except RefusalError as refusal:
        return _import_page(request, posted.refused("file", refusal.sentence), status=refusal.status)
    raise web.HTTPSeeOther(f"{LIST}/{imported.survey_id}?did={imported.change}")


async def _open(deps: Deps, survey_id: int, filled: OpeningForm, posted: Posted) -> FormErrors | None:
    """Open the survey; return the form with the sentence where the end cannot be."""
    try:
        await actions.open_survey(deps, survey_id, filled.closes_at)
    except BadInputError as refusal:
        return posted.refused("closes_at", refusal.sentence)
    return None


async def _results(request: web.Request) -> Results:
    deps = request.app[DEPS]
    asked = request.query.get("ortsteil", "")
    known = any(district.id == asked for district in deps.city.districts)
    return await results(deps, _survey_id(request), asked if known else None)


def _one(request: web.Request, found: Results, form: Form, *, status: int = 200) -> web.Response:
    deps = request.app[DEPS]
    state = _state(deps, found.survey)
    return render(
        request,
        "surveys/one.html",
        status=status,
        survey=found.survey,
        results=found,
        state=state,
        tone=TONES[state],
        types=TYPES,
        form=form,
        saying=SAYINGS.get(request.query.get("did", "")),
        filters=Form.of(ortsteil=request.query.get("ortsteil")),
        districts=[(district.id, district.name) for district in deps.city.districts],
        may_change=_may_change(request),
        can_close=found.survey.state is SurveyState.OPEN,
    )


def _import_page(
    request: web.Request, form: Form, *, lines: tuple[Phrase, ...] = (), status: int = 200
) -> web.Response:
    return render(request, "surveys/import.html", form=form, lines=lines, status=status)


def _state(deps: Deps, survey: SurveyReading | SurveyCount) -> Phrase:
    """Say in a word whether a survey takes answers."""
    match survey.state:
        case SurveyState.DRAFT:
            return texts.STATE_DRAFT
        case SurveyState.CLOSED:
            return texts.STATE_CLOSED
    over = survey.closes_at is not None and survey.closes_at <= deps.now()
    return texts.STATE_OVER if over else texts.STATE_OPEN


def _may_change(request: web.Request) -> bool:
    """Tell whether the page offers what only facilitators may do; the routes themselves let nobody else through."""
    return request[MODERATOR].facilitates


def _survey_id(request: web.Request) -> int:
    return number_in(request, "survey")
