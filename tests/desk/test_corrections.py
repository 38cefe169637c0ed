"""What the desk decided about topics, as examples to learn from."""

import json
from datetime import timedelta
from pathlib import Path

from handlers.deps import Deps
from handlers.moderation import casework, corrections, moving
from handlers.moderation.vocabulary import Move
from storage.models import Outcome, Role
from storage.readings.concerns import ConcernReading
from tests.desk.conftest import DARK_REDACTED, hand_in, person
from tests.factories import NOON, StandingClock

WHO = person(Role.MODERATOR)


async def correct(deps: Deps, concern: ConcernReading, before: str, after: list[str]) -> None:
    await casework.correct_topics(deps, WHO, concern.number, after, before)


async def become(deps: Deps, concern: ConcernReading, outcome: Outcome) -> None:
    async with deps.open_work() as work:
        found = await work.concerns.get_for_update(concern.id)
        assert found is not None
        found.outcome = outcome


async def written(deps: Deps, folder: Path) -> list[dict[str, object]]:
    file = folder / "corrections.jsonl"
    count = await corrections.write_file(deps, file)
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == count
    return lines


async def test_corrected_and_confirmed_concerns_are_written_redacted_and_no_others(
    deps: Deps, clock: StandingClock, tmp_path: Path
) -> None:
    corrected, confirmed, untouched, undone = [await hand_in(deps) for _ in range(4)]
    await correct(deps, corrected, "lighting", ["cleanliness"])
    await correct(deps, undone, "lighting", ["cleanliness"])
    await casework.undo_correction(deps, WHO, undone.number)
    clock.advance(timedelta(hours=1))
    await moving.move(deps, WHO, confirmed.number, Move.CONFIRM)

    lines = await written(deps, tmp_path)

    same = {"text": DARK_REDACTED, "language": "de", "author": "desk", "version": 1}
    assert lines == [
        {**same, "topics": ["cleanliness"], "at": NOON.isoformat()},
        {**same, "topics": ["lighting"], "at": (NOON + timedelta(hours=1)).isoformat()},
    ]
    assert untouched.number


async def test_what_was_erased_or_taken_back_is_left_out(deps: Deps, tmp_path: Path) -> None:
    for outcome in (Outcome.ERASED, Outcome.WITHDRAWN):
        concern = await hand_in(deps)
        await correct(deps, concern, "lighting", ["cleanliness"])
        assert len(await written(deps, tmp_path)) == 1
        await become(deps, concern, outcome)

        assert await written(deps, tmp_path) == []


async def test_a_correction_that_leaves_no_topic_is_an_example_too(deps: Deps, tmp_path: Path) -> None:
    await correct(deps, await hand_in(deps), "lighting", [])

    assert [line["topics"] for line in await written(deps, tmp_path)] == [[]]
