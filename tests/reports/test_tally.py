"""What is counted of concerns, what of it may be shown, and who is quoted."""

from datetime import UTC, datetime, timedelta

from handlers.city.pack import CityPack
from handlers.counting.names import names
from handlers.counting.shown import safe
from handlers.counting.tally import NONE
from handlers.reports import figures, voices
from handlers.reports.document import Chart, Figures, Heading, Quote, Words
from handlers.reports.tally import Voiced
from storage.models import Outcome, Source, Status, TagOrigin
from storage.readings.concerns import ConcernReading, TopicReading

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
SENTENCE = "Hier steht ein ganzer Satz, der lang genug ist, um ihn zu zitieren."


def concern(
    number: int,
    *topics: str,
    district: str | None = None,
    outcome: Outcome = Outcome.OPEN,
    text: str = SENTENCE,
    triage: str = "concern",
    days: int = 0,
) -> ConcernReading:
    return ConcernReading(
        id=number,
        number=f"2026-{number:06d}",
        resident_id=None,
        received_at=AT + timedelta(days=days),
        source=Source.WEB,
        language="de",
        district=district,
        topics=tuple(TopicReading(topic, TagOrigin.MODEL, 1.0, ()) for topic in topics),
        workgroups=(),
        text=text,
        status=Status.NEW,
        outcome=outcome,
        reason=None,
        triage=triage,
    )


def tallied(city: CityPack, *concerns: ConcernReading) -> Voiced:
    tally = Voiced(city)
    tally.add(concerns)
    return tally


def test_fewer_than_ten_are_not_counted_out_loud(city: CityPack) -> None:
    tally = tallied(city, *(concern(n, "lighting") for n in range(9)))
    assert safe(tally, names(city)) is None
    shown = figures.blocks(None, names(city))
    assert [type(block) for block in shown] == [Heading, Words]


def test_a_small_topic_is_withheld_in_tables_and_charts_and_named_among_the_few(city: CityPack) -> None:
    known = names(city)
    many = [concern(n, "lighting") for n in range(30)]
    tally = tallied(city, *many, *(concern(n, "lighting", "noise_nuisance") for n in range(30, 33)))
    found = safe(tally, known)
    assert found is not None

    blocks = [*figures.blocks(found, known), *voices.blocks(tally, found, known)]

    by_topic = next(block for block in blocks if isinstance(block, Figures))
    assert by_topic.rows == ((known.topics["lighting"], "33"), (known.topics["noise_nuisance"], "unter 10"))
    charts = [block for block in blocks if isinstance(block, Chart)]
    assert all(
        known.topics["noise_nuisance"] not in (*chart.labels, *(one.name for one in chart.series)) for chart in charts
    )
    assert Words(known.topics["noise_nuisance"], "item") in blocks


def test_every_chart_has_its_words_and_its_figures(city: CityPack) -> None:
    known = names(city)
    districts = [district.id for district in city.districts]
    concerns = [
        concern(n, "lighting", "noise_nuisance", district=districts[n % 3 * 9], days=-40 * (n % 2)) for n in range(90)
    ]
    tally = tallied(city, *concerns)
    blocks = figures.blocks(safe(tally, known), known)
    charts = [at for at, block in enumerate(blocks) if isinstance(block, Chart)]
    assert {block.shape for block in blocks if isinstance(block, Chart)} == {"bars", "grid", "lines"}
    for at in charts:
        chart = blocks[at]
        assert isinstance(chart, Chart)
        assert chart.alternative
        assert isinstance(blocks[at + 1], Figures)


def test_the_whole_is_the_sum_of_its_parts(city: CityPack) -> None:
    outcomes = list(Outcome)
    tally = tallied(city, *(concern(n, outcome=outcomes[n % 8]) for n in range(80)))
    found = safe(tally, names(city))
    assert found is not None
    assert sum(count or 0 for count in found.outcomes.shown.values()) == found.total == 80
    assert tally.topics[NONE] == 80


def test_quotes_are_the_same_whatever_the_order_and_go_round_the_topics(city: CityPack) -> None:
    concerns = [concern(n, ("lighting", "noise_nuisance", "cleanliness")[n % 3 if n < 60 else 0]) for n in range(200)]
    forwards, backwards = tallied(city, *concerns), Voiced(city)
    for one in reversed(concerns):
        backwards.add([one])

    quotes = forwards.quotes(6)

    assert quotes == backwards.quotes(6)
    assert [quote.topic for quote in quotes] == [quotes[0].topic, quotes[1].topic, quotes[2].topic] * 2
    assert len({quote.number for quote in quotes}) == 6


def test_nobody_is_quoted_who_took_it_back_or_wrote_a_word_or_a_book(city: CityPack) -> None:
    tally = tallied(
        city,
        concern(1, "noise_nuisance", outcome=Outcome.WITHDRAWN),
        concern(2, "noise_nuisance", outcome=Outcome.ERASED, text=""),
        concern(3, "noise_nuisance", text="Laut!"),
        concern(4, "noise_nuisance", text="laut " * 200),
        concern(5, "noise_nuisance"),
    )
    assert [quote.number for quote in tally.quotes(10)] == ["2026-000005"]


def test_questions_that_are_open_are_listed_by_number(city: CityPack) -> None:
    tally = tallied(
        city,
        concern(2, "noise_nuisance", triage="question"),
        concern(1, "noise_nuisance", triage="question"),
        concern(3, "noise_nuisance", triage="question", outcome=Outcome.ADOPTED),
    )
    known = names(city)
    listed = [block for block in voices.blocks(tally, None, known) if isinstance(block, Quote)]
    assert [quote.source.split(",")[0] for quote in listed[-2:]] == ["Nr. 2026-000001", "Nr. 2026-000002"]
