"""The last look before many are told: the message as they will read it, and how many they are."""

from aiohttp import web

from handlers.broadcast import texts, words
from handlers.deps import Deps
from handlers.dialog.reply import Words
from handlers.errors import RefusalError
from handlers.forums import actions
from handlers.forums import texts as forum_texts
from handlers.forums.desk_web import LIST, forum_id
from handlers.i18n import Phrase
from handlers.pages.forms import read_post
from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from storage.models import ForumState
from storage.readings.forums import ForumReading


async def on_announce_form(request: web.Request) -> web.Response:
    """Show the announcement and how many receive it."""
    deps = request.app[DEPS]
    forum = await actions.get(deps, forum_id(request))
    if forum.state is not ForumState.DRAFT:
        raise RefusalError(forum_texts.NOT_A_DRAFT)
    audience = await actions.count_announced(deps, forum.id)
    return _page(request, forum, "announce", words.announced(deps, forum), _how_many(texts.TELL_AUDIENCE, audience))


async def on_announce(request: web.Request) -> web.Response:
    """Announce a forum."""
    deps = request.app[DEPS]
    await _as_seen(request, deps)
    await actions.announce(deps, forum_id(request))
    raise web.HTTPSeeOther(f"{LIST}/{forum_id(request)}?did=announced")


async def on_cancel_form(request: web.Request) -> web.Response:
    """Show the cancellation and how many receive it."""
    deps = request.app[DEPS]
    forum = await actions.get(deps, forum_id(request))
    if forum.state is not ForumState.ANNOUNCED:
        raise RefusalError(forum_texts.NOT_ANNOUNCED)
    told = await actions.count_told(deps, forum.id)
    return _page(request, forum, "cancel", words.cancelled(forum), _how_many(texts.TELL_TOLD, told))


async def on_cancel(request: web.Request) -> web.Response:
    """Cancel a forum."""
    deps = request.app[DEPS]
    await _as_seen(request, deps)
    await actions.cancel(deps, forum_id(request))
    raise web.HTTPSeeOther(f"{LIST}/{forum_id(request)}?did=cancelled")


async def _as_seen(request: web.Request, deps: Deps) -> None:
    """Refuse what was confirmed for a forum that somebody else has changed since."""
    seen = (await read_post(request)).value("seen")
    forum = await actions.get(deps, forum_id(request))
    if seen != forum.changed_at.isoformat():
        raise RefusalError(forum_texts.CHANGED_MEANWHILE)


def _how_many(sentence: Phrase, n: int) -> Phrase:
    return sentence(n=n) if n else texts.TELL_NOBODY


def _page(request: web.Request, forum: ForumReading, act: str, message: Words, how_many: Phrase) -> web.Response:
    return render(request, "forums/confirm_telling.html", forum=forum, act=act, message=message, how_many=how_many)
