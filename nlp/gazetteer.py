"""Places and streets of a city, found in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nlp.dwellings import address_around
from nlp.folding import Aligned
from nlp.lexicon import PlaceEntry
from nlp.misspelt import Misspelt
from nlp.name_tokens import Token
from nlp.place_context import is_meant
from nlp.place_forms import forms_with_slips, place_forms, street_forms
from nlp.results import PlaceHit, Span
from nlp.stems import StemIndex, word_starts
from nlp.streets import find_streets, looks_like_street

_DIGIT = re.compile(r"\d")
_STREET_PREPOSITIONS = frozenset(["am", "an", "auf", "zum", "zur", "im", "in", "beim", "bei", "unter", "hinter", "vor"])
_AROUND = 50


class Names(NamedTuple):
    """What of a text is a name: places of a district, streets, and addresses (street with house number)."""

    places: tuple[PlaceHit, ...]
    streets: tuple[Span, ...]
    addresses: tuple[Span, ...]


class _Found(NamedTuple):
    """A name in the text; without places it is a street."""

    span: Span
    places: tuple[PlaceEntry, ...]


class Gazetteer:
    """Find the names of places and streets; where names overlap the longest wins, and a place before a street.

    A name that several places share is found as each of them.
    """

    def __init__(self, places: Sequence[PlaceEntry], streets: Sequence[str]) -> None:
        self._places: dict[str, list[PlaceEntry]] = {}
        for place in places:
            for form in place_forms(place):
                named = self._places.setdefault(form, [])
                if all(other.district != place.district for other in named):
                    named.append(place)
        self._streets = {form for street in streets for form in street_forms(street)}
        self._index = StemIndex({*self._places, *self._streets})
        self._misspelt = Misspelt(form for place in places for form in forms_with_slips(place))

    def find(self, surface: Aligned, text: Aligned, tokens: Sequence[Token]) -> Names:
        """Return the names in a text in reading order; it is given as surface, folded from it, and as words of the surface."""
        listed = list(self._listed(surface, text))
        covered = {found.span for found in listed}
        streets = (surface.span(start, end) for start, end in find_streets(surface.text))
        kept = _longest([*listed, *(_Found(span, ()) for span in streets if span not in covered)])
        slips = self._with_slips(surface, text, tokens, kept)
        kept = sorted(_longest([*kept, *slips]), key=lambda found: found.span)
        return Names(
            tuple(PlaceHit(place.district, found.span, place.kind) for found in kept for place in found.places),
            tuple(found.span for found in kept if not found.places),
            tuple(_addresses(surface, [found.span for found in kept])),
        )

    def _listed(self, surface: Aligned, text: Aligned) -> Iterator[_Found]:
        by_spaces = text.text.replace("-", " ")
        for hit in self._index.find_at(by_spaces, word_starts(by_spaces)):
            if hit.stem[-1].isalnum() and by_spaces[hit.end : hit.end + 1].isalnum():
                continue
            span = text.span(hit.start, hit.end)
            if hit.stem in self._streets:
                yield _Found(span, ())
            places = self._meant(surface, hit.stem, span, by_spaces, hit.start, hit.end)
            if places:
                yield _Found(span, places)

    def _with_slips(
        self, surface: Aligned, text: Aligned, tokens: Sequence[Token], kept: Iterable[_Found]
    ) -> list[_Found]:
        """Return the misspelt places; a street of unknown name may be one (`Doberanner Platz`), but not a part of a street."""
        named = [found.span for found in kept]
        taken = [surface.range_of(found.span) for found in kept if found.places]
        found = []
        for start, end, form in self._misspelt.find(tokens, taken):
            span = surface.span(start, end)
            free = all(span == other or not span.overlaps(other) for other in named)
            places = self._meant(surface, form, span, text.text, *text.range_of(span)) if free else ()
            if places:
                found.append(_Found(span, places))
        return found

    def _meant(
        self, surface: Aligned, form: str, span: Span, text: str, start: int, end: int
    ) -> tuple[PlaceEntry, ...]:
        named = self._places.get(form, ())
        if not named:
            return ()
        before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        written = _written(surface, span)
        return tuple(place for place in named if is_meant(place, before, written, behind))


def _written(surface: Aligned, span: Span) -> str:
    """Return the surface characters that were written in a span of the original."""
    start, end = surface.range_of(span)
    return surface.text[start:end]


def _longest(candidates: Iterable[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for found in sorted(candidates, key=lambda c: (c.span.start - c.span.end, c.span.start, not c.places)):
        if not any(found.span.overlaps(other.span) for other in kept):
            kept.append(found)
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
