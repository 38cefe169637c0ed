"""What was read a moment ago: a resident who looks at a preview and presses a button needs the same text read again."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from nlp.results import Reading

MOST = 1024
KEPT_SECONDS = 600.0


class RecentReadings:
    """The last readings of this process, by model and text; in memory only, and gone with the first look after KEPT_SECONDS."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._kept: OrderedDict[tuple[Hashable, str], tuple[float, Reading]] = OrderedDict()

    def get(self, model: Hashable, text: str) -> Reading | None:
        self._forget()
        kept = self._kept.get((model, text))
        return kept[1] if kept else None

    def keep(self, model: Hashable, text: str, reading: Reading) -> None:
        self._kept[model, text] = self._seconds(), reading
        self._kept.move_to_end((model, text))
        self._forget()

    def _forget(self) -> None:
        now = self._seconds()
        while self._kept:
            at, _ = next(iter(self._kept.values()))
            if len(self._kept) <= MOST and at > now - KEPT_SECONDS:
                return
            self._kept.popitem(last=False)
