"""The desk of the trial: residents in the web chat, paper by the command line, and three people who weigh it all through the pages.

`python -m tests.trial.desk` reads the real texts beside the repository. Everything goes through the product's own addresses, as
browsers would do it, with the buttons the pages show: first the queue, each concern with its topics, then the weighing, passage by
passage; at last every report is built, ten authors have themselves erased, and the reports are built again. Exit code 0: the balance
is even, nothing is open, and nothing of the erased is found in database or reports; 1: something is.
"""

import argparse
import asyncio
import csv
import random
import re
import secrets
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from lxml.html import HtmlElement, document_fromstring

from tests.running.process import Process, ProductError, clean_environment, free_port
from tests.running.product import SIGN_IN_LINK
from tests.trial.contributions import BESIDE_THE_REPOSITORY, MissingTextsError, read_contributions

AUTHORS, ERASED = 12, 10
GONE_WITHIN_SECONDS = 150  # docs/retention.md: a minute, and the next tick of the clock
OK, BAD, CONFLICT = 200, 400, 409
LONG = 60
FORMATS = ("docx", "html", "xlsx")
SOURCES = ("Karte", "Tischnotiz", "Telefon", "E-Mail")
OUTCOMES = {"adopted": "in_plan", "partly": "part_only", "not_adopted": "cost", "passed_on": "office"}
WORDS = "Der Lenkungskreis hat darüber beraten. Die Gründe stehen im Bericht des Forums."


class QuickerError(Exception):
    """Somebody else was quicker, and the page says so; as at a real desk one goes on with the next."""


