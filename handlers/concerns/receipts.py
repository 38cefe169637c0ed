"""The receipt of a concern: with its number a code that is derived from it and stored nowhere."""

import hmac

from handlers.concerns import texts
from handlers.deps import Deps
from handlers.i18n import PageAddress, Phrase
from handlers.ports import Vault
from storage.models import Source
from storage.readings.concerns import ConcernReading

ALPHABET = "23456789CDFHJKMNPQRTVWXY"
"""No letter that looks like a figure or like another letter, and no vowel: a code is never a word."""
LENGTH, GROUP = 8, 4
MISREAD = str.maketrans({"B": "8", "G": "6", "S": "5", "Z": "2"})
BY_HAND = frozenset(Source) - {Source.TELEGRAM, Source.WEB}


def code_of(vault: Vault, number: str) -> str:
    """Return the code of a case number, e.g. K7MP-4TQX: 36 bits that only the key of the installation can make."""
    left, signs = int.from_bytes(vault.receipt(number)), []
    for _ in range(LENGTH):
        left, sign = divmod(left, len(ALPHABET))
        signs.append(ALPHABET[sign])
    code = "".join(signs)
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def matches(vault: Vault, number: str, typed: str) -> bool:
    """Tell whether a code as somebody typed it is that of a number; letters that look like figures count as those."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(MISREAD)
    return hmac.compare_digest(bare.encode(), code_of(vault, number).replace("-", "").encode())


def line(deps: Deps, number: str) -> Phrase:
    """Return what an author reads about the code."""
    return texts.RECEIPT_CODE(code=code_of(deps.vault, number), url=PageAddress(f"{deps.public_url}/vorgang"))


def of_card(deps: Deps, concern: ConcernReading) -> str:
    """Return the code of a concern that was entered by hand, for whoever hands the receipt over; "" for one of the chat."""
    return code_of(deps.vault, concern.number) if concern.source in BY_HAND else ""
