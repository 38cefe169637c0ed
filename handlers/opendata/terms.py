"""Under which terms the data may be used: what the city has confirmed, and nothing else."""

from dataclasses import dataclass

from handlers.city.pack import CityPack
from handlers.i18n import Phrase
from handlers.opendata import texts

VOCABULARY = "http://dcat-ap.de/def/licenses/"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms in words; `uri` in the vocabulary of DCAT-AP.de is empty while nothing is granted, `url` leads to the words."""

    words: Phrase
    title: str
    url: str
    uri: str


def terms(city: CityPack) -> Terms:
    """Return the terms of a city."""
    named = city.open_data
    if named is None:
        return Terms(texts.NO_LICENCE, "", "", "")
    if not named.confirmed:
        return Terms(texts.LICENCE_PROPOSED(licence=named.licence_title), named.licence_title, named.licence_url, "")
    words = texts.LICENCE_CONFIRMED(licence=named.licence_title)
    return Terms(words, named.licence_title, named.licence_url, f"{VOCABULARY}{named.licence}")
