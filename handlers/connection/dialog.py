"""/verbinden, /trennen and /link."""

from dataclasses import dataclass

from handlers.connection import actions, codes, texts
from handlers.connection.actions import Prospect, Reach
from handlers.connection.payloads import ChooseReach, Connect, Disconnect
from handlers.deps import Deps
from handlers.dialog.payloads import StaleButtonError
from handlers.dialog.reply import Button, Reply, Row, ask, done, go_on_with, rows, say
from handlers.dialog.table import Step
from handlers.dialog.turn import Said, Turn
from handlers.errors import RefusalError
from handlers.i18n import PageAddress, Phrase
from handlers.residents.dialog import PutOff, ask_consent
from storage.models import Channel

START_PREFIX = "connect"
CODE_STEP = f"{codes.STEPS}code"
CONFIRM_STEP = f"{codes.STEPS}confirm"
DISCONNECT_STEP = f"{codes.STEPS}disconnect"
MINUTES = int(codes.LASTS.total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class Typed:
    """The code that waits for a yes, by its digest."""

    digest: str


async def on_connect(turn: Turn, deps: Deps) -> Reply:
    """Take the code behind the command; without one show how things stand, or a code to type in the other channel."""
    if turn.text.strip():
        return await _try(turn, deps, turn.text)
    if await actions.is_connected(deps, turn.resident_id):
        return _standing(await actions.reach(deps, turn.resident_id), texts.IS_CONNECTED)
    if not deps.bot_name:
        return say(texts.OFF)
    code = await actions.new_code(deps, turn.resident_id, turn.channel)
    return ask(
        texts.WHAT_FOR,
        texts.YOUR_CODE(code=codes.shown(code)),
        *_where_to(turn.channel, deps, codes.shown(code)),
        texts.OR_TYPE_HERE,
        step=CODE_STEP,
        buttons=((Button(texts.OPEN_TELEGRAM, url=deep_link(deps, code), scan=True),),)
        if turn.channel is Channel.WEB
        else (),
    )


def deep_link(deps: Deps, code: str) -> str:
    """Return the address that opens Telegram with a code."""
    return f"https://t.me/{deps.bot_name}?start={START_PREFIX}-{code}"


def _where_to(channel: Channel, deps: Deps, code: str) -> tuple[Phrase, ...]:
    if channel is Channel.WEB:
        return (texts.TYPE_IN_TELEGRAM(n=MINUTES, bot=deps.bot_name, code=code),)
    return (texts.TYPE_IN_WEB(n=MINUTES, url=PageAddress(f"{deps.public_url}/chat"), code=code),)


async def on_start_payload(turn: Turn, deps: Deps, rest: str) -> Reply:
    """Take the code of a deep link, after consent."""
    if not turn.consented:
        return ask_consent(turn, deps, PutOff(command="verbinden", rest=rest))
    return await _try(turn, deps, rest)


async def on_code(turn: Turn, deps: Deps) -> Reply:
    """Take a typed code; a sentence is something else they want to say."""
    if isinstance(turn.act, Said) and codes.is_else(turn.text):
        return go_on_with(turn.act)
    return await _try(turn, deps, turn.text)


def code_or(free_text: Step) -> Step:
    """Return the step of a text nobody asked for: a code that was typed without its command is one all the same."""

    async def take(turn: Turn, deps: Deps) -> Reply:
        if not codes.is_meant(turn.text):
            return await free_text(turn, deps)
        found = await actions.look(deps, turn.resident_id, turn.channel, turn.text, turn.network)
        if found is texts.CODE_WRONG:
            return say(texts.WHICH_CODE(url=PageAddress(f"{deps.public_url}/vorgang")))
        return _found(found)

    return take


async def _try(turn: Turn, deps: Deps, typed: str) -> Reply:
    return _found(await actions.look(deps, turn.resident_id, turn.channel, typed, turn.network))


def _found(found: Prospect | Phrase) -> Reply:
    if not isinstance(found, Prospect):
        return say(found)
    buttons = [Button(texts.YES_CONNECT, Connect(1)), Button(texts.NO_CONNECT, Connect(0))]
    return ask(*_what_happens(found), step=CONFIRM_STEP, draft=Typed(found.digest), buttons=rows(buttons))


def _what_happens(found: Prospect) -> tuple[Phrase, ...]:
    counted = (
        (texts.OTHER_CONCERNS, found.concerns),
        (texts.SAME_FORUMS, found.same_forums),
        (texts.SAME_SURVEYS, found.same_surveys),
    )
    lines = [line(n=n) for line, n in counted if n]
    if not found.concerns:
        lines.insert(0, texts.OTHER_NOTHING)
    stopped = (texts.STOPPED_STAYS,) if found.stopped else ()
    return (texts.WILL_HAPPEN, *lines, texts.KEEPS, *stopped, texts.BOTH_READ)


async def on_confirm(turn: Turn, deps: Deps) -> Reply:
    """Connect after a yes. What was open in the other chat is open here now."""
    if not turn.pressed(Connect).yes:
        return done(texts.LEFT)
    reach = await actions.connect(deps, turn.resident_id, turn.channel, turn.draft(Typed).digest)
    return _standing(reach, texts.CONNECTED) if isinstance(reach, Reach) else done(reach)


async def on_words_at_button(_turn: Turn, _deps: Deps) -> Reply:
    """Ask for a button: this is not decided by a word."""
    return say(texts.PRESS_PLEASE)


def _standing(reach: Reach, *before: Phrase) -> Reply:
    """Say where what comes unasked goes, and offer the other way where it is open."""
    if reach.turned_away:
        return say(*before, texts.ANSWERS_GO, texts.REACH_WEB, texts.LET_IN, texts.SEPARATE)
    return say(
        *before,
        texts.ANSWERS_GO,
        texts.REACH_TELEGRAM if reach.channel is Channel.TELEGRAM else texts.REACH_WEB,
        texts.CHANGE,
        buttons=_reach_buttons(other_than=reach.channel),
    )


def _reach_buttons(other_than: Channel) -> tuple[Row, ...]:
    if other_than is Channel.TELEGRAM:
        return ((Button(texts.TO_WEB, ChooseReach(Channel.WEB)),),)
    return ((Button(texts.TO_TELEGRAM, ChooseReach(Channel.TELEGRAM)),),)


async def on_reach(turn: Turn, deps: Deps) -> Reply:
    """Note the chosen channel."""
    chosen = turn.pressed(ChooseReach).channel
    if chosen not in tuple(Channel):
        raise StaleButtonError
    if not await actions.is_connected(deps, turn.resident_id):
        raise RefusalError(texts.NOT_CONNECTED)
    return _standing(await actions.choose(deps, turn.resident_id, Channel(chosen)))


async def on_disconnect_command(turn: Turn, deps: Deps) -> Reply:
    """Say what taking apart means, and ask."""
    if not await actions.is_connected(deps, turn.resident_id):
        return say(texts.NOT_CONNECTED)
    buttons = [Button(texts.YES_DISCONNECT, Disconnect(1)), Button(texts.NO_DISCONNECT, Disconnect(0))]
    return ask(texts.ASK_DISCONNECT, step=DISCONNECT_STEP, buttons=rows(buttons))


async def on_disconnect(turn: Turn, deps: Deps) -> Reply:
    """Take the channels apart after a yes."""
    if not turn.pressed(Disconnect).yes:
        return done(texts.STAYS_CONNECTED)
    await actions.disconnect(deps, turn.resident_id, turn.channel)
    return done(texts.DISCONNECTED)


async def on_link(turn: Turn, _deps: Deps) -> Reply:
    """Say where the private link is made; it is never written into the conversation."""
    return say(texts.LINK_IN_WEB if turn.channel is Channel.WEB else texts.LINK_ONLY_WEB)
