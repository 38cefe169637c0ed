"""Paper cards and table notes from a CSV file: all or nothing, and never twice."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.city.places import DistrictFinder
from handlers.deps import Deps
from handlers.exports import actions as exports
from handlers.exports.files import Format
from handlers.i18n import speaker
from handlers.moderation.cards import CardFileError, CardReader
from handlers.moderation.importing import Imported, import_file
from handlers.pages.growing import Step
from storage.models import Role, Source
from storage.readings.concerns import ConcernFilter, ConcernReading
from tests.desk.conftest import hand_in, person

CARDS = """\ufeffText;Ortsteil;Quelle;Eingang
Am Bahnhof ist es abends sehr dunkel.;Lichtenhagen;Karte;20.11.2026
"Zwischen den Häusern
liegt viel Müll; auch nachts.";;Tischnotiz;2026-11-21T18:30
Auf dem Schulweg fahren alle zu schnell.;;;
"""


async def stored(deps: Deps) -> list[ConcernReading]:
    async with deps.open_reading() as work:
        return [concern async for batch in work.concerns.batches(ConcernFilter(), raw=True) for concern in batch]


async def test_cards_become_concerns(deps: Deps) -> None:
    assert await import_file(deps, CARDS.encode(), Step()) == Imported(3, 0)

    first, second, third = await stored(deps)
    assert first.district is not None and deps.city.district(first.district).name == "Lichtenhagen"
    assert (first.source, first.received_at) == (Source.PAPER, datetime(2026, 11, 19, 23, 0, tzinfo=UTC))
    assert (second.source, second.received_at) == (Source.TABLE_NOTE, datetime(2026, 11, 21, 17, 30, tzinfo=UTC))
    assert second.text == "Zwischen den Häusern\nliegt viel Müll; auch nachts."
    assert (third.source, third.received_at) == (Source.PAPER, deps.now())
    assert "lighting" in {topic.id for topic in first.topics}


async def test_the_same_file_twice_adds_nothing_and_a_longer_one_only_what_is_new(deps: Deps) -> None:
    await import_file(deps, CARDS.encode(), Step())

    assert await import_file(deps, CARDS.encode(), Step()) == Imported(0, 3)
    longer = CARDS + "Auf dem Schulweg fahren alle zu schnell.;;;\n"
    assert await import_file(deps, longer.encode(), Step()) == Imported(1, 3)
    assert len(await stored(deps)) == 4


@pytest.mark.parametrize("separator", [";", ",", "\t"])
async def test_other_separators_are_understood(deps: Deps, separator: str) -> None:
    content = f"Text{separator}Ortsteil\nAm Bahnhof ist es sehr dunkel{separator}Lichtenhagen\n"

    assert await import_file(deps, content.encode(), Step()) == Imported(1, 0)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["Zeile 1, Text: In der ersten Zeile fehlt die Spalte „Text“."]),
        (b"Text\n", ["Zeile 1, Text: Die Datei hat keine Zeilen."]),
        (b"Ortsteil\nDierkow\n", ["Zeile 1, Text: In der ersten Zeile fehlt die Spalte „Text“."]),
        (b"Text;Alter\nx;1\n", ["Zeile 1, Alter: Die Spalte „Alter“ ist nicht bekannt."]),
        (
            "Text\nGut sichtbar\nMüll überall\n".encode("latin-1"),
            ["Zeile 3, Text: Die Datei ist weder eine CSV-Datei in UTF-8 noch eine XLSX-Datei."],
        ),
        (
            b"Text\nEs ist dunkel hier;zu viel\n",
            ["Zeile 2, Text: Diese Zeile hat mehr Felder, als die erste Zeile nennt."],
        ),
        (
            b"Text;Quelle;Eingang;Ortsteil\nEs ist dunkel hier;Fax;gestern;Berlin-Mitte\n;;;\nEs ist hell hier;;01.01.2030;\n",
            [
                "Zeile 2, Ortsteil: Einen Ortsteil „Berlin-Mitte“ gibt es nicht.",
                "Zeile 2, Quelle: „Fax“ ist keine Quelle. Bekannt sind: Telegram, Web-Chat, Karte, Tischnotiz, Telefon, E-Mail.",
                "Zeile 2, Eingang: „gestern“ ist kein Datum wie 03.12.2026 oder 03.12.2026 18:00.",
                "Zeile 4, Eingang: „01.01.2030“ liegt in der Zukunft.",
            ],
        ),
        (b"Text;Ortsteil\nGut lesbarer Text;\n;Lichtenhagen\n", ["Zeile 3, Text: Der Text fehlt."]),
    ],
)
async def test_a_wrong_file_is_refused_whole_with_every_mistake_named(
    deps: Deps, content: bytes, expected: list[str]
) -> None:
    with pytest.raises(CardFileError) as refused:
        await import_file(deps, content, Step())

    assert speaker("de").say(refused.value.sentence).split("\n")[1:] == expected
    assert await stored(deps) == []


async def test_what_is_too_long_for_a_concern_is_said_and_nothing_half_taken(deps: Deps) -> None:
    content = "Text\nEs ist dunkel hier.\nkurz\n" + "x" * 1001 + "\n"

    with pytest.raises(CardFileError) as refused:
        await import_file(deps, content.encode(), Step())

    assert [(mistake.line, mistake.column) for mistake in refused.value.mistakes] == [(3, "Text"), (4, "Text")]
    assert await stored(deps) == []


async def test_an_exported_list_can_be_taken_in_elsewhere(deps: Deps) -> None:
    await hand_in(deps, "=1+1 ist am Bahnhof zu lesen")
    content = await exports.write_bytes(deps, ConcernFilter(), Format.CSV, person(Role.ADMIN))

    assert await import_file(deps, content, Step()) == Imported(1, 0)
    first, second = await stored(deps)
    assert (first.text, first.source) == (second.text, second.source)


@settings(max_examples=200, deadline=None)
@given(
    content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: b"Text\n" + text.encode(errors="replace"))
)
def test_no_bytes_make_the_reader_fail(places: DistrictFinder, content: bytes) -> None:
    try:
        CardReader(places, {}, datetime(2026, 11, 23, tzinfo=UTC)).read(content)
    except CardFileError as refused:
        assert refused.mistakes