@dataclass
class Timed:
    """Seconds of every request by what it was."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def table(self) -> list[str]:
        """Return a line for each kind of request: how many, and how long half and 95 of 100 took at most."""
        lines = []
        for name, all_of_them in sorted(self.seconds.items()):
            ranked = sorted(all_of_them)
            p50, p95 = ranked[len(ranked) // 2], ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
            lines.append(f"{name:<34}{len(ranked):>8}{p50 * 1000:>9.0f} ms{p95 * 1000:>9.0f} ms")
        return lines


class Visitor:
    """A browser without JavaScript: it posts forms, follows redirects and reads pages."""

    def __init__(self, base: str, timed: Timed) -> None:
        self._session = aiohttp.ClientSession(base, cookie_jar=aiohttp.CookieJar(unsafe=True))
        self._timed = timed
        self.clicks = 0

    async def look(self, address: str, what: str) -> HtmlElement:
        return await self._do("GET", address, what, None)

    async def press(self, address: str, what: str, **fields: str) -> HtmlElement:
        self.clicks += 1
        return await self._do("POST", address, what, fields)

    async def _do(self, method: str, address: str, what: str, fields: dict[str, str] | None) -> HtmlElement:
        began = time.perf_counter()
        async with self._session.request(method, address, data=fields) as answer:
            words = await answer.text()
            self._timed.seconds[what].append(time.perf_counter() - began)
            if answer.status == CONFLICT:
                raise QuickerError(address)
            if answer.status >= BAD:
                said = document_fromstring(words).text_content()
                raise ProductError(f"{method} {address}: {answer.status}\n{said[:600]}")
            return document_fromstring(words)

    async def fetch(self, address: str, what: str) -> bytes:
        began = time.perf_counter()
        async with self._session.get(address) as answer:
            content = await answer.read()
            self._timed.seconds[what].append(time.perf_counter() - began)
            if answer.status != OK:
                raise ProductError(f"{address}: {answer.status}")
            return content

    async def close(self) -> None:
        await self._session.close()


class Author(Visitor):
    """A resident in the web chat."""

    async def agree(self) -> None:
        await self.press("/chat", "chat", start="", page=secrets.token_hex(8))
        await self.choose("Einverstanden")

    async def choose(self, label: str) -> HtmlElement:
        page = await self.look("/chat", "chat page")
        keys = page.xpath(f"//button[@name='press'][contains(., '{label}')]/@value")
        if not keys:
            raise ProductError(f"no button {label!r}")
        return await self.press("/chat", "chat", press=str(keys[-1]), page=secrets.token_hex(8))

    async def hand_in(self, text: str) -> None:
        """Hand in a text, past a signpost where one is shown; what is told of as danger is left there."""
        answer = await self.press("/chat", "chat", text=text, page=secrets.token_hex(8))
        if answer.xpath("//ol[@id='log']/li[last()]//button[contains(., 'Trotzdem als Anliegen')]"):
            answer = await self.choose("Trotzdem als Anliegen")
        if answer.xpath("//ol[@id='log']/li[last()]//button[contains(., 'Absenden')]"):
            await self.choose("Absenden")


@dataclass
class Found:
    """What was done and seen."""

    timed: Timed
    handed_in: int = 0
    clicks: int = 0
    done: Counter[str] = field(default_factory=Counter)
    balance: str = ""
    reports: dict[str, bytes] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


async def run(texts: Sequence[str], folder: Path, seed: int, formats: Sequence[str] = FORMATS) -> Found:
    """Let the texts come in by all ways, weigh every one of them, build reports, and return what was seen."""
    chance, found = random.Random(seed), Found(Timed())  # noqa: S311  (a repeatable trial, no secret)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = {
        "FORUMSBOTE_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/forumsbote.db",
        "FORUMSBOTE_PORT": str(port),
        "FORUMSBOTE_MESSAGES_A_MINUTE": "0",  # a dozen authors say all of it, faster than a person types
        "PYTHONUNBUFFERED": "1",
    }
    product = Process("run", environment, folder / "output.txt")
    await product.start()
    try:
        in_chat, on_paper = texts[: len(texts) // 8], texts[len(texts) // 8 :]
        authors = [Author(base, found.timed) for _ in range(min(AUTHORS, len(in_chat)))]
        await _talk(authors, in_chat)
        await _import(environment, folder, on_paper)
        people = await _three_people(base, found.timed, product)
        numbers = await _numbers(people[0])
        found.handed_in = len(numbers)
        await asyncio.gather(*(_work_through(person, found) for person in people))
        await _weigh_all(people, numbers, chance, found)
        await _object(authors, people, chance, found)
        await _build_reports(people[0], found, formats)
        await _erase(authors[:ERASED], found)
        await _build_reports(people[0], found, formats)
        page = await people[0].look("/moderation/bilanz", "balance")
        found.balance = " ".join(page.xpath("string(//main)").split())
        erased = _pieces_of_erased(in_chat, len(authors), on_paper)
        await _wait_until_gone(erased, folder, found)
        found.clicks = sum(person.clicks for person in people)
        for visitor in (*authors, *people):
            await visitor.close()
    finally:
        await product.stop()
    found.left = _left_of(erased, folder, found)
    return found


async def _wait_until_gone(pieces: set[str], folder: Path, found: Found) -> None:
    """Give the service the time it has for writing its file anew without the erased."""
    began = time.monotonic()
    while _left_of(pieces, folder, found) and time.monotonic() - began < GONE_WITHIN_SECONDS:
        await asyncio.sleep(1)
        found.done["seconds until gone"] = round(time.monotonic() - began)


async def _talk(authors: Sequence[Author], texts: Sequence[str]) -> None:
    async def one(author: Author, own: Sequence[str]) -> None:
        await author.agree()
        for text in own:
            await author.hand_in(text)

    await asyncio.gather(*(one(author, texts[n :: len(authors)]) for n, author in enumerate(authors)))


async def _import(environment: dict[str, str], folder: Path, texts: Sequence[str]) -> None:
    file = folder / "cards.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, delimiter=";")
        table.writerow(("Text", "Quelle"))
        table.writerows((text, SOURCES[n % len(SOURCES)]) for n, text in enumerate(texts))
    command = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "concerns", "import", str(file),
        env=clean_environment() | environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await command.communicate()
    if command.returncode:
        raise ProductError(said.decode()[-2000:])


async def _three_people(base: str, timed: Timed, product: Process) -> list[Visitor]:
    link = SIGN_IN_LINK.findall(product.output.read_text())[-1]
    people = [Visitor(base, timed) for _ in range(3)]
    await people[0].press(link, "sign in")
    for n, person in enumerate(people[1:]):
        page = await people[0].press("/moderation/people", "invite", name=f"Moderation {n}", role="moderator")
        [address] = set(re.findall(r"http://\S+?/moderation/anmelden/[\w-]+", page.text_content()))
        await person.press(address, "sign in")
    return people


async def _numbers(person: Visitor) -> list[str]:
    async with person._session.get("/moderation/concerns.csv") as answer:
        rows = list(csv.reader((await answer.text(encoding="utf-8-sig")).splitlines(), delimiter=";"))
    return [row[0] for row in rows[1:] if re.fullmatch(r"\d{4}-\d{6,}", row[0] if row else "")]


async def _work_through(who: Visitor, found: Found) -> None:
    """Go through the queue as it opens: all right, or the topic the service would guess, or pass it over."""
    page, passed_over = await who.press("/moderation/concerns/next?status=new", "next of the queue"), set[str]()
    while (form := page.xpath("//form[contains(@action, '/pass')]")) and page.xpath("//h1"):
        address = str(form[0].get("action"))
        if page.xpath("//button[@data-key='b']"):
            page = await who.press(address, "confirm, assign, next")
            found.done["passed"] += 1
            continue
        guessed = page.xpath("//form[contains(@action, '/topics')][input[@name='topic']]")
        if guessed and not found.done[f"tried {address}"]:
            found.done[f"tried {address}"] += 1
            fields = {str(one.get("name")): str(one.get("value")) for one in guessed[0].xpath("input")}
            page = await who.press(str(guessed[0].get("action")), "topic as guessed", **fields)
            continue
        after = str(page.xpath("string(//button[@name='after']/@value)"))
        if after in passed_over:
            await who.press(address.replace("/pass", "/release"), "give free")
            return
        passed_over.add(after)
        page = await who.press("/moderation/concerns/next?status=new", "pass over", after=after)
        found.done["passed over"] += 1


async def _build_reports(who: Visitor, found: Found, formats: Sequence[str]) -> None:
    """Download every report the page names in these formats."""
    page = await who.look("/moderation/berichte", "page of reports")
    for address in sorted(set(map(str, page.xpath("//a[starts-with(@href, '/moderation/berichte/')]/@href")))):
        kind = (address.split("/")[3].split(".")[0], address.rpartition(".")[2])
        if kind[1] in formats:
            found.reports[address] = await who.fetch(address, f"report {kind[0]} {kind[1]}")


async def _erase(authors: Sequence[Author], found: Found) -> None:
    for author in authors:
        await author.press("/chat", "chat", command="/loeschen", page=secrets.token_hex(8))
        await author.choose("Alles löschen")
        found.done["erased"] += 1


def _pieces_of_erased(in_chat: Sequence[str], authors: int, on_paper: Sequence[str]) -> set[str]:
    """Return the beginnings of texts that only erased authors handed in; some texts come twice."""
    kept = {text[:LONG] for text in (*on_paper, *(text for n, text in enumerate(in_chat) if n % authors >= ERASED))}
    return {text[:LONG] for n, text in enumerate(in_chat) if n % authors < ERASED and len(text) >= LONG} - kept


def _left_of(pieces: set[str], folder: Path, found: Found) -> list[str]:
    """Return which of these are still in a report, or in the database and its log."""
    stored = {
        name: (folder / name).read_bytes()
        for name in ("forumsbote.db", "forumsbote.db-wal")
        if (folder / name).exists()
    }
    return [
        f"{name}: {piece}"
        for name, content in {**stored, **found.reports}.items()
        for piece in pieces
        if piece.encode() in content
    ]


async def _weigh_all(people: Sequence[Visitor], numbers: Sequence[str], chance: random.Random, found: Found) -> None:
    """Let three people work through the whole list at the same time, each on a third of it."""
    joined: set[str] = set()
    again: list[str] = []

    async def one(which: int, own: Sequence[str]) -> None:
        for number in own:
            if number in joined:
                continue
            try:
                await _weigh(people[which], people[(which + 1) % 3], number, chance, found, joined)
                found.done["weighed"] += 1
            except QuickerError:
                again.append(number)
                found.done["somebody was quicker"] += 1

    await asyncio.gather(*(one(which, numbers[which::3]) for which in range(3)))
    await one(0, again[:])


async def _weigh(
    who: Visitor, second: Visitor, number: str, chance: random.Random, found: Found, joined: set[str]
) -> None:
    here = f"/moderation/concerns/{number}/consideration"
    page = await who.look(here, "weighing")
    if page.xpath("//form[contains(@action, '/free')]"):
        return
    starts = page.xpath("//input[@name='start']/@value")
    if starts and chance.random() < 0.15:
        page = await who.press(f"{here}/split", "split", start=str(chance.choice(starts)))
        found.done["split"] += 1
    alike = [str(value) for value in page.xpath("//input[@name='other']/@value") if str(value) > number]
    if alike and chance.random() < 0.3:
        await _join(who, here, alike[0], found, joined)
    for address in page.xpath("//form[contains(@action, '/decide')]/@action"):
        outcome = chance.choice(tuple(OUTCOMES))
        await who.press(
            str(address), "decide", outcome=outcome, reason=OUTCOMES[outcome], words=WORDS, body="steering_group",
            decided_on="2026-11-20",
        )  # fmt: skip
        found.done[outcome] += 1
        if outcome == "not_adopted":
            await second.press(str(address).replace("/decide", "/confirm"), "confirm")


async def _join(who: Visitor, here: str, other: str, found: Found, joined: set[str]) -> None:
    """Join another one; where somebody is just weighing that one, it stays theirs."""
    try:
        await who.press(f"{here}/join", "join", numbers=other)
    except QuickerError:
        found.done["not joined, somebody weighs it"] += 1
        return
    joined.add(other)
    found.done["joined"] += 1


async def _object(authors: Sequence[Author], people: Sequence[Visitor], chance: random.Random, found: Found) -> None:
    """Let every author object to their newest concern, and let somebody answer who had no part in the decision."""
    for author in authors:
        await author.press("/chat", "chat", command="/meine", page=secrets.token_hex(8))
        page = await author.choose("Was wurde aus")
        if not page.xpath("//ol[@id='log']/li[last()]//button[contains(., 'Bitte noch einmal')]"):
            continue
        await author.choose("Bitte noch einmal")
        await author.press(
            "/chat", "chat", text="Es wurde übersehen, dass dort Kinder gehen.", page=secrets.token_hex(8)
        )
        found.done["objected"] += 1
    page = await people[0].look("/moderation/bilanz", "balance")
    waiting = page.xpath("//h3[contains(., 'neue Prüfung')]/following-sibling::ul[1]//a/@href")
    for address in map(str, waiting):
        for person in people:
            shown = await person.look(address, "weighing")
            if shown.xpath("//form[contains(@action, '/uphold')]"):
                await person.press(f"{address}/uphold", "uphold")
                found.done["upheld"] += 1
                break


def main() -> int:
    """Run it, print what was seen, and return the exit code."""
    options = argparse.ArgumentParser(prog="python -m tests.trial.desk")
    options.add_argument("--texts", type=Path, default=BESIDE_THE_REPOSITORY)
    options.add_argument("--many", type=int, default=2300, help="texts that come in (2300)")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="folder the reports are written to")
    given = options.parse_args()
    try:
        texts = read_contributions(given.texts, given.many).texts
    except MissingTextsError as missing:
        print(missing, file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    began = time.perf_counter()
    found = asyncio.run(run(texts, folder, given.seed))
    done = {name: n for name, n in found.done.items() if not name.startswith("tried")}
    print(f"{found.handed_in} of {len(texts)} came in, {done}, {len(found.reports)} reports")
    each = found.clicks / max(1, found.handed_in)
    print(f"{found.clicks} presses at the desk, {each:.2f} a concern; {time.perf_counter() - began:.0f} s")
    print("\n".join(found.timed.table()))
    good = "Die Bilanz geht auf" in found.balance and "Der Schlussbericht kann erstellt werden" in found.balance
    print(found.balance, *found.left, sep="\n")
    good = good and not found.left
    if given.keep:
        for address, content in found.reports.items():
            (given.keep / address.strip("/").replace("/", "-")).write_bytes(content)
    if good:
        shutil.rmtree(folder)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
