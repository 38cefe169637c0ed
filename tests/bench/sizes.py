"""How much is measured: enough for a figure in a few minutes, as long as the targets ask, or next to nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything.

    residents          who write at the same time
    saturated_seconds  as fast as answers come
    steady_seconds     at a steady rate; lasting_minutes: the same while memory is looked at
    few_concerns       the smaller of two lists, to see whether memory grows with them
    many_concerns      among which a turn is measured
    recipients         of a broadcast at the usual rate; many_recipients: at the paid one
    shapes             of processes on PostgreSQL, those with the most
    starts             how often the start is repeated; the median counts
    """

    residents: int
    saturated_seconds: float
    steady_seconds: float
    texts: int
    few_concerns: int
    concerns: int
    subscribers: int
    starts: int
    many_concerns: int
    recipients: int
    many_recipients: int
    lasting_minutes: float
    shapes: int = 3


USUAL = Size(400, 12.0, 20.0, 4_000, 10_000, 100_000, 210_000, 3, 100_000, 500, 6_000, 1)
FULL = Size(400, 30.0, 60.0, 40_000, 10_000, 100_000, 210_000, 9, 1_000_000, 10_000, 10_000, 10)
TINY = Size(4, 0.5, 0.5, 40, 40, 120, 200, 1, 200, 30, 60, 0.02, shapes=1)
