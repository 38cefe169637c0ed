"""Write a list of concerns into a file, for whoever may have it."""

import asyncio
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import structlog

from handlers.deps import Deps
from handlers.errors import BadInputError
from handlers.exports import rules, texts
from handlers.exports.columns import Labels
from handlers.exports.csv_file import CsvFile
from handlers.exports.files import Format, ListFile
from handlers.exports.json_file import GeoJsonFile, JsonFile
from handlers.exports.xlsx_file import XlsxFile
from handlers.i18n import BERLIN
from handlers.moderation import rules as desk
from handlers.moderation.casework import actor_of
from handlers.moderation.filters import FilterForm, narrow
from handlers.pages.keys import SignedIn
from storage.models import Role
from storage.readings.concerns import ConcernFilter

log = structlog.get_logger(__name__)
OPERATOR = SignedIn(0, "operator", Role.ADMIN, None)
"""Who works on the command line: they can read the database anyway."""

FILES: dict[Format, Callable[[BinaryIO, Labels], ListFile]] = {
    Format.CSV: CsvFile,
    Format.XLSX: XlsxFile,
    Format.JSON: JsonFile,
    Format.GEOJSON: GeoJsonFile,
}


async def write(
    deps: Deps, into: BinaryIO, wanted: ConcernFilter, kind: Format, who: SignedIn, why_raw: str = ""
) -> int:
    """Write the concerns of a filter, as far as this person may see them, the oldest first; returns how many.

    into     a binary stream that can be written and, for XLSX, moved in; memory does not grow with the list
    why_raw  an id of texts.WHY: the texts are the original ones; "" for those without personal data

    Only once the ledger has the download is it handed out.
    """
    narrowed = desk.within_reach(who, wanted)
    raw = bool(why_raw)
    if raw:
        rules.check_raw(who, narrowed, kind, why_raw)
    file = FILES[kind](into, Labels(deps.city, raw=raw))
    rows = 0
    file.begin()
    async with deps.open_reading() as work:
        async for batch in work.concerns.batches(narrowed, raw=raw):
            # In a thread, so that chat and pages are answered while a long list is written.
            await asyncio.to_thread(file.add, batch)
            rows += len(batch)
    await asyncio.to_thread(file.end)
    await _note(
        deps, who, {"format": kind.value, "rows": rows, "filter": rules.in_ids(narrowed), "raw": why_raw or None}
    )
    log.info(
        "concerns.exported", format=kind, rows=rows, raw=raw, moderator_id=who.id, workgroup=narrowed.workgroup or "all"
    )
    return rows


async def _note(deps: Deps, who: SignedIn, detail: dict[str, object]) -> None:
    async with deps.open_work() as work:
        await work.ledger.note("list_downloaded", "operator" if who is OPERATOR else actor_of(who), deps.now(), detail)


async def write_file(deps: Deps, path: Path, workgroup: str | None, kind: Format, why_raw: str = "") -> int:
    """Write the list of a workgroup, or of all, for the operator; the file is there whole or not at all."""
    wanted = narrow(FilterForm(workgroup=workgroup or ""), deps.city, deps.places)
    handle, name = await asyncio.to_thread(tempfile.mkstemp, dir=path.parent, prefix=f".{path.name}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as into:
            rows = await write(deps, into, wanted, kind, OPERATOR, why_raw)
        await asyncio.to_thread(part.replace, path)
    finally:
        await asyncio.to_thread(part.unlink, missing_ok=True)
    return rows


async def write_bytes(deps: Deps, wanted: ConcernFilter, kind: Format, who: SignedIn) -> bytes:
    """Return a list as bytes, for a channel that takes files only whole."""
    into = io.BytesIO()
    await write(deps, into, wanted, kind, who)
    return into.getvalue()


def format_of(typed: str) -> Format:
    """Return the format of this name."""
    try:
        return Format(typed)
    except ValueError as error:
        raise BadInputError(texts.UNKNOWN_FORMAT(value=typed), status=404) from error


def file_name(deps: Deps, narrowed: ConcernFilter, kind: Format) -> str:
    """Return e.g. anliegen-ag-1-2026-11-23.csv."""
    number = next((known.number for known in deps.city.workgroups if known.id == narrowed.workgroup), "")
    day = deps.now().astimezone(BERLIN).date().isoformat()
    words = [word for word in ("anliegen", number.lower().replace(" ", "-"), day) if word]
    return f"{'-'.join(words)}.{kind}"
