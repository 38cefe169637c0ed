"""Let a document become a file, in a process of its own: charts and Word need much memory, the service keeps none of it."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from handlers.errors import RefusalError
from handlers.reports import texts
from handlers.reports.document import Chart, Document
from handlers.reports.html_file import html

PRESS = "handlers.reports.press"
BROKEN_TEMPLATE = 3
BUILT_IN = Path(__file__).parent / "templates"
TEMPLATE, WIDE_TEMPLATE = "report.docx", "table.docx"
OWN_FOLDER = "reports"
LONGEST_SECONDS = 300.0
AT_ONCE = asyncio.Semaphore(1)
DOCUMENTS = TypeAdapter(Document)


class PressError(Exception):
    """The process that builds a report ended without one."""


async def print_html(document: Document) -> bytes:
    """Return the report as one web page."""
    has_charts = any(isinstance(block, Chart) for block in document.blocks)
    drawn = json.loads(await _print(replace(document, rows=()), "charts")) if has_charts else []
    return await asyncio.to_thread(html, document, [svg.encode() for svg in drawn])


async def print_docx(document: Document, city_folder: Path) -> bytes:
    """Return the report as DOCX, from the city's own template where its pack has one."""
    name = WIDE_TEMPLATE if document.columns else TEMPLATE
    own = city_folder / OWN_FOLDER / name
    return await _print(document, "docx", own if own.exists() else BUILT_IN / name)


async def _print(document: Document, form: str, template: Path | None = None) -> bytes:
    """Return what the press makes; one report at a time, so that several wishes at once do not fill the memory."""
    said = await asyncio.to_thread(DOCUMENTS.dump_json, document)
    command = [sys.executable, "-m", PRESS, form, *([str(template)] if template else [])]
    async with AT_ONCE:
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
        try:
            content, complaint = await asyncio.wait_for(process.communicate(said), LONGEST_SECONDS)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode == BROKEN_TEMPLATE and template is not None:
        raise RefusalError(texts.TEMPLATE_BROKEN(name=template.name, problem=complaint.decode(errors="replace")))
    if process.returncode != 0:
        raise PressError(complaint.decode(errors="replace")[-2000:])
    return content
