"""Finding the Ortsteil a resident means: by what they typed, or by where they are."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA
from shapely import STRtree
from shapely.geometry import Point, shape

from handlers.city.naming import fold, name_words
from handlers.city.pack import CityPack, District

LIMIT = 5
"""So many Ortsteile are offered when nothing but the spelling speaks for them."""

PREFIX_LETTERS = 4
LONGEST_NAME_WORDS = 4
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


@dataclass(frozen=True, slots=True)
class Match:
    """What a typed name leads to.

    exact       the Ortsteil, when there is no doubt; candidates are then empty.
    candidates  those to ask the resident about, the likeliest first; empty when nothing is known by that name.
    """

    exact: District | None = None
    candidates: tuple[District, ...] = ()


class DistrictFinder:
    """Knows a pack's names and polygons; safe to share between threads and tasks."""

    def __init__(self, pack: CityPack) -> None:
        self._pack = pack
        self._names = _index_names(pack)
        self._beginnings = _index_beginnings(pack)
        self._landmarks = {fold(landmark.name): (landmark.district,) for landmark in pack.landmarks}

    def by_name(self, typed: str) -> Match:
        """Find what was typed among names, aliases, ambiguous names and postal codes; never raises.

        Certain are a name alone, however its umlauts, hyphens and spaces are written, and a name among filler words
        ("ich wohne im OT Lichtenhagen"). A landmark, a misspelt name, a name inside other words, the beginning of a name
        and a postal code only give candidates.
        """
        text = _POSTCODE.sub(" ", typed)
        words = name_words(text)
        for key in (fold(text), "".join(words)):
            if key in self._names:
                return self._match(self._names[key])
        found = self._candidates(typed, fold(text), words)
        return Match(candidates=self._entries(found))

    def at(self, latitude: float, longitude: float) -> District | None:
        """Return the Ortsteil of a location in WGS84 degrees, None outside the city."""
        if not (math.isfinite(latitude) and math.isfinite(longitude)):
            return None
        hits = self._tree.query(Point(longitude, latitude), predicate="intersects")
        return self._pack.district(self._tree_ids[min(hits)]) if len(hits) else None

    def _candidates(self, typed: str, key: str, words: list[str]) -> tuple[str, ...]:
        return (
            self._landmarks.get(key)
            or self._misspelt("".join(words))
            or self._inside(words)
            or self._begun(key)
            or self._posted(typed)
        )

    def _match(self, ids: tuple[str, ...]) -> Match:
        if len(ids) == 1:
            return Match(exact=self._pack.district(ids[0]))
        return Match(candidates=self._entries(ids))

    def _entries(self, ids: Iterable[str]) -> tuple[District, ...]:
        return tuple(self._pack.district(district_id) for district_id in ids)

    def _inside(self, words: list[str]) -> tuple[str, ...]:
        """Return what names stand among the words; a longer name hides the shorter ones inside it."""
        found: dict[str, None] = {}
        start = 0
        while start < len(words):
            for length in range(min(LONGEST_NAME_WORDS, len(words) - start), 0, -1):
                ids = self._names.get("".join(words[start : start + length]))
                if ids:
                    found |= dict.fromkeys(ids)
                    start += length
                    break
            else:
                start += 1
        return tuple(found)

    def _misspelt(self, key: str) -> tuple[str, ...]:
        """Return the nearest names, and those only one slip further away."""
        distances: dict[str, int] = {}
        for name, ids in self._names.items():
            allowed = slips_allowed(len(name))
            slips = OSA.distance(key, name, score_cutoff=allowed) if allowed else allowed + 1
            if slips <= allowed:
                for district_id in ids:
                    distances[district_id] = min(slips, distances.get(district_id, slips))
        nearest = min(distances.values(), default=0)
        near = [district_id for district_id, slips in distances.items() if slips <= nearest + 1]
        return tuple(sorted(near, key=distances.__getitem__))[:LIMIT]

    def _begun(self, key: str) -> tuple[str, ...]:
        """Return the Ortsteile whose name has a word that begins so: "Klein", "Seebad", "Markgrafen"."""
        if len(key) < PREFIX_LETTERS:
            return ()
        found = dict.fromkeys(district_id for word, district_id in self._beginnings if word.startswith(key))
        return tuple(found)[:LIMIT]

    def _posted(self, typed: str) -> tuple[str, ...]:
        found = _POSTCODE.search(typed)
        return self._pack.postcodes.get(found[0], ()) if found else ()

    @cached_property
    def _shapes(self) -> tuple[tuple[str, ...], STRtree]:
        """The ids and the tree of polygons; read only when the first location comes."""
        features = json.loads(self._pack.boundaries_file.read_text(encoding="utf-8-sig"))["features"]
        return tuple(feature["id"] for feature in features), STRtree([shape(f["geometry"]) for f in features])

    @property
    def _tree_ids(self) -> tuple[str, ...]:
        return self._shapes[0]

    @property
    def _tree(self) -> STRtree:
        return self._shapes[1]


def slips_allowed(letters: int) -> int:
    """Return how many letters of a folded name of this length may be wrong, missing, added or swapped.

    Fitted on tests/unit/city/test_places.py: every name with one slip is found, everyday words and other towns are not.
    """
    if letters < 4:
        return 0
    if letters < 8:
        return 1
    return 2 if letters < 14 else 3


def _index_names(pack: CityPack) -> dict[str, tuple[str, ...]]:
    """Return the Ortsteile by folded name; a name without its filler ("Warnemünde") counts where nobody else has it."""
    names = {fold(entry.name): entry.districts for entry in pack.ambiguous}
    for district in pack.districts:
        for name in district.names():
            names.setdefault(fold(name), (district.id,))
    for district in pack.districts:
        for name in district.names():
            names.setdefault("".join(name_words(name)), (district.id,))
    names.pop("", None)
    return names


def _index_beginnings(pack: CityPack) -> tuple[tuple[str, str], ...]:
    """Return what a name can be recognised by from its beginning on: the whole of it and each of its words."""
    return tuple(
        (fold(part), district.id)
        for district in pack.districts
        for part in (district.name, *re.split(r"[\s/-]+", district.name))
    )
