"""Forums from a file: all or nothing, twice is once, and every mistake has its place."""

from datetime import UTC, datetime

import pytest

from handlers.deps import Deps
from handlers.forums import actions
from handlers.forums.importing import ForumFileError, Imported, import_file
from handlers.i18n import speaker
from storage.models import Access, ForumKind, ForumScope, ForumState
from tests.forums.conftest import EVERSHAGEN, LICHTENHAGEN, Move

GOOD = """
[[forum]]
title = "Bürgerforum im Rathaus"
scope = "central"
start = "2026-12-03T18:00"
end = "2026-12-03T20:00"
place = "Rathaus Rostock"
address = "Neuer Markt 1"
access = ["interpreter", "step_free"]
agenda = ["Begrüßung", "Gespräch"]
capacity = 120

[[forum]]
title = "Forum Nordwest"
kind = "expert"
scope = "districts"
areas = ["Lichtenhagen"]
districts = ["Evershagen"]
start = 2027-03-28T18:00:00
end = "2027-03-28T20:00+02:00"
place = "Begegnungszentrum"
slug = "nordwest"
announce = true
"""
ONE = """[[forum]]
title = "Ein Forum"
scope = "central"
start = "2026-12-03T18:00"
end = "2026-12-03T20:00"
place = "Rathaus"
"""


async def mistakes(deps: Deps, toml: str | bytes) -> list[str]:
    with pytest.raises(ForumFileError) as refused:
        await import_file(deps, toml.encode() if isinstance(toml, str) else toml, "foren.toml")
    return [speaker("de").say(line) for line in refused.value.lines]


async def test_a_file_becomes_drafts_and_where_asked_announcements(deps: Deps, move_in: Move) -> None:
    await move_in(district=EVERSHAGEN)

    imported = await import_file(deps, GOOD.encode(), "foren.toml")

    assert imported == Imported(("buergerforum-im-rathaus-2026-12-03", "nordwest"), (), ())
    later, sooner = (await actions.list_all(deps, offset=0, limit=10))[1]
    assert (sooner.state, later.state) == (ForumState.DRAFT, ForumState.ANNOUNCED)
    assert sooner.access == (Access.STEP_FREE, Access.INTERPRETER)
    assert (sooner.kind, sooner.scope, sooner.capacity) == (ForumKind.CITIZEN, ForumScope.CENTRAL, 120)
    assert sooner.starts_at == datetime(2026, 12, 3, 17, 0, tzinfo=UTC)
    assert sooner.agenda == "Begrüßung\nGespräch"
    assert later.districts == (LICHTENHAGEN, EVERSHAGEN)
    assert (later.starts_at, later.ends_at) == (
        datetime(2027, 3, 28, 16, 0, tzinfo=UTC),
        datetime(2027, 3, 28, 18, 0, tzinfo=UTC),
    )
    assert [row.waiting for row in await actions.tellings(deps, later.id)] == [1]


async def test_the_same_file_twice_changes_nothing(deps: Deps) -> None:
    await import_file(deps, GOOD.encode(), "foren.toml")
    before = await actions.list_all(deps, offset=0, limit=10)

    again = await import_file(deps, GOOD.encode(), "foren.toml")

    assert again == Imported((), ("buergerforum-im-rathaus-2026-12-03", "nordwest"), ())
    assert await actions.list_all(deps, offset=0, limit=10) == before


