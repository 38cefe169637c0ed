"""Deliver the updates of two residents: each once and in order, or as a story has it, which the database must not show."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.dialog import DIALOG
from handlers.channels.intake import Inbound, Taken, take_in
from handlers.deps import Deps
from tests.chaos.someone import Someone, Step

MOST_COPIES, MOST_AGAIN = 3, 2
MOST_AT_ONCE = 2 * MOST_COPIES + MOST_AGAIN


@dataclass(frozen=True, slots=True)
class Wave:
    """What comes at one moment.

    moves     which residents do their next step, 0 or 1
    copies    how often the update of each resident comes now
    again     updates of earlier moments that come once more, counted back from the last
    order     keys the updates are sorted by
    together  all at once, or one after another
    """

    moves: tuple[int, ...]
    copies: tuple[int, int]
    again: tuple[int, ...]
    order: tuple[int, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class Story:
    """What two residents do, each in their order, and how it is brought; what no wave brings comes once, at the end."""

    steps: tuple[tuple[Step, ...], tuple[Step, ...]]
    waves: tuple[Wave, ...]


async def differences(deps: Deps, story: Story) -> list[str]:
    """Return in what the database differs between a story and the same steps undisturbed."""
    expected = [await _deliver_once(deps, steps) for steps in story.steps]
    found = await _deliver(deps, story)
    return [
        f"{part} of resident {number}: {one[part]} != {other[part]}"
        for number, (one, other) in enumerate(zip(expected, found, strict=True))
        for part in one
        if one[part] != other[part]
    ]


async def _deliver_once(deps: Deps, steps: Sequence[Step]) -> dict[str, Any]:
    """Let a new resident do all this in order; return how the database stands then."""
    someone = Someone(deps)
    for step in steps:
        assert await take_in(deps, DIALOG, await someone.update(step)) is Taken.DONE
    return await someone.state()


async def _deliver(deps: Deps, story: Story) -> list[dict[str, Any]]:
    """Let two new residents do what the story tells, as it tells it; return how the database stands then."""
    people = [Someone(deps) for _ in story.steps]
    left = [list(steps) for steps in story.steps]
    past: list[Inbound] = []
    for wave in story.waves:
        coming: list[Inbound] = []
        for number in (each for each in wave.moves if left[each]):
            update = await people[number].update(left[number].pop(0))
            coming += [update] * wave.copies[number]
        new = list(dict.fromkeys(update.update_id for update in coming))
        again = [past[-1 - back] for back in wave.again if back < len(past)]
        past += {update.update_id: update for update in coming}.values()
        taken = await _bring(deps, [*coming, *again], wave)
        assert taken.count(Taken.DONE) == len(new) and set(taken) <= {Taken.DONE, Taken.REPEATED}, taken
    for someone, steps in zip(people, left, strict=True):
        for step in steps:
            assert await take_in(deps, DIALOG, await someone.update(step)) is Taken.DONE
    return [await someone.state() for someone in people]


async def _bring(deps: Deps, updates: Sequence[Inbound], wave: Wave) -> list[Taken]:
    ordered = [update for _, update in sorted(zip(wave.order, updates, strict=False), key=lambda keyed: keyed[0])]
    if wave.together:
        return list(await asyncio.gather(*(take_in(deps, DIALOG, each) for each in ordered)))
    return [await take_in(deps, DIALOG, each) for each in ordered]
