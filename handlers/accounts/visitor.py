"""Who knocks, as far as a browser says so itself; none of it proves anything."""

import re
from dataclasses import dataclass

# The first that fits counts: browsers claim to be others too.
BROWSERS = (
    ("Edge", "Edg"),
    ("Opera", "OPR/"),
    ("Samsung Internet", "SamsungBrowser"),
    ("Firefox", "Firefox/|FxiOS"),
    ("Chromium", "Chromium"),
    ("Chrome", "Chrome/|CriOS"),
    ("Safari", "Safari/"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("macOS", "Mac OS X|Macintosh"),
    ("ChromeOS", "CrOS"),
    ("Linux", "Linux|X11"),
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser at the door.

    network   the beginning of its address, e.g. 192.0.2.0/24; only ever used in a keyed digest
    browser, system  by their plain names, "" where unknown
    device    fingerprint of the cookie of an earlier sign-in
    session   fingerprint of the session it has now; a new one takes its place
    """

    network: str = ""
    browser: str = ""
    system: str = ""
    device: str | None = None
    session: str | None = None


def browser_of(agent: str) -> str:
    return _first(BROWSERS, agent)


def system_of(agent: str) -> str:
    return _first(SYSTEMS, agent)


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, sign in known if re.search(sign, agent)), "")
