"""When a message may go out, and what a failed send means for it."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from handlers.i18n import BERLIN
from handlers.ports import Fate, Sending
from storage.models import ANSWERS, Channel, Identity, OutgoingKind, OutgoingState, Standing

QUIET_FROM = time(21)
QUIET_UNTIL = time(8)
GIVE_UP_AFTER = timedelta(hours=24)
LONGEST_WAIT = timedelta(minutes=5)
BULK_SHARE = 0.8
LEAST_PARALLEL, MOST_PARALLEL, PARALLEL_SECONDS = 10, 200, 0.2


def is_quiet(at: datetime) -> bool:
    """Say whether nothing unasked may arrive: from 21 to 8 o'clock in Berlin."""
    clock = at.astimezone(BERLIN).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def is_held(held_until: datetime | None, now: datetime) -> bool:
    """Say whether the channel wants to be left alone altogether."""
    return held_until is not None and held_until > now


def parallel_sends(rate: float) -> int:
    """Return how many sends may be under way at once: as many as the rate needs when each takes a fifth of a second."""
    return min(MOST_PARALLEL, max(LEAST_PARALLEL, int(rate * PARALLEL_SECONDS)))


def address_for(channel: str | None, identities: Sequence[Identity], on: Collection[Channel]) -> Identity:
    """Return to which address of a resident a message goes.

    An answer goes to the channel they spoke in. Everything else goes where they chose last, and where they chose nothing to Telegram,
    which can reach them; but not where our messages are turned away. A channel that is off at present comes last.
    """

    def rank(identity: Identity) -> tuple[bool, bool, bool, float, bool, int]:
        chosen = identity.chosen_at.timestamp() if identity.chosen_at else 0.0
        its = Channel(identity.channel)
        refused = identity.refused_at is not None
        return its not in on, its != channel, refused, -chosen, its is not Channel.TELEGRAM, identity.id

    return min(identities, key=rank)


def why_unwanted(kind: OutgoingKind, standing: Standing, expires_at: datetime | None, now: datetime) -> str | None:
    """Return the reason for not sending a row at all, None when it is still wanted.

    Who paused is spared broadcasts only: a reminder they registered for, or that a forum moved or is cancelled, still comes.
    Who stopped hears nothing but answers.
    """
    if expires_at is not None and expires_at <= now:
        return "too_late"
    if kind in ANSWERS or standing is Standing.ACTIVE:
        return None
    if kind is not OutgoingKind.BROADCAST and standing is Standing.PAUSED:
        return None
    return str(standing)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to write down after a send; `not_before` only where it is tried again."""

    state: OutgoingState
    reason: str | None = None
    not_before: datetime | None = None


def judge(
    sending: Sending,
    kind: OutgoingKind,
    *,
    tries: int,
    sends: int,
    created_at: datetime,
    now: datetime,
    elsewhere: bool = False,
) -> Verdict:
    """Return what becomes of a row after one send.

    elsewhere  another channel can take it, where this one turned it away

    An ambiguous send is repeated once for answers and never for anything else: nobody may be told twice of a forum.
    """
    match sending.fate:
        case Fate.SENT:
            return Verdict(OutgoingState.SENT)
        case Fate.REFUSED:
            return Verdict(OutgoingState.FAILED, sending.reason)
        case Fate.UNREACHABLE if elsewhere:
            return Verdict(OutgoingState.WAITING, sending.reason, now)
        case Fate.UNREACHABLE:
            return Verdict(OutgoingState.DROPPED, sending.reason)
        case Fate.AMBIGUOUS if kind in ANSWERS and sends == 1:
            return Verdict(OutgoingState.WAITING, "repeated_after_ambiguous", now + backoff(tries))
        case Fate.AMBIGUOUS:
            return Verdict(OutgoingState.AMBIGUOUS, sending.reason)
    if now - created_at > GIVE_UP_AFTER:
        return Verdict(OutgoingState.FAILED, sending.reason)
    wait = timedelta(seconds=sending.wait_seconds) if sending.wait_seconds is not None else backoff(tries)
    return Verdict(OutgoingState.WAITING, sending.reason, now + wait)


def backoff(tries: int) -> timedelta:
    """Return how long to wait after this many tries: doubling from one second, at most five minutes, with jitter of a quarter."""
    wait = min(timedelta(seconds=2 ** min(tries - 1, 12)), LONGEST_WAIT)
    return wait * random.uniform(0.75, 1.25)  # noqa: S311  jitter, not a secret
