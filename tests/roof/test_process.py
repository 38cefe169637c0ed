"""The real process: what it prints, that it is alone on its file, and that it ends well."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

PATIENCE_SECONDS = 60.0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Process:
    """`forumsbote …` on an installation in a folder of its own."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self.port = free_port()
        self.output = folder / f"output-{self.port}.txt"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("FORUMSBOTE_")}
        environment |= {
            "FORUMSBOTE_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/var/forum.db",
            "FORUMSBOTE_PORT": str(self.port),
            **settings,
        }
        with self.output.open("w") as file:
            command = [sys.executable, "-m", "bot", *(arguments or ("run",))]
            self.child = subprocess.Popen(command, env=environment, stdout=file, stderr=subprocess.STDOUT)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def wait_until_it_answers(self) -> "Process":
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and self.child.poll() is None:
            try:
                # It listens a moment before it has printed where.
                if self.get("/healthz")[0] == 200 and "process.started" in self.output.read_text():
                    return self
            except OSError:
                pass
            time.sleep(0.1)
        self.child.kill()
        raise AssertionError(self.output.read_text())

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.child.send_signal(number)
        return self.child.wait(20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def running(folder: Path) -> Iterator[Process]:
    process = Process(folder).wait_until_it_answers()
    yield process
    if process.child.poll() is None:
        process.child.kill()


def test_fresh_installation_prints_its_addresses_and_shows_marked_examples(running: Process) -> None:
    printed = running.output.read_text()
    for path in ("/", "/chat", "/moderation"):
        assert f"http://127.0.0.1:{running.port}{path}\n" in printed
    assert re.search(r"/moderation/anmelden/[\w-]{20,}", printed)

    _, page = running.get("/")

    assert "Bürgerforum: Wie sicher ist unsere Stadt?" in page
    assert "Beispiel" in page
    assert running.get("/readyz")[0] == 200
    assert "forumsbote_outbox_lag_seconds" in running.get("/metrics")[1]


def test_second_process_on_the_same_file_is_refused_in_one_line(running: Process, folder: Path) -> None:
    second = Process(folder)

    assert second.child.wait(PATIENCE_SECONDS) == 2
    assert second.output.read_text().strip().endswith("SQLite dient nur einem.")


def test_term_ends_the_process_and_a_restart_finds_everything(running: Process, folder: Path) -> None:
    assert running.stop() == 0

    again = Process(folder).wait_until_it_answers()
    try:
        assert again.get("/foren")[1].count("Bürgerforum: Wie sicher ist unsere Stadt?") >= 1
    finally:
        again.stop()


def test_unknown_setting_stops_the_start_with_one_line(folder: Path) -> None:
    process = Process(folder, FORUMSBOTE_TELEGRAM_TOKN="x")

    assert process.child.wait(PATIENCE_SECONDS) == 2
    [line] = process.output.read_text().strip().splitlines()
    assert line.startswith("Unbekannte Einstellung FORUMSBOTE_TELEGRAM_TOKN.")


def test_several_processes_need_postgresql(folder: Path) -> None:
    process = Process(folder, "worker")

    assert process.child.wait(PATIENCE_SECONDS) == 2
    assert "PostgreSQL" in process.output.read_text()


def test_no_example_is_made_beside_a_live_telegram(folder: Path) -> None:
    process = Process(
        folder,
        FORUMSBOTE_TELEGRAM_TOKEN="123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi",
        FORUMSBOTE_TELEGRAM_API_URL="http://127.0.0.1:9",
    ).wait_until_it_answers()
    try:
        assert "Bürgerforum: Wie sicher ist unsere Stadt?" not in process.get("/foren")[1]
        status, ready = process.get("/readyz")
        assert status == 503
        assert '"telegram": false' in ready
    finally:
        process.stop()
    assert "AAaaBBbbCCcc" not in process.output.read_text()


def test_a_worker_shows_its_health_and_figures_on_a_port_of_its_own(folder: Path, postgres_url: str) -> None:
    settings = {
        "FORUMSBOTE_DATABASE_URL": postgres_url,
        "FORUMSBOTE_SECRET_KEY": "a secret key for tests only, long enough",
    }
    port = free_port()
    worker = Process(folder, "worker", FORUMSBOTE_METRICS_PORT=str(port), **settings)
    worker.port = port
    try:
        worker.wait_until_it_answers()
        status, ready = worker.get("/readyz")
        assert (status, '"database": true' in ready) == (200, True)
        figures, until = "", time.monotonic() + PATIENCE_SECONDS
        while (
            "\nforumsbote_sender_looked_seconds 0." not in figures
        ):  # the port answers a moment before the sender looks
            assert time.monotonic() < until
            _, figures = worker.get("/metrics")
        assert "\n# TYPE forumsbote_turn_seconds histogram\n" in figures
        assert worker.get("/")[0] == worker.get("/moderation")[0] == 404
    finally:
        worker.stop()


def test_a_port_in_use_stops_the_worker_with_one_line(folder: Path, postgres_url: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        worker = Process(
            folder,
            "worker",
            FORUMSBOTE_DATABASE_URL=postgres_url,
            FORUMSBOTE_SECRET_KEY="a secret key for tests only, long enough",
            FORUMSBOTE_METRICS_PORT=str(port),
        )
        assert worker.child.wait(PATIENCE_SECONDS) == 2
    assert f"Auf 127.0.0.1:{port} kann nicht gelauscht werden" in worker.output.read_text()
