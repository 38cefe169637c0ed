"""Speak to people: English sentences are the keys, the catalogues under locale/ hold what is read.

A sentence is a `Phrase`: declared once in a feature's `texts.py` by `phrase(...)`, given its values by calling it, and turned
into words by a `Speaker` at the very end, when the language of the reader is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALE_FOLDER = Path(__file__).parent / "locale"
BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One whole sentence (or a few) and the values in its {places}.

    key     English, unique in the house; `plural` is the English for any other number than one, chosen by the value "n".
    values  pairs (place, value); a Phrase as value is spoken first; moments are spoken in Berlin wall-clock time.
    """

    key: str
    plural: str | None = None
    values: tuple[tuple[str, object], ...] = ()

    def __call__(self, **values: object) -> "Phrase":
        """Return the same sentence with these values bound."""
        return replace(self, values=(*self.values, *values.items()))


def phrase(key: str) -> Phrase:
    """Declare a sentence. Its German must stand in a catalogue; a test of the house sees to it."""
    return Phrase(key)


def phrases(one: str, many: str) -> Phrase:
    """Declare a sentence with a form for n = 1 and a form for every other n."""
    return Phrase(one, many)


def verbatim(words: str) -> Phrase:
    """Wrap words that are data already in the reader's language (a title, a concern's text), to be spoken as they are."""
    return Phrase("{words}", None, (("words", words),))


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Several phrases as one value of another, spoken with commas between them, or with what fits their place."""

    items: tuple[Phrase, ...]
    between: str = ", "


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one language, from all `.po` files of its folder."""

    language: str
    sentences: Mapping[str, tuple[str, ...]]

    def form_of(self, spoken: Phrase, n: int) -> str:
        """Return the sentence for this number, or the English key where no translation is known."""
        forms = self.sentences.get(spoken.key, ())
        index = 0 if spoken.plural is None or n == 1 else 1
        if index < len(forms):
            return forms[index]
        return spoken.key if index == 0 or spoken.plural is None else spoken.plural


@cache
def catalogue(language: str) -> Catalogue:
    """Read the catalogues of a language; English has none, its keys are its sentences."""
    sentences: dict[str, tuple[str, ...]] = {}
    for path in sorted((LOCALE_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=language):
                if not entry.id or not entry.string:
                    continue
                key = entry.id[0] if isinstance(entry.id, list | tuple) else entry.id
                forms = entry.string if isinstance(entry.string, list | tuple) else (entry.string,)
                sentences[key] = tuple(form for form in forms if form)
    return Catalogue(language, sentences)


class Speaker:
    """Turns phrases and moments into words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = catalogue(language)

    def say(self, spoken: Phrase) -> str:
        """Return the words of a phrase."""
        values = dict(spoken.values)
        if spoken.key == "{words}":
            return str(values["words"])
        n = values.get("n", 1)
        sentence = self._catalogue.form_of(spoken, n if isinstance(n, int) else 1)
        return (
            sentence.format_map({place: self.value(value) for place, value in values.items()}) if values else sentence
        )

    def join(self, spoken: Iterable[Phrase], between: str = "\n\n") -> str:
        """Return several phrases as paragraphs; empty ones are left out."""
        return between.join(words for words in map(self.say, spoken) if words)

    def value(self, value: object) -> str:
        """Speak one value: phrases in words, moments as Berlin wall-clock time, numbers in the manner of the language."""
        match value:
            case Phrase():
                return self.say(value)
            case Enumeration(items=items, between=between):
                return self.join(items, between)
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case time():
                return self.hour(value)
            case bool():
                return str(value)
            case int():
                return str(value)
            case float():
                return str(format_decimal(value, locale=self.language))
        return str(value)

    def moment(self, at: datetime) -> str:
        """Return e.g. 'Donnerstag, 3. Dezember 2026, 18:00 Uhr'."""
        local = at.astimezone(BERLIN)
        day = format_date(local.date(), format="full", locale=self.language)
        return f"{day}, {self.clock(at)}"

    def short_moment(self, at: datetime) -> str:
        """Return e.g. '03.12.2026, 18:00'."""
        return format_datetime(at.astimezone(BERLIN), "dd.MM.yyyy, HH:mm", locale=self.language)

    def day(self, on: date) -> str:
        """Return e.g. '3. Dezember 2026'."""
        return format_date(on, format="long", locale=self.language)

    def short_day(self, on: date) -> str:
        """Return e.g. '03.12.2026'."""
        return format_date(on, "dd.MM.yyyy", locale=self.language)

    def clock(self, at: datetime) -> str:
        """Return e.g. '18:00 Uhr'."""
        return self.hour(at.astimezone(BERLIN).time())

    def hour(self, wall: time) -> str:
        """Return a time of the wall clock, e.g. '18:00 Uhr'."""
        hour = format_time(wall, "HH:mm", locale=self.language)
        return f"{hour} Uhr" if self.language.startswith("de") else hour


@cache
def speaker(language: str) -> Speaker:
    """Return the speaker of a language; the catalogues are read once."""
    return Speaker(language)
