"""The journal of partings: what was noted is there after a power cut, and no longer than it is needed."""

import errno
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from bot.journal import KEPT, FileJournal
from handlers.concerns import actions as concerns
from handlers.deps import Deps
from handlers.ports import Parting
from handlers.residents import actions as residents
from tests.factories import StandingClock
from tests.talking import Talker


@contextmanager
def no_file_longer_than(size_bytes: int) -> Iterator[None]:
    """Let writing end at this length, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


async def test_erasing_withdrawing_stopping_and_coming_back_are_noted(
    known: Talker, deps: Deps, journal: FileJournal
) -> None:
    await known.hands_in("In Schmarl liegt überall Müll auf den Wegen.")
    resident_id = await known.resident_id()
    await concerns.withdraw(deps, resident_id, 1)
    await known.commands("stopp")
    await residents.subscribe(deps, resident_id, wanted=True)
    await known.commands("loeschen")
    await known.presses("Nur meine Person")

    noted = journal.read()

    assert [(entry.parting, entry.concern_id) for entry in noted.entries] == [
        (Parting.CONCERN, 1),
        (Parting.STOPPED, None),
        (Parting.RETURNED, None),
        (Parting.PERSON, None),
    ]
    assert {entry.resident_id for entry in noted.entries} == {resident_id}


async def test_the_journal_holds_no_word_and_no_address(known: Talker, tmp_path: Path) -> None:
    await known.hands_in("In Schmarl liegt überall Müll auf den Wegen.")
    await known.commands("loeschen")
    await known.presses("Alles löschen")

    written = (tmp_path / "erasures.jsonl").read_text(encoding="utf-8")

    assert known.address not in written and "Schmarl" not in written
    assert '"parting": "all"' in written


def test_a_line_that_was_broken_off_costs_no_other_line(tmp_path: Path, clock: StandingClock) -> None:
    file = tmp_path / "erasures.jsonl"
    journal, first, second = FileJournal(file, clock), uuid4(), uuid4()
    journal.note(Parting.ALL, first)
    with file.open("a", encoding="utf-8") as handle:
        handle.write('{"at": "2026-11-2')

    journal.note(Parting.ALL, second)

    assert [entry.resident_id for entry in journal.read().entries] == [first, second]


def test_a_line_that_does_not_fit_on_the_disk_is_taken_back(tmp_path: Path, clock: StandingClock) -> None:
    file = tmp_path / "erasures.jsonl"
    journal = FileJournal(file, clock)
    journal.note(Parting.ALL, uuid4())
    before = file.read_bytes()

    with no_file_longer_than(len(before) + 10), pytest.raises(OSError) as full:
        journal.note(Parting.ALL, uuid4())

    assert full.value.errno in {errno.ENOSPC, errno.EFBIG}
    assert file.read_bytes() == before


def test_what_no_backup_can_bring_back_is_forgotten(tmp_path: Path, clock: StandingClock) -> None:
    journal, late = FileJournal(tmp_path / "erasures.jsonl", clock), uuid4()
    journal.note(Parting.ALL, uuid4())
    clock.advance(KEPT + timedelta(days=1))
    journal.note(Parting.ALL, late)

    journal.prune()

    noted = journal.read()
    assert [entry.resident_id for entry in noted.entries] == [late]
    assert noted.since == clock() - KEPT
    assert [file.name for file in tmp_path.iterdir()] == ["erasures.jsonl"]


def test_a_journal_begins_once(tmp_path: Path, clock: StandingClock) -> None:
    journal = FileJournal(tmp_path / "erasures.jsonl", clock)
    assert journal.read().since is None
    begun = clock()
    journal.begin()
    clock.advance(timedelta(days=1))

    journal.begin()

    assert journal.read().since == begun
