"""Forums at the desk: the list, one forum with what was told of it, a new one, a change."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from aiohttp import web

from handlers.forums import actions, editing, texts
from handlers.forums.editing import Changed
from handlers.forums.form import ForumForm, empty_form, form_of
from handlers.forums.rules import ForumDetailsError, ForumMoment
from handlers.forums.web import spoken
from handlers.i18n import Phrase, speaker
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, Posted, read_post
from handlers.pages.keys import DEPS
from handlers.pages.layout import LANGUAGE, render
from handlers.pages.pagination import SIZE, page_number, paginate
from storage.models import ForumState
from storage.readings.forums import ForumReading

Choice = TypeVar("Choice", bound=StrEnum)

LIST = "/moderation/forums"
TONES = {ForumState.DRAFT: "neutral", ForumState.ANNOUNCED: "good", ForumState.CANCELLED: "bad"}
MOMENTS = {
    ForumMoment.ANNOUNCED: texts.MOMENT_ANNOUNCED,
    ForumMoment.WEEK: texts.MOMENT_WEEK,
    ForumMoment.DAY: texts.MOMENT_DAY,
    ForumMoment.TWO_HOURS: texts.MOMENT_TWO_HOURS,
    ForumMoment.MOVED: texts.MOMENT_MOVED,
    ForumMoment.CANCELLED: texts.MOMENT_CANCELLED,
    ForumMoment.PLACE_FREE: texts.MOMENT_PLACE_FREE,
}
SAYINGS = {
    "created": texts.CREATED,
    "saved": texts.SAVED,
    "announced": texts.DONE_ANNOUNCED,
    "cancelled": texts.DONE_CANCELLED,
    "moved": texts.DONE_MOVED,
}


async def on_list(request: web.Request) -> web.Response:
    """Show all forums, the latest first."""
    deps = request.app[DEPS]
    total, forums = await actions.list_all(deps, offset=(page_number(request) - 1) * SIZE, limit=SIZE)
    return render(
        request,
        "forums/list.html",
        forums=forums,
        pages=paginate(request, total),
        now=deps.now(),
        states=texts.STATES,
        tones=TONES,
    )


async def on_one(request: web.Request) -> web.Response:
    """Show one forum, who comes, and how far its messages have come."""
    deps = request.app[DEPS]
    forum = await actions.get(deps, forum_id(request))
    return render(
        request,
        "forums/one.html",
        forum=forum,
        tellings=await actions.tellings(deps, forum.id),
        moments=MOMENTS,
        tone=TONES[forum.state],
        saying=SAYINGS.get(request.query.get("did", "")),
        over=forum.ends_at <= deps.now(),
        said=spoken(deps, forum),
    )


async def on_new_form(request: web.Request) -> web.Response:
    """Ask for a new forum."""
    return _form_page(request, empty_form())


async def on_new(request: web.Request) -> web.Response:
    """Store a new forum as a draft."""
    posted = await read_post(request)
    filled = posted.fill(ForumForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, status=400)
    deps = request.app[DEPS]
    try:
        created = await actions.create(deps, filled.details(deps.city))
    except ForumDetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), status=400)
    raise web.HTTPSeeOther(f"{LIST}/{created}?did=created")


async def on_edit_form(request: web.Request) -> web.Response:
    """Show a forum to be changed."""
    forum = await actions.get(request.app[DEPS], forum_id(request))
    return _form_page(request, form_of(forum), forum)


async def on_edit(request: web.Request) -> web.Response:
    """Change a forum; a change that people are told of is shown first with their number."""
    deps = request.app[DEPS]
    forum = await actions.get(deps, forum_id(request))
    posted = await read_post(request)
    filled = posted.fill(ForumForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, forum, status=400)
    details = filled.details(deps.city)
    try:
        foreseen = await editing.preview_edit(deps, forum.id, details)
        if not filled.confirmed and (foreseen.told.corrected or foreseen.told.announced):
            return _confirm_page(request, posted, forum, foreseen)
        changed = await editing.edit(deps, forum.id, details, seen=filled.seen)
    except ForumDetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), forum, status=400)
    told = changed.told.corrected or changed.told.announced
    raise web.HTTPSeeOther(f"{LIST}/{forum.id}?did={'moved' if told else 'saved'}")


async def on_discard(request: web.Request) -> web.Response:
    """Remove a draft."""
    await actions.discard(request.app[DEPS], forum_id(request))
    raise web.HTTPSeeOther(LIST)


def forum_id(request: web.Request) -> int:
    """Return the number of the forum a path of the desk names; nothing is found under what is none."""
    return number_in(request, "forum")


def _form_page(
    request: web.Request, form: Form, forum: ForumReading | None = None, *, status: int = 200
) -> web.Response:
    city = request.app[DEPS].city
    return render(
        request,
        "forums/form.html",
        status=status,
        form=form,
        forum=forum,
        kinds=_options(texts.KINDS),
        scopes=_options(texts.SCOPES),
        accesses=_options(texts.ACCESSES),
        districts=[(district.id, district.name) for district in city.districts],
    )


def _options(phrases: Mapping[Choice, Phrase]) -> list[tuple[str, str]]:
    speaks = speaker(LANGUAGE)
    return [(str(value), speaks.say(spoken_word)) for value, spoken_word in phrases.items()]


def _confirm_page(request: web.Request, posted: Posted, forum: ForumReading, foreseen: Changed) -> web.Response:
    kept = [
        (name, value) for name, values in posted.values.items() for value in values if name in ForumForm.model_fields
    ]
    return render(request, "forums/confirm_move.html", forum=forum, kept=kept, foreseen=foreseen)
