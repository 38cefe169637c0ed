"""Names of German streets by their form, and the house numbers behind them, in a surface text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.stems import words

_STREET = r"stra(?:ß|ss)e|str\.|str|allee|chaussee|gasse"
_SUFFIX = re.compile(
    rf"(?P<sure>{_STREET})(?![^\W_])|(?P<unsure>weg|platz|ring|damm|ufer|markt|brink|steig|hof|promenade"
    rf"|kamp)(?![^\W_])",
    re.IGNORECASE,
)
_SIGN = re.compile("stra|str|allee|chaussee|gasse|weg|platz|ring|damm|ufer|markt|brink|steig|hof|promenade|kamp")
_PREVIOUS = re.compile(r"(?:^|[^\w-])([A-ZÄÖÜ][\w-]*(?:\.-[\w-]+)?(?:er|e|en)) $")
_PREVIOUS_LOWER = re.compile(r"(?:^|[^\w-])([a-zäöüß]{3,}er|lange|langen|kurze|breite) $")
_TAIL = re.compile(r" (?:der|des|am|zum) [A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?")
_PREPOSITIONS = r"(?:Am|An de[rnm]|Auf de[rnm]|Zu[mr]|Im|In de[rnm]|Beim|Bei de[rnm]|Unter den|Hinter de[rnm]|Vor dem)"
# In the middle of a sentence a preposition has a capital only in a name; at its start a number must follow.
_WITH_PREPOSITION = re.compile(
    rf"(?:(?<=[a-zäöüß0-9,;(] )|(?=(?P<numbered>{_PREPOSITIONS} \w[\w-]+ \d)))(?<!\w){_PREPOSITIONS} [A-ZÄÖÜ][\w-]+"
)
_HOUSE_NUMBER = re.compile(
    r" ?(?:Nr\.? ?|Hausnummer )?[1-9]\d{0,2}(?: ?[a-hA-H](?!\w))?(?: ?[-/+] ?[1-9]\d{0,2}(?: ?[a-hA-H](?!\w))?)?"
    r"(?!\w)(?![.:,]\d)"
    r"(?!\.? ?(?:uhr|h\b|km|m\b|cm|meter|min|sek|stund|tag|woche|monat|jahr|euro|eur\b|cent|€|%|prozent"
    r"|leute|person|mensch"
    r"|kind|jugend|mann\b|männer|frauen|auto|pkw|lkw|fahr|mal\b|laterne|lampe|bäume|bänke|schild|mülleimer|tonnen"
    r"|jan|feb|mär|apr|mai\b|jun|jul|aug|sep|okt|nov|dez))",
    re.IGNORECASE,
)
_NOT_NAMES = words(
    """
    dieser diese diesen jeder jede jeden unser unsere unseren unserer euer eure ihr ihre ihrer ihren mein meine
    meiner meinen sein seine seiner der die das den dem ein eine einer einen keine keiner welche welcher manche
    mancher jene jener alle aller ganze ganzen andere anderen anderer weitere viele einige mehrere beide beiden
    gleiche gleichen selbe selben nächste nächsten hier dort der zur zum auf vor gesamte gesamten eigene eigenen
    """
)
# Kinds of ways and places, or something else altogether: these words name no single street.
_COMMON = words(
    """
    radweg gehweg fußweg fussweg schulweg heimweg rückweg hinweg umweg ausweg waldweg feldweg rettungsweg
    fluchtweg wanderweg uferweg arbeitsweg spielplatz parkplatz bolzplatz sportplatz marktplatz fußballplatz
    stellplatz arbeitsplatz campingplatz grillplatz rastplatz müllplatz schulhof bahnhof hauptbahnhof friedhof
    hinterhof innenhof bauernhof betriebshof busbahnhof supermarkt weihnachtsmarkt flohmarkt baumarkt
    wochenmarkt ostermarkt rettungsring bahnsteig bürgersteig gehsteig jugendring stadtring behindertenparkplatz
    hundeplatz standplatz schlafplatz treffplatz hauptstraße nebenstraße seitenstraße einbahnstraße spielstraße
    fahrradstraße einkaufsstraße durchgangsstraße bundesstraße landstraße zufahrtsstraße wohnstraße
    anliegerstraße hundehof
    """
)
_EVERYDAY = words(
    """
    abend morgen nachmittag vormittag mittag tag wochenende anfang ende montag dienstag mittwoch donnerstag
    freitag samstag sonnabend sonntag januar februar märz april mai juni juli august september oktober november
    dezember sommer winter herbst frühling frühjahr jahr jahre nacht woche stadt nähe straße telefon besten bus
    bahn bahnhof haus tempo linie zone notfall ernstfall fall durchschnitt schnitt gleis bahnsteig alter raum
    zimmer stock block eingang
    """
)


def find_streets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges that look like the name of a street, without house number; they may overlap."""
    if _SIGN.search(text.lower()):
        for match in _SUFFIX.finditer(text):
            found = _named(text, match)
            if found:
                yield found
    for match in _WITH_PREPOSITION.finditer(text):
        if match.group().split()[-1].casefold() not in _EVERYDAY:
            yield match.span()


def house_number_end(text: str, street_end: int) -> int | None:
    """Return where the house number right behind a street ends, None without one."""
    match = _HOUSE_NUMBER.match(text, street_end)
    return match.end() if match else None


def looks_like_street(name: str) -> bool:
    """Tell whether a name ends as streets and squares do."""
    return any(match.end() == len(name) for match in _SUFFIX.finditer(name))


def _named(text: str, suffix: re.Match[str]) -> tuple[int, int] | None:
    start = _word_start(text, suffix.start())
    if start == suffix.start():
        return _two_words(text, start, suffix.end())
    head = text[start : suffix.start()]
    if text[start : suffix.end()].casefold() in _COMMON or len(head.strip("-")) < 3:
        return None
    sure = suffix["sure"] is not None or (head.endswith("-") and head[0].isupper())
    if sure or (head[0].isupper() and house_number_end(text, suffix.end())):
        return start, suffix.end()
    return None


def _two_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return `Lange Straße`, `Wiener Platz`, `Straße des Friedens 5`, or None where it is only a street."""
    before = text[max(0, start - 40) : start]
    capital = text[start].isupper()
    previous = _PREVIOUS.search(before) if capital else _PREVIOUS_LOWER.search(before)
    numbered = house_number_end(text, end) is not None
    if previous and previous[1].casefold() not in _NOT_NAMES:
        return (start - len(previous[1]) - 1, end) if capital or numbered else None
    tail = _TAIL.match(text, end) if capital else None
    if tail and house_number_end(text, tail.end()):
        return start, tail.end()
    return None


def _word_start(text: str, position: int) -> int:
    while position > 0 and (
        text[position - 1].isalnum() or (text[position - 1] == "-" and position > 1 and text[position - 2].isalnum())
    ):
        position -= 1
    return position
