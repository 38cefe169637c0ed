"""What can be taken as a concern, and what may still be done with one."""

import unicodedata

from handlers.concerns import texts
from handlers.errors import BadInputError, RefusalError
from storage.models import Outcome

RESIDENT, SYSTEM = "resident", "system"
"""Who acted, in the ledger, where it was nobody at the desk."""

SHORTEST = 10
LONGEST = 1000
MOST_TOPICS = 3
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
KEPT_INVISIBLE = frozenset("\n\u200d\ufe0f")  # line breaks, and what joins emoji


def cleaned(text: str) -> str:
    """Return a text without control, bidi and other invisible characters, and without white space at its ends."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = (c for c in unified if c in KEPT_INVISIBLE or unicodedata.category(c) not in INVISIBLE)
    return "".join(kept).strip()


def check_text(text: str) -> str:
    """Return the cleaned text of a concern, or BadInputError with a hint that helps."""
    clean = cleaned(text)
    if not any(character.isalpha() for character in clean):
        raise BadInputError(texts.NO_WORDS)
    if len(clean) < SHORTEST:
        raise BadInputError(texts.TOO_SHORT(least=SHORTEST))
    check_length(clean)
    return clean


def check_length(text: str) -> None:
    """Refuse what is longer than a concern may be, whatever else it is."""
    if len(text) > LONGEST:
        raise BadInputError(texts.TOO_LONG(most=LONGEST, length=len(text)))


def check_withdrawable(outcome: Outcome) -> None:
    """Refuse to withdraw what has already been decided."""
    if outcome is not Outcome.OPEN:
        raise RefusalError(texts.NOT_WITHDRAWABLE)
