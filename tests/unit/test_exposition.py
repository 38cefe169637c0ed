"""Figures as Prometheus reads them."""

from bot.exposition import text_of
from handlers.meters import SECONDS, Counter, Family, Histogram, Kind, LastTime, Meters, Sample
from handlers.ports import TOO_MANY, Fate, Sending


def test_a_counter_is_written_with_its_labels_in_their_order() -> None:
    counter = Counter("things_total", "Things.", "place", "fate")
    for fate in ("b", "a", "b"):
        counter.add("here", fate)

    assert text_of([counter.family()]) == (
        "# HELP things_total Things.\n"
        "# TYPE things_total counter\n"
        'things_total{place="here",fate="a"} 1\n'
        'things_total{place="here",fate="b"} 2\n'
    )


def test_a_counter_without_labels_stands_at_nothing_before_anything_happened() -> None:
    assert text_of([Counter("things_total", "Things.").family()]).endswith("\nthings_total 0\n")


def test_a_histogram_counts_each_bucket_with_all_before_it() -> None:
    histogram = Histogram("turn_seconds", "Turns.")
    for seconds in (0.004, 0.005, 0.3, 11.0):
        histogram.observe(seconds)

    lines = text_of([histogram.family()]).splitlines()

    assert lines[:2] == ["# HELP turn_seconds Turns.", "# TYPE turn_seconds histogram"]
    counts = [2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]
    assert lines[2:13] == [
        f'turn_seconds_bucket{{le="{bound}"}} {count}' for bound, count in zip(SECONDS, counts, strict=True)
    ]
    assert lines[13:] == ['turn_seconds_bucket{le="+Inf"} 4', "turn_seconds_sum 11.309", "turn_seconds_count 4"]


def test_what_would_break_a_line_is_escaped() -> None:
    family = Family("x", 'a "quoted"\nback\\slash', Kind.GAUGE, (Sample(0.5, {"y": 'a "quoted"\nback\\slash'}),))

    assert text_of([family]) == (
        '# HELP x a "quoted"\\nback\\\\slash\n# TYPE x gauge\nx{y="a \\"quoted\\"\\nback\\\\slash"} 0.5\n'
    )


def test_figures_without_bound_have_names() -> None:
    family = Family("x", "X.", Kind.GAUGE, tuple(Sample(float(word)) for word in ("inf", "-inf", "nan", "3")))
    assert [line.split()[1] for line in text_of([family]).splitlines()[2:]] == ["+Inf", "-Inf", "NaN", "3"]


def test_the_last_time_is_unknown_until_it_was() -> None:
    last = LastTime()
    assert last.ago(5.0) is None
    last.note(5.0)
    assert (last.ago(7.5), last.ago(4.0)) == (2.5, 0.0)


def test_two_bundles_of_meters_share_nothing() -> None:
    one, other = Meters(), Meters()
    one.updates.add("web", "done")
    assert other.updates.family().samples == ()


def test_a_send_refused_for_its_rate_is_counted_beside_its_fate() -> None:
    meters = Meters()
    meters.sent("reply", Sending(Fate.LATER, wait_seconds=3.0, reason=TOO_MANY))
    meters.sent("reply", Sending(Fate.LATER, reason="NotSentError"))

    assert meters.sends.family().samples == (Sample(2, {"kind": "reply", "fate": "later"}),)
    assert meters.refused_for_rate.family().samples == (Sample(1),)
