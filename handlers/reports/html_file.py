"""A report as one web page that needs nothing beside it: style and charts are in it."""

import base64
from collections.abc import Sequence

from handlers.pages.assets import assets
from handlers.pages.layout import environment
from handlers.reports.document import Chart, Document

TEMPLATE = "reports/document.html"
STYLE = "report.css"


def html(document: Document, drawn: Sequence[bytes]) -> bytes:
    """Return the page; `drawn` are its charts as SVG, in their order."""
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    pictures = {id(chart): base64.b64encode(svg).decode() for chart, svg in zip(charts, drawn, strict=True)}
    template = environment(document.language).get_template(TEMPLATE)
    style = assets()[STYLE].body.decode()
    page: str = template.render(report=document, style=style, picture=lambda block: pictures[id(block)])
    return page.encode()
