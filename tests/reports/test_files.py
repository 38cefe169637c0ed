"""Reports as files: built in a process of their own, accessible, the same content the same bytes, from a template of the city."""

import io
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree, html

from handlers.errors import RefusalError
from handlers.reports import drawing, printing
from handlers.reports.document import Block, Chart, Document, Figures, Heading, Quote, Row, Series, Words
from handlers.reports.xlsx_file import TableFile

BLOCKS: tuple[Block, ...] = (
    Heading(1, "Zahlen"),
    Heading(2, "Nach Thema & Weg"),
    Words("Eine Anmerkung.", "note"),
    Chart("bars", "Nach Thema", "Balkendiagramm: Licht 30.", ("Licht", "Rad"), (Series("Anliegen", (30, 20)),), "–"),
    Figures("Nach Thema", ("Thema", "Anliegen"), (("Licht", "30"), ("Rad", "20"), ("Lärm", "unter 10"))),
    Chart("grid", "Gitter", "Gitter: Mitte.", ("Mitte", "Nord"), (Series("Licht", (30, None)),), "–"),
    Chart("lines", "Zeit", "Linie.", ("Okt.", "Nov."), (Series("Licht", (30, None)), Series("Rad", (12, 20))), "–"),
    Words("Ein Punkt", "item"),
    Quote("Es ist <b>dunkel</b> & {{ 7 * 7 }} {% raw %}.", "Nr. 2026-000001, Licht"),
)
REPORT = Document(
    title="Dossier",
    subtitle="AG 1",
    service="Forumsbote",
    city="Hansestadt",
    language="de",
    day=date(2026, 11, 27),
    facts=(("Stand", "27. November 2026"),),
    blocks=BLOCKS,
)
ROW = Row("2026-000001", "=1+1 <b>dunkel</b>", "Licht", "Mitte", "aufgenommen", "Im Plan", "", "Rat", "", "1.1", "")
COLUMNS = tuple("ABCDEFGHIJK")
TABLE = replace(REPORT, title="Abwägungstabelle", blocks=(), columns=COLUMNS, rows=(ROW, replace(ROW, number="2")))


def opened(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


async def test_a_document_has_headings_language_title_table_heads_and_words_for_its_pictures(tmp_path: Path) -> None:
    word = opened(await printing.print_docx(REPORT, tmp_path))

    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert (styles["Zahlen"], styles["Nach Thema & Weg"], styles["Ein Punkt"]) == (
        "Heading 1",
        "Heading 2",
        "List Bullet",
    )
    assert (word.core_properties.title, word.core_properties.language) == ("Dossier", "de")
    assert {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))} == {"de-DE"}
    pictures = [one.get("descr") for one in word.element.body.iter(qn("wp:docPr"))]
    assert pictures == ["Balkendiagramm: Licht 30.", "Gitter: Mitte.", "Linie."]
    figures = word.tables[0]
    assert [[cell.text for cell in row.cells] for row in figures.rows] == [
        ["Thema", "Anliegen"], ["Licht", "30"], ["Rad", "20"], ["Lärm", "unter 10"],
    ]  # fmt: skip
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in figures.rows] == [True, False, False, False]
    assert "„Es ist <b>dunkel</b> & {{ 7 * 7 }} {% raw %}.“" in styles


async def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    assert await printing.print_docx(REPORT, tmp_path) == await printing.print_docx(REPORT, tmp_path)
    assert await printing.print_html(REPORT) == await printing.print_html(REPORT)


async def test_a_page_needs_nothing_from_elsewhere_and_says_what_its_charts_show() -> None:
    page = html.fromstring(await printing.print_html(REPORT))
    assert page.get("lang") == "de"
    assert page.findtext("head/title") == "Dossier: AG 1 – Hansestadt"
    images = page.findall(".//img")
    assert [image.get("alt") for image in images] == ["Balkendiagramm: Licht 30.", "Gitter: Mitte.", "Linie."]
    assert all((image.get("src") or "").startswith("data:image/svg+xml;base64,") for image in images)
    assert not page.findall(".//link") and not page.findall(".//script")
    assert {cell.get("scope") for cell in page.iter("th")} == {"col", "row"}
    assert "<b>dunkel" not in html.tostring(page, encoding="unicode")


