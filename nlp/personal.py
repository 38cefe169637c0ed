"""Personal data in a text, and the text without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from nlp.addresses import find_emails, find_urls
from nlp.births import find_births, find_births_beside
from nlp.folding import Aligned
from nlp.handles import find_handles
from nlp.name_tokens import Token
from nlp.names import find_names
from nlp.numbers import find_ibans, find_phones, find_spoken_phones
from nlp.plates import find_plates
from nlp.results import PersonalSpan, Span

Finder = Callable[[str], Iterator[tuple[int, int]]]

_WORDS = {
    "PHONE": "[Telefonnummer]",
    "EMAIL": "[E-Mail-Adresse]",
    "ADDRESS": "[Adresse]",
    "PLATE": "[Kennzeichen]",
    "IBAN": "[Kontonummer]",
    "NAME": "[Name]",
    "DOB": "[Geburtsdatum]",
    "URL": "[Internetadresse]",
    "HANDLE": "[Nutzername]",
}
# Where two overlap the earlier kind wins: the digits of a bank account are no telephone number.
_ALWAYS: tuple[tuple[str, Finder], ...] = (
    ("URL", find_urls),
    ("EMAIL", find_emails),
    ("HANDLE", find_handles),
    ("PHONE", find_spoken_phones),
    ("DOB", find_births),
)
_WITH_DIGITS: tuple[tuple[str, Finder], ...] = (
    ("IBAN", find_ibans),
    ("PHONE", find_phones),
    ("PLATE", find_plates),
)
_DIGIT = re.compile(r"\d")


def find_personal(
    surface: Aligned, addresses: Sequence[Span], places: Sequence[Span] = (), words: Sequence[Token] | None = None
) -> tuple[PersonalSpan, ...]:
    """Return the personal data of a text in reading order, none overlapping.

    addresses  streets with their house number, as the gazetteer found them.
    places     streets and places, in which no word is the name of a person.
    words      those of the surface, where they are known already.
    """
    kept: list[PersonalSpan] = []
    for span, label in _candidates(surface, addresses):
        _keep(kept, span, label)
    masked = [surface.range_of(span) for span in (*places, *(found.span for found in kept))]
    for start, end in find_names(surface.text, masked, words):
        _keep(kept, surface.span(start, end), "NAME")
    if _DIGIT.search(surface.text):
        names = [surface.range_of(found.span) for found in kept if found.label == "NAME"]
        for start, end in find_births_beside(surface.text, names):
            _keep(kept, surface.span(start, end), "DOB")
    return tuple(sorted(kept, key=lambda found: found.span))


def redact(text: str, personal: Iterable[PersonalSpan]) -> str:
    """Return the text with each span, in reading order, replaced by a German word in brackets."""
    parts: list[str] = []
    position = 0
    for found in personal:
        parts += (text[position : found.span.start], _WORDS[found.label])
        position = found.span.end
    return "".join((*parts, text[position:]))


def _keep(kept: list[PersonalSpan], span: Span, label: str) -> None:
    if not any(span.overlaps(other.span) for other in kept):
        kept.append(PersonalSpan(span, label))


def _candidates(surface: Aligned, addresses: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    text = surface.text
    has_digits = _DIGIT.search(text) is not None
    for label, finder in (
        *(_WITH_DIGITS[:1] if has_digits else ()),
        *_ALWAYS,
        *(_WITH_DIGITS[1:] if has_digits else ()),
    ):
        for start, end in finder(text):
            yield surface.span(start, end), label
    for address in addresses:
        yield address, "ADDRESS"
