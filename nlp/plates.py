"""Number plates in a surface text: German ones, those of mopeds, and foreign ones after a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.stems import words

_PLATE = re.compile(
    r"(?<![\w-])(?P<district>[A-ZÄÖÜ]{1,3})(?P<join> ?[-:*•·/.] ?"
    r"| )(?P<letters>[A-ZÄÖÜ]{1,2})[ -]{0,3}(?P<digits>[1-9]\d{0,3})(?: ?[EH])?(?![\w-])(?![.,:]\d)"
)
_SMALL_PLATE = re.compile(
    r"(?<![\w-])(?P<district>[a-zäöü]{1,3})(?P<join> ?[-:*•·/] ?| )(?P<letters>[a-zäöü]{1,2})[ -]{0,3}"
    r"(?P<digits>[1-9]\d{0,3})(?: ?[eh])?(?![\w-])(?![.,:]\d)",
    re.IGNORECASE,
)
_JOINED_PLATE = re.compile(
    r"(?<![\w-])(?P<district>[A-ZÄÖÜ]{2,3})[- ]?(?P<letters>[A-Z]{1,2})(?P<digits>[1-9]\d{1,3})[EH]?(?![\w-])",
    re.IGNORECASE,
)
_PLATE_AFTER_CUE = re.compile(
    r"\b(?:kennzeichen|nummernschild|kfz|kz)\b[ :.]*(?:(?:ist|lautet|war|mit|des autos|von|vom|dem|wagen) ?)*"
    r"(?P<plate>[a-zäöü]{1,3}[ -]{0,3}[a-z]{1,2}[ -]{0,2}[1-9]\d{0,3}(?: ?[eh])?)(?!\w)",
    re.IGNORECASE,
)
_VEHICLE = re.compile(
    r"kennzeichen|schild|\bkfz|auto|pkw|lkw|wagen|transporter|wohnmobil|moped|mofa|roller|simson|schwalbe|motorrad|bus\b|taxi"
    r"|scooter|\bnummer|plate|\bvan\b|\bcar\b|truck|машин|номер|авто|rejestrac|numer|samoch|biển số|\bxe\b|سيارة|رقم|لوحة"
    r"|golf|sprinter|audi|bmw|mercedes|opel|kombi|laster|lieferwagen|lkw|anhänger|fahrer",
    re.IGNORECASE,
)
_UKRAINIAN = re.compile(r"(?<![\w-])[A-ZА-ЯІЇЄ]{2}[ -]?\d{4}[ -]?[A-ZА-ЯІЇЄ]{2}(?![\w-])")
_MOPED = re.compile(r"(?<![\w-])\d{3}[ -][A-ZÄÖÜ]{3}(?![\w-])|(?<![\w-])\d{3}[ -][a-zäöü]{3}(?![\w-])")
# With a vehicle named before: groups of capitals and digits, at least two of each.
_FOREIGN = re.compile(
    r"(?<![\w-])[A-Z0-9]{1,4}(?:[ -][A-Z0-9]{1,5}){1,2}(?![\w-])|(?<![\w-])[A-Z]{2,3}\d[A-Z0-9]{3,4}(?![\w-])"
)
_NEAR = 70
_NO_DISTRICTS = words(
    """
    DIN ISO EN IGA AG BAB OT KTV LED USB UKW EG TÜV VW MP FC SV HSG PC TV CO IP ICE RE RB IC SB TOP NR OG UG ZI
    EUR LINIE BUS
    """
)
_NO_MOPEDS = words("eur kwh mal uhr kmh vor der die das und von auf aus bei ist mit war hat bis dem den des ein")
# District codes that mean a car even in small letters, since they are no words; the coast and its neighbours first.
_SMALL_DISTRICTS = words(
    """
    hro lro dbr gü gue tet nwm hwi wis gvm gdb sn lwl lbz pch mst mse mür vr vg nvp hst rdg rüg gmn bbg hgw ovp anl
    ros wlg lup dm mc nz uem pw sbg hh hl hb od rz se iz nms oh plö ki kiel fl nf hei rd ohz lg ue dan wl cux std row
    bs wob bra ol whv osn hi gs gö pe cel hk nom hol shg b p ohv opr pr um bar mol ff los lds ee spn osl tf pm brb hvl
    cb le dd lpz zwickau mtl bz gr erz hal md bk jl slk sdl wb abi sk mq bbl ef erf gth nh ik kyf eic wak hbn sm ndh
    j g gera ge bo dr do dui düs kr mg mh ob ne hs ac bn su sg k-öl lev rs wup en ha hsk ms st cof waf gt bi lip pb
    ffm hu of da mtk kb fd ks mr gi ka fr tü tüb rt ul kn fn ravensburg stg es lb wn hn ma hd mos
    """
)
_LOCAL = words("hro lro dbr gü nwm hwi wis sn lwl pch mst mse vr vg nvp hst rdg lup hgw")


def find_plates(text: str) -> Iterator[tuple[int, int]]:
    """Yield number plates: `HRO-AB 123`, `hro ab 123`, `HROAB123`, `482 KRE` of a moped, `ZS 448KP` of a Polish car."""
    for match in _PLATE.finditer(text):
        if match["district"] not in _NO_DISTRICTS and (match["join"].strip(" .") or _is_plain_plate(match)):
            yield match.span()
    for match in _SMALL_PLATE.finditer(text):
        if _is_small_plate(match):
            yield match.span()
    for match in _JOINED_PLATE.finditer(text):
        if match["district"].casefold() in _LOCAL:
            yield match.span()
    for match in _PLATE_AFTER_CUE.finditer(text):
        yield match.span("plate")
    for match in _UKRAINIAN.finditer(text):
        yield match.span()
    yield from _after_vehicle(text)


def _after_vehicle(text: str) -> Iterator[tuple[int, int]]:
    for match in _MOPED.finditer(text):
        if match.group()[-3:].casefold() not in _NO_MOPEDS and _is_near_vehicle(text, match.start()):
            yield match.span()
    for match in _FOREIGN.finditer(text):
        if _is_mixed(match.group()) and _is_near_vehicle(text, match.start()):
            yield match.span()


def _is_near_vehicle(text: str, start: int) -> bool:
    return _VEHICLE.search(text, max(0, start - _NEAR), start) is not None


def _is_mixed(plate: str) -> bool:
    letters = sum(char.isalpha() for char in plate)
    digits = sum(char.isdigit() for char in plate)
    return 2 <= letters <= 5 and 2 <= digits <= 6 and plate.split(" ")[0] not in _NO_DISTRICTS


def _is_plain_plate(match: re.Match[str]) -> bool:
    return len(match["district"] + match["letters"]) >= 3 and len(match["digits"]) >= 2


def _is_small_plate(match: re.Match[str]) -> bool:
    district = match["district"].casefold()
    if district in _LOCAL:
        return True
    return district in _SMALL_DISTRICTS and len(district) > 1 and bool(match["join"].strip() or len(district) == 3)