async def test_a_forum_that_differs_from_the_file_is_named_and_left_as_it_is(deps: Deps) -> None:
    await import_file(deps, GOOD.encode(), "foren.toml")
    before = await actions.list_all(deps, offset=0, limit=10)

    again = await import_file(deps, GOOD.replace("Begegnungszentrum", "Stadthalle").encode(), "foren.toml")

    assert again.differing == ("nordwest",)
    assert await actions.list_all(deps, offset=0, limit=10) == before


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('title = "Ein Forum"\n', "", "foren.toml, Forum 1, Feld „title“: fehlt"),
        ('"Ein Forum"', '" "', "foren.toml, Forum 1 ( ), Feld „title“: fehlt"),
        ('"Ein Forum"', f'"{"x" * 201}"', f"foren.toml, Forum 1 ({'x' * 60}), Feld „title“: ist länger als 200 Zeichen"),
        ('"Ein Forum"', "7", "foren.toml, Forum 1, Feld „title“: muss ein Text in Anführungszeichen sein"),
        ('"central"', '"zentral"', "@„scope“: muss eines von diesen sein: central, districts"),
        ('"central"', '"districts"', "@„districts“: Bitte wählen Sie die Ortsteile, für die das Forum gedacht ist."),
        ('place = "Rathaus"', "", "@„place“: fehlt"),
        ('"2026-12-03T18:00"', '"3.12.2026"', '@„start“: muss ein Tag mit Uhrzeit sein'),
        ('"2026-12-03T18:00"', "2026-12-03", '@„start“: muss ein Tag mit Uhrzeit sein'),
        ('"2026-12-03T18:00"', '"2027-03-28T02:30"', "@„start“: gibt es nicht, in diesem Augenblick wird die Uhr vorgestellt"),
        ('"2026-12-03T20:00"', '"2026-12-03T17:00"', "@„end“: Das Ende muss nach dem Beginn liegen."),
        ('"Rathaus"', '"Rathaus"\naccess = ["stufenlos"]', "@„access 1“: muss eines von diesen sein: step_free, induction_loop,"),
        ('"Rathaus"', '"Rathaus"\ncapacity = 0', "@„capacity“: muss mindestens 1 sein"),
        ('"Rathaus"', '"Rathaus"\ncapacity = "viele"', "@„capacity“: muss eine ganze Zahl sein"),
        ('"Rathaus"', '"Rathaus"\nslug = "Mein Forum"', "@„slug“: darf nur Kleinbuchstaben, Ziffern und Bindestriche enthalten"),
        ('"Rathaus"', '"Rathaus"\nraum = "1a"', "@„raum“: ist hier nicht bekannt"),
        ('"Rathaus"', '"Rathaus"\nareas = ["Atlantis"]', "@„areas“: „Atlantis“ ist kein Stadtbereich dieser Stadt"),
        ('"Rathaus"', '"Rathaus"\ndistricts = ["Dierkow"]', "@„districts“: „Dierkow“ ist kein Ortsteil dieser Stadt"),
        ('"Rathaus"', '"Rathaus"\ndistricts = ["Evershagen"]', "@„districts“: Ein Forum für die ganze Stadt hat keine Ortsteile."),
        ('"Rathaus"', '"Rathaus"\nannounce = "ja"', "@„announce“: muss true oder false sein"),
        ("[[forum]]", "[[foren]]", "foren.toml, Feld „forum“: fehlt"),
        ("[[forum]]", "[forum]", "foren.toml, Feld „forum“: muss eine Liste in eckigen Klammern sein"),
        ('title = "Ein Forum"', 'title = "Ein', "foren.toml, Zeile 2: das ist kein TOML: "),
    ],
)  # fmt: skip
async def test_a_mistake_names_the_entry_and_the_field(deps: Deps, was: str, becomes: str, said: str) -> None:
    """In `said` "@" stands for the file, the entry and "Feld"."""
    found = await mistakes(deps, ONE.replace(was, becomes, 1))

    assert found[0].startswith(said.replace("@", "foren.toml, Forum 1 (Ein Forum), Feld "))
    assert (await actions.list_all(deps, offset=0, limit=1))[0] == 0


async def test_one_wrong_entry_keeps_the_good_ones_out_too_and_all_mistakes_are_named(deps: Deps) -> None:
    found = await mistakes(deps, ONE + ONE.replace("20:00", "17:00").replace("Ein", "Noch ein") + ONE)

    assert found == [
        "foren.toml, Forum 2 (Noch ein Forum), Feld „end“: Das Ende muss nach dem Beginn liegen.",
        "foren.toml, Forum 3 (Ein Forum), Feld „slug“: „ein-forum-2026-12-03“ steht doppelt da",
    ]
    assert (await actions.list_all(deps, offset=0, limit=1))[0] == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "foren.toml: die Datei ist nicht in UTF-8 gespeichert"),
        (b"#" * 500_001, "foren.toml: die Datei ist größer als 500 kB"),
        (b"", "foren.toml, Feld „forum“: fehlt"),
    ],
)
async def test_a_file_that_is_none_is_refused(deps: Deps, content: bytes, said: str) -> None:
    assert await mistakes(deps, content) == [said]


async def test_a_forum_in_the_past_cannot_be_announced_by_a_file(deps: Deps) -> None:
    found = await mistakes(deps, ONE.replace("2026-12", "2020-12") + "announce = true\n")

    assert found == ["foren.toml, Forum 1 (Ein Forum), Feld „start“: Der Beginn muss in der Zukunft liegen."]


async def test_signs_no_database_keeps_are_taken_out(deps: Deps) -> None:
    await import_file(deps, ONE.replace("Ein Forum", "Ein\\u0000 Forum").encode(), "foren.toml")

    assert (await actions.list_all(deps, offset=0, limit=1))[1][0].title == "Ein Forum"
