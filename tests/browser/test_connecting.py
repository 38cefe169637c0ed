"""Telegram and the web chat become one person and two again, in a real browser and over the Bot API."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, Visit, free_port
from tests.browser.test_walk import CASE_NUMBER, CONCERN, begin, hand_in, press
from tests.fakes.bot_api.server import TOKEN

pytestmark = pytest.mark.browser

CODE = re.compile(r"Ihr Code: (\S+)")
PATIENCE_SECONDS = 15.0
IN_TELEGRAM = "In Schmarl liegen jeden Morgen Scherben auf dem Spielplatz."


class Telegram:
    """The fake of the Bot API in a process of its own."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.fakes.bot_api", "--token", TOKEN]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()

    def ask(self, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        asked = Request(f"{self.url}/control/{path}", data, {"Content-Type": "application/json"})  # noqa: S310
        with urlopen(asked) as answer:  # noqa: S310  (the fake of this test)
            return json.load(answer)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()


class Phone:
    """One person's Telegram."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._id = telegram.ask("users", {})["id"]
        self._seen = 0

    def does(self, deed: str, *what: str) -> None:
        self._seen = len(self.received())
        self._telegram.ask(f"users/{self._id}/{deed}", what)

    def received(self) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = self._telegram.ask(f"users/{self._id}/received")
        return messages

    def sees(self, words: str) -> str:
        """Wait for a message with these words that came after the last deed."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            new = [message["text"] for message in self.received()[self._seen :]]
            if found := [text for text in new if words in text]:
                return str(found[0])
            time.sleep(0.05)
        raise AssertionError(f"{words!r} did not come, but {new}")

    def says(self, text: str, answered: str) -> str:
        self.does("says", text)
        return self.sees(answered)

    def presses(self, label: str, answered: str) -> str:
        self.does("presses", label)
        return self.sees(answered)

    def begins(self) -> None:
        self.does("starts")
        self.sees("Sind Sie einverstanden")
        self.presses("Einverstanden, los geht’s", "Vielen Dank")


@pytest.fixture(scope="module")
def telegram() -> Iterator[Telegram]:
    telegram = Telegram()
    yield telegram
    telegram.close()


@pytest.fixture
def phone(telegram: Telegram) -> Phone:
    return Phone(telegram)


@pytest.fixture(scope="module")
def server(telegram: Telegram, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {"FORUMSBOTE_TELEGRAM_TOKEN": TOKEN, "FORUMSBOTE_TELEGRAM_API_URL": telegram.url}
    server = Server(tmp_path_factory.mktemp("installation"), free_port(), settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def write(page: Page, line: str) -> None:
    page.get_by_label("Ihre Nachricht").fill(line)
    press(page, "Senden")
    expect(page.locator("#log > li.own").last).to_contain_text(line)


def answers(page: Page, words: str) -> Locator:
    """Wait until the newest answer holds these words, and return it."""
    answer = page.locator("#log > li.ours").last
    expect(answer).to_contain_text(words)
    return answer


def code_on(page: Page) -> str:
    write(page, "/verbinden")
    found = CODE.search(answers(page, "Ihr Code:").inner_text())
    assert found is not None
    return found[1]


def test_a_code_of_the_web_chat_is_typed_alone_in_telegram_and_both_are_one(visit: Visit, phone: Phone) -> None:
    page = visit.page(width=360)
    begin(page)
    of_web = hand_in(page, CONCERN)
    phone.begins()
    phone.says(IN_TELEGRAM, "So geben wir es weiter")
    found = CASE_NUMBER.search(phone.presses("Absenden", "hat die Nummer"))
    assert found is not None

    phone.says(code_on(page), "1 Anliegen aus dem anderen Chat")
    phone.presses("Ja, verbinden", "Verbunden.")

    expect(page.get_by_text("Dieser Chat ist jetzt mit Ihrem anderen verbunden.")).to_be_visible(timeout=15_000)
    write(page, "/meine")
    answers(page, found[0])
    phone.says("/meine", of_web)
    write(page, "/trennen")
    press(page, "Ja, trennen")
    answers(page, "Jetzt kennt Sie nur noch dieser Chat.")
    phone.says("/meine", "Guten Tag!")
    write(page, "/meine")
    answers(page, found[0])
    assert visit.complaints == []


def test_a_code_of_telegram_is_typed_in_the_web_chat_without_javascript(visit: Visit, phone: Phone) -> None:
    phone.begins()
    said = phone.says("/verbinden", "Ihr Code:")
    page = visit.page(javascript=False, width=360)
    begin(page)
    write(page, "/verbinden 2222-2222")
    answers(page, "Dieser Code stimmt nicht")
    write(page, f"/verbinden {CODE.search(said)[1]}")  # type: ignore[index]  # what was waited for has one
    answers(page, "Der Code stimmt")
    press(page, "Ja, verbinden")

    answers(page, "Verbunden.")
    phone.sees("Dieser Chat ist jetzt mit Ihrem anderen verbunden.")


def test_the_picture_to_scan_is_there_for_a_wide_window_until_one_goes_on(
    visit: Visit, phone: Phone, server: Server
) -> None:
    page = visit.page(width=1280)
    begin(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + request.headers.get("referer", "")))
    code = code_on(page)
    picture = page.get_by_role("img", name="QR-Code für Ihr Telefon")
    expect(picture).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    expect(picture).to_be_hidden()
    phone.does("starts", page.get_by_role("link", name="Telegram öffnen").get_attribute("href").partition("=")[2])  # type: ignore[union-attr]  # it is there
    phone.sees("Sind Sie einverstanden")
    phone.presses("Einverstanden, los geht’s", "Der Code stimmt")
    phone.presses("Ja, verbinden", "Verbunden.")
    write(page, "/kontakt")

    expect(picture).to_have_count(0)
    plain = code.replace("-", "")
    assert not any(plain in address or code in address for address in asked)
    assert plain not in server.output.read_text() and code not in server.output.read_text()


def test_who_takes_the_chats_apart_in_telegram_leaves_nothing_on_the_page(visit: Visit, phone: Phone) -> None:
    page = visit.page()
    begin(page)
    phone.begins()
    phone.says(code_on(page), "Der Code stimmt")
    phone.presses("Ja, verbinden", "Verbunden.")

    phone.says("/trennen", "Möchten Sie das?")
    phone.presses("Ja, trennen", "Erledigt.")
    page.evaluate("look()")

    expect(page.get_by_role("button", name="Chat beginnen")).to_be_visible()
    expect(page.locator("#log")).to_have_count(0)


def test_who_blocks_the_bot_is_told_in_the_web_chat(visit: Visit, phone: Phone) -> None:
    page = visit.page()
    begin(page)
    phone.begins()
    phone.says(code_on(page), "Der Code stimmt")
    phone.presses("Ja, verbinden", "Verbunden.")

    phone.does("blocks")

    expect(page.get_by_text("In Telegram kommen unsere Nachrichten nicht mehr bei Ihnen an.")).to_be_visible(
        timeout=20_000
    )
    write(page, "/verbinden")
    answers(page, "Zurzeit kommen unsere Nachrichten in Telegram nicht an.")
