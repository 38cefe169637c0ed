"""The deep link from the desk that binds a Telegram chat to its person."""

from handlers.accounts import actions, texts
from handlers.deps import Deps
from handlers.dialog.reply import Reply, say
from handlers.dialog.turn import Turn
from handlers.errors import RefusalError
from storage.models import Channel

START_PREFIX = "desk"


async def on_start_payload(turn: Turn, deps: Deps, rest: str) -> Reply:
    """Take the token behind /start desk-…: this chat is the person's from now on.

    Only on Telegram: a web chat lives in a browser for months, longer than any session at the desk may.
    """
    if turn.channel is not Channel.TELEGRAM:
        raise RefusalError(texts.CHAT_LINK_DEAD)
    person = await actions.link_chat(deps, rest, turn.resident_id)
    return say(texts.CHAT_LINKED(name=person.name))
