"""The work on one concern: look at it, correct its topics, undo that."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from handlers.city.pack import Topic
from handlers.deps import Deps
from handlers.errors import NotFoundError, RefusalError
from handlers.moderation import deadlines, rules, texts
from handlers.moderation.claims import check_free
from handlers.moderation.deadlines import Due
from handlers.moderation.likeness import AlikeConcern, alike_to
from handlers.moderation.marking import Offsets, Piece, Redaction, carry_over, pieces, redaction_of
from handlers.pages.keys import SignedIn
from storage.models import Concern, Status, TagOrigin
from storage.readings.concerns import ConcernReading, EventReading, TopicReading
from storage.readings.corrections import CORRECTED, RESTORED
from storage.readings.queue import BeforeReading, ClaimReading
from storage.repositories.changes import read_back, written
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
MOST_GUESSED = 2
NUMBER = re.compile(r"[0-9]{4}-[0-9]{6,10}")
SHOWN = "original_shown"
UNDOABLE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TopicWords:
    """A topic of a concern and the words that led to it, as far as this reader may see them."""

    id: str
    label: str
    origin: TagOrigin
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One act in the history, with the name of who did it ("" for residents and the service)."""

    act: str
    actor: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Casefile:
    """One concern as its page shows it.

    original     the text is the raw one, and the look was noted
    text_erased  there is no raw text any more
    topics_key   names the topics as they are, to notice that somebody else changed them meanwhile
    alike        the closest first, only those this person may see
    guessed      topics the service would name if it had to, where it named none, the best first
    """

    concern: ConcernReading
    text: tuple[Piece, ...]
    original: bool
    text_erased: bool
    topics: tuple[TopicWords, ...]
    topics_key: str
    history: tuple[Happening, ...]
    may_undo: bool
    settled: bool
    due: Due
    claim: ClaimReading | None
    redaction: Redaction
    alike: tuple[AlikeConcern, ...] = ()
    guessed: tuple[Topic, ...] = ()


async def look(deps: Deps, who: SignedIn, number: str) -> Casefile:
    """Return a concern with its redacted text."""
    async with deps.open_reading() as work:
        return await _with_alike(work, who, await _casefile(deps, work, who, number, original=False))


async def look_at_original(deps: Deps, who: SignedIn, number: str) -> Casefile:
    """Return a concern with its raw text, and note that this person has looked at it."""
    async with deps.open_work() as work:
        concern = await locked(work, who, number)
        now = deps.now()
        await work.concerns.note_look(concern.id, who.id, now)
        await work.concerns.note(concern.id, SHOWN, actor_of(who), now)
        _seen(concern, now)
        await work.flush()
        casefile = await _casefile(deps, work, who, number, original=True)
    log.info("concern.original_shown", concern_id=casefile.concern.id, moderator_id=who.id)
    # After the work, which nobody else can write beside: comparing takes its time.
    async with deps.open_reading() as work:
        return await _with_alike(work, who, casefile)


async def correct_topics(deps: Deps, who: SignedIn, number: str, chosen: Iterable[str], topics_key: str) -> None:
    """Put these topics in the place of the ones before; the workgroups follow by the pack's table.

    topics_key  of the casefile the decision was made on; a different one now means somebody else decided meanwhile.
    """
    async with deps.open_work() as work:
        concern, now = await workable(deps, work, who, number), deps.now()
        rules.check_open(concern.outcome)
        await _check_whole(work, concern)
        before = await _topics_of(work, concern.id)
        if key_of(before) != topics_key:
            raise RefusalError(texts.CHANGED_MEANWHILE)
        topics, workgroups = rules.chosen_topics(deps.city, before, chosen)
        if {topic.id for topic in topics} == {topic.id for topic in before}:
            return
        await work.concerns.retag(concern.id, topics, workgroups)
        await keep(work, who, CORRECTED, now, [BeforeReading(concern.id, concern.status, before, None, ())])
        detail = {"before": [written(topic) for topic in before], "after": [topic.id for topic in topics]}
        await work.concerns.note(concern.id, CORRECTED, actor_of(who), now, detail)
        _seen(concern, now)
        concern.changed_at = now
    log.info("concern.topics_corrected", concern_id=concern.id, moderator_id=who.id)


async def undo_correction(deps: Deps, who: SignedIn, number: str) -> None:
    """Bring back the topics from before the last correction, with their origin and their words."""
    async with deps.open_work() as work:
        concern = await workable(deps, work, who, number)
        rules.check_open(concern.outcome)
        await _check_whole(work, concern)
        last = last_correction(await work.concerns.history(concern.id))
        if last is None:
            raise RefusalError(texts.NOTHING_TO_UNDO)
        detail: Any = last.detail
        before = rules.known_topics(deps.city, read_back(detail["before"]))
        if await work.concerns.raw_text(concern.id) is None:
            # The words of that time stood in the original text, which is gone.
            before = tuple(replace(topic, evidence=()) for topic in before)
        await work.concerns.retag(concern.id, before, deps.city.workgroups_of(topic.id for topic in before))
        await work.concerns.note(concern.id, RESTORED, actor_of(who), deps.now())
        concern.changed_at = deps.now()
    log.info("concern.topics_restored", concern_id=concern.id, moderator_id=who.id)


def key_of(topics: Iterable[TopicReading]) -> str:
    """Return a word that is the same for the same topics."""
    return ",".join(sorted(topic.id for topic in topics))


