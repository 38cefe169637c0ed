"""A dialogue that answers with what it understood, so that tests of the channel see what came through."""

from dataclasses import dataclass

from sqlmodel import col, select

from handlers.channels.telegram.unreadable import on_unreadable
from handlers.deps import Deps
from handlers.dialog.payloads import Payload, payload
from handlers.dialog.reply import Button, Reply, done, say
from handlers.dialog.table import Command, Dialog
from handlers.dialog.turn import Shared, Turn
from handlers.i18n import phrase, verbatim
from handlers.message import Message, from_json
from handlers.residents import actions as residents
from storage.models import Channel, Outgoing

BOOM = "Boom"


@payload("tyes", lasting=True)
@dataclass(frozen=True, slots=True)
class Yes(Payload):
    """The only button there is."""

    number: int


async def on_start(turn: Turn, _deps: Deps) -> Reply:
    return say(verbatim(f"start <{turn.text}>"), buttons=((Button(verbatim("Ja"), Yes(7)),),))


async def on_stop(_turn: Turn, _deps: Deps) -> Reply:
    return done(verbatim("stopped"))


async def on_text(turn: Turn, _deps: Deps) -> Reply:
    if turn.text == BOOM:
        raise ZeroDivisionError
    return say(verbatim(f"said <{turn.text}>"))


async def on_location(turn: Turn, _deps: Deps) -> Reply:
    act = turn.act
    return say(verbatim(f"at {act.latitude} {act.longitude}" if isinstance(act, Shared) else "nowhere"))


async def on_yes(turn: Turn, _deps: Deps) -> Reply:
    return say(verbatim(f"pressed {turn.pressed(Yes).number}"))


async def alarm(turn: Turn, _deps: Deps) -> Reply | None:
    return say(verbatim("110")) if "Messer" in turn.text else None


async def no_gate(_turn: Turn, _deps: Deps) -> Reply | None:
    return None


def small_dialog() -> Dialog:
    return Dialog(
        commands={
            "start": Command(on_start, phrase("Begin"), in_menu=False),
            "anliegen": Command(on_text, phrase("I can only read text."), aliases=("concern",)),
            "stopp": Command(on_stop, phrase("Open private chat"), aliases=("stop",)),
        },
        steps={},
        presses={Yes: on_yes},
        free_text=on_text,
        location=on_location,
        unreadable=on_unreadable,
        alarm=alarm,
        gate=no_gate,
    )


async def answers(deps: Deps, chat_id: int) -> list[Message]:
    """Return what waits in the outbox for a chat, oldest first."""
    resident_id = await residents.find(deps, Channel.TELEGRAM, str(chat_id))
    if resident_id is None:
        return []
    query = select(Outgoing).where(Outgoing.resident_id == resident_id).order_by(col(Outgoing.id))
    async with deps.open_reading() as work:
        return [from_json(row.body) for row in await work._session.exec(query) if row.body is not None]


async def texts_for(deps: Deps, chat_id: int) -> list[str]:
    return [message.text for message in await answers(deps, chat_id)]
