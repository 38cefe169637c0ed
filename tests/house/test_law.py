"""The drafts for the city's lawyers say what the code does: every table, every term, every measure."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table

from bot.schedule import JOBS
from handlers.accounts import slowing
from handlers.accounts.actions import LINK_LASTS
from handlers.pages.sessions import DEVICE, HALF_WAY
from storage.models import Answer, Resident, metadata
from storage.repositories.personal import OF_CONCERN, OF_PASSAGE, OF_RESIDENT
from tests.house.sources import ROOT, in_backticks, listed, rows

LAW = ROOT / "docs" / "recht"
DOCUMENTS = sorted(LAW.glob("*.md"))
FOR_THE_CITY, FOR_THE_OFFICER = "[von der Stadt einzutragen]", "[vom Datenschutz zu bestätigen]"
UNITS = {"Tag": timedelta(days=1), "Stunde": timedelta(hours=1), "Minute": timedelta(minutes=1)}
ENGLISH_UNITS = {"day": "Tag", "hour": "Stunde", "minute": "Minute"}


def read(name: str) -> str:
    return (LAW / name).read_text(encoding="utf-8")


def term_of(words: str) -> timedelta:
    """Read e.g. 30 Tage, or 30 days."""
    found = re.match(r"(\d+) (day|hour|minute|Tag|Stunde|Minute)", words)
    assert found is not None, words
    return int(found[1]) * UNITS[ENGLISH_UNITS.get(found[2], found[2])]


def test_every_table_of_the_database_is_in_the_record_or_named_as_one_without_people() -> None:
    record, _, apart = read("verzeichnis.md").partition("## Tabellen ohne Angaben über Menschen")
    of_people = [
        name for row in re.findall(r"^\| Tabellen \| (.+) \|$", record, re.MULTILINE) for name in in_backticks(row)
    ]
    of_nobody = in_backticks(apart)
    assert sorted(of_people + of_nobody) == sorted(metadata.tables)
    missing = _names_of_personal() - set(of_people)
    assert not missing, listed(missing)


def _names_of_personal() -> set[str]:
    tables = (Resident, Answer, *OF_RESIDENT, *OF_CONCERN, *OF_PASSAGE)
    return {table.__table__.name for table in tables if isinstance(getattr(table, "__table__", None), Table)}  # type: ignore[attr-defined]  # SQLModel hides it


def test_what_the_clock_erases_is_what_the_english_page_says() -> None:
    german = {
        in_backticks(kind)[0]: (term_of(kept), *in_backticks(job))
        for _, kind, kept, job in rows("recht/loeschkonzept.md", "Was die Uhr löscht")
    }
    english = {
        in_backticks(kind)[0]: (term_of(kept), *in_backticks(job))
        for _, kind, kept, job in rows("retention.md", "Erased by the clock")
    }
    assert german == english


def test_what_ends_by_itself_is_what_the_english_page_says() -> None:
    german = {
        in_backticks(name)[0]: term_of(kept) for name, kept, _ in rows("recht/loeschkonzept.md", "Was von selbst endet")
    }
    english = {in_backticks(name)[0]: term_of(kept) for name, kept, _ in rows("retention.md", "Ends by itself")}
    assert german == english


def test_what_is_kept_of_signing_in_is_kept_as_long_as_stated() -> None:
    stated = {
        in_backticks(name)[0]: term_of(kept)
        for name, kept, _ in rows("recht/loeschkonzept.md", "Zugänge am Arbeitsplatz")
    }
    assert stated == {
        "one_time_link": LINK_LASTS,
        "desk_device": DEVICE.lasts,
        "desk_half_way": HALF_WAY.lasts,
        "sign_in_brake": slowing.FORGOTTEN_AFTER,
    }


def test_every_measure_that_is_relied_on_is_one() -> None:
    stated = re.findall(r"^\| M(\d+) \|", read("massnahmen.md"), re.MULTILINE)
    assert [int(number) for number in stated] == list(range(1, len(stated) + 1))
    relied_on = {
        number
        for name in ("folgenabschaetzung.md", "verzeichnis.md")
        for number in re.findall(r"\bM(\d+)\b", read(name))
    }
    assert relied_on <= set(stated)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_draft_says_so_and_marks_its_gaps_in_one_way(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert "**Entwurf.**" in text.split("\n## ")[0]
    gaps = set(re.findall(r"\[vo[nm] [^\]]+\](?!\()", text))
    assert gaps <= {FOR_THE_CITY, FOR_THE_OFFICER}
    assert FOR_THE_OFFICER in text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_job_that_is_named_ticks(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    source = (ROOT / "bot" / "schedule.py").read_text(encoding="utf-8")
    known = {job.name for job in JOBS} | set(re.findall(r'Job\("(\w+)"', source))
    named = re.findall(r"`((?:forget|purge|fold|rebuild|prune|publish|note)_\w+)`", text)
    assert set(named) <= known
