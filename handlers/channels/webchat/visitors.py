"""Know who is at the page: the cookie's fingerprint is the address of the channel, so the cookie itself is stored nowhere."""

from uuid import UUID

from aiohttp import web

from handlers.channels.webchat import texts
from handlers.channels.webchat.transcript import Transcript
from handlers.dialog.turn import Act, Commanded, Pressed, Said, Shared
from handlers.i18n import speaker
from handlers.pages.embedding import is_embedded
from handlers.pages.keys import DEPS
from handlers.pages.sessions import CHAT, FRAMED_CHAT, SessionCookie, fingerprint, token_of
from handlers.residents import actions as residents
from storage.models import Channel


def address_of(token: str) -> str:
    """Return the address of a browser in this channel."""
    return fingerprint(token)


def cookie_of(request: web.Request) -> SessionCookie:
    """Return the cookie this page knows its browser by; in a frame of another site it is one of its own."""
    return FRAMED_CHAT if is_embedded(request) else CHAT


async def resident_of(request: web.Request) -> UUID | None:
    """Return the resident whose browser this is; None where nobody has begun."""
    token = token_of(request, cookie_of(request))
    return await residents.find(request.app[DEPS], Channel.WEB, address_of(token)) if token else None


def shown_words(act: Act, talk: Transcript, language: str) -> str:
    """Return the line by which the resident sees their own act again, "" for none."""
    speaks = speaker(language)
    match act:
        case Said(text=text):
            return text
        case Commanded(name="start"):
            return speaks.say(texts.STARTED)
        case Commanded(name=name, rest=rest):
            return f"/{name} {rest}".strip()
        case Pressed(code=code):
            return talk.label_of(code)
        case Shared():
            return speaks.say(texts.MY_LOCATION)
    return ""
