"""Names of persons in a surface text: behind cues by rules, in running text by a small learned model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from nlp.known_forms import KNOWN
from nlp.name_cues import find_cued_names
from nlp.name_model import names_of
from nlp.name_spans import spans_of
from nlp.name_tokens import Token, tokens_of

Range = tuple[int, int]

_USUAL, _LEAST_USUAL, _LEAST_KNOWN, _FEW_WORDS, _LEAST_AT_START = 3, 0.34, 0.5, 3, 4
_LAST_LATIN = "\u024f"

# Shops, ships and houses bear names of people; nobody is meant who lives here.
_FIRM_BEFORE = re.compile(
    r"(?:^|[^\w-])(?:[\w-]*(?:salon|café|cafe|hotel|gasthaus|gaststätte|kneipe|(?<!nach)bar|imbiss|bistro|restaurant|pension|friseur"
    r"|frisör|optiker|juwelier|bäckerei|bäcker|fleischerei|metzgerei|apotheke|autohaus|möbel|firma|kanzlei|edeka|rewe|kita|schule|schiff|fähre"
    r"|kutter|stiftung|haus|sankt|st\.|denkmal|kino|kiosk|boutique|reisebüro|spedition|werft|kindergarten|dichter|heiliger?|kaiser"
    r"|könig)) [\"„]?$",
    re.IGNORECASE,
)
_FIRM_BEHIND = re.compile(
    r" ?(?:& ?(?:co|sohn|söhne|partner)|gmbh|ag\b|kg\b|ohg|e\.k\.|bau\b|reisen\b|immobilien|erdbeer\w*|automobile|moden|stiftung)",
    re.IGNORECASE,
)
# What is named after somebody is not that person.
_NAMED_AFTER = re.compile(
    r"-(?:park|platz|straße|str\.?|haus|schule|gymnasium|halle|stadion|ufer|ring|weg|allee|hof|preis|klinik|kirche)s?$",
    re.IGNORECASE,
)
# Flowers and shrubs, in a text about planting.
_PLANTS = frozenset(
    ["rose", "rosen", "erika", "jasmin", "iris", "linde", "veilchen", "viola", "heide", "holunder", "lilie", "ginster"]
)
_PLANTING = re.compile(
    r"pflanz|rosen\b|veilchen|kübel|blume|blüh|beet|strauch|sträucher|hecke|gegossen|stiefmütter|flieder|tulpe|zertramp",
    re.IGNORECASE,
)
# People of the saying, of the book and of the news, not of the city.
_SAYINGS = frozenset(
    [
        "lieschen müller", "otto normalverbraucher", "otto normal", "hinz", "kunz", "frau holle", "robin hood", "fischer fritz",
        "hans wurst", "hans dampf", "schmidts katze", "schmitz katze", "nikolaus", "krethi", "plethi", "heini", "murphy", "murphys",
        "mutter teresa", "sherlock holmes", "james bond", "rambo", "santa claus", "karl marx", "goethe", "putin", "trump", "hitler",
        "adolf hitler", "رمضان كريم", "angela merkel", "olaf scholz", "friedrich merz",
    ]
)  # fmt: skip


def find_names(text: str, masked: Iterable[Range] = (), words: Sequence[Token] | None = None) -> Iterator[Range]:
    """Yield the ranges of names; what overlaps is one name.

    masked  streets, places and other finds in which nobody is meant: `Rosa-Luxemburg-Straße`.
    words   those of the text, where they are known already.
    """
    tokens = tokens_of(text) if words is None else words
    covered = tuple(masked)
    hidden = {token.start for token in tokens for start, end in covered if start <= token.start < end}
    unlikely = {tokens[i].start for i in _unlikely(tokens)}
    learned = spans_of(text, tokens, names_of(tokens, hidden | unlikely))
    cued = (name for name in find_cued_names(text) if name[0] not in hidden)
    for start, end in _united([*learned, *cued]):
        if not _is_nobody(text, start, end):
            yield start, end


def _unlikely(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the numbers of the words that cannot be told from names in a language the model has not learned.

    In a text with few German words, as in English, names in small letters must be listed; in one with hardly any, as in
    Polish or Vietnamese, all names must.
    """
    said = [token for token in tokens if token.shape == "s" or token.kind in "UNXwv"]
    if len(said) <= _FEW_WORDS:
        return
    foreign = sum(token.form.word > 0 for token in said) < _LEAST_KNOWN * len(said)
    if foreign or sum(token.form.word > _USUAL for token in said) < _LEAST_USUAL * len(said):
        for i, token in enumerate(tokens):
            if (foreign or token.shape == "s") and not _stands_out(tokens, i, foreign):
                yield i


def _stands_out(tokens: Sequence[Token], i: int, foreign: bool) -> bool:
    """Tell whether a word is a listed first name or stands behind one."""
    token = tokens[i]
    if token.text[0] > _LAST_LATIN or (foreign and token.shape == "s"):
        return False
    if (
        token.form.first >= KNOWN
        and token.form.word < _USUAL
        and (token.shape != "s" or len(token.text) > _LEAST_AT_START)
    ):
        return not (foreign and token.first) or len(token.text) > _LEAST_AT_START
    return i > 0 and tokens[i - 1].form.first >= KNOWN and not tokens[i - 1].form.word


def _is_nobody(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    if name.casefold() in _SAYINGS or _NAMED_AFTER.search(name):
        return True
    if name.casefold() in _PLANTS and _PLANTING.search(text):
        return True
    return bool(_FIRM_BEFORE.search(text, max(0, start - 24), start) or _FIRM_BEHIND.match(text, end))


def _united(ranges: Iterable[Range]) -> Iterator[Range]:
    current: Range | None = None
    for start, end in sorted(ranges):
        if current and start < current[1]:
            current = current[0], max(current[1], end)
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current
