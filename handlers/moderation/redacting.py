"""Redact by hand: hide words that the service overlooked, show again what it hid wrongly."""

from collections.abc import Sequence
from dataclasses import replace

import structlog

from handlers.deps import Deps
from handlers.errors import BadInputError, RefusalError
from handlers.moderation import casework, rules, texts
from handlers.moderation.marking import Edit, edited, hidden_in, joined, key_of, moved, moved_spans, words_in
from handlers.moderation.vocabulary import Label
from handlers.pages.keys import SignedIn
from storage.models import Concern, Status
from storage.readings.concerns import ConcernReading
from storage.readings.queue import BeforeReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
REDACTED, SHOWN_AGAIN = "redacted", "redaction_lifted"


async def hide(deps: Deps, who: SignedIn, number: str, places: Sequence[int], label: Label, key: str) -> None:
    """Put a word in brackets in the place of words, by their places in the list; those side by side become one."""
    async with deps.open_work() as work:
        concern = await _as_decided_on(deps, work, who, number, key)
        words = words_in(concern.redacted)
        chosen = joined((words[place] for place in _among(places, len(words))), concern.redacted)
        edits = [Edit(start, end, label.value) for start, end in chosen]
        await _rewrite(deps, work, who, concern, edits, REDACTED)
    log.info("concern.redacted", concern_id=concern.id, places=len(edits), moderator_id=who.id)


async def show_again(deps: Deps, who: SignedIn, number: str, places: Sequence[int], key: str) -> None:
    """Put the words as they were written in the place of words in brackets; that they were looked at is noted."""
    async with deps.open_work() as work:
        concern = await _as_decided_on(deps, work, who, number, key)
        raw = await work.concerns.raw_text(concern.id)
        if raw is None:
            raise RefusalError(texts.ORIGINAL_GONE)
        hidden = hidden_in(raw, concern.redacted)
        edits = [Edit(one.start, one.end, one.words) for one in (hidden[at] for at in _among(places, len(hidden)))]
        await work.concerns.note_look(concern.id, who.id, deps.now())
        await _rewrite(deps, work, who, concern, edits, SHOWN_AGAIN)
    log.info("concern.redaction_lifted", concern_id=concern.id, places=len(edits), moderator_id=who.id)


async def _as_decided_on(deps: Deps, work: UnitOfWork, who: SignedIn, number: str, key: str) -> Concern:
    concern = await casework.workable(deps, work, who, number)
    rules.check_open(concern.outcome)
    if key_of(concern.redacted) != key:
        raise RefusalError(texts.TEXT_CHANGED)
    return concern


def _among(places: Sequence[int], many: int) -> list[int]:
    found = sorted(set(places))
    if not found or found[0] < 0 or found[-1] >= many:
        raise BadInputError(texts.NO_WORDS_CHOSEN)
    return found


async def _rewrite(
    deps: Deps, work: UnitOfWork, who: SignedIn, concern: Concern, edits: Sequence[Edit], act: str
) -> None:
    """Change the redacted text of a locked concern, and carry over what points into it."""
    now, passages = deps.now(), await work.passages.of(concern.id)
    before = tuple(passage.start for passage in passages)
    starts = [new for start in before if (new := moved(start, edits)) is not None]
    if len(starts) < len(before):
        raise RefusalError(texts.PASSAGE_INSIDE)
    reading = await work.concerns.one(concern.id)
    topics = reading.topics if reading else ()
    await casework.keep(
        work, who, act, now, [BeforeReading(concern.id, concern.status, topics, concern.redacted, before)]
    )
    if reading is not None and await work.concerns.raw_text(concern.id) is None:
        await _move_evidence(work, reading, edits)
    await work.concerns.set_redacted(concern, edited(concern.redacted, edits))
    await work.passages.move(passages, starts)
    if concern.status is Status.NEW:
        concern.status = Status.SEEN
    concern.changed_at = now
    await work.concerns.note(concern.id, act, casework.actor_of(who), now, {"places": len(edits)})


async def _move_evidence(work: UnitOfWork, reading: ConcernReading, edits: Sequence[Edit]) -> None:
    topics = [replace(topic, evidence=moved_spans(topic.evidence, edits)) for topic in reading.topics]
    await work.concerns.retag(reading.id, topics, reading.workgroups)
