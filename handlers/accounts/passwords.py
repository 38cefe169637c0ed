"""Which passwords are good enough. The length does the work; only what is guessed first is refused besides."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from handlers.accounts import texts
from handlers.accounts.rules import UnfitError

SHORTEST, LONGEST = 12, 200
FREQUENT = Path(__file__).parent / "frequent_passwords.txt"
REPEATED = re.compile(r"(.{1,6}?)\1+.{0,2}")
# Alphabet, figures, and the keys of German and English keyboards one after another.
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertzuiopasdfghjklyxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
)
WORN = str.maketrans("013457@$!", "oieastasi")
SHORTEST_NAME = 4


def plain(typed: str) -> str:
    """Return a password as it is hashed: the same characters, however a keyboard puts them together (NFKC)."""
    return unicodedata.normalize("NFKC", typed)


def check_password(password: str, *names: str) -> None:
    """Refuse a password that is short, among the first to be tried, or made of the names of its owner."""
    if len(password) < SHORTEST:
        raise UnfitError("password", texts.PASSWORD_SHORT(n=SHORTEST))
    if len(password) > LONGEST:
        raise UnfitError("password", texts.PASSWORD_LONG(n=LONGEST))
    folded = password.casefold()
    if _is_frequent(folded):
        raise UnfitError("password", texts.PASSWORD_FREQUENT)
    parts = {part for name in names for part in re.split(r"[\W_]+", name.casefold()) if len(part) >= SHORTEST_NAME}
    if any(part in folded for part in parts):
        raise UnfitError("password", texts.PASSWORD_HAS_NAME)


def _is_frequent(folded: str) -> bool:
    """Tell whether it is on the list, also with figures and signs around it or letters exchanged, a run of keys, or a refrain."""
    known = frequent()
    bare = folded.strip("0123456789!?.,;:-_+*#$%&/()='\"@ ")
    if {folded, bare, folded.translate(WORN), bare.translate(WORN)} & known:
        return True
    if REPEATED.fullmatch(folded):
        return True
    return any(folded in row * 2 or folded in row[::-1] * 2 for row in ROWS)


@cache
def frequent() -> frozenset[str]:
    """Return the passwords and words that are tried first."""
    lines = FREQUENT.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
