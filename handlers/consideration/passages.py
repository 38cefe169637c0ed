"""Split a concern into passages with topics of their own, and merge them again."""

from collections.abc import Iterable

import structlog

from handlers.consideration import found, rules, texts
from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.moderation import rules as desk_rules
from handlers.moderation.casework import actor_of
from handlers.pages.keys import SignedIn
from storage.models import Concern
from storage.readings.concerns import TopicReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)


async def split(deps: Deps, who: SignedIn, number: str, start: int) -> None:
    """Let a new passage begin at a sentence of the redacted text; it has the topics of the one it was part of."""
    async with deps.open_work() as work:
        concern = await found.workable(deps, work, who, number)
        rules.check_start(concern.redacted, start)
        passages = await work.passages.of(concern.id)
        parted = rules.around(passages, start)
        rules.check_undecided([parted])
        await found.check_nothing_stands(work, parted)
        if len(passages) == 1:
            await work.passages.retag(parted.id, await _topics_of(work, concern))
        await work.meetings.touch_passage_decisions(concern.id, deps.now())
        new = await work.passages.split(parted, start)
        await _noted(deps, work, who, concern, "split", {"passage": new.id, "start": start})
    log.info("concern.split", concern_id=concern.id, passages=len(passages) + 1, moderator_id=who.id)


async def merge(deps: Deps, who: SignedIn, number: str, passage_id: int) -> None:
    """Merge an undecided passage with the one before it; together they have the topics of both."""
    async with deps.open_work() as work:
        concern = await found.workable(deps, work, who, number)
        passages = await work.passages.of(concern.id)
        second = found.among(passages, passage_id)
        if second is passages[0]:
            raise RefusalError(texts.FIRST_PASSAGE)
        first = passages[passages.index(second) - 1]
        rules.check_undecided([first, second])
        for passage in (first, second):
            await found.check_nothing_stands(work, passage)
        topics = await work.passages.topics_of([first, second])
        await work.meetings.touch_passage_decisions(concern.id, deps.now())
        await work.passages.merge(first, second)
        both = () if len(passages) == 2 else sorted({*topics.get(first.id, ()), *topics.get(second.id, ())})
        await work.passages.retag(first.id, both)
        await _noted(deps, work, who, concern, "merged", {"passage": second.id, "into": first.id})
    log.info("concern.merged", concern_id=concern.id, passages=len(passages) - 1, moderator_id=who.id)


async def retag(deps: Deps, who: SignedIn, number: str, passage_id: int, chosen: Iterable[str]) -> None:
    """Give a passage of a split concern topics of its own; the concern has those of all of them, and its lists follow."""
    async with deps.open_work() as work:
        concern = await found.workable(deps, work, who, number)
        passages = await work.passages.of(concern.id)
        if len(passages) == 1:
            raise RefusalError(texts.ONE_PASSAGE)
        passage = found.among(passages, passage_id)
        before = await _readings_of(work, concern)
        topics, _ = desk_rules.chosen_topics(deps.city, before, chosen)
        await work.passages.retag(passage.id, [topic.id for topic in topics])
        of_all = await work.passages.topics_of(passages)
        union = {topic for several in of_all.values() for topic in several}
        whole, workgroups = desk_rules.chosen_topics(deps.city, before, union)
        await work.concerns.retag(concern.id, whole, workgroups)
        await _noted(deps, work, who, concern, "passage_tagged", {"passage": passage.id})
    log.info("passage.tagged", concern_id=concern.id, passage_id=passage_id, moderator_id=who.id)


async def _noted(
    deps: Deps, work: UnitOfWork, who: SignedIn, concern: Concern, act: str, detail: dict[str, int]
) -> None:
    concern.changed_at = deps.now()
    await work.concerns.note(concern.id, act, actor_of(who), deps.now(), detail)


async def _readings_of(work: UnitOfWork, concern: Concern) -> tuple[TopicReading, ...]:
    reading = await work.concerns.one(concern.id)
    return reading.topics if reading else ()


async def _topics_of(work: UnitOfWork, concern: Concern) -> tuple[str, ...]:
    return tuple(topic.id for topic in await _readings_of(work, concern))
