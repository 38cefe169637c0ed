"""Texts read a moment ago are remembered, but neither many nor long."""

from dataclasses import dataclass

from handlers.recent import KEPT_SECONDS, MOST, RecentReadings
from nlp.results import Reading, Triage


@dataclass
class Seconds:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def reading(text: str) -> Reading:
    return Reading(text, "de", Triage.CONCERN, None, (), (), (), None, (), text)


def test_a_text_is_remembered_for_the_model_that_read_it() -> None:
    recent = RecentReadings(Seconds())
    recent.keep("one", "Es ist dunkel", reading("Es ist dunkel"))

    assert recent.get("one", "Es ist dunkel") == reading("Es ist dunkel")
    assert recent.get("another", "Es ist dunkel") is None
    assert recent.get("one", "Es ist hell") is None


def test_after_a_while_it_is_forgotten() -> None:
    seconds = Seconds()
    recent = RecentReadings(seconds)
    recent.keep("one", "Es ist dunkel", reading("Es ist dunkel"))

    seconds.now = KEPT_SECONDS

    assert recent.get("one", "Es ist dunkel") is None


def test_the_oldest_makes_room() -> None:
    recent = RecentReadings(Seconds())
    for number in range(MOST + 1):
        recent.keep("one", str(number), reading(str(number)))

    assert recent.get("one", "0") is None
    assert recent.get("one", "1") is not None
