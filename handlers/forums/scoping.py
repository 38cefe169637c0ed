"""Turn names of Stadtbereiche and Ortsteile, as people write them, into the districts a forum is for."""

from collections.abc import Iterable

from handlers.city.naming import fold
from handlers.city.pack import CityPack
from handlers.city.places import DistrictFinder
from handlers.errors import BadInputError
from handlers.forums import texts
from handlers.i18n import Phrase


class UnknownPlaceError(BadInputError):
    """A name that is none of the city's; `field` is "areas" or "districts"."""

    def __init__(self, field: str, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.field = field


def districts_named(
    city: CityPack, places: DistrictFinder, *, areas: Iterable[str], districts: Iterable[str]
) -> tuple[str, ...]:
    """Return the ids of all districts named or in a named area, in the pack's order; names or ids, typos are refused."""
    wanted = {_district(city, places, name) for name in districts}
    wanted.update(city.districts_in([_area(city, name) for name in areas]))
    return tuple(district.id for district in city.districts if district.id in wanted)


def _area(city: CityPack, name: str) -> str:
    for area in city.areas:
        if name.strip() == area.id or fold(name) == fold(area.name):
            return area.id
    raise UnknownPlaceError("areas", texts.IS_NO_AREA(name=name[:60]))


def _district(city: CityPack, places: DistrictFinder, name: str) -> str:
    for district in city.districts:
        if name.strip() in (district.id, district.slug):
            return district.id
    found = places.by_name(name).exact
    if found is None:
        raise UnknownPlaceError("districts", texts.IS_NO_DISTRICT(name=name[:60]))
    return found.id
