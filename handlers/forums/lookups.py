"""Find a forum for an action, or refuse."""

from handlers.errors import NotFoundError
from handlers.forums import texts
from storage.models import Forum, ForumState
from storage.readings.forums import ForumReading
from storage.unit_of_work import UnitOfWork


async def locked(work: UnitOfWork, forum_id: int) -> Forum:
    """Return a forum nobody else can change or register for until the work ends."""
    forum = await work.forums.get_for_update(forum_id)
    if forum is None:
        raise NotFoundError(texts.NO_SUCH_FORUM)
    return forum


def found(forum: ForumReading | None) -> ForumReading:
    """Return what was found; refuse where nothing was."""
    if forum is None:
        raise NotFoundError(texts.NO_SUCH_FORUM)
    return forum


def public(forum: ForumReading | None) -> ForumReading:
    """Return what was found and may be seen by everyone; a draft is as good as nothing."""
    if forum is None or forum.state is ForumState.DRAFT:
        raise NotFoundError(texts.NO_SUCH_FORUM)
    return forum
