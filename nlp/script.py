"""The language of a text, told from its script."""

from __future__ import annotations

import re

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_UKRAINIAN = re.compile(r"[ґєіїҐЄІЇ]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def language_of(text: str) -> str:
    """Return uk, ru or ar where most letters are of that script, otherwise de."""
    if text.isascii():
        return "de"
    latin, cyrillic, arabic = (len(script.findall(text)) for script in (_LATIN, _CYRILLIC, _ARABIC))
    if cyrillic > max(latin, arabic):
        return "uk" if _UKRAINIAN.search(text) else "ru"
    return "ar" if arabic > latin else "de"
