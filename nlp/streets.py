"""Names of German streets by their form, in a surface text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.dwellings import house_number_end, is_numbered
from nlp.name_tokens import form_of
from nlp.stems import words

_STREET = r"stra(?:ß|ss)e|str\.|str|allee|chaussee|gasse"
_SUFFIX = re.compile(
    rf"(?P<sure>{_STREET})(?![^\W_])|(?P<unsure>weg|platz|ring|damm|ufer|markt|brink|steig|hof|promenade"
    rf"|kamp)(?![^\W_])",
    re.IGNORECASE,
)
# With these endings the preposition before is none of the name: `In der Hundertmännerstraße`, but `Am Kabutzenhof`.
_OWN_NAME = re.compile(r"(?:straße|strasse|str|allee|chaussee|gasse|weg|ring|platz|steig)\.?$")
_BEGINNING = re.compile(r"(?:Straße|Strasse|Platz|Weg|Allee|Ring) (?:der|des|am|zum) ")
# A number behind these is theirs, not that of a house.
_NUMBERED_ELSE = re.compile(r"(?:aufgang|eingang|ausgang|gleis|zimmer|stock|block|chaos|parkdeck|station|haltestelle)$")
_SIGNS = (
    "str", "allee", "chaussee", "gasse", "weg", "platz", "ring", "damm", "ufer", "markt", "brink", "steig", "hof", "promenade", "kamp",
)  # fmt: skip
_PREVIOUS = re.compile(r"(?:^|[^\w-])([A-ZÄÖÜ][\w-]*(?:\.-[\w-]+)?(?:er|e|en)) $")
_PREVIOUS_LOWER = re.compile(r"(?:^|[^\w-])([a-zäöüß]{3,}er|lange|langen|kurze|breite) $")
_TAIL = re.compile(r" (?:der|des|am|zum) [A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?")
_SIGNS_OF_PREPOSITION = ("Am ", "An de", "Auf de", "Zu", "Im ", "In de", "Bei", "Unter den ", "Hinter de", "Vor dem ")
_PREPOSITIONS = r"(?:Am|An de[rnm]|Auf de[rnm]|Zu[mr]|Im|In de[rnm]|Beim|Bei de[rnm]|Unter den|Hinter de[rnm]|Vor dem)"
# In the middle of a sentence a preposition has a capital only in a name; at its start a number must follow.
_WITH_PREPOSITION = re.compile(
    rf"(?:(?<=[a-zäöüß0-9,;(] )|(?=(?P<numbered>{_PREPOSITIONS} \w[\w-]+ \d)))(?<!\w){_PREPOSITIONS} [A-ZÄÖÜ][\w-]+"
)
# Behind the number of a house that only a preposition tells, a noun is what was counted: `Im Keller 3 Ratten`.
_COUNTED = re.compile(r" (?:[A-ZÄÖÜ][a-zäöü]|neue|alte|kleine|große|laute|kaputte|junge|freie|volle|leere|mal\b)")
_ADJECTIVE = re.compile(
    r"(?:^|[^\w-])((?:Neue|Alte|Große|Kleine|Lange|Kurze|Obere|Untere|Vordere|Hintere|Hohe|Breite|Rote|Grüne|Weiße)n?) $"
)
_ONE_BEFORE = re.compile(r"(?:^|[^\w-])([^\W\d_]+\.?) $")
_SAINT = re.compile(r"(?<!\w)st\.-$", re.IGNORECASE)
_OF_NAMES = words("st st. sankt dr dr. von van prof prof. graf")
_MOST_NAMES, _USUAL = 3, 4
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
    small = text.lower()
    if any(sign in small for sign in _SIGNS):
        for match in _SUFFIX.finditer(text):
            found = _named(text, match)
            if found:
                yield found
    for match in _WITH_PREPOSITION.finditer(text) if any(sign in text for sign in _SIGNS_OF_PREPOSITION) else ():
        word = match.group().split()[-1].casefold()
        if (
            word not in _EVERYDAY
            and not (_OWN_NAME.search(word) or _NUMBERED_ELSE.search(word))
            and not _is_count(text, match.end())
        ):
            yield match.span()


def _is_count(text: str, end: int) -> bool:
    number_end = house_number_end(text, end)
    return number_end is not None and _COUNTED.match(text, number_end) is not None


def looks_like_street(name: str) -> bool:
    """Tell whether a name ends as streets and squares do, or begins so: `Platz der Jugend`."""
    return _BEGINNING.match(name) is not None or any(match.end() == len(name) for match in _SUFFIX.finditer(name))


def _named(text: str, suffix: re.Match[str]) -> tuple[int, int] | None:
    start = _word_start(text, suffix.start())
    if start == suffix.start():
        return _two_words(text, start, suffix.end())
    head = text[start : suffix.start()]
    whole = text[start : suffix.end()].casefold()
    if whole in _COMMON or len(head.strip("-")) < 3:
        return None
    numbered = is_numbered(text, start, suffix.end())
    if suffix["sure"] is not None or (head.endswith("-") and head[0].isupper()):
        return _with_adjective(text, start) if numbered else start, suffix.end()
    if numbered and (head[0].isupper() or head.endswith("-") or not form_of(whole).word):
        return _with_adjective(text, start), suffix.end()
    return None


def _with_adjective(text: str, start: int) -> int:
    adjective = _ADJECTIVE.search(text, max(0, start - 12), start)
    return adjective.start(1) if adjective else start


def _two_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return `Lange Straße`, `Wiener Platz`, `Max Planck Str. 7`, `Straße des Friedens 5`, or None where it is only a street."""
    before = text[max(0, start - 40) : start]
    capital = text[start].isupper()
    previous = _PREVIOUS.search(before) if capital else _PREVIOUS_LOWER.search(before)
    numbered = is_numbered(text, start, end) or (previous is not None and is_numbered(text, previous.start(1), end))
    if previous and previous[1].casefold() not in _NOT_NAMES:
        return (start - len(previous[1]) - 1, end) if capital or numbered else None
    named = _behind_names(text, start) if numbered else start
    if named < start:
        return named, end
    tail = _TAIL.match(text, end) if capital else None
    if tail and house_number_end(text, tail.end()):
        return start, tail.end()
    return None


def _behind_names(text: str, start: int) -> int:
    """Return where the names of a person before a street begin: `rosa luxemburg straße`, `st georg str`."""
    for _ in range(_MOST_NAMES):
        before = _ONE_BEFORE.search(text, max(0, start - 25), start)
        if not before or not _may_name_street(before[1].casefold()):
            break
        start = before.start(1)
    return start


def _may_name_street(word: str) -> bool:
    form = form_of(word)
    return word in _OF_NAMES or ((form.first > 0 or form.last > 0) and form.word < _USUAL)


def _word_start(text: str, position: int) -> int:
    while position > 0 and (
        text[position - 1].isalnum() or (text[position - 1] == "-" and position > 1 and text[position - 2].isalnum())
    ):
        position -= 1
    saint = _SAINT.search(text, max(0, position - 6), position)
    return saint.start() if saint else position
