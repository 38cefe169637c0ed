"""The map of a forum: what it marks, how large it is, and that it says no more than is known."""

from dataclasses import replace

from lxml import etree

from handlers.city.pack import CityPack
from handlers.forums import city_map
from storage.models import ForumScope
from storage.readings.forums import ForumDetails
from tests.forums.conftest import EVERSHAGEN, LICHTENHAGEN, TOWN_HALL

SVG = "{http://www.w3.org/2000/svg}"
LIMIT_BYTES = 60_000
NEAR = replace(TOWN_HALL, scope=ForumScope.DISTRICTS, districts=(LICHTENHAGEN, EVERSHAGEN))


def drawn(city: CityPack, forum: ForumDetails) -> etree._Element:
    picture = city_map.draw(city, city_map.marked(city, forum)).encode()
    assert len(picture) <= LIMIT_BYTES
    return etree.fromstring(picture)


def test_the_districts_of_a_forum_are_marked_and_no_other(city: CityPack) -> None:
    paths = drawn(city, NEAR).findall(f"{SVG}path")

    assert len(paths) == len(city.districts)
    assert len([path for path in paths if path.get("class") == "on"]) == 2
    assert city_map.marked(city, NEAR).districts == (city.district(LICHTENHAGEN), city.district(EVERSHAGEN))


def test_a_forum_for_the_whole_city_marks_none(city: CityPack) -> None:
    assert drawn(city, TOWN_HALL).findall(f"{SVG}path[@class='on']") == []


def test_the_point_stands_in_the_ortsteil_of_a_venue_of_the_pack_and_nowhere_else(city: CityPack) -> None:
    known = drawn(city, replace(NEAR, place=city.venues[0].name))
    unknown = drawn(city, replace(NEAR, place="Zum goldenen Anker"))

    assert len(known.findall(f"{SVG}circle")) == 1
    assert known.findtext(f"{SVG}text") == city.district(city.venues[0].district).name
    assert (unknown.findall(f"{SVG}circle"), unknown.findall(f"{SVG}text")) == ([], [])


def test_everything_drawn_lies_on_the_paper(city: CityPack) -> None:
    for venue in city.venues:
        picture = drawn(city, replace(NEAR, place=venue.name))
        _, _, width, height = map(int, picture.get("viewBox", "").split())
        point = picture.find(f"{SVG}circle")
        assert point is not None
        assert 0 < int(point.get("cx", "")) < width
        assert 0 < int(point.get("cy", "")) < height


def test_neighbours_share_their_border_on_paper_too(city: CityPack) -> None:
    """Two Ortsteile that touch have points in common: a gap would show the paper between them."""
    outlines = {}
    for district in city.districts:
        forum = replace(NEAR, districts=(district.id,))
        outlines[district.id] = points(drawn(city, forum).find(f"{SVG}path[@class='on']").get("d"))

    apart = [
        (district.id, other)
        for district in city.districts
        for other in district.neighbours
        if len(outlines[district.id] & outlines[other]) < 2
    ]
    assert apart == []


def points(path: str) -> set[tuple[int, int]]:
    """Return the corners of outlines that are written as steps."""
    found = set()
    for ring in path.removesuffix("z").split("z"):
        start, *steps = ring.removeprefix("M").replace("l", "").split(" ")
        x, y = int(start), int(steps.pop(0) or steps.pop(0))
        found.add((x, y))
        for step_x, step_y in zip(*[iter(map(int, filter(None, steps)))] * 2, strict=True):
            x, y = x + step_x, y + step_y
            found.add((x, y))
    return found
