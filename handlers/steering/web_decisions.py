"""Decisions at the desk: the open list with their days, a new one, a change."""

from aiohttp import web

from handlers.i18n import BERLIN, speaker
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, read_post, read_query
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import LANGUAGE, render
from handlers.pages.pagination import SIZE, Pagination, page_number, paginate
from handlers.steering import meetings, rules, texts
from handlers.steering.forms import DecisionForm, decision_form
from handlers.steering.rules import DetailsError
from handlers.steering.web_meetings import LIST as MEETINGS
from handlers.steering.web_meetings import WRITERS
from storage.models import DecisionKind, DecisionState
from storage.readings.steering import DecisionReading, MeetingReading

ALL = "all"


async def on_list(request: web.Request) -> web.Response:
    """Show decisions, the open ones where nothing else is asked for, the first due first; or those about one concern."""
    deps, who = request.app[DEPS], request[MODERATOR]
    asked = read_query(request)
    number, chosen = asked.value("anliegen").strip(), asked.value("status") or str(DecisionState.OPEN)
    if number:
        found = await meetings.decisions_about(deps, who, number)
        pages = Pagination(1, len(found), request.path)
    else:
        state = DecisionState(chosen) if chosen in set(DecisionState) else None
        start = (page_number(request) - 1) * SIZE
        total, found = await meetings.decisions(deps, who, state, offset=start, limit=SIZE)
        pages = paginate(request, total)
    speaks = speaker(LANGUAGE)
    today = deps.now().astimezone(BERLIN).date()
    return render(
        request,
        "steering/decisions.html",
        decisions=[(decision, rules.is_overdue(decision, today)) for decision in found],
        pages=pages,
        filters=Form.of(status="" if number else chosen, anliegen=number),
        choices=[(str(state), speaks.say(said)) for state, said in texts.STATES_OF_DECISION.items()],
        by_concern=rules.own_list(who) is None,
        bodies=rules.bodies(deps.city),
        kinds=texts.KINDS_OF_DECISION,
        states=texts.STATES_OF_DECISION,
        may_write=who.role in WRITERS,
        all=ALL,
    )


async def on_new_form(request: web.Request) -> web.Response:
    """Ask what a meeting decided."""
    meeting = await _meeting(request)
    return _form_page(request, Form.of(kind=DecisionKind.OPERATIVE, state=DecisionState.OPEN), meeting.id)


async def on_new(request: web.Request) -> web.Response:
    """Write down what a meeting decided."""
    meeting = await _meeting(request)
    posted = await read_post(request)
    filled = posted.fill(DecisionForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, meeting.id, status=400)
    try:
        await meetings.decide(request.app[DEPS], request[MODERATOR], meeting.id, filled.details(), filled.concerns)
    except DetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), meeting.id, status=400)
    raise web.HTTPSeeOther(f"{MEETINGS}/{meeting.id}?did=decided")


async def on_edit_form(request: web.Request) -> web.Response:
    """Show a decision to be changed."""
    decision = await meetings.get_decision(request.app[DEPS], number_in(request, "decision"))
    return _form_page(request, decision_form(decision), decision.meeting_id, decision)


async def on_edit(request: web.Request) -> web.Response:
    """Change a decision."""
    deps, who = request.app[DEPS], request[MODERATOR]
    decision = await meetings.get_decision(deps, number_in(request, "decision"))
    posted = await read_post(request)
    filled = posted.fill(DecisionForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, decision.meeting_id, decision, status=400)
    try:
        await meetings.edit_decision(deps, who, decision.id, filled.details(), filled.concerns, seen=filled.seen)
    except DetailsError as refusal:
        again = posted.refused(refusal.field, refusal.sentence)
        return _form_page(request, again, decision.meeting_id, decision, status=400)
    raise web.HTTPSeeOther(f"{MEETINGS}/{decision.meeting_id}?did=saved")


async def _meeting(request: web.Request) -> MeetingReading:
    found = await meetings.get(request.app[DEPS], request[MODERATOR], number_in(request, "meeting"))
    return found.meeting


def _form_page(
    request: web.Request, form: Form, meeting_id: int, decision: DecisionReading | None = None, *, status: int = 200
) -> web.Response:
    speaks = speaker(LANGUAGE)
    return render(
        request,
        "steering/decision_form.html",
        status=status,
        form=form,
        meeting_id=meeting_id,
        decision=decision,
        kinds=[(str(kind), speaks.say(said)) for kind, said in texts.KINDS_OF_DECISION.items()],
        states=[(str(state), speaks.say(said)) for state, said in texts.STATES_OF_DECISION.items()],
    )
