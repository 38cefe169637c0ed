"""Public holidays of a country or one of its states, named as ISO 3166-2 has it: DE-MV is Mecklenburg-Vorpommern."""

from collections.abc import Container
from datetime import date
from functools import cache

from holidays import country_holidays, list_supported_countries


@cache
def public_holidays(place: str) -> Container[date]:
    """Return what tells for any day whether it is a public holiday there, none of them for ""; ValueError for an unknown place."""
    if not place:
        return ()
    country, _, state = place.partition("-")
    states = list_supported_countries().get(country)
    if states is None or (state and state not in states):
        raise ValueError(f"'{place}' is not a country or one of its states")
    return country_holidays(country, subdiv=state or None)
