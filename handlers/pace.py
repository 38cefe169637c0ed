"""Count how often somebody does something, so that one sender cannot keep a process from all others.

Each process counts for itself and in memory only: a restart forgives, and with several processes a sender may do up to as many
times more. That is enough: the bound is there for the work of a process, and a process can always do what its own bound lets in.
Nobody is kept: of a sender there is a digest under a key that is made anew with every window, and thrown away at its end.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_bytes

MINUTE = timedelta(minutes=1)
MOST_SENDERS = 50_000  # about 10 MB; whoever comes when they are full is not counted until the window ends


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times a minute for each sender; 0 for without a bound. The name is that of its figure in the metrics."""

    name: str
    most: int


class Pace:
    """What was done in this minute, in this process."""

    def __init__(self) -> None:
        self._windows: dict[str, _Window] = {}

    def charge(self, rate: Rate, sender: str, now: datetime) -> int:
        """Count once more; returns how often it is too often by now: 0 within the rate, 1 the first time beyond it."""
        if not rate.most:
            return 0
        return max(self._window(rate, now).charge(sender) - rate.most, 0)

    def wait(self, rate: Rate, now: datetime) -> timedelta:
        """Return how long the window of a rate still lasts."""
        return self._window(rate, now).until - now

    def _window(self, rate: Rate, now: datetime) -> "_Window":
        window = self._windows.get(rate.name)
        if window is None or not window.until - MINUTE <= now < window.until:
            window = self._windows[rate.name] = _Window(now + MINUTE)
        return window


class _Window:
    def __init__(self, until: datetime) -> None:
        self.until = until
        self._key = token_bytes(32)
        self._counts: Counter[bytes] = Counter()

    def charge(self, sender: str) -> int:
        digest = hashlib.blake2b(sender.encode("utf-8", "surrogateescape"), key=self._key, digest_size=16).digest()
        if digest not in self._counts and len(self._counts) >= MOST_SENDERS:
            return 0
        self._counts[digest] += 1
        return self._counts[digest]
