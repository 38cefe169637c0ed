"""Personal numbers in a surface text: telephone, bank account, number plate, date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.stems import words

_GAP = r"[ /()\-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w+/,.:-])(?<!\d{{4}} )(?:(?:\+|00)[1-9]\d{{0,2}}|\(?0\d)(?:{_GAP}\d){{4,14}}(?!\w|[.:]\d)", re.IGNORECASE
)
_PHONE_AFTER_CUE = re.compile(
    r"(?:\b(?:tel|telefon|telefonnummer|handy|handynummer|mobil|mobilnummer|fon|fax|whatsapp|rufnummer|durchwahl)\b"
    r"|\berreich\w* (?:mich|uns)[^.\d]{0,20}unter)[ .:]*(?:nr|nummer)?(?: (?:ist"
    r"|lautet))?[ .:]*(?P<number>\d(?:[ /\-]?\d){4,14})(?!\w)",
    re.IGNORECASE,
)
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_DATE_LIKE = re.compile(r"0?\d[/\-]\d{1,2}[/\-](?:19|20)\d\d")
# Numbers of emergency services, helplines and service lines belong to nobody in person.
_PUBLIC_START = re.compile(
    r"(?:0|0049|\+49)(?:800|180|137|138|900)|(?:0|\+49)?11[0-8]\d*$|0361730730$|0\d{2,4}192(?:40|22)$|115$"
)

_IBAN_START = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?=[ -]?[A-Z0-9])", re.IGNORECASE)
_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27,
    "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MT": 31,
    "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip

_PLATE = re.compile(
    r"(?<![\w-])(?P<district>[A-ZÄÖÜ]{1,3})(?P<join> ?- ?"
    r"| )(?P<letters>[A-Z]{1,2})[ -]?(?P<digits>[1-9]\d{0,3})[EH]?(?![\w-])"
)
_PLATE_AFTER_CUE = re.compile(
    r"\b(?:kennzeichen|nummernschild|kfz|kz)\b[ :.]*(?:(?:ist|lautet|war|mit|des autos) ?)*"
    r"(?P<plate>[a-zäöü]{1,3}[ -]{0,3}[a-z]{1,2}[ -]?[1-9]\d{0,3}[eh]?)(?!\w)",
    re.IGNORECASE,
)
_NO_DISTRICTS = words(
    """
    DIN ISO EN IGA AG BAB OT KTV LED USB UKW EG TÜV VW MP FC SV HSG PC TV CO IP ICE RE RB IC SB TOP NR
    """
)

_MONTHS = "jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez"
_DATE = (
    rf"(?:\d{{1,2}}[./] ?\d{{1,2}}[./] ?(?:\d{{4}}|\d{{2}})|\d{{1,2}}\. ?(?:{_MONTHS})[a-zä]*\.? ?\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}})(?!\d)"
)
_BIRTH = re.compile(
    rf"(?:\bgeb(?:oren|\.)?|\bgeburtsdatum|\bgeburtstag|\*)(?:[ :.]|\b(?:am|ist|der|den|bin|ich)\b)*(?P<date>{_DATE})"
    rf"|(?P<before>{_DATE})[^.!?\d]{{0,20}}\bgeb(?:oren\b|\.)",
    re.IGNORECASE,
)


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield telephone numbers that belong to somebody; numbers of emergency and service lines do not."""
    for match in _PHONE.finditer(text):
        number = re.sub(r"[^\d+]", "", match.group())
        long_enough = _LEAST_DIGITS <= len(number.strip("+")) <= _MOST_DIGITS
        if long_enough and not _PUBLIC_START.match(number) and not _DATE_LIKE.match(match.group()):
            yield match.span()
    for match in _PHONE_AFTER_CUE.finditer(text):
        if not _PUBLIC_START.match(re.sub(r"\D", "", match["number"])):
            yield match.span("number")


def find_ibans(text: str) -> Iterator[tuple[int, int]]:
    """Yield bank accounts whose checksum is right (ISO 13616, remainder 97)."""
    for match in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(match.group()[:2].upper())
        end = _end_of_code(text, match.start(), length) if length else None
        if end and _checksum_holds(re.sub(r"[ -]", "", text[match.start() : end]).upper()):
            yield match.start(), end


def find_plates(text: str) -> Iterator[tuple[int, int]]:
    """Yield German number plates: `HRO-AB 123`, `HRO AB 123`, in small letters only after `Kennzeichen`."""
    for match in _PLATE.finditer(text):
        hyphen = "-" in match["join"]
        if match["district"] not in _NO_DISTRICTS and (hyphen or _is_plain_plate(match)):
            yield match.span()
    for match in _PLATE_AFTER_CUE.finditer(text):
        yield match.span("plate")


def find_births(text: str) -> Iterator[tuple[int, int]]:
    """Yield dates said to be somebody's birth."""
    for match in _BIRTH.finditer(text):
        yield match.span("date" if match["date"] else "before")


def _is_plain_plate(match: re.Match[str]) -> bool:
    return len(match["district"] + match["letters"]) >= 3 and len(match["digits"]) >= 2


def _end_of_code(text: str, start: int, length: int) -> int | None:
    """Return where `length` letters and digits end, single blanks or hyphens between them left out."""
    seen = 0
    for i in range(start, min(len(text), start + 2 * length)):
        if text[i].isascii() and text[i].isalnum():
            seen += 1
        elif text[i] not in " -":
            return None
        if seen == length:
            return None if text[i + 1 : i + 2].isalnum() else i + 1
    return None


def _checksum_holds(iban: str) -> bool:
    digits = "".join(str(int(char, 36)) for char in iban[4:] + iban[:4])
    return int(digits) % 97 == 1
