"""Which text a list may carry."""

from handlers.pages.keys import SignedIn
from storage.models import Role
from storage.readings.concerns import ConcernFilter


def shows_raw(who: SignedIn, narrowed: ConcernFilter) -> bool:
    """Tell whether a list carries the raw text: only for facilitation, and never the list of a workgroup."""
    return who.role in (Role.ADMIN, Role.MODERATOR) and narrowed.workgroup is None
