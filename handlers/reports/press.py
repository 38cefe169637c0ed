"""The process that draws and writes for one report and ends: so the service itself stays small.

python -m handlers.reports.press docx TEMPLATE   a document as JSON comes in, the file goes out
python -m handlers.reports.press charts          a document as JSON comes in, its charts go out as a JSON list of SVG
Ends with 0, or with BROKEN_TEMPLATE and a sentence on standard error. Imports nothing that needs the database or the language floor.
"""

import json
import sys
from pathlib import Path

from pydantic import TypeAdapter

from handlers.reports.charts import svg
from handlers.reports.document import Chart, Document
from handlers.reports.docx_file import BrokenTemplateError, docx

BROKEN_TEMPLATE = 3
DOCUMENTS = TypeAdapter(Document)


def main(arguments: list[str]) -> int:
    """Build what standard input says."""
    document = DOCUMENTS.validate_json(sys.stdin.buffer.read())
    try:
        content = docx(document, Path(arguments[1])) if arguments[0] == "docx" else _charts(document)
    except BrokenTemplateError as error:
        sys.stderr.write(str(error))
        return BROKEN_TEMPLATE
    sys.stdout.buffer.write(content)
    return 0


def _charts(document: Document) -> bytes:
    return json.dumps([svg(block).decode() for block in document.blocks if isinstance(block, Chart)]).encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
