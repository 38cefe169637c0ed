"""Addresses on the net in a surface text: e-mail and web address."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PROVIDERS = "gmx|web|gmail|googlemail|yahoo|hotmail|outlook|freenet|aol|icloud|posteo|mailbox|live|arcor|proton"
_LABEL = r"[\w-]+"
_EMAIL = re.compile(rf"(?<![\w.+@-])[\w][\w.+%-]{{0,63}}@{_LABEL}(?:\.{_LABEL})+")
# Spoken or disguised: `max punkt mueller at gmx`, `anna (at) web punkt de`, `k.wittstock @ gmx.net`.
_TLD = r"(?:de|com|net|org|info|eu|at|ch|pl|ru|ua|me|vn|uk|fr|it|nl|example|online)"
_SPOKEN_DOT = r"(?: ?[(\[{] ?(?:punkt|dot|\.) ?[)\]}] ?| (?:punkt|dot|point|kropka) |\.)"
_SPOKEN_SIGN_IN = rf"(?:{_SPOKEN_DOT}|_| (?:unterstrich|bindestrich|minus|underscore|dash) )"
_SPOKEN_AT = r"(?: ?[(\[{] ?(?:at|ät|@) ?[)\]}] ?)"
_SAID_AT = r"(?: (?:at|ät|@|klammeraffe|małpa) | ?@ ?)"
_SPOKEN_EMAIL = re.compile(
    rf"(?<![\w.+-])[^\W_][\w+-]{{0,40}}(?:{_SPOKEN_SIGN_IN}[\w+-]{{1,40}}){{0,4}}"
    rf"(?:{_SPOKEN_AT}[\w-]+(?:{_SPOKEN_SIGN_IN}[\w-]+){{0,3}}"
    rf"|{_SAID_AT}(?:{_PROVIDERS})(?!\w)(?:(?: ?\. ?|{_SPOKEN_DOT}){_TLD}(?!\w))?"
    rf"|{_SAID_AT}[\w-]+(?: (?:unterstrich|bindestrich|minus) [\w-]+){{0,2}}"
    rf"(?: ?[(\[](?:punkt|dot)[)\]] ?| (?:punkt|dot) ){_TLD}(?!\w)"
    rf"| @ ?[\w-]+\.{_TLD}(?!\w)|@ [\w-]+\.{_TLD}(?!\w))",
    re.IGNORECASE,
)
_PATH_END = r"[^\s<>\"„“”«»‘’،؛؟]"
_URL = re.compile(
    rf"(?:\bhttps?://|\bwww\.){_PATH_END}+|(?<![\w@.-])[^\W_][\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,3}}\.[a-z]{{2,12}}/{_PATH_END}+",
    re.IGNORECASE,
)
# A bare domain is somebody's only where it is said so, or where it has hyphens as small ones have.
_SMALL_SITE = re.compile(
    rf"(?<![\w@./+)\]}}-])(?!t-online|klarschiff)[^\W_]+(?:-[^\W_]+)+(?:\.[^\W_][\w-]*){{0,2}}\.{_TLD}(?![\w@/-])",
    re.IGNORECASE,
)
_OWN_SITE = re.compile(
    r"\b(?:mein\w*|unser\w*|sein\w*|ihr\w*|my|our|his|her)(?: \w+)? (?:blog|website|webseite|homepage|seite|internetseite)\w*"
    r"[ :]*(?:ist|lautet|heißt|unter|auf|is|at)?[ :]*(?P<site>[a-z0-9-]{2,63}(?:\.[a-z0-9-]{1,63}){0,2}\.[a-z]{2,10})(?!\w)",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"[a-z0-9]\.[a-z]")
_URL_END = ".,;:!?)]}'…"
_SPOKEN_SIGN = re.compile(r"@|\W[aä]t\W|klammeraffe|małpa", re.IGNORECASE)


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield e-mail addresses, also spoken ones."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield match.start(), match.end() - len(match.group()) + len(match.group().rstrip("-_"))
    if _SPOKEN_SIGN.search(text):
        for match in _SPOKEN_EMAIL.finditer(text):
            yield match.span()


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """Yield web addresses without the punctuation behind them; a bare domain only with a path, with hyphens or as `mein Blog`."""
    if "/" in text or "www." in text.lower():
        for match in _URL.finditer(text):
            yield match.start(), match.start() + len(match.group().rstrip(_URL_END))
    if _DOMAIN.search(text):
        for match in _OWN_SITE.finditer(text):
            yield match.span("site")
        for match in _SMALL_SITE.finditer(text):
            yield match.span()
