"""Two things at the same moment, on both engines."""

import asyncio
from collections.abc import Callable

from bot.dialog import DIALOG
from handlers.channels.inbound import Inbound
from handlers.channels.intake import Taken, take_in
from handlers.deps import Deps
from handlers.dialog.turn import Commanded, Pressed, Said
from storage.models import Channel
from storage.readings.concerns import ConcernFilter
from tests.conftest import Talker

TEXT = "Am Bahnhof Lütten Klein ist es nachts unheimlich."


async def concerns(deps: Deps) -> list[str]:
    async with deps.open_reading() as work:
        return [concern.number for concern in await work.concerns.page(ConcernFilter(), offset=0, limit=100)]


async def test_two_presses_at_once_hand_in_one_concern(known: Talker, deps: Deps) -> None:
    await known.says(TEXT)
    code = known.key("Absenden").code
    presses = [Inbound(Channel.TELEGRAM, number, known.address, Pressed(code)) for number in (10**9, 10**9 + 1)]

    assert await asyncio.gather(*(take_in(deps, DIALOG, press) for press in presses)) == [Taken.DONE, Taken.DONE]

    assert await concerns(deps) == ["2026-000001"]


async def test_one_update_delivered_twice_at_once_is_taken_once(known: Talker, deps: Deps) -> None:
    await known.says(TEXT)
    press = Inbound(Channel.TELEGRAM, 10**9, known.address, Pressed(known.key("Absenden").code))

    taken = await asyncio.gather(*(take_in(deps, DIALOG, press) for _ in range(4)))

    assert sorted(taken) == sorted([Taken.DONE, *[Taken.REPEATED] * 3])
    assert len(await concerns(deps)) == 1


async def test_two_first_messages_of_a_new_person_at_once_make_one_resident(deps: Deps) -> None:
    both = [Inbound(Channel.TELEGRAM, number, "77", act) for number, act in ((1, Commanded("start")), (2, Said(TEXT)))]

    first = await asyncio.gather(*(take_in(deps, DIALOG, inbound) for inbound in both))
    again = [
        await take_in(deps, DIALOG, inbound)
        for inbound, taken in zip(both, first, strict=True)
        if taken is Taken.FAILED
    ]

    assert set(first) <= {Taken.DONE, Taken.FAILED}
    assert all(taken is Taken.DONE for taken in again)


async def test_twenty_people_at_once_get_twenty_numbers(talker: Callable[..., Talker], deps: Deps) -> None:
    async def hand_in(person: Talker, first_update: int) -> None:
        acts = [Commanded("start"), Said("ja"), Said(TEXT), Said("absenden")]
        for number, act in enumerate(acts, start=first_update):
            assert await take_in(deps, DIALOG, Inbound(Channel.TELEGRAM, number, person.address, act)) is Taken.DONE

    await asyncio.gather(*(hand_in(talker(), 1000 * n) for n in range(1, 21)))

    assert sorted(await concerns(deps)) == [f"2026-{n:06d}" for n in range(1, 21)]
