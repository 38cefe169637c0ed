"""Speak to people: English sentences are the keys, the catalogues under locale/ hold what is read.

A sentence is a `Phrase`: declared once in a feature's `texts.py` by `phrase(...)`, given its values by calling it, and turned
into words by a `Speaker` at the very end, when the language of the reader is known. What a language has no words for is said
in German.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_datetime_format
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from handlers.languages import ENGLISH, GERMAN, LOCALE_FOLDER, SIMPLE, LanguageForm, form_of
from handlers.signs import Spoken, plain

BERLIN = ZoneInfo("Europe/Berlin")
# Hours and minutes as clocks show them in Germany, whatever the language.
WALL_CLOCK = "Hm"
LANGUAGE_PARAMETER = "sprache"
ISOLATED = "\u2068{}\u2069"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One whole sentence (or a few) and the values in its {places}.

    key     English, unique in the house; `plural` is the English for any other number than one, chosen by the value "n".
    values  pairs (place, value); a Phrase as value is spoken first; moments are spoken in Berlin wall-clock time, and a
            PageAddress opens in the reader's language.
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
    """Several phrases as one value of another, spoken as the language lists things, or with what fits their place."""

    items: tuple[Phrase, ...]
    between: str | None = None


@dataclass(frozen=True, slots=True)
class PageAddress:
    """The address of one of our own pages: for who reads another language than German it names that language."""

    url: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one language form, from all `.po` files of its folder."""

    form: LanguageForm
    sentences: Mapping[str, tuple[str, ...]]

    def form_for(self, spoken: Phrase, n: int) -> str | None:
        """Return the sentence for this number, None where it is not translated in all its forms."""
        forms = self.sentences.get(spoken.key, ())
        if spoken.plural is None:
            return forms[0] if forms else None
        return forms[self.form.plural_index(n)] if len(forms) == len(self.form.categories) else None


@cache
def catalogue(language: str) -> Catalogue:
    """Read the catalogues of a language form; a sentence marked as fuzzy waits for a look and counts as not translated."""
    form = form_of(language)
    sentences: dict[str, tuple[str, ...]] = {}
    for path in sorted((LOCALE_FOLDER / form.code).glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=str(form.locale)):
                if not entry.id or not entry.string or entry.fuzzy:
                    continue
                key = entry.id[0] if isinstance(entry.id, list | tuple) else entry.id
                forms = entry.string if isinstance(entry.string, list | tuple) else (entry.string,)
                sentences[key] = tuple(words for words in forms if words)
    return Catalogue(form, sentences)


class Speaker:
    """Turns phrases and moments into words of one language."""

    def __init__(self, language: str) -> None:
        self.form = form_of(language)
        self._locale = self.form.locale
        self._catalogues = tuple(map(catalogue, () if self.form.code == ENGLISH else (self.form.code, GERMAN)))

    def say(self, spoken: Phrase) -> Spoken:
        """Return the words of a phrase; of the data in it only what can be seen."""
        values = dict(spoken.values)
        if spoken.key == "{words}":
            return Spoken(plain(str(values["words"])))
        n = values.get("n", 1)
        sentence = self._sentence(spoken, n if isinstance(n, int) else 1)
        return Spoken(
            sentence.format_map({place: self._placed(value) for place, value in values.items()}) if values else sentence
        )

    def _sentence(self, spoken: Phrase, n: int) -> str:
        """Return the words with their places still open: translated, else in German; English speaks its keys."""
        for known in self._catalogues:
            words = known.form_for(spoken, n)
            if words is not None:
                return words if known.form is self.form else self._isolated(words)
        return spoken.key if spoken.plural is None or n == 1 else spoken.plural

    def _placed(self, value: object) -> str:
        """Return a value as it stands in a sentence; data in Latin letters does not upset a sentence read from right to left."""
        words = self.value(value)
        return self._isolated(plain(words)) if isinstance(value, str) and "://" not in words else words

    def _isolated(self, words: str) -> str:
        """Return words that run from left to right so that a text from right to left closes around them."""
        if self.form.direction == "ltr":
            return words
        return "\n".join(ISOLATED.format(line) for line in words.split("\n"))

    def join(self, spoken: Iterable[Phrase], between: str = "\n\n") -> Spoken:
        """Return several phrases as paragraphs; empty ones are left out."""
        return Spoken(between.join(words for words in map(self.say, spoken) if words))

    def value(self, value: object) -> str:
        """Speak one value: phrases in words, moments as Berlin wall-clock time, numbers in the manner of the language."""
        match value:
            case Phrase():
                return self.say(value)
            case Enumeration(items=items, between=None):
                return self.listed(map(self.say, items))
            case Enumeration(items=items, between=str() as between):
                return self.join(items, between)
            case PageAddress():
                return self.address(value)
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case time():
                return self.hour(value)
            case bool():
                return str(value)
            case int() | float():
                return str(format_decimal(value, locale=self._locale))
        return str(value)

    def listed(self, items: Iterable[str]) -> str:
        """Return several words as one, with between them what the language puts between the members of a list."""
        between = str(self._locale.list_patterns["standard"]["middle"]).format("", "")
        return between.join(words for words in items if words)

    def address(self, page: PageAddress) -> str:
        """Return the address under which a page opens in this language."""
        if self.form.code == GERMAN:
            return page.url
        return f"{page.url}{'&' if '?' in page.url else '?'}{LANGUAGE_PARAMETER}={self.form.code}"

    def moment(self, at: datetime) -> str:
        """Return e.g. 'Donnerstag, 3. Dezember 2026, 18:00 Uhr'."""
        day = format_date(at.astimezone(BERLIN).date(), format="full", locale=self._locale)
        return self._of_day(day, self.clock(at))

    def short_moment(self, at: datetime) -> str:
        """Return e.g. '03.12.2026, 18:00'."""
        local = at.astimezone(BERLIN)
        return self._of_day(self.short_day(local.date()), self._hour(local.time()))

    def day(self, on: date) -> str:
        """Return e.g. '3. Dezember 2026'."""
        return format_date(on, format="long", locale=self._locale)

    def short_day(self, on: date) -> str:
        """Return e.g. '03.12.2026'."""
        return format_date(on, format="medium", locale=self._locale)

    def clock(self, at: datetime) -> str:
        """Return e.g. '18:00 Uhr'."""
        return self.hour(at.astimezone(BERLIN).time())

    def hour(self, wall: time) -> str:
        """Return a time of the wall clock, e.g. '18:00 Uhr', in Leichte Sprache '18 Uhr'."""
        if self.form.lang != GERMAN:
            return self._hour(wall)
        full = self.form.code == SIMPLE and wall.minute == 0
        return f"{wall.hour if full else self._hour(wall)} Uhr"

    def _hour(self, wall: time) -> str:
        # Babel would take a bare time for one of its own clock's zone.
        return format_skeleton(WALL_CLOCK, datetime.combine(date.min, wall), locale=self._locale)

    def _of_day(self, day: str, hour: str) -> str:
        return str(get_datetime_format("medium", locale=self._locale)).format(hour, day)


@cache
def speaker(language: str) -> Speaker:
    """Return the speaker of a language; the catalogues are read once."""
    return Speaker(language)
