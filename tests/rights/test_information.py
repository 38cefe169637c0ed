"""Who asks gets everything that is stored about them, and nothing about anybody else."""

import json
from typing import Any

import pytest

from bot.wiring import PRODUCERS
from handlers.consideration import deciding
from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.message import Enclosure
from handlers.privacy.texts import KINDS
from storage.models import Channel, Outcome, metadata
from storage.readings.concerns import ConcernFilter
from tests.consideration.people import decision, moderator, passage_ids
from tests.talking import Talker

# Tables that hang on a concern but say nothing about its author.
ABOUT_NOBODY = {"seen_update"}


async def information(deps: Deps, talk: Talker) -> dict[str, Any]:
    *_, last = await talk.commands("auskunft")
    enclosure: Enclosure | None = last.enclosure
    assert enclosure is not None and enclosure.name == "auskunft-2026-11-23.json"
    loaded: dict[str, Any] = json.loads(await PRODUCERS[enclosure.producer](deps, enclosure.arguments))
    return loaded


def test_every_table_that_leads_to_a_resident_is_part_of_it() -> None:
    reached, before = {"resident"}, set[str]()
    while reached != before:
        before = set(reached)
        for table in metadata.sorted_tables:
            keys = {key.column.table.name for key in table.foreign_keys}
            # A person of the desk, a plan or a message is no way back to an author.
            if keys & (reached - {"moderator", "outgoing"}):
                reached.add(table.name)

    assert reached - ABOUT_NOBODY == set(KINDS)


async def test_all_that_one_wrote_is_in_the_file(deps: Deps, known: Talker) -> None:
    await known.hands_in("Am Doberaner Platz ist es abends dunkel. Rückruf unter 0381 4567890.")
    await known.says("Am Bahnhof fahren die Räder zu schnell über den Gehweg.")

    file = await information(deps, known)

    stored = file["stored"]
    assert [row["text"] for row in stored["concern_text"]] == [
        "Am Doberaner Platz ist es abends dunkel. Rückruf unter 0381 4567890."
    ]
    assert stored["open_question"][0]["draft"]["text"].startswith("Am Bahnhof")
    assert (stored["identity"][0]["channel"], stored["identity"][0]["sealed"]) == ("telegram", known.address)
    assert [row["act"] for row in stored["ledger_entry"]] == ["submitted"]
    assert set(file["meaning"]) == set(stored)


async def test_nobody_at_the_desk_and_no_other_resident_is_named(deps: Deps, known: Talker, talker: Any) -> None:
    other: Talker = talker(Channel.WEB)
    await other.commands("start")
    await other.presses("Einverstanden, los geht’s")
    await other.hands_in("In Schmarl fehlt am Spielplatz eine Laterne.")
    await known.hands_in("Am Doberaner Platz ist es abends dunkel.")
    async with deps.open_reading() as work:
        [concern] = [
            one for one in await work.concerns.page(ConcernFilter(), offset=0, limit=9) if "Doberaner" in one.text
        ]
    [passage] = await passage_ids(deps, concern)
    await deciding.decide(deps, await moderator(deps), concern.number, passage, decision(Outcome.PARTLY))

    file = await information(deps, known)

    words = json.dumps(file)
    assert "Schmarl" not in words and str(await other.resident_id()) not in words
    assert "Ada" not in words and "moderator:" not in words and "proposed_by" not in words
    assert [row["actor"] for row in file["stored"]["ledger_entry"]] == ["resident", "desk"]
    assert file["stored"]["consideration"][0]["words"].startswith("Wir haben das")


async def test_who_was_erased_meanwhile_gets_no_file(deps: Deps, known: Talker) -> None:
    *_, last = await known.commands("auskunft")
    assert last.enclosure is not None
    async with deps.open_work() as work:
        await work.residents.erase(await known.resident_id())

    with pytest.raises(NotFoundError):
        await PRODUCERS[last.enclosure.producer](deps, last.enclosure.arguments)


async def test_before_erasing_one_sees_what_goes_and_what_stays(deps: Deps, known: Talker) -> None:
    await known.hands_in("Am Doberaner Platz ist es abends dunkel.")

    [asked] = await known.commands("loeschen")

    assert "bei „Alles löschen“: der Text von 1 Anliegen" in asked.text
    assert "von 1 Anliegen: Nummer, Tag, Ort, Themen, Ergebnis" in asked.text
    assert "In schon veröffentlichten Berichten kann ein Zitat aus Ihrem Text stehen" in asked.text
    assert "400 Tage lang: eine Zufallszahl" in asked.text and "Umfrage" not in asked.text
