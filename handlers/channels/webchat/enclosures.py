"""Hand out the files that hang on lines of the conversation; like anywhere else they are made when they are fetched."""

import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from handlers.channels.webchat import texts
from handlers.channels.webchat.transcript import SHOWN
from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.message import Enclosure, from_json
from handlers.outbox.post import Producer

LINE = re.compile(r"m([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class File:
    """A file as a browser takes it."""

    name: str
    content_type: str
    content: bytes


async def file_of(deps: Deps, producers: Mapping[str, Producer], resident_id: UUID | None, line: str) -> File:
    """Make the file of a line; NotFoundError where the line is not this resident's or holds none."""
    enclosure = await _enclosure(deps, resident_id, line)
    content = await producers[enclosure.producer](deps, enclosure.arguments)
    content_type = mimetypes.guess_type(enclosure.name)[0] or "application/octet-stream"
    return File(enclosure.name, content_type, content)


async def _enclosure(deps: Deps, resident_id: UUID | None, line: str) -> Enclosure:
    number = LINE.fullmatch(line)
    if resident_id is None or number is None:
        raise NotFoundError(texts.NO_FILE)
    async with deps.open_reading() as work:
        shown = await work.outbox.shown_to(resident_id, SHOWN)
    bodies = (row.body for row in shown if row.id == int(number[1]))
    enclosure = next((from_json(body).enclosure for body in bodies), None)
    if enclosure is None:
        raise NotFoundError(texts.NO_FILE)
    return enclosure
