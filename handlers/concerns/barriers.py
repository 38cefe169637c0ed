"""A barrier of the pages or the chat, told in the chat: handed in like a concern, so that somebody reads and answers it."""

from handlers.concerns import preview, rules, texts
from handlers.concerns.payloads import Choice, Preview
from handlers.concerns.preview import Draft
from handlers.deps import Deps
from handlers.dialog.reply import Button, Reply, ask
from handlers.dialog.turn import Shared, Turn
from handlers.errors import BadInputError
from handlers.i18n import speaker
from handlers.residents.dialog import PutOff, ask_consent

BARRIER_STEP = "concerns.barrier"
START_PREFIX = "barriere"
LANGUAGE_OF_THE_DESK = "de"


async def on_start_payload(turn: Turn, deps: Deps, rest: str) -> Reply:
    """Follow the deep link of the statement on accessibility; who has not agreed yet comes back here afterwards."""
    if not turn.consented:
        return ask_consent(turn, deps, PutOff(command="start", rest=f"{START_PREFIX}-{rest}"))
    return ask(texts.ASK_BARRIER, step=BARRIER_STEP, buttons=((Button(texts.CANCEL, Preview(Choice.CANCEL)),),))


async def on_words(turn: Turn, deps: Deps) -> Reply:
    """Take the barrier, without a place and without a topic: a person of the facilitation sorts it."""
    if isinstance(turn.act, Shared):
        raise BadInputError(texts.ASK_BARRIER)
    told = texts.BARRIER(text=rules.check_text(turn.text))
    text = rules.check_text(speaker(LANGUAGE_OF_THE_DESK).say(told))
    return await preview.show(deps, Draft(text=text, place_chosen=True, topics=()), turn.district)
