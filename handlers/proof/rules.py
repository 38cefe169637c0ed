"""What is taken for a case number, and how often one may try."""

import hashlib
import re
from collections import Counter
from datetime import datetime, timedelta
from secrets import token_bytes

from handlers.pages.callers import network_of

WINDOW = timedelta(hours=1)
MOST_FROM_ONE_PLACE = 20
MOST_FROM_ALL = 300
NUMBER = re.compile(r"\s*([0-9]{4})[^0-9]{0,3}([0-9]{1,10})\s*")


def number_of(typed: str) -> str:
    """Return a case number as it is written, from how somebody typed it; "" where it can be none."""
    found = NUMBER.fullmatch(typed)
    return f"{found[1]}-{int(found[2]):06d}" if found else ""


class Tries:
    """Wrong tries of this process within the hour, so that nobody finds a code by trying.

    No address is kept: an address is shortened to its network and hashed with a key that is made anew every hour, and
    both live in memory only. Right tries do not count.
    """

    def __init__(self) -> None:
        self._ends: datetime | None = None
        self._key = b""
        self._wrong: Counter[bytes] = Counter()

    def are_too_many(self, address: str, now: datetime) -> bool:
        """Tell whether nothing from this address is looked at any more within this hour."""
        self._turn(now)
        return self._wrong[self._place(address)] >= MOST_FROM_ONE_PLACE or self._wrong.total() >= MOST_FROM_ALL

    def wait(self, now: datetime) -> timedelta:
        """Return how long the hour still lasts."""
        self._turn(now)
        return self._ends - now if self._ends else timedelta()

    def note_wrong(self, address: str, now: datetime) -> None:
        """Count one more."""
        self._turn(now)
        self._wrong[self._place(address)] += 1

    def _turn(self, now: datetime) -> None:
        if self._ends is None or now >= self._ends:
            self._ends, self._key = now + WINDOW, token_bytes(32)
            self._wrong.clear()

    def _place(self, address: str) -> bytes:
        return hashlib.blake2b(network_of(address).encode(), key=self._key, digest_size=16).digest()
