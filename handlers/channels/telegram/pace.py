"""Guess whom a 429 means. Telegram does not say whether one chat or the whole bot shall wait."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

SOON_SECONDS = 5.0
MINUTE_SECONDS = 60.0
BURST = 2
BURST_IN_A_MINUTE = 15
CHATS_REMEMBERED = 10_000
SENDS_REMEMBERED = 20


class RecentSends:
    """What this process sent lately, by chat.

    A chat that just got several messages has its own limit reached; one that got none can only be refused because the whole bot
    was too quick. Two chats that are refused at once mean the bot, too.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._sends: OrderedDict[str, deque[float]] = OrderedDict()
        self._refused_until: dict[str, float] = {}

    def note_sent(self, chat: str) -> None:
        """Remember a message that was taken."""
        sends = self._sends.setdefault(chat, deque(maxlen=SENDS_REMEMBERED))
        sends.append(self._seconds())
        self._sends.move_to_end(chat)
        if len(self._sends) > CHATS_REMEMBERED:
            self._sends.popitem(last=False)

    def refused(self, chat: str, wait_seconds: float) -> bool:
        """Remember a 429 and return whether it means every chat."""
        now = self._seconds()
        self._refused_until = {who: until for who, until in self._refused_until.items() if until > now}
        others = self._refused_until.keys() - {chat}
        self._refused_until[chat] = now + wait_seconds
        return bool(others) or not self._was_busy(chat, now)

    def _was_busy(self, chat: str, now: float) -> bool:
        ages = [now - at for at in self._sends.get(chat, ())]
        soon = sum(age <= SOON_SECONDS for age in ages)
        return soon >= BURST or sum(age <= MINUTE_SECONDS for age in ages) >= BURST_IN_A_MINUTE
