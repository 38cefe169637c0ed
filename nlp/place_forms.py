"""The forms in which the names of places and streets are written, all folded."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.errors import LexiconError
from nlp.folding import folded
from nlp.lexicon import PlaceEntry

ABBREVIATION, _CYRILLIC = "abbr", "cyrillic"
_COLLOQUIAL, _LEAST_SLIPPED_COLLOQUIAL = "colloquial", 8
_DISTRICT_KINDS = frozenset(["name", "short", "variant"])
_LONGEST_CAPITALS = 4
# Russian and Ukrainian cases of a name that ends in a consonant or a soft sign.
_CASES = ("", "а", "у", "ом", "е", "і", "ь", "я", "ю", "ем", "и")
_LEAST_INFLECTED = 4
_STREET_ENDINGS = ("strasse", "str.", "str")
# `Neuer Markt` is also `am Neuen Markt`, `Hohe Düne` also `in Hoher Düne`.
_ADJECTIVE_ENDINGS = {"er": ("en", "em"), "es": ("en", "em"), "e": ("en", "er")}
_LEAST_ADJECTIVE = 4
_SPLIT_BEFORE = ("hagen", "dorf", "winkel", "viertel", "muende", "heide", "stadt")


def written_only(place: PlaceEntry) -> bool:
    """Tell whether a name counts only as it is written: abbreviations and short names in capitals."""
    return place.kind == ABBREVIATION or (place.name.isupper() and len(place.name) <= _LONGEST_CAPITALS)


def place_forms(place: PlaceEntry) -> Iterator[str]:
    """Yield a name folded, with the inflections that are safe: `Warnemünder`, `Lichtenhäger`, `Schmarls`, `Neuen Markt`."""
    name = _checked(place.name, "places")
    yield name
    if place.kind == _CYRILLIC:
        yield from () if name.endswith("е") else (name.removesuffix("ь") + case for case in _CASES)
        return
    if written_only(place) or len(name) < _LEAST_INFLECTED or not name[-1].isalpha():
        return
    yield name + "s"
    if "ß" in place.name:
        yield name.replace("ss", "s")
    yield from _street_endings(name)
    yield from (f"{name[: -len(end)]} {end}" for end in _SPLIT_BEFORE if name.endswith(end) and name != end)
    first, _, rest = name.partition(" ")
    if rest:
        yield from (f"{form} {rest}" for form in _inflected(first))
    if not rest or rest == "klein":
        for adjective in _adjectives(name):
            yield from (adjective, adjective + "n", adjective + "s", adjective + "in", adjective + "innen")


def forms_with_slips(place: PlaceEntry) -> Iterator[str]:
    """Yield the forms in which a slip may be looked for: of a district all, of a quarter or landmark its name alone.

    A short name that people use among themselves is too near to other words: `Twinkel` for Toitenwinkel.
    """
    letters = sum(char.isalpha() for char in place.name)
    short = place.kind == _COLLOQUIAL and letters < _LEAST_SLIPPED_COLLOQUIAL
    if not written_only(place) and not short:
        yield from place_forms(place) if place.kind in _DISTRICT_KINDS else [_checked(place.name, "places")]


def street_forms(street: str) -> Iterator[str]:
    """Yield a street folded, its ending spelt in every usual way, `Lange Straße` also as `Langen Straße`."""
    name = _checked(street, "streets")
    for form in (*_street_endings(name),) or (name,):
        yield form
        first, _, rest = form.partition(" ")
        if rest and first.endswith("e"):
            yield f"{first}n {rest}"


def _street_endings(name: str) -> Iterator[str]:
    for ending in _STREET_ENDINGS:
        if name.endswith(ending):
            yield from (name[: -len(ending)] + other for other in _STREET_ENDINGS)
            return


def _inflected(adjective: str) -> Iterator[str]:
    for ending, others in _ADJECTIVE_ENDINGS.items():
        if adjective.endswith(ending) and len(adjective) >= _LEAST_ADJECTIVE:
            yield from (adjective[: -len(ending)] + other for other in others)
            return


def _adjectives(name: str) -> Iterator[str]:
    yield name + ("r" if name.endswith("e") else "er")
    if name.endswith("hagen"):
        stem = name[: -len("agen")]
        yield from (stem + "aeger", stem + "ager", stem + "agner", stem + "aegner", stem + "aegener")
    if name.endswith("el"):
        yield name[: -len("el")] + "ler"
    if name.endswith("stadt"):
        yield name[: -len("adt")] + "aedter"


def _checked(name: str, field: str) -> str:
    plain = folded(name).replace("-", " ").strip()
    if len(plain) < 2:
        raise LexiconError(field, name, "is shorter than two letters")
    return plain
