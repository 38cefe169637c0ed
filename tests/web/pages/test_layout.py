"""The building blocks of the pages: what a person or a screen reader finds in them."""

from datetime import UTC, datetime

import pytest
from aiohttp.test_utils import make_mocked_request
from jinja2 import UndefinedError
from lxml.html import HtmlElement, fragment_fromstring, tostring

from handlers.pages import texts
from handlers.pages.forms import Form, FormErrors
from handlers.pages.layout import environment, paragraphs
from handlers.pages.naming import name_fields
from handlers.pages.pagination import paginate


def drawn(source: str, **values: object) -> HtmlElement:
    template = environment("de").from_string('{% import "macros.html" as ui %}' + source)
    return fragment_fromstring(template.render(**values), create_parent="div")


def test_a_wrong_field_is_linked_to_what_is_wrong_with_it() -> None:
    form = FormErrors({"title": ("<b>",)}, {"title": texts.MISSING})
    page = drawn('{{ ui.errors(form) }}{{ ui.field(form, "title", "Titel", hint="Kurz") }}', form=form)

    field = page.get_element_by_id("f-title")
    assert (field.get("value"), field.get("aria-invalid")) == ("<b>", "true")
    assert [page.get_element_by_id(name).text_content().strip() for name in field.get("aria-describedby").split()] == [
        "Kurz",
        "Fehler: Bitte füllen Sie dieses Feld aus.",
    ]
    assert page.xpath("//*[@id='errors']//a/@href") == ["#f-title"]


def test_each_line_of_an_error_summary_names_its_field() -> None:
    form = FormErrors({}, dict.fromkeys(("title", "kind", "elsewhere", ""), texts.MISSING))
    source = '{{ ui.errors(form, at={"elsewhere": "r-7"}) }}{{ ui.field(form, "title", "Titel", required=false) }}'
    source += '{{ ui.radios(form, "kind", "Art", [("a", "A")]) }}<label for="r-7">Begründung</label>'
    page = fragment_fromstring(name_fields(tostring(drawn(source, form=form), encoding="unicode")))

    said = "Bitte füllen Sie dieses Feld aus."
    assert [line.text_content() for line in page.get_element_by_id("errors").iter("li")] == [
        f"Titel: {said}",
        f"Art: {said}",
        f"Begründung: {said}",
        said,
    ]


def test_the_only_field_of_a_form_is_not_named_in_its_error() -> None:
    form = FormErrors({}, {"text": texts.MISSING})
    html = tostring(
        drawn('{{ ui.errors(form, alone=true) }}{{ ui.area(form, "text", "Text") }}', form=form), encoding="unicode"
    )

    assert name_fields(html) == html


def test_each_cell_of_a_row_says_its_column_but_the_one_that_names_the_row() -> None:
    rows = '<tr><th scope="row">A</th><td>1</td><td class="x">2</td></tr><tr><td>B</td></tr>'
    page = drawn('{% call ui.table("Liste", ["Name", "Zahl", "<i>"]) %}' + rows + "{% endcall %}")

    body = page.find(".//tbody")
    assert [(cell.get("role"), cell.get("data-head")) for cell in body.xpath(".//th | .//td")] == [
        ("rowheader", None),
        ("cell", "Zahl"),
        ("cell", "<i>"),
        ("cell", "Name"),
    ]
    assert {row.get("role") for row in page.iter("tr")} == {"row"}


def test_figures_stay_a_table() -> None:
    page = drawn('{% call ui.table("Zahlen", ["Name", "Zahl"], stays=true) %}<tr><td>1</td></tr>{% endcall %}')

    assert page.xpath("//@data-head") == page.xpath("//@role[. != 'region']") == []


def test_choices_keep_what_was_chosen_and_each_has_its_label() -> None:
    form = Form.of(access=["b"], kind="a", ok=True)
    page = drawn(
        '{{ ui.checks(form, "access", "Zugang", o) }}{{ ui.radios(form, "kind", "Art", o) }}{{ ui.check(form, "ok", "Ja") }}',
        form=form,
        o=[("a", "A"), ("b", "B")],
    )

    assert [one.get("value") for one in page.xpath("//input[@checked]")] == ["b", "a", "on"]
    assert {one.get("for") for one in page.xpath("//label")} == {one.get("id") for one in page.xpath("//input")}


def test_a_password_and_a_file_are_never_shown_again() -> None:
    form = Form.of(word="secret")

    page = drawn('{{ ui.field(form, "word", "Wort", type="password") }}', form=form)

    assert page.get_element_by_id("f-word").get("value") is None


def test_plain_text_becomes_paragraphs_and_never_markup() -> None:
    assert paragraphs("a <b>\nc\n\n\nd") == "<p>a &lt;b&gt;<br>c</p>\n<p>d</p>"


def test_a_leaf_of_the_calendar_speaks_berlin_time() -> None:
    page = drawn("{{ ui.leaf(at) }}", at=datetime(2026, 12, 2, 23, 30, tzinfo=UTC))

    assert page.xpath("//time//text()") == ["Do", "3", "Dez."]


def test_a_language_has_its_name_and_an_unknown_one_its_code() -> None:
    assert drawn('{{ "uk" | language_name }}, {{ "qq" | language_name }}').text == "Ukrainisch, qq"


def test_a_value_nobody_gave_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        drawn("{{ nothing }}")


@pytest.mark.parametrize(
    ("query", "total", "number", "around"),
    [
        ("", 0, 1, [1]),
        ("", 50, 1, [1]),
        ("seite=2", 51, 2, [1, 2]),
        ("seite=99", 51, 2, [1, 2]),
        ("seite=6", 1000, 6, [1, None, 4, 5, 6, 7, 8, None, 20]),
        ("seite=-1", 51, 1, [1, 2]),
        ("seite=x", 51, 1, [1, 2]),
        ("seite=²", 51, 1, [1, 2]),
        ("seite=" + "9" * 400, 51, 1, [1, 2]),
    ],
)
def test_pages_stay_within_the_list(query: str, total: int, number: int, around: list[int | None]) -> None:
    pages = paginate(make_mocked_request("GET", f"/liste?{query}"), total)

    assert (pages.number, pages.around()) == (number, around)


def test_the_other_filters_stay_when_paging() -> None:
    pages = paginate(make_mocked_request("GET", "/liste?topic=a%26b&leer=&seite=2"), 200)

    assert pages.address(3) == "/liste?topic=a%26b&seite=3"
