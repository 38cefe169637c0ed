"""Compose a reminder at the moment it is sent; None where it is no longer wanted."""

from handlers.deps import Deps
from handlers.dialog.reply import Button, Words
from handlers.forums import texts as forum_texts
from handlers.forums import words as forum_words
from handlers.forums.payloads import ShowForum, Unregister
from handlers.forums.rules import ForumMoment
from handlers.reminders import texts
from storage.models import ForumState, Outgoing, RegistrationState, Resident
from storage.unit_of_work import UnitOfWork

HEADS = {ForumMoment.WEEK: texts.WEEK, ForumMoment.DAY: texts.DAY, ForumMoment.TWO_HOURS: texts.TWO_HOURS}


async def compose(deps: Deps, work: UnitOfWork, row: Outgoing, resident: Resident) -> Words | None:
    """Return the words of a reminder for who still comes to the forum as it was when the reminder was planned."""
    forum = await work.forums.one(row.forum_id) if row.forum_id is not None else None
    if forum is None or forum.version != row.forum_version or forum.state is not ForumState.ANNOUNCED:
        return None
    if row.forum_moment is None or forum.starts_at <= deps.now():
        return None
    if await work.forums.registration(forum.id, resident.id) is not RegistrationState.COMING:
        return None
    head = HEADS[ForumMoment(row.forum_moment)](title=forum.title)
    buttons = (
        (Button(forum_texts.UNREGISTER, Unregister(forum.id)),),
        (
            Button(forum_texts.SHOW_DETAILS, ShowForum(forum.id)),
            Button(forum_texts.ADD_TO_CALENDAR, url=forum_words.calendar_of(deps, forum)),
        ),
    )
    return Words((head, *forum_words.card(deps.city, forum), texts.CANNOT_COME), buttons)
