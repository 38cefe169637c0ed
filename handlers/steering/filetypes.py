"""Which files we take, told by what is in them and never by their name."""

import io
import re
import zipfile
from enum import StrEnum

LIMIT_BYTES = 1_900_000
"""Below the limit of a whole body (2 MiB), which holds the rest of the form, too."""

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
JPEG_BEGINS = b"\xff\xd8\xff"
MACROS = "vbaproject.bin"


class FileType(StrEnum):
    """The kinds of file we take; the value is the end of the name they get."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    TXT = "txt"
    PNG = "png"
    JPG = "jpg"


CONTENT_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.TXT: "text/plain",
    FileType.PNG: "image/png",
    FileType.JPG: "image/jpeg",
}
OFFICE_PARTS = {"word/document.xml": FileType.DOCX, "xl/workbook.xml": FileType.XLSX}


def file_type_of(content: bytes) -> FileType | None:
    """Return what kind of file this is, None for one we do not take; office files with macros are among those."""
    if content.startswith(b"%PDF-"):
        return FileType.PDF
    if content.startswith(PNG_BEGINS):
        return FileType.PNG
    if content.startswith(JPEG_BEGINS):
        return FileType.JPG
    if content.startswith(b"PK"):
        return _office_type(content)
    return FileType.TXT if _is_text(content) else None


def _office_type(content: bytes) -> FileType | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        return None
    if "[Content_Types].xml" not in names or any(name.lower().endswith(MACROS) for name in names):
        return None
    return next((kind for part, kind in OFFICE_PARTS.items() if part in names), None)


def _is_text(content: bytes) -> bool:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(words.strip()) and not CONTROLS.search(words)
