"""Meetings at the desk: the list, one with its decisions, a new one, a change."""

from aiohttp import web

from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.pagination import SIZE, page_number, paginate
from handlers.steering import meetings, rules, texts
from handlers.steering.forms import MeetingForm, meeting_form
from handlers.steering.rules import DetailsError
from storage.models import Role
from storage.readings.steering import MeetingReading

LIST = "/moderation/process/meetings"
WRITERS = (Role.ADMIN, Role.MODERATOR)
SAYINGS = {"added": texts.MEETING_ADDED, "saved": texts.SAVED, "decided": texts.DECISION_ADDED}


async def on_list(request: web.Request) -> web.Response:
    """Show the meetings this person may read of, the latest first."""
    deps, who = request.app[DEPS], request[MODERATOR]
    total, found = await meetings.list_all(deps, who, offset=(page_number(request) - 1) * SIZE, limit=SIZE)
    return render(
        request,
        "steering/meetings.html",
        meetings=found,
        pages=paginate(request, total),
        bodies=rules.bodies(deps.city),
        may_write=who.role in WRITERS,
    )


async def on_one(request: web.Request) -> web.Response:
    """Show one meeting and what it decided."""
    deps, who = request.app[DEPS], request[MODERATOR]
    found = await meetings.get(deps, who, number_in(request, "meeting"))
    return render(
        request,
        "steering/meeting.html",
        meeting=found.meeting,
        decisions=found.decisions,
        bodies=rules.bodies(deps.city),
        kinds=texts.KINDS_OF_DECISION,
        states=texts.STATES_OF_DECISION,
        saying=SAYINGS.get(request.query.get("did", "")),
        may_write=who.role in WRITERS,
    )


async def on_new_form(request: web.Request) -> web.Response:
    """Ask for a new meeting."""
    return _form_page(request, Form())


async def on_new(request: web.Request) -> web.Response:
    """Write a new meeting down."""
    posted = await read_post(request)
    filled = posted.fill(MeetingForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, status=400)
    try:
        added = await meetings.add(request.app[DEPS], request[MODERATOR], filled.details())
    except DetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), status=400)
    raise web.HTTPSeeOther(f"{LIST}/{added}?did=added")


async def on_edit_form(request: web.Request) -> web.Response:
    """Show a meeting to be changed."""
    meeting = await _asked_for(request)
    return _form_page(request, meeting_form(meeting), meeting)


async def on_edit(request: web.Request) -> web.Response:
    """Change a meeting."""
    meeting = await _asked_for(request)
    posted = await read_post(request)
    filled = posted.fill(MeetingForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, meeting, status=400)
    try:
        await meetings.edit(request.app[DEPS], request[MODERATOR], meeting.id, filled.details(), seen=filled.seen)
    except DetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), meeting, status=400)
    raise web.HTTPSeeOther(f"{LIST}/{meeting.id}?did=saved")


async def on_discard_form(request: web.Request) -> web.Response:
    """Ask back before a meeting is removed."""
    meeting = await _asked_for(request)
    return render(
        request,
        "steering/discard_meeting.html",
        meeting=meeting,
        body=_title(request, meeting),
        refused=meeting.decisions,
    )


async def on_discard(request: web.Request) -> web.Response:
    """Remove a meeting that decided nothing."""
    await meetings.discard(request.app[DEPS], request[MODERATOR], number_in(request, "meeting"))
    raise web.HTTPSeeOther(LIST)


async def _asked_for(request: web.Request) -> MeetingReading:
    found = await meetings.get(request.app[DEPS], request[MODERATOR], number_in(request, "meeting"))
    return found.meeting


def _title(request: web.Request, meeting: MeetingReading) -> str:
    return rules.bodies(request.app[DEPS].city).get(meeting.body, meeting.body)


def _form_page(
    request: web.Request, form: Form, meeting: MeetingReading | None = None, *, status: int = 200
) -> web.Response:
    bodies = rules.bodies(request.app[DEPS].city)
    return render(
        request,
        "steering/meeting_form.html",
        status=status,
        form=form,
        meeting=meeting,
        bodies=list(bodies.items()),
        title_of=bodies,
    )
