"""Which text a list may carry."""

from handlers.pages.keys import SignedIn
from storage.models import Role
from storage.readings.concerns import ConcernFilter

IN_CHAT = frozenset({Role.ADMIN, Role.MODERATOR, Role.MEMBER})
"""Who gets lists in a chat; external readers do not, for a chat outlives every end."""


def shows_raw(who: SignedIn, narrowed: ConcernFilter) -> bool:
    """Tell whether a list carries the raw text: only for facilitation, and never the list of a workgroup."""
    return who.facilitates and narrowed.workgroup is None
