"""Write the templates that ship, anew: python -m handlers.reports.drawing. A city changes a copy of them in Word."""

import sys
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from handlers.reports.docx_file import settled
from handlers.reports.printing import BUILT_IN, TEMPLATE, WIDE_TEMPLATE

FONT = "Calibri"
SEA, SOFT = RGBColor(0x00, 0x30, 0x4F), RGBColor(0x43, 0x53, 0x5F)
SHADE, RULE = "E3EEF6", "B4C0C9"
FIELDS = (
    "number",
    "passage",
    "topics",
    "area",
    "outcome",
    "reason",
    "words",
    "body",
    "decided_on",
    "paragraph",
    "joined",
)
WIDTHS_CM = (1.9, 6.4, 2.6, 2.2, 2.0, 2.3, 4.4, 1.9, 1.6, 1.2, 1.4)
BLOCKS: Sequence[tuple[str, str, str]] = (
    ("b.kind == 'heading' and b.level == 1", "Heading 1", "{{ b.text }}"),
    ("b.kind == 'heading' and b.level == 2", "Heading 2", "{{ b.text }}"),
    ("b.kind == 'words' and b.style == 'plain'", "Normal", "{{ b.text }}"),
    ("b.kind == 'words' and b.style == 'lead'", "Subtitle", "{{ b.text }}"),
    ("b.kind == 'words' and b.style == 'note'", "Caption", "{{ b.text }}"),
    ("b.kind == 'words' and b.style == 'item'", "List Bullet", "{{ b.text }}"),
    ("b.kind == 'chart'", "Normal", "{{ b.picture }}"),
)


def report() -> bytes:
    """Return the template of every report but the table."""
    word = _begun(landscape=False)
    _line(word, "{%p for b in blocks %}")
    for condition, style, words in BLOCKS:
        _line(word, f"{{%p if {condition} %}}")
        _line(word, words, style)
        _line(word, "{%p endif %}")
    _line(word, "{%p if b.kind == 'quote' %}")
    _line(word, "„{{ b.text }}“", "Quote")
    _line(word, "{{ b.source }}", "Caption")
    _line(word, "{%p endif %}")
    _line(word, "{%p if b.kind == 'figures' %}")
    _figures(word)
    _line(word, "")
    _line(word, "{%p endif %}")
    _line(word, "{%p endfor %}")
    return _saved(word)


def table() -> bytes:
    """Return the template of the table of considerations."""
    word = _begun(landscape=True)
    _line(word, "{%p for b in blocks %}")
    _line(word, "{{ b.text }}", "Caption")
    _line(word, "{%p endfor %}")
    made = word.add_table(rows=4, cols=len(FIELDS))
    _rule(made)
    made.autofit = False
    head, begin, row, end = made.rows
    for at, field in enumerate(FIELDS):
        _fill(head, at, f"{{{{ columns[{at}] }}}}", bold=True)
        _fill(row, at, f"{{{{ r.{field} }}}}")
    _fill(begin, 0, "{%tr for r in rows %}")
    _fill(end, 0, "{%tr endfor %}")
    for each in made.rows:
        for at, width in enumerate(WIDTHS_CM):
            each.cells[at].width = Cm(width)
    for at, width in enumerate(WIDTHS_CM):
        made.columns[at].width = Cm(width)
    _as_head(head)
    _whole(row)
    for cell in (cell for each in made.rows for cell in each.cells):
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            run.font.size = Pt(7.5)
    return _saved(word)


def _begun(*, landscape: bool) -> WordDocument:
    word = Document()
    _styles(word)
    word.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
    section = word.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21.0)) if landscape else (Cm(21.0), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    margin = Cm(1.0 if landscape else 2.2)
    section.left_margin = section.right_margin = margin
    section.top_margin = section.bottom_margin = Cm(1.6 if landscape else 2.2)
    section.header.paragraphs[0].text = "{{ city }} · {{ service }}"
    footer = section.footer.paragraphs[0]
    footer.add_run("{{ title }}: {{ subtitle }} · ")
    _page_number(footer)
    _line(word, "{{ title }}", "Title")
    _line(word, "{{ subtitle }}", "Subtitle")
    _line(word, "{%p for term, words in facts %}")
    _line(word, "{{ term }}: {{ words }}")
    _line(word, "{%p endfor %}")
    return word


def _styles(word: WordDocument) -> None:
    styles = word.styles
    for name, size, colour in (
        ("Normal", 10.5, None), ("Title", 26, SEA), ("Subtitle", 13, SOFT), ("Heading 1", 16, SEA),
        ("Heading 2", 12.5, SEA), ("Caption", 9, SOFT), ("Quote", 10.5, None), ("List Bullet", 10.5, None),
    ):  # fmt: skip
        style = styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if colour is not None:
            style.font.color.rgb = colour
    styles["Caption"].font.bold = False
    styles["Normal"].paragraph_format.space_after = Pt(4)
    for properties in (styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"),):
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), "de-DE")


def _line(word: WordDocument, words: str, style: str = "Normal") -> Paragraph:
    return word.add_paragraph(words, style=style)


def _page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    number = OxmlElement("w:t")
    number.text = "1"
    run.append(number)
    field.append(run)
    paragraph._p.append(field)


def _figures(word: WordDocument) -> None:
    """Add a table of as many columns as the figures have: what a row is about, then counts, which stand to the right."""
    made: Table = word.add_table(rows=4, cols=4)
    _rule(made)
    head, begin, row, end = made.rows
    for at, words in enumerate(("{{ b.head[0] }}", "{%tc for h in b.head[1:] %}", "{{ h }}", "{%tc endfor %}")):
        _fill(head, at, words, bold=True)
    _fill(begin, 0, "{%tr for r in b.rows %}")
    for at, words in enumerate(("{{ r[0] }}", "{%tc for c in r[1:] %}", "{{ c }}", "{%tc endfor %}")):
        _fill(row, at, words)
    _fill(end, 0, "{%tr endfor %}")
    for each in (head, row):
        each.cells[2].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _as_head(head)
    _whole(row)


def _rule(made: Table) -> None:
    """Draw light lines between the rows of a table, and none between its columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    made._tbl.tblPr.find(qn("w:tblLook")).addprevious(borders)  # the order of the format's schema


def _fill(row: _Row, at: int, words: str, *, bold: bool = False) -> None:
    paragraph = row.cells[at].paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2.5)
    run = paragraph.add_run(words)
    run.font.size, run.bold = Pt(9.5), bold
    if bold:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), SHADE)
        row.cells[at]._tc.get_or_add_tcPr().append(shade)


def _as_head(row: _Row) -> None:
    """Let a row be repeated on every page, and read out as the head of its columns."""
    _whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: _Row) -> None:
    """Let a row not be torn by a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _saved(word: WordDocument) -> bytes:
    word.core_properties.title, word.core_properties.author = "{{ title }}", "Forumsbote"
    word.core_properties.comments = ""
    word.core_properties.created = word.core_properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001  (a file's date has no zone)
    into = BytesIO()
    word.save(into)
    return settled(into.getvalue())


def main(folder: Path) -> None:
    """Write both templates into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / TEMPLATE).write_bytes(report())
    (folder / WIDE_TEMPLATE).write_bytes(table())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else BUILT_IN)
