"""Places and streets of a city, found in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nlp.dwellings import address_around
from nlp.errors import LexiconError
from nlp.folding import Aligned, folded
from nlp.lexicon import PlaceEntry
from nlp.results import PlaceHit, Span
from nlp.stems import StemIndex, word_starts
from nlp.streets import find_streets, looks_like_street

_DIGIT = re.compile(r"\d")
_ABBREVIATION = "abbr"
_LONGEST_CAPITALS = 4
_LEAST_INFLECTED = 4
_STREET_ENDINGS = ("strasse", "str.", "str")
_STREET_PREPOSITIONS = frozenset(["am", "an", "auf", "zum", "zur", "im", "in", "beim", "bei", "unter", "hinter", "vor"])
# Everyday words that are also names: a place only where the words before say so.
_EVERYDAY_NAMES = {"mitte": re.compile(r"(?:^|\W)(?:in|aus|nach|(?:orts|stadt)teil|rostock)[ -]$")}


class Names(NamedTuple):
    """What of a text is a name: places of a district, streets, and addresses (street with house number)."""

    places: tuple[PlaceHit, ...]
    streets: tuple[Span, ...]
    addresses: tuple[Span, ...]


class _Found(NamedTuple):
    start: int
    end: int
    place: PlaceEntry | None


class Gazetteer:
    """Find the names of places and streets; where names overlap the longest wins, and a place before a street."""

    def __init__(self, places: Sequence[PlaceEntry], streets: Sequence[str]) -> None:
        self._places: dict[str, list[PlaceEntry]] = {}
        for place in places:
            for form in _place_forms(place):
                self._places.setdefault(form, []).append(place)
        self._streets = {form for street in streets for form in _street_forms(street)}
        self._index = StemIndex({*self._places, *self._streets})

    def find(self, surface: Aligned, text: Aligned) -> Names:
        """Return the names in a text, given as surface and folded from it, in reading order."""
        by_spaces = text.text.replace("-", " ")
        found = [*self._listed(by_spaces, surface, text)]
        covered = {(text.span(hit.start, hit.end)) for hit in found}
        candidates = [(text.span(hit.start, hit.end), hit.place) for hit in found]
        for start, end in find_streets(surface.text):
            span = surface.span(start, end)
            if span not in covered:
                candidates.append((span, None))
        kept = sorted(_longest(candidates), key=lambda pair: pair[0])
        return Names(
            tuple(PlaceHit(place.district, span, place.kind) for span, place in kept if place),
            tuple(span for span, place in kept if not place),
            tuple(_addresses(surface, [span for span, _ in kept])),
        )

    def _listed(self, by_spaces: str, surface: Aligned, text: Aligned) -> Iterator[_Found]:
        for hit in self._index.find_at(by_spaces, word_starts(by_spaces)):
            if hit.stem[-1].isalnum() and by_spaces[hit.end : hit.end + 1].isalnum():
                continue
            if hit.stem in self._streets:
                yield _Found(hit.start, hit.end, None)
            for place in self._places.get(hit.stem, ()):
                if _meant(place, hit.stem, by_spaces[: hit.start], _written(surface, text.span(hit.start, hit.end))):
                    yield _Found(hit.start, hit.end, place)


def _meant(place: PlaceEntry, stem: str, before: str, written: str) -> bool:
    if _as_written_only(place):
        return written == place.name
    needed = _EVERYDAY_NAMES.get(stem)
    return needed is None or needed.search(before[-12:]) is not None


def _written(surface: Aligned, span: Span) -> str:
    """Return the surface characters that were written in a span of the original."""
    start, end = surface.range_of(span)
    return surface.text[start:end]


def _longest(candidates: Iterable[tuple[Span, PlaceEntry | None]]) -> list[tuple[Span, PlaceEntry | None]]:
    kept: list[tuple[Span, PlaceEntry | None]] = []
    for span, place in sorted(candidates, key=lambda c: (c[0].start - c[0].end, c[0].start, c[1] is None)):
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, place))
    return kept


def _addresses(surface: Aligned, names: Iterable[Span]) -> Iterator[Span]:
    if not _DIGIT.search(surface.text):
        return
    for name in names:
        start, end = surface.range_of(name)
        address = address_around(surface.text, start, end) if _is_street(surface.text[start:end]) else None
        if address:
            yield surface.span(*address)


def _is_street(name: str) -> bool:
    return looks_like_street(name) or name.split()[0].casefold() in _STREET_PREPOSITIONS


def _as_written_only(place: PlaceEntry) -> bool:
    return place.kind == _ABBREVIATION or (place.name.isupper() and len(place.name) <= _LONGEST_CAPITALS)


def _place_forms(place: PlaceEntry) -> Iterator[str]:
    """Yield a name folded, with the inflections that are safe: `Warnemünder`, `Lichtenhäger`, `Schmarls`."""
    name = _checked(place.name, "places")
    yield name
    if _as_written_only(place) or len(name) < _LEAST_INFLECTED or not name[-1].isalpha():
        return
    yield name + "s"
    if " " in name:
        return
    adjectives = [name + ("r" if name.endswith("e") else "er")]
    if name.endswith("hagen"):
        adjectives += [name[: -len("agen")] + "aeger", name[: -len("agen")] + "ager"]
    if name.endswith("el"):
        adjectives.append(name[: -len("el")] + "ler")
    for adjective in adjectives:
        yield from (adjective, adjective + "n", adjective + "s", adjective + "in", adjective + "innen")


def _street_forms(street: str) -> Iterator[str]:
    """Yield a street folded, its ending spelt in every usual way, `Lange Straße` also as `Langen Straße`."""
    name = _checked(street, "streets")
    names = [name]
    for ending in _STREET_ENDINGS:
        if name.endswith(ending):
            names = [name[: -len(ending)] + other for other in _STREET_ENDINGS]
            break
    for form in names:
        yield form
        first, _, rest = form.partition(" ")
        if rest and first.endswith("e"):
            yield f"{first}n {rest}"


def _checked(name: str, field: str) -> str:
    plain = folded(name).replace("-", " ").strip()
    if len(plain) < 2:
        raise LexiconError(field, name, "is shorter than two letters")
    return plain
