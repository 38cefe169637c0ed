"""What the tests of injection read pages and files with, and how they tell that nothing broke out.

INJECTION_ALL=1 takes the whole corpus where the tests of every day take a part.
"""

import csv
import io
import os
import zipfile
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import document_fromstring, fromstring

from handlers.pages.csv_lines import FORMULA_STARTS
from handlers.pages.forms import clean
from handlers.signs import plain
from tests.attack.conftest import Browser
from tests.attack.corpus import CANARY, HALVES, PAYLOADS

ALL = bool(os.environ.get("INJECTION_ALL"))
# As a form or a file hands them on.
TYPED = tuple(clean(payload).strip() for payload in PAYLOADS if payload not in HALVES)
MANY = TYPED if ALL else TYPED[::5]
SOME = TYPED if ALL else TYPED[::16]
HARMLESS = "Licht am Markt"
# Of many pages some are left out in the list of them; a text of several lines has them.
OF_LENGTH = {("li", "aria-hidden", ""), ("li", "class", ""), ("br", "", ""), ("p", "", "")}
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "content", "srcset")
# What a page says of itself, which leads nowhere.
SAYINGS = {"description", "og:title", "og:description", "og:site_name"}
Skeleton = set[tuple[str, str, str]]


def skeleton(html: str) -> Skeleton:
    """Return the elements and attributes of a page; of an address also its scheme and, where it is another's, its host."""
    found: Skeleton = set()
    for element in document_fromstring(html).iter():
        tag = str(element.tag) if isinstance(element.tag, str) else "comment"
        found.add((tag, "", ""))
        says = element.get("name", element.get("property")) in SAYINGS
        for name, value in element.attrib.items():
            found.add((tag, str(name), _whither(value) if name in ADDRESSES and not says else ""))
    return found


def _whither(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme or parts.netloc else ""


def words(text: str) -> str:
    """Return a text with all its white space as single blanks."""
    return " ".join(plain(text).split())


def shown(html: str) -> str:
    page = document_fromstring(html)
    fields = [str(value) for value in page.xpath("//textarea/text() | //input/@value")]
    return words(" ".join([page.text_content(), *fields]))


def hold(text: str, payloads: Iterable[str] = TYPED) -> None:
    missing = [payload for payload in payloads if words(payload) not in text]
    assert missing == []


def harmless(html: str, like: Skeleton) -> None:
    """Agree that a page has nothing but what the same page has with a harmless text."""
    more = skeleton(html) - like - OF_LENGTH
    assert {wound for wound in more if CANARY in str(wound).lower() or wound[1].startswith("on")} == set()
    assert more == set(), document_fromstring(html).findtext(".//title")


async def body_of(browser: Browser, path: str) -> bytes:
    answer = await browser.get(path)
    assert answer.status == 200, path
    assert CANARY not in str(answer.headers).lower()
    return await answer.read()


async def page_of(browser: Browser, path: str) -> str:
    return (await body_of(browser, path)).decode()


async def pages_of(browser: Browser, path: str, pages: int) -> list[str]:
    mark = "&" if "?" in path else "?"
    return [await page_of(browser, f"{path}{mark}seite={number}") for number in range(1, pages + 1)]


def skeleton_of_piece(html: str) -> Skeleton:
    return skeleton(etree.tostring(fromstring(f"<div>{html}</div>")).decode())


def cells_of(content: bytes, delimiter: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
    assert [cell for row in rows for cell in row if cell[:1] in FORMULA_STARTS and cell] == []
    return rows


def roots_of(content: bytes) -> list[object]:
    """Return the names of all elements and attributes of a package, and the targets of its relationships."""
    found: list[object] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                for element in etree.fromstring(package.read(name)).iter():
                    found += [element.tag, *element.attrib, element.get("Target", "")]
    return found
