"""The doors of the chat: look at the conversation, say something, fetch a file."""

from aiohttp import web

from handlers.channels.inbound import Inbound
from handlers.channels.intake import Taken, take_in
from handlers.channels.webchat import texts
from handlers.channels.webchat.enclosures import file_of
from handlers.channels.webchat.keys import DIALOG, PRODUCERS
from handlers.channels.webchat.posts import TEXT_LIMIT, act_of, new_nonce, start_payload, too_long, update_id
from handlers.channels.webchat.transcript import NOTHING_SAID, Transcript, transcript
from handlers.channels.webchat.view import ChatView, view_of
from handlers.channels.webchat.visitors import address_of, cookie_of, resident_of, shown_words
from handlers.dialog import texts as dialog_texts
from handlers.i18n import Phrase
from handlers.pace import Rate
from handlers.pages import callers
from handlers.pages.callers import network_of
from handlers.pages.embedding import EMBEDDED, is_embedded
from handlers.pages.forms import Posted, read_post
from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from handlers.pages.pacing import asked_to_wait, check_pace
from handlers.pages.reading import READER, language_of
from handlers.pages.sessions import give_token, new_token, token_of
from handlers.partners.web import lead_to_chat
from storage.models import Channel

# All who sit in one hall begin within a few minutes.
BEGINNINGS = Rate("chat_beginnings", 120)
LATEST = "#neu"
COOKIE_CHECK = "cookie=1"


async def on_chat(request: web.Request) -> web.Response:
    """Show the conversation, or who and what this is where none has begun; the link of a partner is counted first."""
    led_on = await lead_to_chat(request)
    if led_on is not None:
        return led_on
    refused = texts.COOKIE if "cookie" in request.query and _token(request) is None else None
    return await _page(request, Posted(), refused)


async def on_log(request: web.Request) -> web.Response:
    """Answer a page that looks for news: the lines, 204 where it shows the latest already, 410 where it shows what is nobody's now."""
    talk = await _talk(request)
    if request.query.get("latest") and not talk.lines and await resident_of(request) is None:
        return web.Response(status=410)
    if not talk.lines or talk.latest == request.query.get("latest"):
        return web.Response(status=204)
    return render(request, "webchat/log.html", view=_view(request, talk))


async def on_post(request: web.Request) -> web.Response:
    """Take one act and lead back to the conversation; what could not be taken stays in the field."""
    posted = await read_post(request)
    act = act_of(posted)
    if act is None or too_long(posted):
        return await _page(request, posted, _complaint(posted), status=422)
    token, deps = _token(request), request.app[DEPS]
    if token is None:
        check_pace(request, BEGINNINGS)
        token = new_token()
    talk = await _talk(request)
    inbound = Inbound(
        channel=Channel.WEB,
        update_id=update_id(address_of(token), posted.value("page") or new_nonce(), act),
        address=address_of(token),
        act=act,
        language=language_of(request),
        said=shown_words(act, talk, language_of(request)),
        network=network_of(callers.address_of(request)),
        told_at_once=True,
    )
    match await take_in(deps, request.app[DIALOG], inbound):
        case Taken.FAILED:
            return await _page(request, posted, texts.FAILED, status=503)
        case Taken.SLOWED:
            page = await _page(request, posted, dialog_texts.TOO_MANY, status=429)
            return asked_to_wait(page, deps.pace.wait(deps.messages, deps.now()))
    return _back(request, token)


async def on_file(request: web.Request) -> web.Response:
    """Make the file that hangs on one line of the reader's own conversation."""
    await _talk(request)
    resident_id = await resident_of(request)
    file = await file_of(request.app[DEPS], request.app[PRODUCERS], resident_id, request.match_info["line"])
    response = web.Response(body=file.content, content_type=file.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


async def on_help(request: web.Request) -> web.Response:
    """Show how to take part and what can be typed."""
    return render(request, "webchat/help.html", view=_view(request, NOTHING_SAID))


def _back(request: web.Request, token: str) -> web.Response:
    home = f"/chat?{EMBEDDED}" if is_embedded(request) else "/chat"
    known = _token(request) is not None
    checking = f"{home}{'&' if '?' in home else '?'}{COOKIE_CHECK}"
    response = web.Response(status=303, headers={"Location": f"{home}{LATEST}" if known else checking})
    give_token(request, response, cookie_of(request), token)
    return response


def _token(request: web.Request) -> str | None:
    return token_of(request, cookie_of(request))


def _complaint(posted: Posted) -> Phrase:
    if posted.value("share"):
        return texts.NO_PLACE
    return texts.TOO_LONG(n=TEXT_LIMIT) if too_long(posted) else texts.EMPTY


async def _talk(request: web.Request) -> Transcript:
    """Return the conversation; from here on the answer speaks the language that was chosen in it."""
    resident_id = await resident_of(request)
    talk = await transcript(request.app[DEPS], resident_id) if resident_id else NOTHING_SAID
    if talk.lines:
        request[READER] = talk.language
    return talk


async def _page(request: web.Request, posted: Posted, refused: Phrase | None, status: int = 200) -> web.Response:
    view = _view(request, await _talk(request))
    form = posted.refused("text", refused) if refused else posted.as_form()
    start = start_payload(request.query.get("start", "") or posted.value("start"))
    template = "webchat/chat.html" if view.talk.lines else "webchat/start.html"
    return render(request, template, status=status, view=view, form=form, nonce=new_nonce(), start=start)


def _view(request: web.Request, talk: Transcript) -> ChatView:
    return view_of(request.app[DEPS], request.app[DIALOG], talk, embedded=is_embedded(request))
