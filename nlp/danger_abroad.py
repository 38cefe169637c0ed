"""Danger told in a language other than German: each language's wordings, and what takes them back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nlp import danger_arabic, danger_english, danger_polish, danger_russian, danger_ukrainian, danger_vietnamese
from nlp.danger import SUICIDE
from nlp.script import likely_languages

_SENTENCE_END = re.compile(r"(?<=[.!?;…؟؛])\s+")
_VOWEL_SIGNS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
_ARABIC_ALIKE = str.maketrans("أإآٱىةؤئ", "ااااي" + "هوي")
_POLISH_PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")


@dataclass(frozen=True, slots=True)
class Tongue:
    """How danger is told in one language.

    plain     brings text and patterns to the form in which they are compared.
    tamed     what says that it is over, thought of or seen in a film; `now` takes that back.
    """

    plain: Callable[[str], str]
    wordings: tuple[tuple[str, re.Pattern[str]], ...]
    tamed: re.Pattern[str]
    now: re.Pattern[str]

    def raised(self, text: str) -> Iterator[str]:
        """Yield the alarms that a text in lower case calls for."""
        for sentence in _SENTENCE_END.split(self.plain(text)):
            told = self.tamed.search(sentence) is not None and not self.now.search(sentence)
            for alarm, wording in self.wordings:
                if (alarm == SUICIDE or not told) and wording.search(sentence):
                    yield alarm


def raised_abroad(text: str, language: str) -> set[str]:
    """Return the alarms that a text, told to be of this language, calls for in any language but German."""
    small = text.lower()
    return {alarm for likely in likely_languages(text, language) for alarm in _tongue(likely, small).raised(small)}


def _tongue(language: str, text: str) -> Tongue:
    return _VIETNAMESE_WITHOUT_SIGNS if language == "vi" and text.isascii() else _TONGUES[language]


def _as_is(text: str) -> str:
    return text


def _without_io(text: str) -> str:
    return text.replace("ё", "е")


def _arabic(text: str) -> str:
    return _VOWEL_SIGNS.sub("", text).translate(_ARABIC_ALIKE)


def _polish(text: str) -> str:
    return text.translate(_POLISH_PLAIN)


def _ascii(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def _build(plain: Callable[[str], str], wordings: Iterable[tuple[str, str]], tamed: str, now: str) -> Tongue:
    return Tongue(
        plain,
        tuple((alarm, re.compile(plain(wording))) for alarm, wording in wordings),
        re.compile(plain(tamed)),
        re.compile(plain(now)),
    )


_TONGUES = {
    "en": _build(_as_is, danger_english.WORDINGS, danger_english.TAMED, danger_english.NOW),
    "uk": _build(_as_is, danger_ukrainian.WORDINGS, danger_ukrainian.TAMED, danger_ukrainian.NOW),
    "ru": _build(_without_io, danger_russian.WORDINGS, danger_russian.TAMED, danger_russian.NOW),
    "ar": _build(_arabic, danger_arabic.WORDINGS, danger_arabic.TAMED, danger_arabic.NOW),
    "pl": _build(_polish, danger_polish.WORDINGS, danger_polish.TAMED, danger_polish.NOW),
    "vi": _build(_as_is, danger_vietnamese.WORDINGS, danger_vietnamese.TAMED, danger_vietnamese.NOW),
}
_VIETNAMESE_WITHOUT_SIGNS = _build(_ascii, danger_vietnamese.WORDINGS, danger_vietnamese.TAMED, danger_vietnamese.NOW)
