"""Everything stored about a resident as a file, made when it is sent."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any
from uuid import UUID

import structlog

from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.i18n import BERLIN, speaker
from handlers.message import Enclosure
from handlers.privacy import texts

log = structlog.get_logger(__name__)
PRODUCER = "information"
SEALED = "sealed"


def file_for(deps: Deps, resident_id: UUID) -> Enclosure:
    """Return the file to hang on a message to this resident, who is the only one it is ever made for."""
    day = deps.now().astimezone(BERLIN).date().isoformat()
    return Enclosure(PRODUCER, f"auskunft-{day}.json", {"resident": str(resident_id)})


async def produce(deps: Deps, arguments: Mapping[str, str | None]) -> bytes:
    """Return all that is stored as JSON: {"made_at", "meaning", "titles", "stored"}, tables of rows by name."""
    async with deps.open_reading() as work:
        found = await work.personal.all_of(UUID(arguments["resident"] or ""))
    if found is None:
        raise NotFoundError(texts.NOTHING_STORED)
    speaks = speaker(found.tables["resident"][0]["language"])
    stored = {name: [_opened(deps, row) for row in rows] for name, rows in found.tables.items()}
    document = {
        "made_at": deps.now(),
        "meaning": {name: speaks.say(texts.KINDS[name]) for name in found.tables},
        "titles": found.titles,
        "stored": stored,
    }
    log.info("information.made", rows=sum(map(len, stored.values())))
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain).encode("utf-8", "replace")


def _opened(deps: Deps, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with what is encrypted in it readable: it is the reader's own address, or their own message."""
    return {name: deps.vault.unseal(value) if name == SEALED else value for name, value in row.items()}


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case Enum():
            return value.value
        case bytes():
            return value.hex()
    return str(value)
