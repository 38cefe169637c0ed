"""Look through what our log wrote in all tests of a run: no token, and no text that a test marked as a resident's.

Each test's report brings what it wrote to standard error, from every process of the run. The web server's own list of
requests is left out: the product serves without it. What processes of their own write, tests/attack/test_silence.py reads.
"""

import re

import pytest

from bot.logs import TOKEN
from tests.attack.corpus import CANARY
from tests.attack.payloads import MARK

OF_REQUESTS = re.compile(r'"[A-Z]+ [^"]*HTTP/1\.[01]" \d{3} \d+ ')
MARKED = (MARK, CANARY, "AAFakeTokenForTests")
_found: list[str] = []
_looked = 0


def leaks(written: str) -> list[str]:
    """Return the lines that hold what no log may hold."""
    lines = (line for line in written.splitlines() if not OF_REQUESTS.search(line))
    return [line for line in lines if TOKEN.search(line) or any(marked in line for marked in MARKED)]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Look through what one phase of one test wrote."""
    global _looked
    for name, written in report.sections:
        if name == f"Captured stderr {report.when}":
            _looked += len(written.splitlines())
            _found.extend(f"{report.nodeid}: {line[:200]}" for line in leaks(written))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let the run fail where anything was found; in the process that gathers the reports."""
    if _found and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was found, or how much was looked through."""
    if _found:
        terminalreporter.section("The log holds what it must not", red=True)
        terminalreporter.write_line("\n".join(_found))
    elif _looked:
        terminalreporter.write_line(f"{_looked} lines of log hold no token and no text of a resident")
