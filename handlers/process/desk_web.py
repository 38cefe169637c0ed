"""The plan at the desk: the phases, one of them with its history, a new one, a change."""

from collections.abc import Iterable

from aiohttp import web

from handlers.i18n import BERLIN, speaker
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, Posted, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import LANGUAGE, render
from handlers.process import changing, rules, texts, words
from handlers.process.changing import Foreseen, Reported
from handlers.process.form import PhaseForm, SeenForm, form_of
from handlers.process.plan import plan_on
from handlers.process.rules import PhaseDetailsError
from storage.models import PhaseState, Role
from storage.readings.plan import PhaseReading

PLAN = "/moderation/process"
WRITERS = (Role.ADMIN, Role.MODERATOR)
TONES = {
    PhaseState.PLANNED: "neutral",
    PhaseState.RUNNING: "info",
    PhaseState.DONE: "good",
    PhaseState.STOPPED: "bad",
}
SAYINGS = {"added": texts.ADDED, "saved": texts.SAVED, "told": texts.SAVED_AND_TOLD, "removed": texts.REMOVED}


async def on_plan(request: web.Request) -> web.Response:
    """Show the phases and everything else the process has at the desk."""
    deps = request.app[DEPS]
    phases = await changing.list_all(deps)
    stretches = plan_on(deps.now().astimezone(BERLIN).date(), phases)
    return render(
        request,
        "process/desk_plan.html",
        phases=list(zip(phases, stretches, strict=True)),
        states=texts.STATES,
        tones=TONES,
        saying=SAYINGS.get(request.query.get("did", "")),
        may_write=request[MODERATOR].role in WRITERS,
    )


async def on_phase(request: web.Request) -> web.Response:
    """Show one phase and what was changed in it."""
    deps = request.app[DEPS]
    phase = await changing.get(deps, number_in(request, "phase"))
    history = await changing.history(deps, phase.id)
    return render(
        request,
        "process/desk_phase.html",
        phase=phase,
        history=history,
        may_go=_may_go(history),
        states=texts.STATES,
        courses=texts.COURSES,
        tone=TONES[phase.state],
        saying=SAYINGS.get(request.query.get("did", "")),
        may_write=request[MODERATOR].role in WRITERS,
    )


async def on_new_form(request: web.Request) -> web.Response:
    """Ask for a new phase."""
    return _form_page(request, Form.of(state=PhaseState.PLANNED))


async def on_new(request: web.Request) -> web.Response:
    """Put a new phase into the plan."""
    posted = await read_post(request)
    filled = posted.fill(PhaseForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, status=400)
    try:
        added = await changing.add(request.app[DEPS], request[MODERATOR], filled.details())
    except PhaseDetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), status=400)
    raise web.HTTPSeeOther(f"{PLAN}/phases/{added}?did=added")


async def on_edit_form(request: web.Request) -> web.Response:
    """Show a phase to be changed."""
    phase = await changing.get(request.app[DEPS], number_in(request, "phase"))
    return _form_page(request, form_of(phase), phase)


async def on_edit(request: web.Request) -> web.Response:
    """Change a phase; a change of its course is shown first with the number of those who hear of it."""
    deps, who = request.app[DEPS], request[MODERATOR]
    phase = await changing.get(deps, number_in(request, "phase"))
    posted = await read_post(request)
    filled = posted.fill(PhaseForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, phase, status=400)
    details = filled.details()
    try:
        foreseen = await changing.preview(deps, phase.id, details, reason=filled.reason, seen=filled.seen)
        if foreseen.is_told and not filled.confirmed:
            return _confirm_page(request, posted, filled, foreseen)
        done = await changing.change(
            deps, who, phase.id, details, reason=filled.reason, seen=filled.seen, quietly=filled.quietly
        )
    except PhaseDetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), phase, status=400)
    raise web.HTTPSeeOther(f"{PLAN}/phases/{phase.id}?did={'told' if done.told else 'saved'}")


async def on_remove_form(request: web.Request) -> web.Response:
    """Ask back before a phase is taken out of the plan."""
    deps = request.app[DEPS]
    phase = await changing.get(deps, number_in(request, "phase"))
    return render(
        request, "process/desk_remove.html", phase=phase, may_go=_may_go(await changing.history(deps, phase.id))
    )


async def on_remove(request: web.Request) -> web.Response:
    """Take a phase out of the plan."""
    form = (await read_post(request)).fill(SeenForm)
    seen = 0 if isinstance(form, FormErrors) else form.seen
    await changing.remove(request.app[DEPS], request[MODERATOR], number_in(request, "phase"), seen=seen)
    raise web.HTTPSeeOther(f"{PLAN}?did=removed")


def _may_go(history: Iterable[Reported]) -> bool:
    return rules.may_go(entry.change for entry in history)


def _form_page(
    request: web.Request, form: Form, phase: PhaseReading | None = None, *, status: int = 200
) -> web.Response:
    speaks = speaker(LANGUAGE)
    states = [(str(state), speaks.say(said)) for state, said in texts.STATES_TO_CHOOSE.items()]
    return render(request, "process/desk_form.html", status=status, form=form, phase=phase, states=states)


def _confirm_page(request: web.Request, posted: Posted, filled: PhaseForm, foreseen: Foreseen) -> web.Response:
    before, deps = foreseen.before, request.app[DEPS]
    fields = PhaseForm.model_fields.keys() - {"confirmed", "quietly"}
    kept = [(name, value) for name, values in posted.values.items() for value in values if name in fields]
    return render(
        request,
        "process/desk_confirm.html",
        phase=before,
        kept=kept,
        told=foreseen.told,
        message=words.course_changed(deps, foreseen.course, before, filled.details(), filled.reason),
    )
