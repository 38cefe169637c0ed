"""A server that was really started, and Debian's chromium in front of it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIGN_IN_LINK = re.compile(r"http://\S+/moderation/anmelden/\S+")
START_LIMIT_SECONDS = 180.0


@dataclass
class Server:
    """An installation in a folder: its address, what it printed when it started, and the process while it runs."""

    folder: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> Path:
        return self.folder / "output.txt"

    @property
    def database(self) -> Path:
        return self.folder / "forumsbote.db"

    @property
    def sign_in_link(self) -> str:
        """The one-time link of the first admin."""
        found = SIGN_IN_LINK.search(self.output.read_text())
        assert found is not None, self.output.read_text()
        return found[0]

    def start(self) -> None:
        """Start `forumsbote run` on this folder's file, as `make run` does."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("FORUMSBOTE_")}
        environment |= {
            "FORUMSBOTE_DATABASE_URL": f"sqlite+aiosqlite:///{self.database}",
            "FORUMSBOTE_PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
        } | self.settings
        with self.output.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], env=environment, stdout=file, stderr=subprocess.STDOUT
            )
        wait_for(self.port, self.process, self.output)

    def stop(self) -> None:
        """Stop it, where it runs."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start an installation on a fresh file."""
    server = Server(tmp_path_factory.mktemp("installation"), free_port())
    try:
        server.start()
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], output: Path) -> None:
    until = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and SIGN_IN_LINK.search(output.read_text()):
                return
        time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{output.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator["Visit"]:
    visit = Visit(browser, server)
    yield visit
    visit.close()


class Visit:
    """Opens pages, each in a browser profile of its own, and remembers what their consoles complained of."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._browser = browser
        self._server = server
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(self, *, javascript: bool = True, width: int = 1280, **options: object) -> Page:
        context = self._browser.new_context(
            base_url=self._server.address,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 844},
            locale="de-DE",
            **options,  # type: ignore[arg-type]  # Playwright's own options
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self._note("error", str(error)))
        return page

    def _note(self, kind: str, text: str) -> None:
        # A refused form is answered with 4xx, which the console reports as if something were missing.
        if kind in ("error", "warning") and "Failed to load resource" not in text:
            self.complaints.append(text)

    def close(self) -> None:
        for context in self._contexts:
            context.close()
