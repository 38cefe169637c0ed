"""The stages of the queue: what a move makes of a concern, or why it cannot be made. For one concern and for many alike."""

from dataclasses import dataclass

from handlers.city.pack import CityPack
from handlers.errors import RefusalError
from handlers.moderation import rules, texts
from handlers.moderation.vocabulary import Move
from storage.models import Status
from storage.readings.concerns import ConcernReading, TopicReading
from storage.readings.corrections import CONFIRMED, CORRECTED

ASSIGNED, CLOSED = "assigned", "closed"
UNCONFIRMED = (Status.NEW, Status.SEEN)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a concern becomes; `acts` are those the ledger is told, none where it is so already."""

    status: Status
    topics: tuple[TopicReading, ...]
    workgroups: tuple[str, ...]
    acts: tuple[str, ...]


def plan(city: CityPack, move: Move, concern: ConcernReading, topic: str = "") -> Planned:
    """Return what a move makes of a concern, or raise why it stays as it is."""
    rules.check_open(concern.outcome)
    if move in (Move.ADD_TOPIC, Move.REMOVE_TOPIC):
        return _tagged(city, move, concern, topic)
    status, acts = _next_stage(move, concern.status)
    if acts and status is not Status.CLOSED and not city.workgroups_of(_known(city, concern.topics)):
        raise RefusalError(texts.NO_LIST_YET)
    return Planned(status, concern.topics, concern.workgroups, acts)


def _next_stage(move: Move, status: Status) -> tuple[Status, tuple[str, ...]]:
    """Return the status after a move and the acts on the way; a move that was made already has none."""
    match move, status:
        case (Move.PASS, Status.NEW | Status.SEEN):
            return Status.ASSIGNED, (CONFIRMED, ASSIGNED)
        case (Move.PASS | Move.ASSIGN, Status.CONFIRMED):
            return Status.ASSIGNED, (ASSIGNED,)
        case (Move.CONFIRM, Status.NEW | Status.SEEN):
            return Status.CONFIRMED, (CONFIRMED,)
        case (Move.ASSIGN, Status.NEW | Status.SEEN):
            raise RefusalError(texts.CONFIRM_FIRST)
        case (Move.CLOSE, Status.CONSIDERED):
            return Status.CLOSED, (CLOSED,)
        case (Move.CLOSE, status) if status is not Status.CLOSED:
            raise RefusalError(texts.CONSIDER_FIRST)
    return status, ()


def _tagged(city: CityPack, move: Move, concern: ConcernReading, topic: str) -> Planned:
    before = {one.id for one in concern.topics}
    wanted = before | {topic} if move is Move.ADD_TOPIC else before - {topic}
    topics, workgroups = rules.chosen_topics(city, concern.topics, _known_or(city, wanted, topic))
    if concern.status not in UNCONFIRMED and not workgroups:
        raise RefusalError(texts.NO_LIST_YET)
    return Planned(concern.status, topics, workgroups, () if wanted == before else (CORRECTED,))


def _known(city: CityPack, topics: tuple[TopicReading, ...]) -> list[str]:
    return [topic.id for topic in rules.known_topics(city, topics)]


def _known_or(city: CityPack, wanted: set[str], topic: str) -> set[str]:
    """Return wanted topics without those the pack no longer has; the one asked for stays, to be refused if it is unknown."""
    return wanted & ({known.id for known in city.topics} | {topic})
