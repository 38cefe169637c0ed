"""Whoever has themselves erased leaves none of their words behind: not in a row, not in a freed page, not in a log file."""

import io
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.dialog import DIALOG
from bot.journal import FileJournal
from handlers.channels.inbound import Inbound
from handlers.channels.intake import take_in
from handlers.concerns import actions as concerns
from handlers.concerns import correcting
from handlers.concerns import jobs as concern_jobs
from handlers.consideration import deciding, joining, objecting
from handlers.deps import Deps
from handlers.dialog.turn import Said
from handlers.exports import actions as exports
from handlers.exports.files import Format
from handlers.residents import actions as residents
from handlers.surveys import actions as surveys
from handlers.surveys import answering
from handlers.surveys.answering import Spot
from storage.database import Database
from storage.models import Channel, Outcome, Source, metadata
from storage.readings.concerns import ConcernReading
from tests.consideration.people import decision, hand_in, moderator, passage_ids
from tests.desk.test_troubles import fail_until_set_aside
from tests.factories import StandingClock
from tests.talking import Talker

ADDRESS = "adresse-unverkennbar-4711"
CONCERN, DECIDED, JOINED, DRAFT = "Xylophonkiste", "Greifenklaue", "Schnabeltasse", "Quastenflosser"
OBJECTION, ASIDE, ANSWER, SAID, POISON = (
    "Wolpertinger",
    "Zwiebelfisch",
    "Mondkalbweide",
    "Basiliskenhof",
    "Klabauterschrank",
)
READABLE = (CONCERN, DECIDED, JOINED, DRAFT, OBJECTION, ASIDE, ANSWER, SAID)
ENCRYPTED = (POISON, ADDRESS)
SURVEY = """
id = "klein"
title = "Kleine Umfrage"
intro = "Eine Frage."
closes = 2026-12-31

[[question]]
id = "anliegen"
type = "text"
text = "Was ist am dringendsten?"
"""


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything any logger says during a test."""
    into = io.StringIO()
    listening = logging.StreamHandler(into)
    logging.getLogger().addHandler(listening)
    yield into
    logging.getLogger().removeHandler(listening)


async def dump(database: Database) -> str:
    """Return everything that can be read of a database: the bytes of its files, or every row of every table as text."""
    if database.is_sqlite:
        await database.fold_log()
        path = Path(database.engine.url.database or "")
        files = [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]
        return "".join(file.read_bytes().decode("latin-1") for file in files if file.exists())
    async with database.engine.connect() as connection:
        rows = [
            row[0]
            for table in metadata.sorted_tables
            for row in await connection.execute(text(f'SELECT t::text FROM "{table.name}" t'))  # noqa: S608  (our own tables)
        ]
    return "\n".join(rows)


def bytes_under(folder: Path) -> str:
    """Return all that stands in the files of a folder: database, journal and exports."""
    return "".join(file.read_bytes().decode("latin-1") for file in folder.rglob("*") if file.is_file())


def found(words: tuple[str, ...], where: str) -> list[str]:
    return [word for word in words if word in where]


async def decided(deps: Deps, concern: ConcernReading) -> None:
    [passage] = await passage_ids(deps, concern)
    await deciding.decide(
        deps, await moderator(deps, concern.number), concern.number, passage, decision(Outcome.PARTLY)
    )


async def write_everywhere(deps: Deps, database: Database, who: Talker) -> None:
    """Let a resident put an unmistakable word into every place that takes words."""
    await who.commands("start")
    await who.presses("Einverstanden, los geht’s")
    resident_id = await who.resident_id()
    await who.hands_in(f"Am Doberaner Platz steht abends eine {CONCERN} im Weg.")
    to_decide = await hand_in(deps, f"In Schmarl fehlt an der Kreuzung eine {DECIDED}.", resident_id)
    await decided(deps, to_decide)
    await objecting.object_to(deps, resident_id, to_decide.id, f"Der {OBJECTION} wurde übersehen.")
    lead, follower = await hand_in(deps), await hand_in(deps, f"Dort hängt eine {JOINED} am Mast.", resident_id)
    await joining.join(deps, await moderator(deps, "Cem"), lead.number, [follower.number])
    await concerns.set_aside(
        deps, resident_id=resident_id, reading=await deps.read(f"Ihr seid ein {ASIDE}"), source=Source.WEB
    )
    imported = await surveys.import_file(deps, SURVEY.encode(), "klein.toml")
    await answering.start(deps, resident_id, Spot(imported.survey_id, 0), district=None)
    await answering.answer(deps, resident_id, Spot(imported.survey_id, 0), f"Die {ANSWER} an der Ecke.")
    said = Inbound(who.channel, 900_001, who.address, Said("Hallo"), said=f"Hallo vom {SAID}")
    await take_in(deps, DIALOG, said)
    poison = Inbound(who.channel, 900_002, who.address, Said(f"Am Bahnhof steht ein {POISON}."))
    await fail_until_set_aside(deps, database, poison)
    await who.says(f"Auf dem Weg zur Schule liegt ein {DRAFT} und versperrt ihn.")
    await concern_jobs.read_meanings(deps)


async def test_no_word_of_a_resident_is_left_after_erasing(
    database: Database,
    deps: Deps,
    talker: Callable[..., Talker],
    clock: StandingClock,
    journal: FileJournal,
    logged: io.StringIO,
    tmp_path: Path,
) -> None:
    who: Talker = talker(Channel.WEB)
    who.address = ADDRESS
    journal.begin()
    await write_everywhere(deps, database, who)
    before = await dump(database)
    assert found(READABLE, before) == list(READABLE)

    await who.commands("loeschen")
    await who.presses("Alles löschen")
    clock.advance(timedelta(days=31))
    await residents.purge_erased(deps)
    await residents.forget_conversations(deps)

    after = await dump(database)
    assert found((*READABLE, *ENCRYPTED), after) == []
    for kind in (Format.CSV, Format.JSON):
        await exports.write_file(deps, tmp_path / f"liste.{kind}", None, kind, "law")
    assert found((*READABLE, *ENCRYPTED), bytes_under(tmp_path) + logged.getvalue()) == []
    async with deps.open_reading() as work:
        assert sum((await work.concerns.count_by_outcome()).values()) == 4


async def test_a_corrected_text_takes_the_place_of_the_old_one_everywhere(
    database: Database, deps: Deps, known: Talker
) -> None:
    await known.hands_in(f"Am Doberaner Platz steht abends eine {CONCERN} im Weg.")
    async with deps.open_reading() as work:
        [concern] = await work.concerns.all_of_for_update(await known.resident_id())
    new = await deps.read(f"In Schmarl steht abends eine {DECIDED} im Weg.")

    await correcting.correct(deps, await known.resident_id(), concern.id, new)
    await database.fold_log()

    async with deps.open_reading() as work:
        texts = {
            table: await connection_text(database, table) for table in ("concern", "concern_text", "concern_meaning")
        }
        history = [event.act for event in await work.concerns.history(concern.id)]
    assert found((CONCERN,), "".join(texts.values())) == []
    assert DECIDED in texts["concern"] and DECIDED in texts["concern_text"]
    assert history == ["submitted", "text_corrected"]


async def connection_text(database: Database, table: str) -> str:
    """Return every row of a table as text."""
    async with database.engine.connect() as connection:
        return str((await connection.execute(text(f"SELECT * FROM {table}"))).all())  # noqa: S608  (our own tables)
