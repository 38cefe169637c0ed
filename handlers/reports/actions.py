"""Build a report, and keep the one of a forum that was released."""

import asyncio
import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import structlog

from handlers.consideration.balance import balance_of, check_final
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.forums.lookups import found
from handlers.i18n import BERLIN
from handlers.moderation.casework import actor_of
from handlers.pages.addresses import number_of
from handlers.pages.keys import SignedIn
from handlers.reports import composing, printing, table, texts
from handlers.reports.composing import Cover
from handlers.reports.document import Document, Row
from handlers.reports.tally import Voiced
from handlers.reports.wishes import Form, Kind, Wish
from handlers.reports.words import say
from handlers.reports.xlsx_file import TableFile
from storage.models import NoteKind, ReleasedReport
from storage.readings.concerns import ConcernFilter
from storage.readings.reports import NotesReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
MOST_ROWS = 5000
"""Passages in a table as a document or page; a longer one is read by nobody, and only Excel holds it."""
RELEASED_FORMS = (Form.DOCX, Form.HTML)


async def write(deps: Deps, into: BinaryIO, wish: Wish, who: SignedIn) -> None:
    """Write a report into a binary stream, and note that it left the desk; a released one comes as it was released."""
    if wish.kind is Kind.TABLE and wish.form is Form.XLSX:
        await _write_sheet(deps, into, wish.narrowed)
    else:
        into.write(await _released(deps, wish) or await _printed(deps, await compose(deps, wish), wish.form))
    async with deps.open_work() as work:
        detail = {"kind": wish.kind.value, "format": wish.form.value, "about": wish.about}
        await work.ledger.note("report_downloaded", actor_of(who), deps.now(), detail)
    log.info("report.downloaded", kind=wish.kind, format=wish.form, moderator_id=who.id)