def last_correction(history: Iterable[EventReading]) -> EventReading | None:
    """Return the last correction, unless it was undone already."""
    last = None
    for event in history:
        if event.act in (CORRECTED, RESTORED):
            last = event
    return last if last is not None and last.act == CORRECTED else None


async def _casefile(deps: Deps, work: UnitOfWork, who: SignedIn, number: str, *, original: bool) -> Casefile:
    concern_id = await work.concerns.id_of(checked(number))
    concern = await work.concerns.one(concern_id) if concern_id is not None else None
    if concern is None or not rules.may_see(who, concern.workgroups):
        raise NotFoundError(texts.UNKNOWN_CONCERN)
    raw = await work.concerns.raw_text(concern.id)
    history = await work.concerns.history(concern.id)
    names = {person.id: person.name for person in await work.desk.people()}
    show_raw = original and raw is not None
    text = raw if show_raw and raw is not None else concern.text
    places = {topic.id: _places(topic, raw, concern.text, show_raw) for topic in concern.topics}
    return Casefile(
        concern=concern,
        text=pieces(text, (span for spans in places.values() for span in spans)),
        original=show_raw,
        text_erased=raw is None,
        topics=tuple(_with_words(deps, topic, text, places[topic.id]) for topic in concern.topics),
        topics_key=key_of(concern.topics),
        history=tuple(_happening(event, names) for event in history),
        may_undo=last_correction(history) is not None,
        settled=concern.outcome in rules.SETTLED,
        due=deadlines.due(deps.city.deadlines, concern, deps.now()),
        redaction=redaction_of(concern.text, raw if show_raw else None),
        claim=(await work.claims.of([concern.id], deps.now())).get(concern.id),
        guessed=() if concern.topics else await _guessed(deps, concern),
    )


async def _guessed(deps: Deps, concern: ConcernReading) -> tuple[Topic, ...]:
    if concern.outcome in rules.SETTLED or not concern.text:
        return ()
    named = [tag.id for tag in (await deps.read(concern.text)).guess[:MOST_GUESSED]]
    return tuple(topic for topic in deps.city.topics if topic.id in named and topic.workgroup)


async def _with_alike(work: UnitOfWork, who: SignedIn, casefile: Casefile) -> Casefile:
    return replace(casefile, alike=await alike_to(work, who, casefile.concern))


def _places(topic: TopicReading, raw: str | None, redacted: str, show_raw: bool) -> tuple[Offsets, ...]:
    """Return where the words of a topic stand in the text that is shown; they outlive the raw text in the redacted one."""
    if raw is None:
        return topic.evidence if redacted else ()
    return topic.evidence if show_raw else carry_over(topic.evidence, raw, redacted)


def _with_words(deps: Deps, topic: TopicReading, text: str, places: Iterable[Offsets]) -> TopicWords:
    label = next((known.label for known in deps.city.topics if known.id == topic.id), topic.id)
    return TopicWords(topic.id, label, topic.origin, tuple(text[start:end] for start, end in places))


def _happening(event: EventReading, names: dict[int, str]) -> Happening:
    kind, _, number = event.actor.partition(":")
    return Happening(event.act, kind, names.get(int(number), "") if number.isdigit() else "", event.at)


async def locked(work: UnitOfWork, who: SignedIn, number: str) -> Concern:
    """Return a concern of this person's, locked until the work ends."""
    concern = await work.concerns.by_number_for_update(checked(number))
    if concern is None:
        raise NotFoundError(texts.UNKNOWN_CONCERN)
    reading = await work.concerns.one(concern.id)
    if reading is None or not rules.may_see(who, reading.workgroups):
        raise NotFoundError(texts.UNKNOWN_CONCERN)
    return concern


async def workable(deps: Deps, work: UnitOfWork, who: SignedIn, number: str) -> Concern:
    """Return a concern of this person's that nobody else works on, locked until the work ends."""
    concern = await locked(work, who, number)
    await check_free(deps, work, who, concern.id)
    return concern


async def keep(work: UnitOfWork, who: SignedIn, act: str, at: datetime, before: Sequence[BeforeReading]) -> None:
    """Keep how concerns stood before a change, so that it can be undone; `at` is what their `changed_at` became by it."""
    await work.changes.forget_before(at - UNDOABLE)
    await work.changes.add(actor_of(who), act, at, before)


def checked(number: str) -> str:
    """Return a case number that can be looked for; whatever is none does not exist."""
    if NUMBER.fullmatch(number) is None:
        raise NotFoundError(texts.UNKNOWN_CONCERN)
    return number


async def _topics_of(work: UnitOfWork, concern_id: int) -> tuple[TopicReading, ...]:
    reading = await work.concerns.one(concern_id)
    return reading.topics if reading else ()


async def _check_whole(work: UnitOfWork, concern: Concern) -> None:
    """Refuse to give a concern topics whose passages have topics of their own."""
    if len(await work.passages.of(concern.id)) > 1:
        raise RefusalError(texts.SPLIT_TOPICS)


def _seen(concern: Concern, at: datetime) -> None:
    """Note on a new concern that somebody has looked at it; a further look changes nothing."""
    if concern.status is Status.NEW:
        concern.status, concern.changed_at = Status.SEEN, at


def actor_of(who: SignedIn) -> str:
    return who.actor
