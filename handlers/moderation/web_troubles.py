"""The doors to what went wrong; for the administration only."""

from aiohttp import web

from handlers.moderation import texts, troubles
from handlers.moderation.troubles import TakeAgain, UpdateName
from handlers.pages.addresses import number_in
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import render
from handlers.pages.pagination import page_number, paginate

ADDRESS = "/moderation/stoerungen"
TAKE_AGAIN: web.AppKey[TakeAgain] = web.AppKey("TAKE_AGAIN")


async def on_troubles(request: web.Request) -> web.Response:
    """List them."""
    found = await troubles.page(request.app[DEPS], page_number(request))
    return render(
        request,
        "moderation/troubles.html",
        found=found,
        many=await troubles.count_retryable(request.app[DEPS]),
        pages=paginate(request, found.messages_total),
        days=troubles.CONTENTS_KEPT.days,
        channels=texts.SOURCES,
        kinds=texts.KINDS,
        states=texts.STATES,
        cause=texts.cause,
    )


async def on_retry(request: web.Request) -> web.StreamResponse:
    """Take an update in once more."""
    name = UpdateName.read(request.match_info["update"])
    await troubles.retry(request.app[DEPS], request.app[TAKE_AGAIN], _actor(request), name)
    raise web.HTTPSeeOther(ADDRESS)


async def on_retry_all_form(request: web.Request) -> web.Response:
    """Ask back: everything that waits is taken as if it came now."""
    return render(request, "moderation/retry_all.html", many=await troubles.count_retryable(request.app[DEPS]))


async def on_retry_all(request: web.Request) -> web.Response:
    """Take everything in once more that can be, and say what became of it."""
    done = await troubles.retry_all(request.app[DEPS], request.app[TAKE_AGAIN], _actor(request))
    return render(request, "moderation/retried.html", done=done)


async def on_drop(request: web.Request) -> web.StreamResponse:
    """Give an update up."""
    await troubles.drop(request.app[DEPS], _actor(request), UpdateName.read(request.match_info["update"]))
    raise web.HTTPSeeOther(ADDRESS)


async def on_send_again_form(request: web.Request) -> web.Response:
    """Ask back: the message may arrive twice."""
    message = await troubles.repeatable(request.app[DEPS], number_in(request, "message"))
    return render(
        request,
        "moderation/send_again.html",
        message=message,
        kinds=texts.KINDS,
        states=texts.STATES,
        cause=texts.cause,
    )


async def on_send_again(request: web.Request) -> web.StreamResponse:
    """Send an answer once more."""
    await troubles.send_again(request.app[DEPS], _actor(request), number_in(request, "message"))
    raise web.HTTPSeeOther(ADDRESS)


async def on_strike(request: web.Request) -> web.StreamResponse:
    """Take a message off the list."""
    await troubles.strike(request.app[DEPS], _actor(request), number_in(request, "message"))
    raise web.HTTPSeeOther(ADDRESS)


def _actor(request: web.Request) -> str:
    return f"moderator:{request[MODERATOR].id}"