async def write_file(deps: Deps, path: Path, wish: Wish, who: SignedIn) -> None:
    """Write a report for the operator; the file is there whole or not at all."""
    handle, name = await asyncio.to_thread(tempfile.mkstemp, dir=path.parent, prefix=f".{path.name}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as into:
            await write(deps, into, wish, who)
        await asyncio.to_thread(part.replace, path)
    finally:
        await asyncio.to_thread(part.unlink, missing_ok=True)


async def compose(deps: Deps, wish: Wish) -> Document:
    """Return the content of a report as one moment sees it."""
    cover = Cover(deps.city, deps.now())
    async with deps.open_reading() as work:
        match wish.kind:
            case Kind.FORUM:
                return await _forum(work, cover, wish.about)
            case Kind.WORKGROUP | Kind.AREA:
                return await _dossier(work, cover, wish)
            case Kind.TABLE:
                return await _table(work, cover, wish.narrowed)
            case Kind.PLAN:
                return composing.plan(cover, await work.considerations.paragraphs(), await work.reports.citations())
            case Kind.FINAL:
                return await _final(work, cover)


def check_unreleased(written: NotesReading) -> None:
    """Refuse to change what was released."""
    if written.released:
        raise RefusalError(texts.RELEASED_ALREADY)


def check_releasable(written: NotesReading) -> None:
    """Refuse a report that was released before, or of which facilitation has said nothing."""
    check_unreleased(written)
    if not written.words.get(NoteKind.SUMMARY):
        raise RefusalError(texts.SUMMARY_MISSING)


async def notes(deps: Deps, forum_id: int) -> NotesReading:
    """Return what facilitation wrote about a forum, and what was released."""
    async with deps.open_reading() as work:
        found(await work.forums.one(forum_id))
        return await work.reports.notes(forum_id)


async def write_notes(deps: Deps, who: SignedIn, forum_id: int, words: Mapping[NoteKind, str]) -> None:
    """Keep what facilitation wrote; refused once the report is released."""
    async with deps.open_work() as work:
        check_unreleased(await _locked_notes(work, forum_id))
        await work.reports.write(forum_id, words, who.id or None, deps.now())
        await work.ledger.note("report_written", actor_of(who), deps.now(), {"forum": forum_id})
    log.info("report.written", forum_id=forum_id, moderator_id=who.id)


async def release(deps: Deps, who: SignedIn, forum_id: int) -> None:
    """Build the report of a forum for the last time and keep its bytes; whoever asks from now on gets these."""
    now = deps.now()
    check_releasable(await notes(deps, forum_id))
    document = await compose(deps, Wish(Kind.FORUM, Form.DOCX, str(forum_id)))
    contents = {form: await _printed(deps, document, form) for form in RELEASED_FORMS}
    async with deps.open_work() as work:
        check_releasable(await _locked_notes(work, forum_id))
        digests = {form: hashlib.sha256(content).hexdigest() for form, content in contents.items()}
        for form, content in contents.items():
            kept = ReleasedReport(
                forum_id=forum_id,
                format=form,
                content=content,
                sha256=digests[form],
                released_at=now,
                released_by=who.id or None,
            )
            await work.reports.release(kept)
        detail = {"forum": forum_id, **{form.value: digest for form, digest in digests.items()}}
        await work.ledger.note("report_released", actor_of(who), now, detail)
    log.info("report.released", forum_id=forum_id, moderator_id=who.id)


def file_name(deps: Deps, wish: Wish) -> str:
    """Return e.g. bericht-forum-7-2026-12-03.docx."""
    day = deps.now().astimezone(BERLIN).date().isoformat()
    words = ("bericht", wish.kind.value, wish.about.lower(), day)
    return f"{'-'.join(word for word in words if word)}.{wish.form}"


async def _locked_notes(work: UnitOfWork, forum_id: int) -> NotesReading:
    """Return what was written and released, with the forum locked until the work ends."""
    if await work.forums.get_for_update(forum_id) is None:
        raise NotFoundError(texts.UNKNOWN_REPORT)
    return await work.reports.notes(forum_id)


async def _released(deps: Deps, wish: Wish) -> bytes | None:
    if wish.kind is not Kind.FORUM:
        return None
    async with deps.open_reading() as work:
        return await work.reports.released(number_of(wish.about), wish.form)


async def _printed(deps: Deps, document: Document, form: Form) -> bytes:
    if form is Form.HTML:
        return await printing.print_html(document)
    return await printing.print_docx(document, deps.city.folder)


async def _forum(work: UnitOfWork, cover: Cover, about: str) -> Document:
    forum = found(await work.forums.one(number_of(about)))
    tally = await _tally(work, cover, composing.forum_filter(cover.city, forum))
    return composing.forum(cover, forum, tally, (await work.reports.notes(forum.id)).words)


async def _dossier(work: UnitOfWork, cover: Cover, wish: Wish) -> Document:
    city = cover.city
    if wish.kind is Kind.WORKGROUP:
        group = next((one for one in city.workgroups if one.id == wish.about), None)
        if group is None:
            raise NotFoundError(texts.UNKNOWN_REPORT)
        tally = await _tally(work, cover, ConcernFilter(workgroup=group.id))
        name = f"{group.number} {group.label}"
        return composing.dossier(cover, texts.WORKGROUP_TITLE, name, texts.WORKGROUP_BASIS, tally)
    area = next((one for one in city.areas if one.id == wish.about), None)
    if area is None:
        raise NotFoundError(texts.UNKNOWN_REPORT)
    tally = await _tally(work, cover, ConcernFilter(districts=city.districts_in([area.id])))
    return composing.dossier(cover, texts.AREA_TITLE, area.name, texts.AREA_BASIS, tally)


async def _final(work: UnitOfWork, cover: Cover) -> Document:
    check_final(await balance_of(work))
    tally = await _tally(work, cover, ConcernFilter())
    return composing.final(cover, await work.considerations.paragraphs(), await work.reports.citations(), tally)


async def _table(work: UnitOfWork, cover: Cover, narrowed: ConcernFilter) -> Document:
    if await work.concerns.count(narrowed) > MOST_ROWS:
        raise RefusalError(texts.TABLE_TOO_LONG(most=MOST_ROWS))
    spoken = await table.wording(work, cover.city, narrowed)
    rows: list[Row] = []
    async for batch in table.batches(work, narrowed, spoken):
        rows += batch
        if len(rows) > MOST_ROWS:
            raise RefusalError(texts.TABLE_TOO_LONG(most=MOST_ROWS))
    return composing.table(cover, rows, pooled=bool(spoken.pooled))


async def _write_sheet(deps: Deps, into: BinaryIO, narrowed: ConcernFilter) -> None:
    """Write the table as XLSX; memory does not grow with it."""
    file = TableFile(into, say(texts.TABLE_TITLE), deps.now().astimezone(BERLIN).date())
    async with deps.open_reading() as work:
        spoken = await table.wording(work, deps.city, narrowed)
        async for batch in table.batches(work, narrowed, spoken):
            await asyncio.to_thread(file.add, batch)
    await asyncio.to_thread(file.end)


async def _tally(work: UnitOfWork, cover: Cover, narrowed: ConcernFilter) -> Voiced:
    tally = Voiced(cover.city)
    async for concerns in work.concerns.batches(narrowed):
        tally.add(concerns)
        await asyncio.sleep(0)
    return tally
