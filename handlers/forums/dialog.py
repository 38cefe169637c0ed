"""Forums in chat: the list, one forum, registering for it and taking that back."""

from datetime import timedelta

from handlers.deps import Deps
from handlers.dialog.reply import Button, Reply, Row, Then, Words, say
from handlers.dialog.turn import Turn
from handlers.errors import NotFoundError
from handlers.forums import registering, texts, words
from handlers.forums.payloads import ListForums, Register, ShowForum, Unregister
from handlers.forums.registering import Seat
from handlers.i18n import PageAddress, Phrase
from handlers.residents.dialog import PutOff, ask_consent
from storage.models import ForumState, RegistrationState

START_PREFIX = "forum"
LISTED_AT_MOST = 8
LONGEST_ID = 9
NO_REMINDER_WITHIN = timedelta(hours=2)


async def on_forums(turn: Turn, deps: Deps) -> Reply:
    """List the next forums, each with a button to its details."""
    url = PageAddress(f"{deps.public_url}/foren")
    seats = await registering.seats_of(deps, turn.resident_id, LISTED_AT_MOST)
    if not seats:
        return say(texts.NO_FORUMS(url=url))
    lines = [_line(seat, turn.district) for seat in seats]
    buttons = tuple((Button(words.title(seat.forum), ShowForum(seat.forum.id)),) for seat in seats)
    return say(texts.NEXT_FORUMS(n=len(seats)), *lines, texts.ALL_FORUMS(url=url), buttons=buttons)


async def on_show(turn: Turn, deps: Deps) -> Reply:
    """Show one forum."""
    return await _show(turn, deps, turn.pressed(ShowForum).forum)


async def on_start_payload(turn: Turn, deps: Deps, rest: str) -> Reply:
    """Follow a deep link `forum-<id>`; one that leads nowhere shows the list."""
    if not (rest.isascii() and rest.isdigit() and len(rest) <= LONGEST_ID):
        return await on_forums(turn, deps)
    try:
        return await _show(turn, deps, int(rest))
    except NotFoundError:
        return await on_forums(turn, deps)


async def on_register(turn: Turn, deps: Deps) -> Reply:
    """Register a resident, or put them on the waiting list; who has not agreed yet finds the forum again afterwards."""
    forum_id = turn.pressed(Register).forum
    if not turn.consented:
        return ask_consent(turn, deps, PutOff(command="start", rest=f"{START_PREFIX}-{forum_id}"))
    seat = await registering.register(deps, forum_id, turn.resident_id)
    paragraphs = (_confirmation(seat, turn), *words.card(deps.city, seat.forum))
    note = () if seat.reachable else (texts.STOPPED_NOTE,)
    return _receipt(*paragraphs, *note, buttons=_buttons(seat, deps, turn))


async def on_unregister(turn: Turn, deps: Deps) -> Reply:
    """Take a registration back."""
    forum = await registering.unregister(deps, turn.pressed(Unregister).forum, turn.resident_id)
    buttons = ((Button(texts.REGISTER, Register(forum.id)),), (Button(texts.BACK_TO_LIST, ListForums()),))
    return _receipt(texts.UNREGISTERED(title=forum.title), buttons=buttons)


async def _show(turn: Turn, deps: Deps, forum_id: int) -> Reply:
    seat = await registering.seat_of(deps, forum_id, turn.resident_id)
    forum = seat.forum
    paragraphs = [words.title(forum), texts.KINDS[forum.kind], *words.card(deps.city, forum)]
    if forum.agenda:
        paragraphs.append(texts.AGENDA(agenda=forum.agenda))
    if forum.example:
        paragraphs.append(texts.EXAMPLE_NOTE)
    paragraphs.extend(_standing(seat, turn))
    return say(*paragraphs, buttons=_buttons(seat, deps, turn))


def _standing(seat: Seat, turn: Turn) -> tuple[Phrase, ...]:
    """Say whether one comes, waits, or can still come."""
    forum = seat.forum
    if forum.state is ForumState.CANCELLED:
        return (texts.IS_CANCELLED,)
    if forum.starts_at <= turn.at:
        return (texts.HAS_BEGUN,)
    match seat.state:
        case RegistrationState.COMING:
            return (texts.YOU_COME,)
        case RegistrationState.WAITING:
            return (texts.YOU_WAIT(position=seat.position),)
    if forum.capacity is None:
        return ()
    return (texts.FULL,) if forum.full else (texts.PLACES_LEFT(n=forum.capacity - forum.coming),)


def _buttons(seat: Seat, deps: Deps, turn: Turn) -> tuple[Row, ...]:
    forum = seat.forum
    page = words.page_of(deps, forum)
    links = (Button(texts.OPEN_PAGE, url=page), Button(texts.ADD_TO_CALENDAR, url=words.calendar_of(deps, forum)))
    back = (Button(texts.BACK_TO_LIST, ListForums()),)
    if forum.state is ForumState.CANCELLED or forum.starts_at <= turn.at:
        return (back,)
    match seat.state:
        case RegistrationState.COMING:
            act = Button(texts.UNREGISTER, Unregister(forum.id))
        case RegistrationState.WAITING:
            act = Button(texts.LEAVE_WAITING_LIST, Unregister(forum.id))
        case None:
            act = Button(texts.JOIN_WAITING_LIST if forum.full else texts.REGISTER, Register(forum.id))
    return ((act,), links, back)


def _line(seat: Seat, district: str | None) -> Phrase:
    forum = seat.forum
    match seat.state:
        case RegistrationState.COMING:
            line = texts.ON_THE_LIST_COMING
        case RegistrationState.WAITING:
            line = texts.ON_THE_LIST_WAITING
        case None:
            near = district is not None and district in forum.districts
            line = texts.ON_THE_LIST_NEAR if near else texts.ON_THE_LIST
    return line(start=forum.starts_at, title=words.listed_title(forum), place=forum.place)


def _confirmation(seat: Seat, turn: Turn) -> Phrase:
    forum = seat.forum
    if seat.state is RegistrationState.WAITING:
        return texts.ON_WAITING_LIST(title=forum.title, position=seat.position)
    reminded = seat.reachable and forum.starts_at - turn.at > NO_REMINDER_WITHIN
    return (texts.REGISTERED if reminded else texts.REGISTERED_ONLY)(title=forum.title)


def _receipt(*paragraphs: Phrase, buttons: tuple[Row, ...]) -> Reply:
    """Confirm something stored and leave the open question as it is."""
    return Reply((Words(paragraphs, buttons, receipt=True),), Then.KEEP)
