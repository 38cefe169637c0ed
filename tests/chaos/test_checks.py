"""The chaos that finds nothing must be able to find something: what each check calls wrong."""

from collections import Counter
from dataclasses import replace

from storage.models import OutgoingKind
from tests.chaos.promises import Kept
from tests.chaos.takeover import Settled

FINE = Settled(amid=1, seconds=(14.0,), manned=(11.9,), ambiguous=(10,), too_many=0, of_no_kill=0, unlisted=0)
KEPT = Kept(OutgoingKind.REMINDER, told=Counter({1: 8, 0: 2}), ambiguous=2, unaccounted=0, latest=59.0)


def test_a_take_over_within_twelve_seconds_in_which_somebody_could_is_fine_and_a_later_one_is_not() -> None:
    assert list(FINE.faults()) == []
    assert list(replace(FINE, manned=(11.9, 12.1)).faults()) == [
        "1 kills were taken over late, after 12.1 s in which somebody could have"
    ]


def test_ambiguous_sends_must_be_few_of_a_kill_and_listed() -> None:
    found = list(replace(FINE, ambiguous=(11,), too_many=1, of_no_kill=2, unlisted=3).faults())

    assert found == [
        "1 kills left more ambiguous than their senders send at once, 11 at most",
        "2 sends are ambiguous that were not under way at any kill",
        "3 ambiguous sends are not on the operator's list",
    ]


def test_a_promise_is_kept_once_and_in_time_or_listed() -> None:
    assert list(KEPT.faults()) == []
    assert list(replace(KEPT, told=Counter({2: 1}), unaccounted=1, latest=61.0).faults()) == [
        "1 promises of a reminder came twice",
        "1 promises of a reminder did not come and are listed nowhere",
        "a reminder came 61 s after its moment",
    ]
