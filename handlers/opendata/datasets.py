"""The tables of the open data, and where their rows come from. Nothing in them is or leads to a resident."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from handlers.counting.names import month_names, names
from handlers.deps import Deps
from handlers.forums import actions as forums
from handlers.i18n import BERLIN, Phrase, speaker
from handlers.opendata import texts
from handlers.opendata.fields import Dataset, Field, Kind, Row
from handlers.process import changing
from handlers.process.plan import Progress, plan_on
from handlers.results.actions import latest
from handlers.results.figures import Count, Figures
from handlers.steering import documents
from storage.models import ForumKind, ForumScope, ForumState, PaperKind

LANGUAGE = "de"
BEFORE_EVERYTHING = datetime(2000, 1, 1, tzinfo=UTC)
COUNTED = ("total", "source", "area", "month", "topic", "outcome", "area_and_topic")


def say(spoken: Phrase) -> str:
    """Return a phrase in the language of the data."""
    return speaker(LANGUAGE).say(spoken)


async def _forums(deps: Deps) -> Sequence[Row]:
    return [
        (
            forum.slug,
            forum.title,
            forum.kind.value,
            forum.scope.value,
            forum.state.value,
            _moment(forum.starts_at),
            _moment(forum.ends_at),
            forum.place,
            forum.address,
            tuple(one.value for one in forum.access),
            forum.districts,
            forum.agenda,
            forum.capacity,
            f"{deps.public_url}/foren/{forum.slug}",
            forum.example,
        )
        for forum in await forums.list_public(deps, BEFORE_EVERYTHING)
    ]


async def _areas(deps: Deps) -> Sequence[Row]:
    return [(area.id, area.name, area.letter) for area in deps.city.areas]


async def _districts(deps: Deps) -> Sequence[Row]:
    councils = {council.id: council.name for council in deps.city.councils}
    return [(one.id, one.name, one.area, councils[one.council], *one.label_point) for one in deps.city.districts]


async def _topics(deps: Deps) -> Sequence[Row]:
    return [(topic.id, topic.label, topic.definition, topic.workgroup or None) for topic in deps.city.topics]


async def _workgroups(deps: Deps) -> Sequence[Row]:
    return [(group.id, group.number, group.label, group.description) for group in deps.city.workgroups]


async def _phases(deps: Deps) -> Sequence[Row]:
    phases = await changing.list_all(deps)
    stretches = plan_on(deps.now().astimezone(BERLIN).date(), phases)
    return [
        (
            phase.id,
            one.title,
            one.starts_on.isoformat(),
            one.ends_on.isoformat(),
            one.tasks,
            one.progress.value,
            one.example,
        )
        for phase, one in zip(phases, stretches, strict=True)
    ]


async def _documents(deps: Deps) -> Sequence[Row]:
    return [
        (
            version.id,
            paper.title,
            paper.kind.value,
            version.number,
            version.added_at.astimezone(BERLIN).date().isoformat(),
            version.note,
            version.file_type,
            version.size_bytes,
            version.sha256,
            version.link or f"{deps.public_url}/prozess/dokumente/{version.id}",
        )
        for paper in await documents.list_public(deps)
        for version in paper.public
    ]


async def _results(deps: Deps) -> Sequence[Row]:
    published = await latest(deps)
    return list(_counts(deps, published.figures)) if published and published.figures.total is not None else []


def _counts(deps: Deps, figures: Figures) -> Iterator[Row]:
    known = names(deps.city)
    yield "total", "all", say(texts.ALL_TOGETHER), None, None, figures.total
    yield from _each("source", figures.sources, known.sources)
    yield from _each("area", figures.areas, known.areas)
    yield from _each("month", figures.months, month_names([one.id for one in figures.months]))
    yield from _each("topic", figures.topics, known.topics)
    yield from _each("outcome", figures.outcomes, known.outcomes)
    for one in figures.crossed:
        name = f"{known.areas.get(one.area, one.area)}: {known.topics.get(one.topic, one.topic)}"
        yield "area_and_topic", f"{one.area}/{one.topic}", name, one.area, one.topic, one.count


def _each(by: str, counts: Iterable[Count], known: Mapping[str, str]) -> Iterator[Row]:
    for one in counts:
        area, topic = (one.id if by == "area" else None), (one.id if by == "topic" else None)
        yield by, one.id, known.get(one.id, one.id), area, topic, one.count


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _words(kind: type[ForumKind] | type[ForumScope] | type[PaperKind] | type[Progress]) -> tuple[str, ...]:
    return tuple(one.value for one in kind)


FORUMS = Dataset(
    "forums",
    texts.FORUMS,
    (
        Field("id", Kind.TEXT, texts.ID),
        Field("title", Kind.TEXT, texts.TITLE),
        Field("kind", Kind.TEXT, texts.FORUM_KIND, _words(ForumKind), asked=True),
        Field("scope", Kind.TEXT, texts.FORUM_SCOPE, _words(ForumScope), asked=True),
        Field(
            "state",
            Kind.TEXT,
            texts.FORUM_STATE,
            (ForumState.ANNOUNCED.value, ForumState.CANCELLED.value),
            asked=True,
        ),
        Field("starts_at", Kind.MOMENT, texts.STARTS_AT),
        Field("ends_at", Kind.MOMENT, texts.ENDS_AT),
        Field("place", Kind.TEXT, texts.FORUM_PLACE),
        Field("address", Kind.TEXT, texts.FORUM_ADDRESS),
        Field("access", Kind.TEXTS, texts.FORUM_ACCESS),
        Field("districts", Kind.TEXTS, texts.FORUM_DISTRICTS),
        Field("agenda", Kind.TEXT, texts.FORUM_AGENDA),
        Field("capacity", Kind.WHOLE, texts.FORUM_CAPACITY, may_lack=True),
        Field("url", Kind.TEXT, texts.ADDRESS_OF_PAGE),
        Field("example", Kind.TRUTH, texts.IS_EXAMPLE),
    ),
    _forums,
)
DATASETS = (
    FORUMS,
    Dataset(
        "areas",
        texts.AREAS,
        (
            Field("id", Kind.TEXT, texts.ID),
            Field("name", Kind.TEXT, texts.NAME),
            Field("letter", Kind.TEXT, texts.AREA_LETTER),
        ),
        _areas,
    ),
    Dataset(
        "districts",
        texts.DISTRICTS,
        (
            Field("id", Kind.TEXT, texts.ID),
            Field("name", Kind.TEXT, texts.NAME),
            Field("area", Kind.TEXT, texts.IN_AREA, asked=True),
            Field("council", Kind.TEXT, texts.COUNCIL),
            Field("longitude", Kind.NUMBER, texts.LONGITUDE),
            Field("latitude", Kind.NUMBER, texts.LATITUDE),
        ),
        _districts,
    ),
    Dataset(
        "topics",
        texts.TOPICS,
        (
            Field("id", Kind.TEXT, texts.ID),
            Field("name", Kind.TEXT, texts.NAME),
            Field("definition", Kind.TEXT, texts.DEFINITION),
            Field("workgroup", Kind.TEXT, texts.TOPIC_WORKGROUP, may_lack=True, asked=True),
        ),
        _topics,
    ),
    Dataset(
        "workgroups",
        texts.WORKGROUPS,
        (
            Field("id", Kind.TEXT, texts.ID),
            Field("number", Kind.TEXT, texts.GROUP_NUMBER),
            Field("name", Kind.TEXT, texts.NAME),
            Field("description", Kind.TEXT, texts.DESCRIPTION),
        ),
        _workgroups,
    ),
    Dataset(
        "phases",
        texts.PHASES,
        (
            Field("id", Kind.WHOLE, texts.ID),
            Field("title", Kind.TEXT, texts.TITLE),
            Field("starts_on", Kind.DAY, texts.STARTS_ON),
            Field("ends_on", Kind.DAY, texts.ENDS_ON),
            Field("tasks", Kind.TEXTS, texts.TASKS),
            Field("state", Kind.TEXT, texts.PHASE_STATE, _words(Progress), asked=True),
            Field("example", Kind.TRUTH, texts.IS_EXAMPLE),
        ),
        _phases,
    ),
    Dataset(
        "documents",
        texts.DOCUMENTS,
        (
            Field("id", Kind.WHOLE, texts.ID),
            Field("title", Kind.TEXT, texts.TITLE),
            Field("kind", Kind.TEXT, texts.PAPER_KIND, _words(PaperKind), asked=True),
            Field("version", Kind.WHOLE, texts.VERSION),
            Field("added_on", Kind.DAY, texts.ADDED_ON),
            Field("note", Kind.TEXT, texts.NOTE),
            Field("file_type", Kind.TEXT, texts.FILE_TYPE, may_lack=True),
            Field("size_bytes", Kind.WHOLE, texts.SIZE, may_lack=True),
            Field("sha256", Kind.TEXT, texts.CHECKSUM, may_lack=True),
            Field("url", Kind.TEXT, texts.ADDRESS_OF_PAGE),
        ),
        _documents,
    ),
    Dataset(
        "results",
        texts.RESULTS,
        (
            Field("by", Kind.TEXT, texts.COUNTED_BY, COUNTED, asked=True),
            Field("id", Kind.TEXT, texts.COUNTED_ID),
            Field("name", Kind.TEXT, texts.COUNTED_NAME),
            Field("area", Kind.TEXT, texts.COUNTED_AREA, may_lack=True, asked=True),
            Field("topic", Kind.TEXT, texts.COUNTED_TOPIC, may_lack=True, asked=True),
            Field("count", Kind.WHOLE, texts.COUNT, may_lack=True),
        ),
        _results,
    ),
)
