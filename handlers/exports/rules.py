"""Which text a list may carry, and what the ledger keeps of a download."""

from datetime import timedelta

from handlers.errors import BadInputError, ForbiddenError
from handlers.exports import texts
from handlers.exports.files import Format
from handlers.i18n import BERLIN
from handlers.pages.keys import SignedIn
from storage.models import Role
from storage.readings.concerns import ConcernFilter

IN_CHAT = frozenset({Role.ADMIN, Role.MODERATOR, Role.MEMBER})
"""Who gets lists in a chat; external readers do not, for a chat outlives every end."""


A_MOMENT = timedelta(microseconds=1)


def may_have_raw(who: SignedIn) -> bool:
    """Tell whether somebody may have original texts at all."""
    return who.facilitates


def check_raw(who: SignedIn, narrowed: ConcernFilter, kind: Format, why: str) -> None:
    """Refuse a list with original texts but to facilitation, for a reason; that of a workgroup and a map never have them."""
    if not may_have_raw(who) or narrowed.workgroup is not None or kind is Format.GEOJSON:
        raise ForbiddenError(texts.NEVER_RAW)
    if why not in texts.WHY:
        raise BadInputError(texts.SAY_WHY)


def in_ids(narrowed: ConcernFilter) -> dict[str, object]:
    """Return what a filter asked for as ids and days in Berlin, never a word that was looked for."""
    last = (narrowed.until - A_MOMENT).astimezone(BERLIN).date() if narrowed.until else None
    said = {
        "workgroup": narrowed.workgroup,
        "topic": narrowed.topic,
        "districts": list(narrowed.districts),
        "from": narrowed.since.astimezone(BERLIN).date().isoformat() if narrowed.since else None,
        "to": last.isoformat() if last else None,
        "status": narrowed.status.value if narrowed.status else None,
        "outcome": narrowed.outcome.value if narrowed.outcome else None,
        "words_used": bool(narrowed.words),
        "unassigned": narrowed.unassigned,
    }
    return {name: value for name, value in said.items() if value}
