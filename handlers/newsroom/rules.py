"""What holds for press releases: who may approve what, and how a text is cut into headings and paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handlers.errors import BadInputError, ForbiddenError, RefusalError
from handlers.i18n import Phrase
from handlers.newsroom import texts
from handlers.pages.keys import SignedIn
from storage.models import PressRelease, PressVersion
from storage.readings.press import PressDetails

HEADING = "#"
EMPTY_LINES = re.compile(r"\n\s*\n")


class PressDetailsError(BadInputError):
    """Something that cannot be; the sentence belongs to one field of the form."""

    def __init__(self, field: str, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, or a paragraph with its line ends."""

    words: str
    is_heading: bool = False


def blocks(text: str) -> tuple[Block, ...]:
    """Return a text in pieces; a line that begins with # is a heading, empty lines part paragraphs."""
    return tuple(_blocks(text.replace("\r\n", "\n")))


def _blocks(text: str) -> Iterator[Block]:
    for part in EMPTY_LINES.split(text.strip()):
        lines: list[str] = []
        for line in map(str.strip, part.splitlines()):
            if not line.startswith(HEADING):
                lines.append(line)
                continue
            if lines:
                yield Block("\n".join(lines))
            lines = []
            if words := line.lstrip(HEADING).strip():
                yield Block(words, is_heading=True)
        if any(lines):
            yield Block("\n".join(lines))


def check_seen(version: PressVersion, seen: datetime | None) -> None:
    """Refuse an act on an older state than the present one."""
    if seen != version.changed_at:
        raise RefusalError(texts.CHANGED_MEANWHILE)


def check_not_withdrawn(release: PressRelease) -> None:
    """Refuse to change what was withdrawn."""
    if release.withdrawn_at is not None:
        raise RefusalError(texts.IS_WITHDRAWN)


def check_draft(version: PressVersion) -> None:
    """Refuse what only a draft can undergo."""
    if version.public_from is not None:
        raise RefusalError(texts.NO_DRAFT)


def check_waiting(version: PressVersion, now: datetime) -> None:
    """Refuse to take back the approval of what is out, or of what has none."""
    if version.public_from is None or version.public_from <= now:
        raise RefusalError(texts.NOT_WAITING)


def check_second_person(who: SignedIn, version: PressVersion) -> None:
    """Refuse the same pair of eyes twice."""
    if version.written_by == who.id:
        raise ForbiddenError(texts.OTHER_PERSON)


def check_note(number: int, details: PressDetails) -> None:
    """Refuse a correction that does not say what it corrects."""
    if number > 1 and not details.note:
        raise PressDetailsError("note", texts.NOTE_MISSING)
