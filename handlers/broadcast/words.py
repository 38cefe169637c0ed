"""The messages themselves, from what the forum is now."""

from handlers.broadcast import texts
from handlers.deps import Deps
from handlers.dialog.reply import Button, Row, Words
from handlers.forums import texts as forum_texts
from handlers.forums import words as forum_words
from handlers.forums.payloads import Register, ShowForum, Unregister
from handlers.i18n import Phrase
from storage.models import RegistrationState
from storage.readings.forums import ForumReading


def announced(deps: Deps, forum: ForumReading) -> Words:
    """Tell of a new forum."""
    what = (texts.ANNOUNCED(title=forum.title), forum_texts.KINDS[forum.kind], *forum_words.card(deps.city, forum))
    register = forum_texts.JOIN_WAITING_LIST if forum.full else forum_texts.REGISTER
    return Words(what, ((Button(register, Register(forum.id)),), _more(deps, forum)))


def moved(deps: Deps, forum: ForumReading, state: RegistrationState | None) -> Words:
    """Tell where and when a forum is now, to somebody who knew it otherwise."""
    what = (texts.MOVED(title=forum.title), *forum_words.card(deps.city, forum))
    match state:
        case RegistrationState.COMING:
            act = Button(forum_texts.UNREGISTER, Unregister(forum.id))
            return Words((*what, texts.STILL_REGISTERED), ((act,), _more(deps, forum)))
        case RegistrationState.WAITING:
            act = Button(forum_texts.LEAVE_WAITING_LIST, Unregister(forum.id))
            return Words((*what, texts.STILL_WAITING), ((act,), _more(deps, forum)))
    return Words(what, ((Button(forum_texts.REGISTER, Register(forum.id)),), _more(deps, forum)))


def cancelled(forum: ForumReading) -> Words:
    """Tell that a forum does not take place."""
    what: tuple[Phrase, ...] = (texts.CANCELLED(title=forum.title), texts.CANCELLED_DETAILS(start=forum.starts_at))
    return Words((*what, texts.OTHER_FORUMS))


def place_free(deps: Deps, forum: ForumReading) -> Words:
    """Tell who waited that they come now."""
    what = (texts.PLACE_FREE(title=forum.title), *forum_words.card(deps.city, forum), texts.PLACE_FREE_ASK)
    return Words(what, ((Button(forum_texts.UNREGISTER, Unregister(forum.id)),), _more(deps, forum)))


def _more(deps: Deps, forum: ForumReading) -> Row:
    return (
        Button(forum_texts.SHOW_DETAILS, ShowForum(forum.id)),
        Button(forum_texts.ADD_TO_CALENDAR, url=forum_words.calendar_of(deps, forum)),
    )
