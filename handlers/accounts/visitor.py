"""Who knocks, as far as a browser says so itself; none of it proves anything."""

import re
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

V4_PREFIX, V6_PREFIX = 24, 48
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


def network_of(address: str) -> str:
    """Return the beginning of an address that one household or office shares; "" for what is none."""
    try:
        found = ip_address(address.strip())
    except ValueError:
        return ""
    if found.version == 6 and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    prefix = V4_PREFIX if found.version == 4 else V6_PREFIX
    return str(ip_network((found, prefix), strict=False))


def is_near(address: str) -> bool:
    """Tell whether an address is of this machine or its own network: a proxy before us, whose word counts."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return found.is_loopback or found.is_private


def browser_of(agent: str) -> str:
    return _first(BROWSERS, agent)


def system_of(agent: str) -> str:
    return _first(SYSTEMS, agent)


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for name, sign in known if re.search(sign, agent)), "")
