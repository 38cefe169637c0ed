"""The language of a text, told from its script, its letters and its most frequent words."""

from __future__ import annotations

import re

from nlp.stems import words

OTHER_LANGUAGE = "other"

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_UKRAINIAN = re.compile(r"[ґєіїҐЄІЇ]|[а-яА-Я]'[яєюїЯЄЮЇ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_STRANGE = re.compile(r"[\u0370-\u03ff\u0530-\u05ff\u0700-\u1cff\u2c80-\u2dff\u3040-\ud7ff]")
_FAR = re.compile(r"[^\x00-\xff\u2000-\u20cf]")
_POLISH = re.compile(r"[ąćęłńśźżĄĆĘŁŃŚŹŻ]")
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+")

# A text of fewer words tells its language only by its letters.
_FEWEST_WORDS = 4
# So many of the most frequent German words are no accident.
_ENOUGH_WORDS = 4

_FREQUENT = {
    "de": words(
        "der die das und ist ich nicht ein eine einen im am auf mit für wir sie er es den dem zu von bei bitte mehr noch"
        " auch wenn wie aber nur hier da mir mich uns sind hat haben wird kann man soll sollte mein meine kein keine oder"
        " vor nach aus zum zur bin was wer wo ihr"
    ),
    "en": words(
        "the is my i i'm and you he she they there to of for with this that it at on not can't don't are have has been we"
        " our your need someone please from would should be more who what when how do if out no his her a me"
    ),
    "pl": words(
        "nie jest sie się na w z do i to jak czy prosze proszę mam mnie moja moje ktos ktoś przy bez od za po ze co dla"
        " tak wiecej więcej jestem tego tym jego mi"
    ),
    "vi": words(
        "tôi không em có là và cho người một cần thêm ở nhà của các này trong được với anh chị ai gì làm như mà thì"
        " toi khong nguoi mot can nha duoc"
    ),
    OTHER_LANGUAGE: words(
        "le la les est et une dans pour je que el los por con para si un bir ve bu için çok ben var nu este pe cu"
        " sunt il di che sono non per"
    ),
}
_UKRAINIAN_WORDS = words("що це та як хто треба дуже чи або мене ще де з коли нема гарного будь ласка")


def language_of(text: str) -> str:
    """Return de, en, uk, ru, ar, pl, vi, or `other` for a language that is none of them.

    Fewer than four words in Latin letters are taken for German unless a letter tells otherwise.
    """
    if not text.isascii():
        decided = _by_letters(text)
        if decided:
            return decided
    return _by_words(words_of(text))


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORD.findall(text.lower())


def is_frequent(word: str) -> bool:
    """Tell whether a word, in small letters, is one of the most frequent of any language, which says nothing of the matter."""
    return any(word in frequent for frequent in _FREQUENT.values())


def is_surely(text: str) -> bool:
    """Tell whether the language of a text is told by its letters or by enough words, and not only supposed."""
    return len(words_of(text)) >= _FEWEST_WORDS or (not text.isascii() and _by_letters(text) is not None)


def _by_letters(text: str) -> str | None:
    if not _FAR.search(text):
        return None
    latin, cyrillic, arabic, strange = (len(s.findall(text)) for s in (_LATIN, _CYRILLIC, _ARABIC, _STRANGE))
    if strange > max(latin, cyrillic, arabic):
        return OTHER_LANGUAGE
    if cyrillic > max(latin, arabic):
        return _of_cyrillic(text)
    if arabic > latin:
        return "ar"
    if _VIETNAMESE.search(text):
        return "vi"
    return "pl" if _POLISH.search(text) else None


def _of_cyrillic(text: str) -> str:
    if _UKRAINIAN.search(text):
        return "uk"
    if _RUSSIAN.search(text):
        return "ru"
    return "uk" if _UKRAINIAN_WORDS.intersection(words_of(text)) else "ru"


def _by_words(said: list[str]) -> str:
    if len(said) < _FEWEST_WORDS:
        return "de"
    if len(_FREQUENT["de"].intersection(said)) >= _ENOUGH_WORDS:
        return "de"
    counted = _counted(said)
    best = max(counted, key=counted.__getitem__)
    if best == OTHER_LANGUAGE and (counted[best] < 2 or counted["de"]):
        return "de"
    return best


def _counted(spoken: list[str]) -> dict[str, int]:
    said = set(spoken)
    return {language: len(said & frequent) for language, frequent in _FREQUENT.items()}
