"""Put the parts of each kind of report together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.city.pack import CityPack
from handlers.counting.cells import LEAST
from handlers.counting.names import LANGUAGE, names
from handlers.counting.shown import safe
from handlers.forums.words import from_to, place
from handlers.i18n import BERLIN, Phrase, speaker
from handlers.reports import figures, texts, voices
from handlers.reports.document import Block, Document, Heading, Row, Words
from handlers.reports.tally import Voiced
from handlers.reports.words import say
from handlers.signs import plain
from storage.models import NoteKind
from storage.readings.concerns import ConcernFilter
from storage.readings.considerations import ParagraphReading
from storage.readings.forums import ForumReading

SERVICE = "Forumsbote"
AROUND_FORUM = timedelta(days=14)
BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on top of every report."""

    city: CityPack
    now: datetime


def forum_filter(city: CityPack, forum: ForumReading) -> ConcernFilter:
    """Return which concerns belong to a forum's report: from its Ortsteile, from two weeks before it to two weeks after."""
    known = {district.id for district in city.districts}
    return ConcernFilter(
        districts=tuple(one for one in forum.districts if one in known),
        since=forum.starts_at - AROUND_FORUM,
        until=forum.ends_at + AROUND_FORUM,
    )


def forum(cover: Cover, about: ForumReading, tally: Voiced, written: Mapping[NoteKind, str]) -> Document:
    """Return the report of a forum."""
    narrowed = forum_filter(cover.city, about)
    places = BETWEEN.join(cover.city.district(one).name for one in narrowed.districts) or say(texts.THE_WHOLE_CITY)
    basis = texts.FORUM_BASIS(where=places, since=_day(narrowed.since), until=_day(narrowed.until))
    facts = ((texts.WHEN, say(from_to(about))), (texts.PLACE, say(place(about))), (texts.BASIS, say(basis)))
    agenda = [Words(line.strip(), "item") for line in about.agenda.splitlines() if line.strip()]
    parts: list[Block] = [Heading(1, say(texts.AGENDA)), *agenda] if agenda else []
    parts += _note(NoteKind.SUMMARY, written)
    parts += _counted(cover.city, tally)
    for kind in (NoteKind.QUESTIONS, NoteKind.DISCUSSION):
        parts += _note(kind, written)
    return _document(cover, texts.FORUM_TITLE, about.title, facts, parts, tally)


def dossier(cover: Cover, title: Phrase, about: str, basis: Phrase, tally: Voiced) -> Document:
    """Return the dossier of a workgroup or a Stadtbereich."""
    return _document(cover, title, about, ((texts.BASIS, say(basis)),), _counted(cover.city, tally), tally)


def plan(cover: Cover, paragraphs: Sequence[ParagraphReading], cited: Mapping[int, Sequence[str]]) -> Document:
    """Return the draft of the plan, each paragraph with the numbers of the concerns that led to it."""
    return _document(cover, texts.PLAN_TITLE, cover.city.process.title, (), _plan(paragraphs, cited), None)


def final(
    cover: Cover, paragraphs: Sequence[ParagraphReading], cited: Mapping[int, Sequence[str]], tally: Voiced
) -> Document:
    """Return the final report: figures, voices, and the plan they led to."""
    parts = [*_counted(cover.city, tally), *_plan(paragraphs, cited)]
    facts = ((texts.BASIS, say(texts.FINAL_BASIS)),)
    return _document(cover, texts.FINAL_TITLE, cover.city.process.title, facts, parts, tally)


def table(cover: Cover, rows: Sequence[Row], *, pooled: bool) -> Document:
    """Return the table of considerations."""
    note: list[Block] = [Words(say(texts.AREAS_POOLED(least=LEAST)), "note")] if pooled else []
    document = _document(cover, texts.TABLE_TITLE, cover.city.process.title, (), note, None)
    return replace(document, columns=tuple(say(column) for column in texts.COLUMNS), rows=tuple(rows))


def _counted(city: CityPack, tally: Voiced) -> list[Block]:
    known = names(city)
    found = safe(tally, known)
    return [*figures.blocks(found, known), *voices.blocks(tally, found, known)]


def _note(kind: NoteKind, written: Mapping[NoteKind, str]) -> list[Block]:
    return [Heading(1, say(texts.NOTES[kind])), *(_words(written.get(kind, "")) or [Words(say(texts.NOT_WRITTEN))])]


def _plan(paragraphs: Sequence[ParagraphReading], cited: Mapping[int, Sequence[str]]) -> list[Block]:
    parts: list[Block] = []
    chapter = ""
    for one in paragraphs:
        if one.chapter != chapter:
            chapter = one.chapter
            parts.append(Heading(1, chapter))
        numbers = cited.get(one.id, ())
        founded = texts.FOUNDED_ON(numbers=BETWEEN.join(numbers)) if numbers else texts.FOUNDED_ON_NOTHING
        parts += [Heading(2, f"{one.label} {one.title}"), *_words(one.words), Words(say(founded), "note")]
    return parts or [Words(say(texts.NO_PLAN))]


def _words(text: str) -> list[Block]:
    return [Words(part.strip()) for part in plain(text).split("\n\n") if part.strip()]


def _day(at: datetime | None) -> object:
    return at.astimezone(BERLIN).date() if at else ""


def _document(
    cover: Cover,
    title: Phrase,
    subtitle: str,
    facts: Sequence[tuple[Phrase, str]],
    blocks: Sequence[Block],
    tally: Voiced | None,
) -> Document:
    today = cover.now.astimezone(BERLIN).date()
    received = [] if tally is None else [(texts.RECEIVED, _size(tally))]
    spoken = [(say(term), words) for term, words in (*facts, *received) if words]
    return Document(
        title=say(title),
        subtitle=subtitle,
        service=SERVICE,
        city=cover.city.info.name,
        language=LANGUAGE,
        day=today,
        facts=(*spoken, (say(texts.AS_OF), speaker(LANGUAGE).day(today))),
        blocks=tuple(blocks),
    )


def _size(tally: Voiced) -> str:
    return str(tally.total) if tally.total >= LEAST else say(texts.UNDER(least=LEAST))
