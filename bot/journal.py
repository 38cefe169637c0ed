"""The journal of partings: a line of our own random numbers for whoever was erased, so that no backup brings them back."""

import errno
import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import FileIO
from pathlib import Path
from uuid import UUID

from handlers.ports import Clock, Parting

KEPT = timedelta(days=400)
BEGUN = "begun"
NEW_LINE = "\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One parting, as it was noted."""

    at: datetime
    parting: Parting
    resident_id: UUID
    concern_id: int | None


@dataclass(frozen=True, slots=True)
class Noted:
    """What a journal holds, the oldest first; `since` is the moment from which it is whole, None where there is no journal."""

    since: datetime | None
    entries: Sequence[Entry]


class FileJournal:
    """A file with a line of JSON for each parting, beside the database and no part of it. Several processes may write it."""

    def __init__(self, file: Path, now: Clock) -> None:
        self._file = file
        self._now = now

    def begin(self) -> None:
        """Make the journal where there is none; it is whole from now on."""
        with self._locked() as handle:
            if not os.fstat(handle.fileno()).st_size:
                _append(handle, {"at": self._now().isoformat(), "parting": BEGUN})

    def note(self, parting: Parting, resident_id: UUID, concern_id: int | None = None) -> None:
        """Append one line and bring it to the disk; OSError when there is no room for it."""
        self.begin()
        with self._locked() as handle:
            _append(handle, _line(Entry(self._now(), parting, resident_id, concern_id)))

    def read(self) -> Noted:
        """Return what was noted. A line that a power cut broke off is passed over: its work was not committed either."""
        since, entries = None, []
        lines = self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else []
        for line in lines:
            with suppress(ValueError, KeyError):
                read = json.loads(line)
                at = datetime.fromisoformat(read["at"])
                if read["parting"] == BEGUN:
                    since = at
                else:
                    entries.append(Entry(at, Parting(read["parting"]), UUID(read["resident"]), read.get("concern")))
        return Noted(since, entries)

    def prune(self) -> None:
        """Forget what is older than KEPT; the journal then says of itself that it is whole from there on."""
        oldest = self._now() - KEPT
        with self._locked():
            noted = self.read()
            kept = [entry for entry in noted.entries if entry.at >= oldest]
            if len(kept) == len(noted.entries):
                return
            fresh = self._file.with_name(f"{self._file.name}.unfinished")
            fresh.unlink(missing_ok=True)
            with fresh.open("a+b", buffering=0) as handle:
                _append(handle, {"at": oldest.isoformat(), "parting": BEGUN})
                for entry in kept:
                    _append(handle, _line(entry))
            fresh.replace(self._file)

    @contextmanager
    def _locked(self) -> Iterator[FileIO]:
        """Open the file for one process at a time; the one that is there now, not one that was pruned meanwhile."""
        while True:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a+b", buffering=0) as handle:
                fcntl.flock(handle, fcntl.LOCK_EX)
                if self._file.exists() and os.path.samestat(os.fstat(handle.fileno()), self._file.stat()):
                    yield handle
                    return


def _line(entry: Entry) -> dict[str, object]:
    line: dict[str, object] = {"at": entry.at.isoformat(), "parting": entry.parting, "resident": str(entry.resident_id)}
    return line if entry.concern_id is None else {**line, "concern": entry.concern_id}


def _append(handle: FileIO, line: dict[str, object]) -> None:
    """Write one whole line to the disk, or take back what was written of it."""
    before = os.fstat(handle.fileno()).st_size
    broken_off = before > 0 and os.pread(handle.fileno(), 1, before - 1) != NEW_LINE.encode()
    try:
        words = f"{NEW_LINE * broken_off}{json.dumps(line)}\n".encode()
        if handle.write(words) != len(words):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle.fileno(), before)
        raise
