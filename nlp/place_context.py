"""Whether a name of a place means the place: not a person of that name, another town, or everyday words."""

from __future__ import annotations

import re

from nlp.folding import folded
from nlp.lexicon import PlaceEntry
from nlp.name_tokens import form_of
from nlp.place_forms import ABBREVIATION, written_only

_TOWNS = (
    "hamburg|berlin|hannover|goettingen|dresden|stralsund|luebeck|kiel|bremen|schwerin|wismar|greifswald|neubrandenburg|leipzig|koeln"
    "|muenchen|guestrow|sassnitz|kuehlungsborn|binz|ruegen|usedom|potsdam|magdeburg|halle|erfurt|weimar|jena|chemnitz|frankfurt|stuttgart"
    "|nuernberg|dortmund|essen|duisburg|bochum|kassel|braunschweig|wolfsburg|lueneburg|cuxhaven|bremerhaven|flensburg|husum|eutin|plau"
    "|waren|parchim|ludwigslust|anklam|demmin|ribnitz|damgarten|graal|mueritz|bad doberan|barth|bergen|wien|zuerich|kopenhagen|danzig"
    "|stettin|gdansk|szczecin|warschau|warszaw\\w+|kiew|kyjiw|charkiw|odessa|moskau|paris|london|prag|strausberg|oranienburg|hellerau"
)
_OTHER_TOWN_BEHIND = re.compile(
    rf"(?:[ -](?!rostock)\w+){{0,2}}?[ ,(]+(?:von|in|bei|aus|an der|nahe) (?:{_TOWNS})\b|[ -](?:{_TOWNS})\b"
)
_OTHER_TOWN_BEFORE = re.compile(
    rf"\b(?:{_TOWNS})(?:er)?(?: (?:am|im|an der|in der|auf der|in|die|der))?[ -]$"
    rf"|\b(?:in|aus|nach|von) (?:{_TOWNS}) (?:\w+ )?(?:am|im|an der|in der) $"
)
_PERSON_BEFORE = re.compile(r"(?:^|\W)(?:herrn?|frau|hr\.?|fr\.?|familie|fam\.|dr\.?|prof\.?|ostseebad|bad|kloster) $")
_SAID_TO_BE_PLACE = re.compile(
    r"(?:^|\W)(?:in|aus|nach|am|im|an|an der|an die|an dem|in der|in die|beim|bei|vom|von|zum|zur|auf|auf dem|aufm|hinterm?|vorm"
    r"|unterm|vor dem|ums?|durch die|durch den|rund um|richtung|haltestelle|hoehe|ecke|ueber den|nahe|zwischen|kreuzung|am alten)[ -]$"
)
# An everyday word that is also a name: a place only where the words before say so.
_MITTE = re.compile(r"(?:^|\W)(?:in|aus|nach|(?:orts|stadt)teil|rostock)[ -]$")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:in der|aus der|durch die|der|die) $")
_USUAL = 3


def is_meant(place: PlaceEntry, before: str, written: str, behind: str) -> bool:
    """Tell whether what is written here in the form of a name is this place.

    before, behind  the folded text around it.
    written         the name as it stands on the surface.
    """
    if (
        _PERSON_BEFORE.search(before[-14:])
        or _OTHER_TOWN_BEHIND.match(behind)
        or _OTHER_TOWN_BEFORE.search(before[-44:])
    ):
        return False
    if written_only(place):
        return written == place.name or (
            place.kind == ABBREVIATION and _is_small_abbreviation(written, place, before, behind)
        )
    if folded(place.name) == "mitte":
        return _MITTE.search(before[-14:]) is not None and not _OTHER_TOWN_BEFORE.search(before[-30:])
    if not _is_everyday(place.name) or place.kind in ("name", "short", "variant"):
        return True
    return written[:1].isupper() or _SAID_TO_BE_PLACE.search(before[-16:]) is not None


def _is_small_abbreviation(written: str, place: PlaceEntry, before: str, behind: str) -> bool:
    """Tell whether `ktv` stands for KTV: behind an article, or as a heading."""
    if written != place.name.lower() or len(written) < 3 or not written.isalpha() or form_of(written).word:
        return False
    return _ABBREVIATED.search(before[-12:]) is not None or (not before.strip() and behind[:1] in (":", ","))


def _is_everyday(name: str) -> bool:
    words = re.split(r"[ -]", name.casefold())
    return len(words) > 1 and all(form_of(word).word >= _USUAL for word in words)
