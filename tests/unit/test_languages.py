"""Language forms: their plural rules, days, hours and lists, and what is said where words are missing."""

from datetime import UTC, date, datetime, time

import pytest
from babel import Locale

from handlers.i18n import Catalogue, Enumeration, PageAddress, Speaker, phrase, phrases, speaker, verbatim
from handlers.languages import DRAFT, LanguageForm, best, form_of

EVENING = datetime(2026, 12, 3, 17, 0, tzinfo=UTC)


def in_babel(tag: str) -> LanguageForm:
    """Return a form that is not shipped yet, as a folder without a language.toml would make it."""
    return LanguageForm(tag, tag, DRAFT, Locale.parse(tag))


@pytest.mark.parametrize(
    ("tag", "numbers", "forms"),
    [
        ("de", (0, 1, 2), (1, 0, 1)),
        ("en", (0, 1, 2, 11), (1, 0, 1, 1)),
        ("pl", (1, 2, 5, 12, 22, 25), (0, 1, 2, 2, 1, 2)),
        ("uk", (1, 3, 5, 11, 21, 24), (0, 1, 2, 2, 0, 1)),
        ("ru", (1, 4, 0, 14, 101), (0, 1, 2, 2, 0)),
        ("ar", (0, 1, 2, 3, 11, 100, 103), (0, 1, 2, 3, 4, 5, 3)),
        ("vi", (0, 1, 2, 100), (0, 0, 0, 0)),
    ],
)
def test_a_number_takes_the_form_of_its_language(tag: str, numbers: tuple[int, ...], forms: tuple[int, ...]) -> None:
    assert tuple(in_babel(tag).plural_index(n) for n in numbers) == forms


def test_a_catalogue_says_nothing_where_a_plural_form_is_missing() -> None:
    counted = phrases("{n} place", "{n} places")
    polish = Catalogue(in_babel("pl"), {counted.key: ("{n} miejsce", "{n} miejsca", "{n} miejsc")})
    torn = Catalogue(in_babel("pl"), {counted.key: ("{n} miejsce", "{n} miejsca")})

    assert [polish.form_for(counted, n) for n in (1, 3, 7)] == ["{n} miejsce", "{n} miejsca", "{n} miejsc"]
    assert torn.form_for(counted, 1) is None


def test_what_a_language_does_not_say_is_said_in_german_and_never_in_english() -> None:
    for_the_desk = phrases("{n} person", "{n} people")

    assert speaker("de-simple").say(for_the_desk(n=2)) == "2 Personen"
    assert speaker("en").say(for_the_desk(n=2)) == "2 people"


def test_a_language_that_is_not_shipped_is_answered_in_german() -> None:
    assert form_of("tlh").code == "de"
    assert speaker("tlh").say(phrase("Help")) == "Hilfe"


def test_right_to_left_is_known_of_arabic_only() -> None:
    assert (in_babel("ar").direction, in_babel("uk").direction, form_of("de-simple").direction) == ("rtl", "ltr", "ltr")


@pytest.mark.parametrize(
    ("language", "moment", "short", "until"),
    [
        ("de", "Donnerstag, 3. Dezember 2026, 18:00 Uhr", "03.12.2026, 18:00", "20:30 Uhr"),
        ("de-simple", "Donnerstag, 3. Dezember 2026, 18 Uhr", "03.12.2026, 18:00", "20:30 Uhr"),
        ("en", "Thursday, 3 December 2026, 18:00", "3 Dec 2026, 18:00", "20:30"),
    ],
)
def test_days_and_hours_are_said_as_the_language_says_them(language: str, moment: str, short: str, until: str) -> None:
    speaks = speaker(language)

    assert (speaks.moment(EVENING), speaks.short_moment(EVENING), speaks.hour(time(20, 30))) == (moment, short, until)
    assert speaks.day(date(2026, 12, 3)) == {"en": "3 December 2026"}.get(language, "3. Dezember 2026")


def test_numbers_and_lists_are_babels() -> None:
    listed = Enumeration((verbatim("A"), verbatim("B"), verbatim("C")))

    assert [speaker(language).value(12345) for language in ("de", "en")] == ["12.345", "12,345"]
    assert speaker("de").value(listed) == "A, B, C"


@pytest.mark.parametrize(
    ("language", "address"),
    [
        ("de", "https://x.example/foren"),
        ("en", "https://x.example/foren?sprache=en"),
        ("de-simple", "https://x.example/foren?sprache=de-simple"),
    ],
)
def test_our_addresses_open_in_the_language_of_the_reader(language: str, address: str) -> None:
    assert Speaker(language).value(PageAddress("https://x.example/foren")) == address


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("en-GB", "en"), ("EN", "en"), ("de-AT-1996", "de"), ("de-simple", "de-simple"), ("fr", None), ("*", None)],
)
def test_a_tag_finds_the_nearest_offered_one(wanted: str, found: str | None) -> None:
    assert best(wanted, ("de", "de-simple", "en")) == found
