"""Draw the city by its Ortsteile, those of a forum marked and a point where it meets; from the pack's own polygons."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from handlers.city.pack import CityPack, District
from storage.models import ForumScope
from storage.readings.forums import ForumDetails

WIDTH = 900
MARGIN = 12
LETTER, ABOVE = 28, 34
CONTENT_TYPE = "image/svg+xml"
ON = ' class="on"'
STYLE = (
    "path{fill:#cddfeb;stroke:#fff;stroke-width:2}.on{fill:#0b4a73}"
    "circle{fill:#a8321f;stroke:#fff;stroke-width:5}"
    "text{font:600 46px sans-serif;text-anchor:middle;fill:#12202b;stroke:#fff;stroke-width:9;paint-order:stroke}"
    "@media (prefers-color-scheme:dark){path{fill:#1b3a50;stroke:#0c1821}.on{fill:#5aa9d8}"
    "circle{fill:#ff8a70;stroke:#0c1821}text{fill:#fff;stroke:#0c1821}}"
)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The city on paper.

    paths  the outline of each Ortsteil by its id, as the `d` of an SVG path.
    west, north, across  where the paper begins, in degrees, and what a degree of latitude measures on it.
    narrow  how much shorter a degree of longitude is here than one of latitude.
    """

    paths: dict[str, str]
    west: float
    north: float
    across: float
    narrow: float
    height: int

    def at(self, point: Point) -> tuple[int, int]:
        """Return where (longitude, latitude) lies on the paper."""
        longitude, latitude = point
        x = MARGIN + (longitude - self.west) * self.narrow * self.across
        return round(x), round(MARGIN + (self.north - latitude) * self.across)


@dataclass(frozen=True, slots=True)
class Marked:
    """What a forum's map shows: the Ortsteile it is for (all of them: the whole city), and the one it meets in, if known."""

    districts: tuple[District, ...]
    whole: bool
    venue: District | None


def marked(city: CityPack, forum: ForumDetails) -> Marked:
    """Return what to mark for a forum; where it meets is known for the venues of the pack, by their Ortsteil only."""
    whole = forum.scope is ForumScope.CENTRAL
    districts = tuple(one for one in city.districts if whole or one.id in forum.districts)
    found = next((venue.district for venue in city.venues if venue.name == forum.place), None)
    return Marked(districts, whole, city.district(found) if found else None)


def draw(city: CityPack, shown: Marked) -> str:
    """Return the map as an SVG file of its own; it follows the reader's choice of light or dark."""
    sheet = _sheet(city.map_file)
    on = set() if shown.whole else {district.id for district in shown.districts}
    # Marked ones come last, so that their edges lie above those of their neighbours.
    paths = sorted(sheet.paths.items(), key=lambda item: item[0] in on)
    outlines = [f'<path{ON if district_id in on else ""} d="{path}"/>' for district_id, path in paths]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {sheet.height}"><style>{STYLE}</style>'
        f"{''.join(outlines)}{''.join(_point(sheet, shown))}{''.join(_names(sheet, shown))}</svg>"
    )


def _point(sheet: Sheet, shown: Marked) -> Iterator[str]:
    if shown.venue is not None:
        x, y = sheet.at(shown.venue.label_point)
        yield f'<circle cx="{x}" cy="{y}" r="15"/>'


def _names(sheet: Sheet, shown: Marked) -> Iterator[str]:
    """Name the one Ortsteil to find: where the forum meets, else the only one it is for. Names of more would cover them."""
    named = shown.venue or (shown.districts[0] if len(shown.districts) == 1 else None)
    if named is not None:
        x, y = sheet.at(named.label_point)
        room = LETTER * len(named.name) / 2 + MARGIN
        x = round(min(max(x, room), WIDTH - room))
        yield f'<text x="{x}" y="{y - ABOVE}">{escape(named.name)}</text>'


@cache
def _sheet(file: Path) -> Sheet:
    """Lay the polygons of a pack on paper, once; borders that two of them share stay the same line."""
    features = json.loads(file.read_text(encoding="utf-8-sig"))["features"]
    rings = {feature["id"]: _rings(feature["geometry"]) for feature in features}
    points = [point for several in rings.values() for ring in several for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    across = (WIDTH - 2 * MARGIN) / ((east - west) * narrow)
    sheet = Sheet({}, west, north, across, narrow, round(2 * MARGIN + (north - south) * across))
    sheet.paths.update({key: "".join(_path(map(sheet.at, ring)) for ring in several) for key, several in rings.items()})
    return sheet


def _rings(geometry: dict[str, object]) -> list[Sequence[Point]]:
    coordinates: list[list[Sequence[Point]]] = geometry["coordinates"]  # type: ignore[assignment]  # checked when the pack is loaded
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [ring for polygon in polygons for ring in polygon]  # type: ignore[misc]  # as above


def _path(points: Iterable[tuple[int, int]]) -> str:
    """Return a closed line in steps from point to point; points that fall together on paper are one."""
    kept = list(points)
    (x, y), *rest = kept
    steps = [f"M{x} {y}l"]
    for to_x, to_y in rest[:-1]:
        if (to_x, to_y) != (x, y):
            steps.append(f"{to_x - x} {to_y - y}")
            x, y = to_x, to_y
    return " ".join(steps) + "z"
