"""What a resident can do with a survey in chat."""

from handlers.deps import Deps
from handlers.dialog.reply import Reply
from handlers.dialog.turn import Shared, Turn
from handlers.errors import BadInputError
from handlers.surveys import answering, payloads, rules, screens, texts
from handlers.surveys.answering import Run, Spot
from handlers.surveys.results import Results, results
from storage.models import QuestionType
from storage.readings.surveys import Value


async def on_survey(turn: Turn, deps: Deps) -> Reply:
    """Tell which surveys are open, and where the resident is in them."""
    runs = await answering.open_runs(deps, turn.resident_id)
    match runs:
        case []:
            return screens.none_open()
        case [run]:
            return screens.welcome(run)
    return screens.choice_of_surveys(runs)


async def on_show(turn: Turn, deps: Deps) -> Reply:
    """Tell about the survey that was chosen among several."""
    run = await answering.look(deps, turn.pressed(payloads.ShowSurvey).survey, turn.resident_id)
    return screens.welcome(run) if run else screens.closed()


async def on_go_on(turn: Turn, deps: Deps) -> Reply:
    """Begin, go on where it was left, or go through the answers again."""
    pressed = turn.pressed(payloads.GoOn)
    run = await answering.start(deps, turn.resident_id, Spot(pressed.survey, pressed.at), district=turn.district)
    return await _ask(turn, deps, run)


async def on_pick(turn: Turn, deps: Deps) -> Reply:
    """Take one option as the answer."""
    return await _answer(turn, deps, (turn.pressed(payloads.Pick).option,))


async def on_tick(turn: Turn, deps: Deps) -> Reply:
    """Set or take back one option; nothing is stored before "Done"."""
    spot = turn.draft(Spot)
    run = await answering.look_at(deps, turn.resident_id, spot)
    if run is None:
        return screens.closed()
    ticked = rules.toggled(spot.ticked, turn.pressed(payloads.Tick).option)
    return screens.ticks_again(run, Spot(spot.survey, spot.at, ticked))


async def on_ticked(turn: Turn, deps: Deps) -> Reply:
    """Take what is ticked as the answer."""
    return await _answer(turn, deps, turn.draft(Spot).ticked)


async def on_pick_district(turn: Turn, deps: Deps) -> Reply:
    """Take a district by its button."""
    return await _answer(turn, deps, turn.pressed(payloads.PickDistrict).district)


async def on_skip(turn: Turn, deps: Deps) -> Reply:
    """Pass the question over."""
    return await _answer(turn, deps, None)


async def on_keep(turn: Turn, deps: Deps) -> Reply:
    """Leave the earlier answer as it is."""
    return await _ask(turn, deps, await answering.keep(deps, turn.resident_id, turn.draft(Spot)))


async def on_back(turn: Turn, deps: Deps) -> Reply:
    """Return to the question before."""
    return await _ask(turn, deps, await answering.go_back(deps, turn.resident_id, turn.draft(Spot)))


async def on_pause(turn: Turn, deps: Deps) -> Reply:
    """Stop for now; everything is kept."""
    run = await answering.look_at(deps, turn.resident_id, turn.draft(Spot))
    return screens.paused(run) if run else screens.closed()


async def on_end_changes(turn: Turn, deps: Deps) -> Reply:
    """Stop going through complete answers."""
    return await _ask(turn, deps, await answering.finish(deps, turn.resident_id, turn.draft(Spot)))


async def on_said(turn: Turn, deps: Deps) -> Reply:
    """Take typed words or a location as the answer to the question in front of the resident."""
    run = await answering.look_at(deps, turn.resident_id, turn.draft(Spot))
    if run is None:
        return screens.closed()
    question = run.prompt.question
    match question.type:
        case QuestionType.DISTRICT:
            return await _take_district(turn, deps, run)
        case QuestionType.TEXT:
            return await _answer(turn, deps, rules.written_text(turn.text))
    if isinstance(turn.act, Shared):
        raise BadInputError(texts.NO_LOCATION)
    return await _answer(turn, deps, rules.typed_options(question, turn.text))


async def _take_district(turn: Turn, deps: Deps, run: Run) -> Reply:
    """Find the district that was named or stood in; ask where several may be meant."""
    if isinstance(turn.act, Shared):
        at = deps.places.at(turn.act.latitude, turn.act.longitude)
        if at is None:
            raise BadInputError(texts.OUTSIDE)
        return await _answer(turn, deps, at.id)
    match = deps.places.by_name(turn.text)
    if match.exact:
        return await _answer(turn, deps, match.exact.id)
    if not match.candidates:
        raise BadInputError(texts.UNKNOWN_DISTRICT)
    return screens.which_district(run, match.candidates)


async def _answer(turn: Turn, deps: Deps, value: Value) -> Reply:
    return await _ask(turn, deps, await answering.answer(deps, turn.resident_id, turn.draft(Spot), value))


async def _ask(turn: Turn, deps: Deps, run: Run | None) -> Reply:
    """Show what is in front of the resident: the next question, the thanks, or that the survey is over."""
    if run is None:
        return screens.closed()
    if run.at is None:
        return screens.thanks(deps, run, await _of_own_district(deps, run))
    return screens.prompt(deps, run, home=turn.district)


async def _of_own_district(deps: Deps, run: Run) -> Results | None:
    district = run.response.district if run.response else None
    return await results(deps, run.survey.id, district) if district else None