async def test_the_table_lies_on_its_side_and_repeats_its_head(tmp_path: Path) -> None:
    word = opened(await printing.print_docx(TABLE, tmp_path))
    section, rows = word.sections[0], word.tables[0].rows
    assert section.page_width is not None and section.page_height is not None
    assert section.page_width > section.page_height
    assert [cell.text for cell in rows[0].cells] == list(COLUMNS)
    assert [rows[n].cells[0].text for n in (1, 2)] == ["2026-000001", "2"]
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    page = html.fromstring(await printing.print_html(TABLE))
    assert [cell.text for cell in page.findall(".//thead//th")] == list(COLUMNS)


def test_a_sheet_holds_text_and_no_formula() -> None:
    into = io.BytesIO()
    file = TableFile(into, "Abwägungstabelle", date(2026, 11, 27))
    file.add([ROW, replace(ROW, passage="<r>fett</r>")])
    file.end()
    sheet = openpyxl.load_workbook(into).active
    assert sheet is not None
    assert sheet["B2"].value == "=1+1 <b>dunkel</b>"
    assert sheet["B2"].data_type == "s"
    assert sheet["B3"].value == "<r>fett</r> "
    assert sheet.auto_filter.ref == "A1:K3"


async def test_a_city_lays_its_own_template_beside_its_data(tmp_path: Path) -> None:
    own = tmp_path / printing.OWN_FOLDER
    own.mkdir()
    word = docx.Document()
    word.add_paragraph("Stadt {{ city }}: {{ title }}")
    word.save(str(own / printing.TEMPLATE))
    assert [one.text for one in opened(await printing.print_docx(REPORT, tmp_path)).paragraphs] == [
        "Stadt Hansestadt: Dossier"
    ]


@pytest.mark.parametrize(
    ("words", "named"),
    [("{{ titel }}", "'titel' is undefined"), ("{% for x in %}", "Expected an expression"), (None, "report.docx")],
)
async def test_a_broken_template_is_refused_with_what_is_wrong(tmp_path: Path, words: str | None, named: str) -> None:
    own = tmp_path / printing.OWN_FOLDER
    own.mkdir()
    if words is None:
        (own / printing.TEMPLATE).write_bytes(b"no document")
    else:
        word = docx.Document()
        word.add_paragraph(words)
        word.save(str(own / printing.TEMPLATE))
    with pytest.raises(RefusalError) as refused:
        await printing.print_docx(REPORT, tmp_path)
    assert named in str(dict(refused.value.sentence.values))


async def test_a_template_reaches_nothing_but_the_report(tmp_path: Path) -> None:
    own = tmp_path / printing.OWN_FOLDER
    own.mkdir()
    word = docx.Document()
    word.add_paragraph("{{ title.__class__.__mro__ }}")
    word.save(str(own / printing.TEMPLATE))
    with pytest.raises(RefusalError):
        await printing.print_docx(REPORT, tmp_path)


def test_the_templates_that_ship_are_as_they_are_drawn(tmp_path: Path) -> None:
    drawing.main(tmp_path)
    for name in (printing.TEMPLATE, printing.WIDE_TEMPLATE):
        shipped, drawn = printing.BUILT_IN / name, tmp_path / name
        assert parts(shipped) == parts(drawn)
    shutil.rmtree(tmp_path)


def parts(path: Path) -> dict[str, bytes]:
    """Return what is in a package, each part in its canonical spelling."""
    with zipfile.ZipFile(path) as package:
        return {
            name: etree.tostring(etree.fromstring(package.read(name)), method="c14n")
            if name.endswith((".xml", ".rels"))
            else package.read(name)
            for name in package.namelist()
        }
