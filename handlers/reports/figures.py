"""The figures of a report: counts with the small ones withheld, each as a table, the ones worth a look as a chart as well."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handlers.counting.cells import LEAST, Cells
from handlers.counting.names import Names, month_names
from handlers.counting.shown import Grid, Safe
from handlers.i18n import Enumeration, Phrase
from handlers.reports import texts
from handlers.reports.document import Block, Chart, Figures, Heading, Series, Words
from handlers.reports.words import cell, say

PEAKS = 3
FEWEST_FOR_GRID = 2
BARS_MOST = 20
ROWS_DRAWN = 12


def blocks(found: Safe | None, known: Names) -> list[Block]:
    """Return the chapter of figures."""
    chapter: list[Block] = [Heading(1, say(texts.FIGURES))]
    if found is None:
        return [*chapter, Words(say(texts.TOO_FEW(least=LEAST)))]
    how = texts.HOW_TO_READ(least=LEAST, mark=texts.WITHHELD)
    months = month_names(list(found.months.shown))
    chapter += [Words(say(how), "note")]
    chapter += _topics(found, known)
    chapter += _by_area(found, known)
    chapter += _over_time(found, known, months)
    chapter += _part(texts.BY_SOURCE, texts.SOURCE, found.sources, known.sources, found.total)
    chapter += _part(texts.BY_OUTCOME, texts.OUTCOME, found.outcomes, known.outcomes, found.total)
    return chapter


def _topics(found: Safe, known: Names) -> list[Block]:
    heading = say(texts.BY_TOPIC)
    order = _by_size(found.topics)
    drawn = [topic for topic in order if found.topics.shown[topic] is not None][:BARS_MOST]
    chart = Chart(
        "bars",
        heading,
        say(texts.BARS_SAY(most=_most((found.topics.shown[topic], known.topics[topic]) for topic in drawn))),
        tuple(known.topics[topic] for topic in drawn),
        (Series(say(texts.COUNT), tuple(found.topics.shown[topic] for topic in drawn)),),
        texts.WITHHELD,
    )
    rows = tuple((known.topics[topic], cell(found.topics, topic)) for topic in order)
    return [
        Heading(2, heading),
        Words(say(texts.TOPICS_OVERLAP), "note"),
        *([chart] if drawn else []),
        Figures(heading, (say(texts.TOPIC), say(texts.COUNT)), rows),
    ]


def _part(title: Phrase, head: Phrase, cells: Cells[str], known: Mapping[str, str], total: int) -> list[Block]:
    rows = [(known[key], cell(cells, key)) for key in cells.shown]
    return [
        Heading(2, say(title)),
        Figures(say(title), (say(head), say(texts.COUNT)), (*rows, (say(texts.TOTAL), str(total)))),
    ]


def _by_area(found: Safe, known: Names) -> list[Block]:
    if len(found.areas.shown) < FEWEST_FOR_GRID:
        return []
    areas = [area for area, count in found.areas.shown.items() if count is not None]
    part = _part(texts.BY_AREA, texts.AREA, found.areas, known.areas, found.total)
    if not areas or not found.top:
        return part
    names = {area: known.areas[area] for area in areas}
    crossed = _Crossed(texts.TOPIC_BY_AREA, texts.AREA, names, found.topics_by_area)
    return [*part, *_crossed(found, known, crossed, over_time=False)]


def _over_time(found: Safe, known: Names, months: Mapping[str, str]) -> list[Block]:
    part = _part(texts.BY_MONTH, texts.MONTH, found.months, months, found.total)
    if len(months) < FEWEST_FOR_GRID or not found.top:
        return part
    crossed = _Crossed(texts.TOPIC_BY_MONTH, texts.MONTH, months, found.topics_by_month)
    return [*part, *_crossed(found, known, crossed, over_time=True)]


@dataclass(frozen=True, slots=True)
class _Crossed:
    """Topics crossed with something else: its title, the head of its rows, their names, and its counts."""

    title: Phrase
    head: Phrase
    names: Mapping[str, str]
    counts: Grid


def _crossed(found: Safe, known: Names, of: _Crossed, *, over_time: bool) -> list[Block]:
    series = tuple(Series(known.topics[topic], tuple(of.counts[key, topic] for key in of.names)) for topic in found.top)
    peaks = [
        (count, texts.CELL_PEAK(name=one.name, where=where, n=count))
        for one in series
        for where, count in zip(of.names.values(), one.values, strict=True)
        if count
    ]
    most = Enumeration(tuple(peak for _, peak in sorted(peaks, key=lambda pair: -pair[0])[:PEAKS]))
    labels = tuple(of.names.values())
    said = texts.LINES_SAY(first=labels[0], last=labels[-1], most=most) if over_time else texts.GRID_SAYS(most=most)
    rows = tuple(
        (label, *(texts.WITHHELD if one.values[at] is None else str(one.values[at]) for one in series))
        for at, label in enumerate(labels)
    )
    title = say(of.title)
    drawn = [labels.index(of.names[key]) for key in (of.names if over_time else _largest(found.areas, of.names))]
    chart = Chart(
        "lines" if over_time else "grid",
        title,
        say(said),
        tuple(labels[at] for at in drawn),
        tuple(Series(one.name, tuple(one.values[at] for at in drawn)) for one in series),
        texts.WITHHELD,
    )
    return [
        Heading(2, title),
        *([chart] if peaks else []),
        Figures(title, (say(of.head), *(one.name for one in series)), rows),
    ]


def _largest(cells: Cells[str], names: Mapping[str, str]) -> list[str]:
    """Return the keys a grid is drawn of: the largest, in the order they are listed in; the table below has all."""
    largest = set([key for key in _by_size(cells) if key in names][:ROWS_DRAWN])
    return [key for key in names if key in largest]


def _by_size(cells: Cells[str]) -> list[str]:
    """Return the keys, the largest shown first; the order of withheld ones says nothing."""
    places = {key: place for place, key in enumerate(cells.shown)}
    return sorted(cells.shown, key=lambda key: (cells.shown[key] is None, -(cells.shown[key] or 0), places[key]))


def _most(pairs: Iterable[tuple[int | None, str]]) -> Enumeration:
    shown = sorted(((count, name) for count, name in pairs if count), key=lambda pair: (-pair[0], pair[1]))
    return Enumeration(tuple(texts.PEAK(name=name, n=count) for count, name in shown[:PEAKS]))
