"""The handbooks speak of what is there: labels, addresses, keys, figures, events, findings and pictures."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bot.dialog import DIALOG
from bot.web import DESK, PUBLIC
from handlers.meters import Meters
from tests.browser.handbook import HANDBOOKS, LIMIT_BYTES, PICTURES, TAKEN, WIDTH, Picture
from tests.house.sources import ROOT, TEMPLATES, in_backticks, listed, modules, rows
from tests.house.words import german

GERMAN_DOCUMENTS = sorted((*HANDBOOKS.glob("*.md"), *(ROOT / "docs" / "recht").glob("*.md")))
FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
OF_THE_MACHINE = re.compile(r"/(etc|srv|opt|usr)/")
OF_BOTFATHER = {"/newbot", "/revoke"}
LEAST_LETTERS = 12


def handbook(name: str) -> str:
    """Return the text of a handbook without what is to be typed in blocks."""
    return FENCED.sub("", (HANDBOOKS / name).read_text(encoding="utf-8"))


def labels() -> list[re.Pattern[str]]:
    """Return every German text of the catalogues, with anything in its places; what is little but places says nothing."""
    parts = [re.split(r"\{\w+[^}]*\}", form) for entry in german() for form in entry.forms]
    telling = [plain for plain in parts if len(plain) == 1 or len("".join(plain)) >= LEAST_LETTERS]
    return [re.compile(".+".join(map(re.escape, plain))) for plain in telling]


def in_bold(text: str) -> set[str]:
    return set(re.findall(r"\*\*([^*\n]+)\*\*", text))


def test_what_is_printed_in_bold_is_a_label_of_the_product() -> None:
    troubles = handbook("betrieb.md").split("### Störungen")[1].split("### ")[0]
    known = labels()
    unknown = [
        words
        for words in sorted(in_bold(handbook("moderation.md")) | in_bold(troubles))
        if not any(label.fullmatch(words) for label in known)
    ]
    assert not unknown, listed(unknown)


@pytest.mark.parametrize("document", GERMAN_DOCUMENTS, ids=lambda path: path.name)
def test_every_address_and_command_of_the_chat_is_there(document: Path) -> None:
    routes = [re.compile(re.sub(r"\{\w+\}", "[^/]+", route.path)) for route in (*PUBLIC, *DESK)]
    commands = {f"/{word}" for name, command in DIALOG.commands.items() for word in (name, *command.aliases)}
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    gone = [
        word
        for word in in_backticks(text)
        if word.startswith("/") and not OF_THE_MACHINE.match(word) and word not in commands | OF_BOTFATHER
        if not any(route.fullmatch(word) for route in routes)
    ]
    assert not gone, listed(gone)


@pytest.mark.parametrize(
    ("heading", "template"), [("In der Liste", "concerns.html"), ("In einem Anliegen", "concern.html")]
)
def test_the_table_of_keys_is_that_of_the_page(heading: str, template: str) -> None:
    spoken = {entry.key[0]: entry.forms[0] for entry in german()}
    page = (TEMPLATES / "moderation" / template).read_text(encoding="utf-8")
    [declared] = re.findall(r"\.keys\(\[(.+?)\]\)", page)
    of_the_page = {(key, spoken[words]) for key, words in re.findall(r'\("([^"]+)", _\("([^"]+)"\)\)', declared)}
    stated = {(in_backticks(key)[0], words) for key, words in rows("handbuch/moderation.md", heading)}
    assert stated == of_the_page


def test_every_figure_of_the_monitoring_is_explained() -> None:
    gauges = re.findall(r'_gauge\(\s*"(\w+)"', (ROOT / "bot" / "health.py").read_text(encoding="utf-8"))
    known = {family.name for family in Meters().families()} | {f"forumsbote_{name}" for name in gauges}
    stated = {in_backticks(row[0])[0] for row in rows("handbuch/betrieb.md", "Was die Kennzahlen sagen")}
    everywhere = {
        name
        for document in GERMAN_DOCUMENTS
        for name in re.findall(r"\bforumsbote_[a-z_]+", document.read_text(encoding="utf-8"))
    }
    assert stated == known >= everywhere


def test_every_event_of_the_log_is_one() -> None:
    said = {literal.value for module in modules() for literal in module.literals()}
    stated = [name for row in rows("handbuch/betrieb.md", "Was im Log steht") for name in in_backticks(row[0])]
    stated += re.findall(r"`([a-z]+\.[a-z_]+)`", handbook("betrieb.md"))
    assert not [name for name in stated if "." in name and name not in said and not name.endswith(("jsonl", "db"))]


def test_what_check_may_find_is_explained_in_its_words() -> None:
    text = handbook("betrieb.md")
    source = (ROOT / "bot" / "checking.py").read_text(encoding="utf-8")
    unexplained = [words for words in _bad_findings(ast.parse(source)) if words not in text]
    told = [cell for row in rows("handbuch/betrieb.md", "Was `forumsbote check` sagt") for cell in row[:1]]
    quoted = re.findall(r"„([^“]+)“", "\n".join(told))
    invented = [part for quote in quoted for part in re.split(r" ?… ?", quote) if part not in source]
    assert not unexplained + invented, listed(unexplained + invented)


def _bad_findings(tree: ast.AST) -> Iterator[str]:
    """Yield the longest plain piece of each finding that may be bad."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            good, words = node.args
            pieces = [part.value for part in getattr(words, "values", [words]) if isinstance(part, ast.Constant)]
            if pieces and not (isinstance(good, ast.Constant) and good.value is True):
                yield max(map(str, pieces), key=len).strip(" (.")


def test_the_handbooks_show_the_pictures_that_were_taken_and_no_others() -> None:
    shown = {
        name
        for path in HANDBOOKS.glob("*.md")
        for name in re.findall(r"!\[[^]]{20,}\]\(bilder/(\w+)\.png\)", path.read_text(encoding="utf-8"))
    }
    assert shown == {picture.name for picture in TAKEN} == {path.stem for path in PICTURES.iterdir()}


@pytest.mark.parametrize("picture", TAKEN, ids=lambda picture: picture.name)
def test_a_picture_is_small_and_shows_what_the_text_speaks_of(picture: Picture) -> None:
    path = PICTURES / f"{picture.name}.png"
    with Image.open(path) as taken:
        assert (taken.mode, taken.width) == ("P", WIDTH)
    assert path.stat().st_size <= LIMIT_BYTES
    text = "\n".join(page.read_text(encoding="utf-8") for page in HANDBOOKS.glob("*.md"))
    assert not [said for said in picture.words if said not in text]
