"""Dates of birth in a surface text, in the seven languages of the service."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = (
    "jan|feb|mär|maer|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec"
    "|січ|лют|бер|кві|трав|черв|лип|серп|верес|жовт|листоп|груд"
    "|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
    "|sty|lut|kwi|maj|cze|lip|sie|wrz|paź|lis|gru"
    "|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين"
)
_MONTH = rf"(?:{_MONTHS})\w*\.?"
_YEAR = r"(?:19|20)\d\d"
_SPOKEN_YEAR = r"(?:neunzehn|zwanzig)hundert\w+|zweitausend\w*"
_SPOKEN_TENS = r"(?:\w+und)?(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)"
_SPOKEN_DAY = r"[a-zäöüß]{1,14}te[nr]?"
_DATE = (
    rf"(?:(?:0?[1-9]|[12]\d|3[01])(?P<sign>[./-]) ?(?:0?[1-9]|1[0-2])(?P=sign) ?(?:{_YEAR}|'?\d\d)"
    rf"|\d{{1,2}}(?:\.|s?ten|ste[rn]?|te[rn]|st|nd|rd|th)? ?(?:of )?{_MONTH},? ?(?:{_YEAR}|'?\d\d)(?: ?року| ?года| ?r\.)?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|{_YEAR}(?P<mark_y>[-/])\d{{2}}(?P=mark_y)\d{{2}}"
    rf"|\d{{1,2}}\. ?(?:I{{1,3}}|I?V|VI{{1,3}}|I?X|XI{{1,2}})\. ?{_YEAR}"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)?\d\d"
    rf"|(?:ngày )?\d{{1,2}} tháng \d{{1,2}},? năm {_YEAR}"
    rf"|\d{{1,2}} (?:0?[1-9]|1[0-2]) {_YEAR}"
    rf"|(?:\d{{1,2}}(?:\.|s?ten)|[a-zäöüß]{{4,}}t?e[nr]) ?{_MONTH} (?:{_SPOKEN_YEAR}|{_SPOKEN_TENS})"
    rf"|{_SPOKEN_DAY} {_SPOKEN_DAY} (?:{_SPOKEN_YEAR}|{_SPOKEN_TENS}))(?![\d\w])"
)
# Between the cue and the date stand at most a few small words: `geboren bin ich am`, `Geburtstag meines Sohnes:`.
_CUE = re.compile(
    r"(?:\b(?:geb(?:oren)?\b|geburtsdatum|geburtstag\b|geburtsdat\b|geb\.? ?dat\b|gebdat|gb-datum)"
    r"|\b(?:born\b|birthday|bday\b|birth date|birthdate|date of birth|d\.?o\.?b\b)"
    r"|народи(?:вся|лас[яь])|народжен\w*|день народження|родил(?:ся|ась)|рожден\w*|г\.р"
    r"|\bur\.|\burodz\w+|\bsinh\b|ميلاد\w*|ولدت?|مواليد|\*)",
    re.IGNORECASE,
)
_SMALL_WORDS = r"[^\d.!?\n]{0,32}?"
_DATED = re.compile(r"\d|hundert|tausend|zig\b")
_AFTER_CUE = re.compile(rf"\.?{_SMALL_WORDS}(?<!\w)(?P<date>{_DATE})", re.IGNORECASE)
_BEFORE_CUE = re.compile(
    rf"(?<![\w.])(?P<date>{_DATE})[^.!?\d\n]{{0,20}}"
    r"(?:\bgeb(?:oren\b|\.)|\bzur welt\b|\blicht der welt\b|\bgeburtstag\b|\bborn\b|года рождения|р\.н|г\.р)",
    re.IGNORECASE,
)
_BEFORE_SIGNS = re.compile(r"geb|r welt|born|рожд|р\.н|г\.р", re.IGNORECASE)
# Beside a name and nothing else a date long past is that of a birth.
_LONG_PAST = re.compile(
    r"(?<![\w.])(?:\d{1,2}([./-])\d{1,2}\1(?:19\d\d|200\d|201[0-5])|(?:19\d\d|200\d|201[0-5])-\d\d-\d\d)(?![\d\w])"
)
# Told by itself, between commas or in brackets, it is too: `Meine Mutter, 2.9.1936, sitzt`, `mein Vater (5. Mai 1933)`; but not
# behind a word like `seit` or `am`, which tells when something happened.
_OLD_DATE = (
    rf"(?:(?:0?[1-9]|[12]\d|3[01])(?P<mark>[./-]) ?(?:0?[1-9]|1[0-2])(?P=mark) ?|\d{{1,2}}\. ?{_MONTH} )"
    r"(?:19\d\d|200\d|201[0-5])(?![\d\w])"
)
_BY_ITSELF = re.compile(
    rf"(?:, |\(|(?P<kin>(?<!\w)(?:ich|vater|mutter|mann|frau|sohn|tochter|oma|opa|tante|onkel|bruder|schwester|kind|enkel\w*),? ))"
    rf"(?P<date>{_OLD_DATE})(?=\)|,|$|(?(kin)\W|[.;]? ?$))",
    re.IGNORECASE,
)
_BESIDE = frozenset([", ", " ", " (", ": ", " - ", ",", " *", " (*", " / ", "; ", "\n"])


def find_births(text: str) -> Iterator[tuple[int, int]]:
    """Yield dates said to be somebody's birth."""
    if not _DATED.search(text):
        return
    for cue in _CUE.finditer(text):
        date = _AFTER_CUE.match(text, cue.end())
        if date:
            yield date.span("date")
    for match in _BY_ITSELF.finditer(text):
        yield match.span("date")
    if _BEFORE_SIGNS.search(text):
        for match in _BEFORE_CUE.finditer(text):
            yield match.span("date")


def find_births_beside(text: str, names: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield dates of long ago that stand beside a name as in a form: `Jana Peters, 09.09.1990`."""
    for match in _LONG_PAST.finditer(text) if names else ():
        for start, end in names:
            if text[end : match.start()] in _BESIDE or text[match.end() : start] in _BESIDE:
                yield match.span()
                break
