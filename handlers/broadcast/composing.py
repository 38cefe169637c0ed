"""Compose what is due at the moment it is sent, from the forum as it stands then; None where it is no longer wanted."""

from handlers.broadcast import words
from handlers.deps import Deps
from handlers.dialog.reply import Words
from handlers.forums import rules
from handlers.forums.rules import ForumMoment
from storage.models import ForumState, Outgoing, RegistrationState, Resident
from storage.readings.forums import ForumReading
from storage.unit_of_work import UnitOfWork


async def compose(deps: Deps, work: UnitOfWork, row: Outgoing, resident: Resident) -> Words | None:
    """Return the words of an announcement, a correction or a free place; what an older version promised is not wanted."""
    forum = await work.forums.one(row.forum_id) if row.forum_id is not None else None
    if forum is None or forum.version != row.forum_version or row.forum_moment is None:
        return None
    state = await work.forums.registration(forum.id, resident.id)
    announced = forum.state is ForumState.ANNOUNCED
    match ForumMoment(row.forum_moment):
        case ForumMoment.CANCELLED if forum.state is ForumState.CANCELLED:
            return words.cancelled(forum)
        case ForumMoment.ANNOUNCED if announced and state is None and _wants(forum, resident):
            return words.announced(deps, forum)
        case ForumMoment.MOVED if announced:
            return words.moved(deps, forum, state)
        case ForumMoment.PLACE_FREE if announced and state is RegistrationState.COMING:
            return words.place_free(deps, forum)
    return None


def _wants(forum: ForumReading, resident: Resident) -> bool:
    """Ask again, for much can happen between a promise and its turn: still subscribed, still of the scope?"""
    return resident.subscribed and rules.concerns(forum, resident.district)
