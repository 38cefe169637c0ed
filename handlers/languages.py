"""The language forms this house speaks: each is a folder under locale/, named by its BCP 47 tag."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from babel import Locale

LOCALE_FOLDER = Path(__file__).parent / "locale"
GERMAN, ENGLISH, SIMPLE = "de", "en", "de-simple"
REVIEWED, DRAFT = "reviewed", "draft"
# In the order gettext catalogues keep them; which of them a language tells apart, Babel knows.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# Every rule of CLDR for whole numbers of our size shows all of its forms among these.
SAMPLE = range(201)


@dataclass(frozen=True)
class LanguageForm:
    """One language in one manner of speaking.

    code    BCP 47 tag, the name of its folder
    name    what its own readers call it
    state   REVIEWED or DRAFT
    locale  by which Babel speaks days, hours, numbers and lists
    """

    code: str
    name: str
    state: str
    locale: Locale

    @property
    def draft(self) -> bool:
        """Tell whether nobody has reviewed it yet; then it says so itself."""
        return self.state == DRAFT

    @property
    def lang(self) -> str:
        """Return the value of lang attributes: the language alone, which every screen reader has a voice for."""
        return self.code.partition("-")[0]

    @property
    def direction(self) -> str:
        """Return "ltr" or "rtl"."""
        return str(self.locale.text_direction)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Return the plural categories whole numbers fall into, in the order of the forms in a catalogue."""
        told_apart = {self.locale.plural_form(n) for n in SAMPLE}
        return tuple(category for category in CATEGORIES if category in told_apart)

    def plural_index(self, n: int) -> int:
        """Return which of a sentence's forms is for this number."""
        return self.categories.index(self.locale.plural_form(abs(n)))


@cache
def shipped() -> dict[str, LanguageForm]:
    """Return every language form that has a folder, by its tag."""
    return {folder.name: _read(folder) for folder in sorted(LOCALE_FOLDER.iterdir()) if folder.is_dir()}


def form_of(code: str) -> LanguageForm:
    """Return a language form; German for what is not shipped (any more)."""
    return shipped().get(code) or shipped()[GERMAN]


def best(wanted: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered form for a tag a person's device names, the exact one before its bare language; None for none.

    The same as the lookup of RFC 4647, section 3.4: "en-GB" is answered with "en", "de-simple" never with another language.
    """
    tag = wanted.lower()
    while tag:
        if tag in offered:
            return tag
        tag = tag.rpartition("-")[0]
    return None


def _read(folder: Path) -> LanguageForm:
    """Read language.toml; a folder without one is a draft whose name and rules Babel knows."""
    path = folder / "language.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    locale = Locale.parse(told.get("locale", folder.name.replace("-", "_")))
    name = told.get("name") or _own_name(locale)
    return LanguageForm(folder.name, name, told.get("state", DRAFT), locale)


def _own_name(locale: Locale) -> str:
    """Return the language's name in itself with a capital, as a menu shows it."""
    name = Locale(locale.language).get_display_name() or locale.language
    return name[:1].upper() + name[1:]
