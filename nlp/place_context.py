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
    "|stettin|gdansk|szczecin|warschau|warszaw\\w+|kiew|kyjiw|charkiw|odessa|moskau|paris|london|prag|strausberg|oranienburg|hellerau|prerow|zingst|ahrenshoop"
    "|heidelberg|mannheim|karlsruhe|freiburg|ulm|augsburg|regensburg|wuerzburg|ingolstadt|mainz|wiesbaden|darmstadt|koblenz|trier"
    "|saarbruecken|bonn|duesseldorf|wuppertal|krefeld|moenchengladbach|aachen|muenster|bielefeld|paderborn|osnabrueck|oldenburg|hildesheim"
    "|wolfenbuettel|celle|zwickau|plauen|goerlitz|cottbus|dessau|wittenberg|stendal|brandenburg|teterow|malchin|woldegk|pasewalk|ueckermuende"
    "|wolgast|grimmen|doberan|buetzow|sternberg|grevesmuehlen|hagenow|boizenburg|prenzlau|neuruppin|wittstock|pritzwalk|perleberg"
    "|daenemark|schweden|polen|holland|bayern|sachsen|niedersachsen|thueringen|hessen|sylt|harz|landkreis"
)
# Without a preposition these are words: `wir waren am Neuen Markt essen`.
_WORDS_TOO = r"(?!(?:waren|essen|halle|bergen|barth|plau|muenster)(?!\w))"
_OTHER_TOWN_BEHIND = re.compile(
    rf"(?:[ -](?!rostock)\w+){{0,2}}?[ ,(]+(?:von|in|bei|aus|an der|nahe) (?:{_TOWNS})\b|[ -]{_WORDS_TOO}(?:{_TOWNS})\b"
)
_OTHER_TOWN_BEFORE = re.compile(
    rf"\b(?:{_TOWNS})(?:er)?(?: (?:am|im|an der|in der|auf der|in|die|der))?[ -]$"
    rf"|\b(?:in|aus|nach|von) (?:{_TOWNS}) (?:\w+ )?(?:am|im|an der|in der) $"
)
# Only the names of Ortsteile are this town's own: an `Altstadt` or `Schwanenteich` is another town's where one is named beside it.
_OWN_KINDS = frozenset(["name", "short", "variant", "cyrillic"])
_OTHER_TOWN = re.compile(rf"(?<!\w){_WORDS_TOO}(?:{_TOWNS})(?!\w)")
_ROSTOCK = re.compile(r"(?<!\w)(?:rostock|hro|bei uns|hier)(?!\w)")
_SENTENCE_END = re.compile(r"[.!?;\n]")
# The minster stands in Bad Doberan, whatever else is called `Doberaner` for short.
_OTHER_THING_BEHIND = re.compile(r"[ -]muenster(?!\w)| (?:&|und) soehne(?!\w)| gmbh(?!\w)")
_PERSON_BEFORE = re.compile(
    r"(?:^|\W)(?:herrn?|frau|hr\.?|fr\.?|familie|fam\.|dr\.?|prof\.?|pfarrer(?:in)?|pastor(?:in)?|firma|fa\.|ostseebad|bad|kloster|preussisch|hessisch|kolleg(?:e|in|en)|kater|katze|hund"
    r"|heisst|hiess) $"
)
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
        or _OTHER_THING_BEHIND.match(behind)
        or (place.kind not in _OWN_KINDS and _another_town_is_near(before, behind))
    ):
        return False
    if written_only(place):
        return written == place.name or (
            place.kind == ABBREVIATION and _is_small_abbreviation(written, place, before, behind)
        )
    if folded(place.name) == "mitte":
        return _MITTE.search(before[-14:]) is not None and not _OTHER_TOWN_BEFORE.search(before[-30:])
    if not _is_everyday(place.name) or place.kind in _OWN_KINDS:
        return True
    return written[:1].isupper() or _SAID_TO_BE_PLACE.search(before[-16:]) is not None


def _is_small_abbreviation(written: str, place: PlaceEntry, before: str, behind: str) -> bool:
    """Tell whether `ktv` stands for KTV: behind an article, or as a heading."""
    if written != place.name.lower() or len(written) < 3 or not written.isalpha() or form_of(written).word:
        return False
    return _ABBREVIATED.search(before[-12:]) is not None or (not before.strip() and behind[:1] in (":", ","))


def _another_town_is_near(before: str, behind: str) -> bool:
    """Tell whether the sentence around a name speaks of another town and not of this one."""
    sentence = f"{_SENTENCE_END.split(before)[-1]} {_SENTENCE_END.split(behind)[0]}"
    return _OTHER_TOWN.search(sentence) is not None and not _ROSTOCK.search(sentence)


def _is_everyday(name: str) -> bool:
    words = re.split(r"[ -]", name.casefold())
    return len(words) > 1 and all(form_of(word).word >= _USUAL for word in words)
