"""The bad days of Telegram: floods, outages, lost answers, and its real limits."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tests.fakes.bot_api.refusal import RefusedError

Outage = int | Literal["timeout", "reset", "garbage"]
OVERALL_RATE, OVERALL_BURST = 30.0, 30.0
CHAT_RATE, CHAT_BURST = 1.0, 5.0


@dataclass
class Outages:
    """One order to fail: the next `times` calls of `method` ("*" is any)."""

    method: str
    kind: Outage
    times: int
    after_effect: bool


@dataclass
class Bucket:
    """Tokens that come back at a rate, up to a burst."""

    rate: float
    burst: float
    left: float
    at: float

    def wait(self, now: float) -> float:
        """Return the seconds until one token is there; 0 when there is one now."""
        self.left = min(self.burst, self.left + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.left) / self.rate)

    def take(self) -> None:
        """Use one token."""
        self.left -= 1


@dataclass
class Floods:
    """Who has to wait until when; `ignored` counts calls that came although they had been told to wait."""

    clock: Callable[[], float]
    until: dict[int | None, float] = field(default_factory=dict)
    told: set[int | None] = field(default_factory=set)
    ignored: int = 0
    limited: int = 0
    enforce_limits: bool = False
    _overall: Bucket | None = None
    _chats: dict[int, Bucket] = field(default_factory=dict)

    def start(self, chat_id: int | None, retry_after: float) -> None:
        """Refuse sends to this chat (None: to all) for so many seconds."""
        self.until[chat_id] = self.clock() + retry_after
        self.told.discard(chat_id)

    def check(self, chat_id: int) -> None:
        """Let a send pass, or refuse it with the seconds to wait."""
        now = self.clock()
        for who in (None, chat_id):
            left = self.until.get(who, now) - now
            if left > 0:
                self.ignored += who in self.told
                self.told.add(who)
                raise _too_many(left)
            if self.until.pop(who, None) is not None:
                self.told.discard(who)
        if self.enforce_limits:
            self._check_rates(chat_id, now)

    def _check_rates(self, chat_id: int, now: float) -> None:
        if self._overall is None:
            self._overall = Bucket(OVERALL_RATE, OVERALL_BURST, OVERALL_BURST, now)
        chat = self._chats.setdefault(chat_id, Bucket(CHAT_RATE, CHAT_BURST, CHAT_BURST, now))
        for who, bucket in ((None, self._overall), (chat_id, chat)):
            wait = bucket.wait(now)
            if wait > 0:
                self.limited += 1
                self.until[who] = now + math.ceil(wait)
                self.told.add(who)
                raise _too_many(wait)
        self._overall.take()
        chat.take()


def _too_many(left: float) -> RefusedError:
    seconds = max(1, math.ceil(left))
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds, ours=False)
