"""Personal numbers in a surface text: telephone and bank account."""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = r"[ /()\-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w+/,.:-])(?<!\d{{4}} )(?:(?:\+|00)[1-9]\d{{0,2}}|\(?0\d)(?:{_GAP}\d){{4,14}}(?!\w|[.:]\d)", re.IGNORECASE
)
# Digits in groups with dots between: `0381.66 00 123`.
_DOTTED = re.compile(r"(?<![\w+/,.:-])(?<!\d{4} )0\d{2,4}[ ./-]\d{2,}(?:[ .]\d{2,}){0,4}(?!\w|[.:]\d)")
_PHONE_AFTER_CUE = re.compile(
    r"(?:\b(?:tel|telefon|telefonnr|telefonnummer|handy|handynr|handynummer|mobil|mobilnummer|fon|fax|whatsapp|rufnummer|durchwahl"
    r"|festnetz|nummer|nr|rückruf|anrufen|phone|mobile|call me|number|telefonu|dzwoni\w*|телефон\w*|тел|номер\w*|số|gọi)\b"
    r"|هاتفي?|رقمي?|\berreich\w* (?:mich|uns)[^.\d]{0,20}unter|\brufe?n? \w+ (?:mal )?an)[ .:]*(?:nr\.?|nummer)? ?"
    r"(?:ist|lautet|unter|der|die|is|at)?[ .:]*(?P<number>\d(?:[ /\-]?\d){5,14})(?!\w)",
    re.IGNORECASE,
)
_LONG = re.compile(r"\d(?:[ /\-]?\d){5}")
_SPOKEN_DIGIT = r"(?:null|eins?|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun)"
_SPOKEN = re.compile(rf"\bnull(?:[ ,-]{{1,2}}{_SPOKEN_DIGIT}){{6,14}}\b", re.IGNORECASE)
_NO_PHONE_BEFORE = re.compile(
    r"(?:kunden|bestell|ticket|paket|sendungs|auftrags|vorgangs|serien|rechnungs|artikel|steuer|vertrags|akten|buchungs|inventar"
    r"|mitglieds|versicherungs|zähler|geräte|fall|konto)-?(?:nummer|nr\.?|zeichen)[ :.]*(?:ist|lautet)?[ :]*$",
    re.IGNORECASE,
)
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_DATE_LIKE = re.compile(r"0?\d[./\-]\d{1,2}[./\-](?:19|20)?\d\d(?!\d)")
# Numbers of emergency services, helplines and service lines belong to nobody in person.
_PUBLIC_START = re.compile(
    r"(?:0|0049|\+49)(?:800|180|137|138|900)|(?:0|\+49)?11[0-8]\d*$|0361730730$|0\d{2,4}192(?:40|22)$|115$"
)

_IBAN_START = re.compile(r"(?<!\w)[A-Z]{2}[ .-]?\d{2}(?=[ .-]?[A-Z0-9])", re.IGNORECASE)
_IBAN_GAPS = re.compile(r"[ .-]")
_IBAN_LENGTHS = {
    "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
    "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27,
    "GB": 22, "GE": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27,
    "MD": 24, "ME": 22, "MK": 19, "MT": 31,
    "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "TN": 24, "TR": 26, "UA": 29,
    "XK": 20,
}  # fmt: skip


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield telephone numbers that belong to somebody; numbers of emergency and service lines do not."""
    for pattern in (_PHONE, _DOTTED):
        for match in pattern.finditer(text):
            number = re.sub(r"[^\d+]", "", match.group())
            long_enough = _LEAST_DIGITS <= len(number.strip("+")) <= _MOST_DIGITS
            if long_enough and not _PUBLIC_START.match(number) and _may_be_phone(text, match):
                yield match.start() + _opens_only(match.group()), match.end()
    for match in _PHONE_AFTER_CUE.finditer(text) if _LONG.search(text) else ():
        if not _PUBLIC_START.match(re.sub(r"\D", "", match["number"])):
            yield match.span("number")


def find_spoken_phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield telephone numbers in words: `null drei acht eins ...`."""
    if "null" in text.lower():
        for match in _SPOKEN.finditer(text):
            yield match.span()


def _opens_only(number: str) -> bool:
    """Tell whether a bracket before the number is not closed in it: it belongs to the sentence."""
    return number.startswith("(") and ")" not in number


def _may_be_phone(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    return not _DATE_LIKE.match(match.group()) and not _NO_PHONE_BEFORE.search(before)


def find_ibans(text: str) -> Iterator[tuple[int, int]]:
    """Yield bank accounts whose checksum is right (ISO 13616, remainder 97)."""
    for match in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(match.group()[:2].upper())
        end = _end_of_code(text, match.start(), length) if length else None
        if end and _checksum_holds(_IBAN_GAPS.sub("", text[match.start() : end]).upper()):
            yield match.start(), end


def _end_of_code(text: str, start: int, length: int) -> int | None:
    """Return where `length` letters and digits end, single blanks or hyphens between them left out."""
    seen = 0
    for i in range(start, min(len(text), start + 2 * length)):
        if text[i].isascii() and text[i].isalnum():
            seen += 1
        elif text[i] not in " -.":
            return None
        if seen == length:
            return None if text[i + 1 : i + 2].isalnum() else i + 1
    return None


def _checksum_holds(iban: str) -> bool:
    digits = "".join(str(int(char, 36)) for char in iban[4:] + iban[:4])
    return int(digits) % 97 == 1
