"""Addresses on the net in a surface text: e-mail, web address, user name."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PROVIDERS = "gmx|web|gmail|googlemail|yahoo|hotmail|outlook|freenet|aol|icloud|posteo|mailbox|live|arcor|proton"
_LABEL = r"[\w-]+"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w][\w.+%-]{{0,63}}@{_LABEL}(?:\.{_LABEL})+")
# Spoken or disguised: `max punkt mueller at gmx`, `anna (at) web punkt de`.
_SPOKEN_EMAIL = re.compile(
    r"(?<![\w.+-])[a-zäöü0-9][\w+-]{0,40}(?:(?:\.| punkt | dot |_| unterstrich )[\w+-]{1,40}){0,3}"
    rf"(?: ?[(\[] ?(?:at|ät|@) ?[)\]] ?(?:[\w-]+)| (?:at|ät|@) (?:{_PROVIDERS})| ?@ ?(?:{_PROVIDERS}))(?!\w)"
    r"(?:(?: ?\. ?| punkt | dot | ?[(\[](?:punkt|dot)[)\]] ?)(?:de|com|net|org|info|eu|at|ch)(?!\w))?",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:\bhttps?://|\bwww\.)[^\s<>\"„“”]+|(?<![\w@.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:de|com"
    r"|net|org|me|info|eu)/[^\s<>\"]+",
    re.IGNORECASE,
)
_URL_END = ".,;:!?)]}'"
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_]\w{2,31}(?![\w@])")
_SPOKEN_SIGN = re.compile(r"\b(?:at|ät)\b|@", re.IGNORECASE)


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield e-mail addresses, also spoken ones."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield match.start(), match.end() - len(match.group()) + len(match.group().rstrip("-_"))
    if _SPOKEN_SIGN.search(text):
        for match in _SPOKEN_EMAIL.finditer(text):
            yield match.span()


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """Yield web addresses without the punctuation behind them; a bare domain is one only with a path."""
    for match in _URL.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip(_URL_END))


def find_handles(text: str) -> Iterator[tuple[int, int]]:
    """Yield user names written with @."""
    for match in _HANDLE.finditer(text):
        yield match.span()
