"""Put together what the page shows: what the resident said, what was answered, and which buttons are still good."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from handlers.deps import Deps
from handlers.message import Key, from_json
from handlers.signs import Spoken
from storage.models import ANSWERS, Outgoing, SaidLine

SHOWN = 60

Keys = tuple[tuple[Key, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the conversation.

    id    unique on the page, and stays the same
    own   the resident said it
    keys  buttons that may be pressed now; addresses stay
    file  name of the file that hangs on it, "" for none
    """

    id: str
    own: bool
    text: str
    at: datetime
    keys: Keys = ()
    location: bool = False
    file: str = ""
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """The last lines, oldest first, in the language the resident chose."""

    lines: tuple[Line, ...]
    language: str

    @property
    def latest(self) -> str:
        """The id of the last line, by which a page knows whether it is up to date."""
        return self.lines[-1].id if self.lines else ""

    @property
    def last_turn(self) -> str:
        """The id of the line the last turn begins with, which is where a page is read from; "" where nobody said anything."""
        return next((line.id for line in reversed(self.lines) if line.own), "")

    def label_of(self, code: str) -> str:
        """Return what stands on a button, "" where no such button is shown."""
        keys = (key for line in self.lines for row in line.keys for key in row)
        return next((key.label for key in keys if key.code == code), "")


NOTHING_SAID = Transcript((), "de")


async def transcript(deps: Deps, resident_id: UUID) -> Transcript:
    """Return the conversation of a resident, empty where they are not known (any more)."""
    async with deps.open_reading() as work:
        resident = await work.residents.get(resident_id)
        if resident is None:
            return NOTHING_SAID
        said = await work.dialogs.said_lines(resident_id, SHOWN)
        answered = await work.outbox.shown_to(resident_id, SHOWN)
        return Transcript(arranged([*map(_said, said), *map(_answered, answered)]), resident.language)


def arranged(lines: list[Line]) -> tuple[Line, ...]:
    """Return the lines in their order, with buttons only where they still ask for something.

    What the resident said stands before what was answered at the same moment. Buttons are good until the resident says the
    next thing; those of a notice that came by itself, and addresses, stay, but not to be scanned.
    """
    ordered = sorted(lines, key=lambda line: (line.at, not line.own, len(line.id), line.id))[-SHOWN:]
    last_own = max((number for number, line in enumerate(ordered) if line.own), default=-1)
    return tuple(
        line if number > last_own or line.lasting else replace(line, keys=_addresses(line.keys), location=False)
        for number, line in enumerate(ordered)
    )


def _addresses(keys: Keys) -> Keys:
    rows = (tuple(replace(key, scan=False) for key in row if key.url) for row in keys)
    return tuple(row for row in rows if row)


def _said(row: SaidLine) -> Line:
    return Line(f"s{row.id}", own=True, text=row.words, at=row.at)


def _answered(row: Outgoing) -> Line:
    message = from_json(row.body)
    unasked = row.kind not in ANSWERS
    return Line(
        f"m{row.id}",
        own=False,
        text=Spoken(message.text),
        at=(row.sent_at or row.created_at) if unasked else row.created_at,
        keys=tuple(tuple(replace(key, label=Spoken(key.label)) for key in row) for row in message.keys),
        location=message.location,
        file=message.enclosure.name if message.enclosure else "",
        lasting=unasked,
    )
