"""What became of my concern, and: please look at it again."""

from dataclasses import dataclass

from handlers.concerns import actions as concerns
from handlers.concerns import receipts
from handlers.concerns import texts as concern_texts
from handlers.concerns.correcting import may_be_corrected
from handlers.concerns.payloads import Correct, ShowPath
from handlers.concerns.rules import check_length
from handlers.consideration import objecting, texts, words
from handlers.consideration.path import path_of
from handlers.consideration.payloads import LookAgain, WithoutWords
from handlers.deps import Deps
from handlers.dialog.reply import Button, Reply, Row, ask, done, say
from handlers.dialog.turn import Turn

OBJECTION_STEP = "consideration.objection"


@dataclass(frozen=True, slots=True)
class Objecting:
    """To which concern."""

    concern_id: int


async def on_path(turn: Turn, deps: Deps) -> Reply:
    """Show the whole path of one of the resident's own concerns."""
    concern = await concerns.own(deps, turn.resident_id, turn.pressed(ShowPath).concern_id)
    async with deps.open_reading() as work:
        path = await path_of(work, concern)
    buttons: tuple[Row, ...] = ((Button(texts.LOOK_AGAIN, LookAgain(concern.id)),),) if path.may_object else ()
    if may_be_corrected(concern):
        buttons = (*buttons, (Button(concern_texts.CORRECT, Correct(concern.id)),))
    return say(*words.whole(deps.city, path), receipts.line(deps, path.number), buttons=buttons)


async def on_look_again(turn: Turn, deps: Deps) -> Reply:
    """Ask what was overlooked."""
    concern = await concerns.own(deps, turn.resident_id, turn.pressed(LookAgain).concern_id)
    await objecting.check_possible(deps, concern.id)
    return ask(
        texts.ASK_WHY(number=concern.number),
        step=OBJECTION_STEP,
        draft=Objecting(concern.id),
        buttons=((Button(texts.WITHOUT_WORDS, WithoutWords()),),),
    )


async def on_words(turn: Turn, deps: Deps) -> Reply:
    """Take what was overlooked."""
    check_length(turn.text)
    return await _object(turn, deps, turn.text)


async def on_without_words(turn: Turn, deps: Deps) -> Reply:
    """Take the objection without words."""
    return await _object(turn, deps, "")


async def _object(turn: Turn, deps: Deps, said: str) -> Reply:
    number = await objecting.object_to(deps, turn.resident_id, turn.draft(Objecting).concern_id, said)
    return done(texts.OBJECTED(number=number), receipt=True)
