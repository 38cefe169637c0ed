"""What a process counts of itself, for the operator's monitoring. It begins at nothing with every start, and names nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from handlers.ports import Sending

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Kind(StrEnum):
    """How a figure moves: only up, up and down, or as a distribution."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Sample:
    """One figure; `suffix` is what its name has beyond that of its family."""

    value: float
    labels: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Figures of one name: what they mean in one sentence, and the figures."""

    name: str
    meaning: str
    kind: Kind
    samples: tuple[Sample, ...]


class Counter:
    """Counts what happened, apart by the values of its labels."""

    def __init__(self, name: str, meaning: str, *labels: str) -> None:
        self._name, self._meaning, self._labels = name, meaning, labels
        self._counts: dict[tuple[str, ...], int] = {} if labels else {(): 0}

    def add(self, *values: str) -> None:
        """Count once more; one value for each label, in their order."""
        self._counts[values] = self._counts.get(values, 0) + 1

    def family(self) -> Family:
        counts = sorted(self._counts.items())
        samples = (Sample(count, dict(zip(self._labels, values, strict=True))) for values, count in counts)
        return Family(self._name, self._meaning, Kind.COUNTER, tuple(samples))


class Histogram:
    """Counts durations by the bounds in SECONDS, each bound inclusive."""

    def __init__(self, name: str, meaning: str) -> None:
        self._name, self._meaning = name, meaning
        self._counts = [0] * (len(SECONDS) + 1)
        self._sum = 0.0

    def observe(self, seconds: float) -> None:
        place = next((place for place, bound in enumerate(SECONDS) if seconds <= bound), len(SECONDS))
        self._counts[place] += 1
        self._sum += seconds

    def family(self) -> Family:
        return Family(self._name, self._meaning, Kind.HISTOGRAM, tuple(self._samples()))

    def _samples(self) -> Iterator[Sample]:
        """Yield the buckets, each with all before it, then the sum and the count."""
        total = 0
        for bound, count in zip((*map(str, SECONDS), "+Inf"), self._counts, strict=True):
            total += count
            yield Sample(total, {"le": bound}, "_bucket")
        yield Sample(self._sum, suffix="_sum")
        yield Sample(total, suffix="_count")


class LastTime:
    """Knows how long ago something happened last, None while it has not; by a clock that nobody sets."""

    def __init__(self) -> None:
        self._at: float | None = None

    def note(self, at: float) -> None:
        self._at = at

    def ago(self, now: float) -> float | None:
        return None if self._at is None else max(now - self._at, 0.0)


@dataclass(frozen=True, slots=True)
class Meters:
    """The meters of one process.

    sender_looked  when its sender last looked for what is due, by time.monotonic()
    """

    updates: Counter = field(
        default_factory=lambda: Counter("forumsbote_updates_total", "Updates taken in.", "channel", "outcome")
    )
    turn: Histogram = field(
        default_factory=lambda: Histogram("forumsbote_turn_seconds", "Time to take an update in, until its commit.")
    )
    reading: Histogram = field(
        default_factory=lambda: Histogram("forumsbote_reading_seconds", "Time to read a text, with waiting for it.")
    )
    sends: Counter = field(
        default_factory=lambda: Counter("forumsbote_sends_total", "Messages handed to a channel.", "kind", "fate")
    )
    refused_for_rate: Counter = field(
        default_factory=lambda: Counter("forumsbote_sends_refused_for_rate_total", "Sends answered with 429.")
    )
    jobs: Counter = field(
        default_factory=lambda: Counter("forumsbote_jobs_total", "Jobs of the clock.", "job", "outcome")
    )
    sign_ins: Counter = field(
        default_factory=lambda: Counter("forumsbote_sign_ins_total", "Tries to sign in at the desk.", "way", "outcome")
    )
    slowed: Counter = field(
        default_factory=lambda: Counter(
            "forumsbote_slowed_total", "Refused because too much came from one sender.", "rate"
        )
    )
    sender_looked: LastTime = field(default_factory=LastTime)

    def sent(self, kind: str, sending: Sending) -> None:
        """Count one message that was handed to a channel."""
        self.sends.add(kind, sending.fate)
        if sending.too_many:
            self.refused_for_rate.add()

    def families(self) -> tuple[Family, ...]:
        """Return all figures but the last times, which depend on who asks when."""
        counted = (
            self.updates,
            self.turn,
            self.reading,
            self.sends,
            self.refused_for_rate,
            self.jobs,
            self.sign_ins,
            self.slowed,
        )
        return tuple(meter.family() for meter in counted)
