"""A report as DOCX, from a template the city can replace; the same content and template give the same bytes."""

import io
import zipfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from handlers.reports.charts import png
from handlers.reports.document import Chart, Document
from handlers.signs import plain

PICTURE_WIDTH = Cm(16)
EARLIEST = (1980, 1, 1, 0, 0, 0)


class BrokenTemplateError(Exception):
    """A template nothing can be made from; its text says what is wrong with it."""


def docx(document: Document, template: Path) -> bytes:
    """Return the report as the template has it; raises BrokenTemplateError."""
    try:
        word = DocxTemplate(template)
        surroundings = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
        word.render(_values(word, document), surroundings, autoescape=True)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise BrokenTemplateError(f"{error.message}" + (f" ({line})" if line else "")) from error
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BrokenTemplateError(f"{type(error).__name__}: {error}") from error
    except OSError as error:
        raise BrokenTemplateError(str(error.strerror or error)) from error
    _describe(word.docx, document)
    into = io.BytesIO()
    word.save(into)
    return settled(into.getvalue())


def _values(word: DocxTemplate, document: Document) -> dict[str, Any]:
    """Return what a template can name; `picture` of a chart is its image."""
    values: dict[str, Any] = _shown(asdict(document))
    for block, shown in zip(document.blocks, values["blocks"], strict=True):
        if isinstance(block, Chart):
            shown["picture"] = InlineImage(word, io.BytesIO(png(block)), width=PICTURE_WIDTH)
    return values


def _shown(value: Any) -> Any:
    """Return values with every text in them as it may be shown."""
    match value:
        case str():
            return plain(value)
        case dict():
            return {name: _shown(each) for name, each in value.items()}
        case list() | tuple():
            return [_shown(each) for each in value]
    return value


def _describe(word: WordDocument, document: Document) -> None:
    """Set title, language and dates of the file, and give each picture of ours its words."""
    about = word.core_properties
    about.title, about.language = plain(document.title), document.language
    about.author = about.last_modified_by = document.service
    about.subject = plain(document.subtitle)
    about.created = about.modified = datetime(document.day.year, document.day.month, document.day.day)  # noqa: DTZ001  (a file's date has no zone)
    about.revision = 1
    charts = (block for block in document.blocks if isinstance(block, Chart))
    pictures = (one for one in word.element.body.iter(qn("wp:docPr")) if not one.get("descr"))
    for number, (picture, chart) in enumerate(zip(pictures, charts, strict=False), start=1):
        picture.set("descr", chart.alternative)
        picture.set("title", chart.title)
        picture.set("name", f"{number}")


def settled(content: bytes) -> bytes:
    """Return a package again whose parts have no moment of their own, in a fixed order."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, EARLIEST)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(part, before.read(name))
    return into.getvalue()
