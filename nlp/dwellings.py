"""From the name of a street to the address of a dwelling: house number before or behind it, postal code and town."""

from __future__ import annotations

import re

_NUMBER = r"[1-9]\d{0,2}(?: ?[a-hA-H](?!\w))?(?: ?[-/+] ?[1-9]\d{0,2}(?: ?[a-hA-H](?!\w))?)?"
_NO_NUMBER = (
    r"(?!\w)(?![.:,]\d)"
    r"(?!\.? ?(?:uhr|h\b|km|m\b|cm|meter|min|sek|stund|tag|woche|monat|jahr|euro|eur\b|cent|€|%|prozent"
    r"|leute|person|mensch|stück|grad|ampeln|stufen|scooter|roller|ratten|katzen|hunde\b|typen|jungs|mädchen|mädels|bäume|baum\b|container"
    r"|kind|jugend|mann\b|männer|frauen|auto|pkw|lkw|fahr|mal\b|laterne|lampe|bänke|schild|mülleimer|tonnen|wohnung|parteien"
    r"|jan|feb|mär|apr|mai\b|jun|jul|aug|sep|okt|nov|dez))"
)
_HOUSE_NUMBER = re.compile(
    rf",? ?(?:Nr\.? ?|Hausnummer |Hausnr\.? ?|Haus |Nummer )?{_NUMBER}{_NO_NUMBER}", re.IGNORECASE
)
_NUMBER_BEFORE = re.compile(
    rf"(?<!\w)(?:Hausnummer|Hausnr\.?|Haus Nr\.?|Haus|Nummer|Nr\.?) {_NUMBER} (?:(?:in|an|auf|von) der |im |am |in der |vom )?$",
    re.IGNORECASE,
)
_TOWN = r"[A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ][\wäöüß]+)*(?:[ /](?:Klein|Hagen|Müritz|Sülze)|\((?:Rostock|Meckl\w*)\))?"
_POSTCODE_AND_TOWN = re.compile(
    rf"(?:,|;| in)? ?(?:D-)?\d{{5}} (?:{_TOWN}|rostock(?:[ -]\w+)?|warnemünde|berlin|hamburg)"
)
_TOWN_ALONE = re.compile(
    r", (?:Hansestadt )?(?:Rostock(?:-[A-ZÄÖÜ]\w+)?|rostock|Warnemünde|Berlin|Hamburg|Schwerin|Wismar|Stralsund)(?!\w)(?! \w*er\b)"
)
_POSTCODE_ALONE = re.compile(r", ?(?:D-)?(?:18\d{3}|17\d{3}|19\d{3})(?!\w)")


def house_number_end(text: str, street_end: int) -> int | None:
    """Return where the house number right behind a street ends, None without one."""
    match = _HOUSE_NUMBER.match(text, street_end)
    return match.end() if match else None


def is_numbered(text: str, start: int, end: int) -> bool:
    """Tell whether a house number stands behind or before the street from start to end."""
    return house_number_end(text, end) is not None or _before(text, start) is not None


def address_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the address a street from start to end belongs to, None where it has no house number."""
    number_end = house_number_end(text, end)
    before = _before(text, start)
    if number_end is None and before is None:
        return None
    return before.start() if before and number_end is None else start, _with_town(text, number_end or end)


def _before(text: str, start: int) -> re.Match[str] | None:
    return _NUMBER_BEFORE.search(text, max(0, start - 40), start)


def _with_town(text: str, end: int) -> int:
    for pattern in (_POSTCODE_AND_TOWN, _TOWN_ALONE, _POSTCODE_ALONE):
        match = pattern.match(text, end)
        if match:
            return match.end()
    return end
