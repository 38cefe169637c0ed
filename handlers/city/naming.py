"""How a place name is folded, so that spelling, umlauts, hyphens and spaces make no difference."""

import re
import unicodedata

# Words around a name that do not belong to it: "Ich wohne im OT Lichtenhagen".
_FILLER = re.compile(
    r"ot|ortsteil|stadtteil|stadt|seebad|rostock|hro|in|im|aus|der|die|das|den|dem|bei|am|an|zu|ich|wir"
    r"|wohne|wohnen|lebe|leben|bin|komme|von|hier|mein|meinem|unser|unserem|ist|ja|bitte|danke"
)
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f]")
_WRITTEN_UMLAUT = re.compile(r"([aou])e")
_STREET = re.compile(r"stra(?:ss|s)e\b|str\b\.?")


def fold(text: str) -> str:
    """Return the key under which a name is looked up: ä = ae = a, ß = ss, Straße = Str., nothing but letters and digits.

    "Groß-Klein", "gross klein" and "GROSSKLEIN" all give "grossklein".
    """
    return "".join(_WORD.findall(_plain(text)))


def name_words(text: str) -> list[str]:
    """Return the folded words of what was typed, without the words that usually surround a place name."""
    return [word for word in _WORD.findall(_plain(text)) if not _FILLER.fullmatch(word)]


def _plain(text: str) -> str:
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _WRITTEN_UMLAUT.sub(r"\1", _STREET.sub("str", bare))
