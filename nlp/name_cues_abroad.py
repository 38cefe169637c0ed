"""Names of persons behind clear cues in Polish, Vietnamese, Ukrainian, Russian and Arabic: `Меня зовут ...`, `sąsiad ...`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from nlp.known_forms import UNKNOWN
from nlp.name_tokens import form_of

CAPITAL = "A-ZÄÖÜÀ-ÞĀ-ŽƠƯẠ-ỹА-ЯІЇЄҐЁ"
_LOWER = "a-zäöüßà-ÿā-žơưạ-ỹа-яіїєґё"
CAPITAL_WORD = rf"[{CAPITAL}][{_LOWER}'’]+(?:[{CAPITAL}][{_LOWER}]+)?(?:-[{CAPITAL}][{_LOWER}]+)*"
_RELATED_ABROAD = re.compile(
    rf"(?i:(?<!\w)(?:con trai(?: tôi)?|con gái(?: tôi)?|chồng tôi|vợ tôi|ông|bà|anh|chị|cô|chú|bác|tên là|bé"
    rf"|mąż|żona|syn|córka|teściowa|teść|sąsiad|sąsiadka|brat|siostra|kolega|koleżanka|mojego syna|mojej córki)) "
    rf"(?P<name>{CAPITAL_WORD}(?: {CAPITAL_WORD}){{0,3}})"
)
_CYRILLIC_WORD = r"[А-ЯІЇЄҐЁ][а-яіїєґё'’]+(?:-[А-ЯІЇЄҐЁ][а-яіїєґё'’]+)?"
_CYRILLIC = re.compile(
    r"(?i:(?<!\w)(?:(?:мен[яе] )?(?:зовут|звати|звуть)|(?:моє|мое|моё) (?:ім'я|имя)(?: -)?|пан[іа]?|господин|госпожа|дядя|т[её]тя"
    r"|тітка"
    r"|баба|бабушка|бабуся|дедушка|дідусь|сосед(?:ка|ом|ку)?|сусід(?:ка|ом|ку)?|сын|син|доч(?:ь|ка|ку)|донька|доньку|муж|мужа|чоловік"
    r"|жена|дружина|брат|сестра|друг|подруга|девочка|мальчик|дівчинка|хлопчик|внук|внучка|онук|онучка|врач|лікар|мама|папа|тато)) "
    rf"(?P<name>{_CYRILLIC_WORD}(?: {_CYRILLIC_WORD}){{0,2}})"
)
_CYRILLIC_SMALL = re.compile(
    r"(?i:(?<!\w)(?:(?:мен[яе] )?(?:зовут|звати)|сосед(?:ка)?|сусід(?:ка)?|сын|син|дочка|донька|муж|чоловік|брат|сестра"
    r"|дядя|т[её]тя|баба)) "
    r"(?P<name>[а-яіїєґё'’]{3,20})"
)
_CYRILLIC_ALONE = re.compile(rf"(?<!\w)(?P<name>(?P<known>{_CYRILLIC_WORD})(?P<more>(?: {_CYRILLIC_WORD}){{0,2}}))")
_ARABIC_CUE = re.compile(
    r"(?<!\w)و?(?:(?P<sure>اسمي|اسمها|اسمه|السيدة|السيد|الأخ|الأخت|الدكتورة|الدكتور|يدعى|تدعى)"
    r"|جارتي|جاري|جارنا|جارتنا|ابنتي|ابني|بنتي|زوجي|زوجتي|أخي|أختي|صديقي|صديقتي|أمي|أبي|خالتي|عمي|عمتي|خالي|جدتي|جدي|الطفل|الطفلة) "
    r"(?P<name>(?:[أا]بو |[أا]م )?(?P<first>[\u0621-\u064a]{2,15}))(?P<more> (?:ال)?[\u0621-\u064a]{2,15})?"
)
_ABROAD = re.compile("[а-яА-Я]")
_ARABIC = re.compile("[\u0621-\u064a]")
_NOT_GERMAN = re.compile("[ąęłśżźćńươăđạ-ỹ]")


def find_names_abroad(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of names behind a cue, and in Cyrillic listed first names with a capital."""
    if _NOT_GERMAN.search(text):
        yield from _related_abroad(text)
    if _ABROAD.search(text):
        yield from _in_cyrillic(text)
    if _ARABIC.search(text):
        yield from _in_arabic(text)


def _related_abroad(text: str) -> Iterator[tuple[int, int]]:
    for match in _RELATED_ABROAD.finditer(text):
        capitals = _leading_capitals(match["name"])
        if capitals:
            yield match.start("name"), match.start("name") + len(capitals)


def _leading_capitals(name: str) -> str:
    """Return the words of a name up to the first one without a capital."""
    return " ".join(takewhile(lambda word: word[0].isupper(), name.split(" ")))


def _in_cyrillic(text: str) -> Iterator[tuple[int, int]]:
    for match in _CYRILLIC.finditer(text):
        yield match.span("name")
    for match in _CYRILLIC_SMALL.finditer(text):
        if form_of(match["name"].casefold()).first:
            yield match.span("name")
    for match in _CYRILLIC_ALONE.finditer(text):
        begins = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1:] in ".!?"
        if form_of(match["known"].casefold()).first and (match["more"] or not begins):
            yield match.span("name")


def _in_arabic(text: str) -> Iterator[tuple[int, int]]:
    for match in _ARABIC_CUE.finditer(text):
        known = form_of(match["first"]).first > 0
        titled = match["sure"] and match["sure"].startswith("ال") and match["first"].startswith("ال")
        if known or titled:
            more = (match["more"] or "").strip()
            is_surname = known and match["sure"] and (more.startswith("ال") or form_of(more) != UNKNOWN)
            yield match.start("name"), match.end("more" if is_surname else "name")
