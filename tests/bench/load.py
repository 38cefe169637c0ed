"""Two ways to write to a bot: as fast as its answers come, and at a steady rate whether they come or not."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.bench.bot_api import LeanBotApi, RefusedUpdateError
from tests.bench.figures import percentile
from tests.bench.residents import Deeds, Resident, Turn
from tests.bench.sentences import concerns

STEADY_RATE = 50


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load.

    seconds   from the first update to the last answer
    messages  that arrived meanwhile
    """

    turns: tuple[Turn, ...]
    seconds: float
    messages: int

    @property
    def answered(self) -> list[float]:
        """Seconds to each answer that came."""
        return [turn.answered for turn in self.turns if turn.answered is not None]

    @property
    def per_second(self) -> float:
        return len(self.answered) / self.seconds

    @property
    def unanswered(self) -> int:
        return len(self.turns) - len(self.answered)

    def acknowledged(self, share: float) -> float:
        """Return the percentile of the seconds to the acknowledgement."""
        return percentile([turn.acknowledged for turn in self.turns], share)

    def answer(self, share: float) -> float:
        """Return the percentile of the seconds to the answer."""
        return percentile(self.answered, share)


async def arrive(
    api: LeanBotApi,
    many: int,
    deeds: Callable[[Iterator[str]], Deeds],
    *,
    before: int,
    round_of: int,
    first: int = 0,
    texts: Callable[[int], Iterator[str]] = concerns,
) -> list[Resident]:
    """Let residents come and do their first deeds, so that afterwards each stands at another place of the round.

    first  number of the first of them: other residents than those who came with other numbers
    texts  what each of them says, by a seed
    """
    residents = [Resident(api, first + number, deeds(texts(number))) for number in range(many)]

    async def begin(number: int) -> None:
        for _ in range(before + number % round_of):
            turn = await residents[number].does_next()
            if turn.answered is None:
                raise AssertionError("a resident waited in vain before anything was measured")

    await asyncio.gather(*map(begin, range(many)))
    return residents


async def saturate(api: LeanBotApi, residents: Sequence[Resident], seconds: float) -> Load:
    """Let each resident write as soon as they are answered."""
    turns: list[Turn] = []
    begin, sent = time.perf_counter(), api.sent

    async def write(resident: Resident) -> None:
        while time.perf_counter() - begin < seconds:
            turns.append(await resident.does_next())

    await asyncio.gather(*map(write, residents))
    return Load(tuple(turns), time.perf_counter() - begin, api.sent - sent)


async def keep_pace(api: LeanBotApi, residents: Sequence[Resident], seconds: float) -> Load:
    """Let STEADY_RATE updates a second fall due, one resident after another.

    An update that falls due while everybody still waits for an answer is late, and its times count from when it was due. One that
    was refused counts as unanswered, as does a press on a button that never came; its resident goes on.
    """
    idle: asyncio.Queue[Resident] = asyncio.Queue()
    for resident in residents:
        idle.put_nowait(resident)
    turns: list[Turn] = []
    begin, sent = time.perf_counter(), api.sent

    async def write(resident: Resident, due: float) -> None:
        try:
            turns.append(await resident.does_next(due))
        except RefusedUpdateError:
            turns.append(Turn(time.perf_counter() - due, None))
        idle.put_nowait(resident)

    async with asyncio.TaskGroup() as group:
        for number in range(int(seconds * STEADY_RATE)):
            due = begin + number / STEADY_RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(write(await idle.get(), due))
    return Load(tuple(turns), time.perf_counter() - begin, api.sent - sent)
