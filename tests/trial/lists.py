"""The lists of concerns, fetched through both doors that hand them out: the desk over HTTP and the command line."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.running.process import ProductError
from tests.running.product import Product

BOM = b"\xef\xbb\xbf"
HEADER = (
    "Nummer", "Eingang", "Kanal", "Sprache", "Ortsteil", "Stadtbereich",
    "Themen", "Arbeitsgruppen", "Text", "Status", "Ergebnis", "Begründung",
)  # fmt: skip
ALL = None
BETWEEN = " | "
COMMANDS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list; `cells` is the line without its text."""

    number: str
    text: str
    workgroups: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """Every list by its workgroup's id, the list of all by None.

    differing  lists that the command line wrote otherwise than the desk
    """

    rows: Mapping[str | None, Sequence[Row]]
    differing: tuple[str, ...]


async def fetch_lists(product: Product, folder: Path, workgroups: Sequence[str], by_command: int) -> Lists:
    """Download all lists at the desk, and the first `by_command` of them on the command line too."""
    wanted = (ALL, *workgroups)
    async with _desk(product) as session:
        downloaded = {workgroup: await _download(session, workgroup) for workgroup in wanted}
    at_once = asyncio.Semaphore(COMMANDS_AT_ONCE)

    async def written(workgroup: str | None) -> bytes:
        async with at_once:
            return await product.export(workgroup, folder / f"{workgroup or 'all'}.csv")

    files = await asyncio.gather(*map(written, wanted[:by_command]))
    differing = tuple(str(each or "all") for each, file in zip(wanted, files, strict=False) if file != downloaded[each])
    return Lists({each: read_list(file) for each, file in downloaded.items()}, differing)


@asynccontextmanager
async def _desk(product: Product) -> AsyncIterator[aiohttp.ClientSession]:
    """Sign in with the link that was printed, as the first admin does."""
    link = product.sign_in_link()
    async with aiohttp.ClientSession(product.address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.get(link) as page:
            if page.status != 200:
                raise ProductError(f"the sign-in page answers {page.status}")
        async with session.post(link) as home:
            if home.status != 200 or home.url.path != "/moderation":
                raise ProductError(f"signing in ends at {home.url.path} with {home.status}")
        yield session


async def _download(session: aiohttp.ClientSession, workgroup: str | None) -> bytes:
    if workgroup:
        asked = session.get("/moderation/concerns.csv", params={"workgroup": workgroup})
    else:
        asked = session.post("/moderation/original", data={"grund": "redaction", "format": "csv"})
    async with asked as answer:
        if answer.status != 200:
            raise ProductError(f"the list of {workgroup or 'all'} answers {answer.status}")
        return await answer.read()


def read_list(file: bytes) -> tuple[Row, ...]:
    """Read a list as an office program would; ProductError when it is not shaped as promised."""
    if not file.startswith(BOM):
        raise ProductError("a list has no byte order mark")
    lines = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";"))
    if tuple(lines[0]) != HEADER or any(len(line) != len(HEADER) for line in lines):
        raise ProductError(f"a list begins with {lines[0]}")
    return tuple(map(_row, lines[1:]))


def _row(line: list[str]) -> Row:
    values = dict(zip(HEADER, line, strict=True))
    workgroups = tuple(filter(None, values["Arbeitsgruppen"].split(BETWEEN)))
    cells = tuple(value for name, value in values.items() if name != "Text")
    return Row(values["Nummer"], values["Text"], workgroups, cells)
