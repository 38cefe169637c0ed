"""Ask for a district by name, location or buttons; used wherever a place is wanted."""

from collections.abc import Sequence

from handlers.city.pack import District
from handlers.deps import Deps
from handlers.dialog.reply import Button, Row, rows
from handlers.dialog.turn import Shared, Turn
from handlers.errors import BadInputError
from handlers.i18n import verbatim
from handlers.residents import texts
from handlers.residents.payloads import ChooseArea, ChooseDistrict

LONGEST_NAME = 60


class UnsureDistrictError(BadInputError):
    """What was typed may mean several districts; `candidates` are the likeliest first, at least one."""

    def __init__(self, candidates: Sequence[District]) -> None:
        one = len(candidates) == 1
        super().__init__(texts.DID_YOU_MEAN(district=candidates[0].name) if one else texts.WHICH_OF_THESE)
        self.candidates = tuple(candidates)


def area_buttons(deps: Deps) -> tuple[Row, ...]:
    """Return one button for every Stadtbereich, two a row."""
    return rows([Button(verbatim(area.name), ChooseArea(area.id)) for area in deps.city.areas], across=2)


def district_buttons(districts: Sequence[District]) -> tuple[Row, ...]:
    """Return one button a district."""
    return rows([Button(verbatim(district.name), ChooseDistrict(district.id)) for district in districts])


def in_area(deps: Deps, area_id: str) -> tuple[District, ...]:
    """Return the districts of a Stadtbereich."""
    return tuple(deps.city.district(district) for district in deps.city.districts_in((area_id,)))


def understood(turn: Turn, deps: Deps) -> District:
    """Return the district that was typed or whose location was shared; UnsureDistrictError or BadInputError else."""
    if isinstance(turn.act, Shared):
        found = deps.places.at(turn.act.latitude, turn.act.longitude)
        if found is None:
            raise BadInputError(texts.OUTSIDE_CITY(city=deps.city.info.short_name))
        return found
    match = deps.places.by_name(turn.text[:300])
    if match.exact is not None:
        return match.exact
    if match.candidates:
        raise UnsureDistrictError(match.candidates)
    raise BadInputError(texts.DISTRICT_UNKNOWN(typed=turn.text.strip()[:LONGEST_NAME]))
