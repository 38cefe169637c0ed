"""What ids of the city pack are called on the pages of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.city.pack import CityPack


@dataclass(frozen=True, slots=True)
class Names:
    """What ids of the pack are called, for templates; an id the pack no longer has is shown as it is."""

    districts: Mapping[str, str]
    topics: Mapping[str, str]
    workgroups: Mapping[str, str]


def names_of(city: CityPack) -> Names:
    """Return the names of a city."""
    return Names(
        districts={district.id: district.name for district in city.districts},
        topics={topic.id: topic.label for topic in city.topics},
        workgroups={workgroup.id: f"{workgroup.number} {workgroup.label}" for workgroup in city.workgroups},
    )
