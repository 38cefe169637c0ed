"""Somebody who writes without end costs no more than somebody who writes."""

from collections.abc import Callable

from handlers.deps import Deps
from storage.models import Channel
from tests.talking import Talker

LONG = "Es ist dunkel am Weg und niemand kommt vorbei. " * 80
MOST_KEPT = 8_000


async def test_what_is_put_off_before_consent_does_not_grow_without_end(
    talker: Callable[..., Talker], deps: Deps
) -> None:
    flooder = talker(Channel.TELEGRAM)
    for _ in range(20):
        await flooder.says(LONG)

    async with deps.open_reading() as work:
        question = await work.dialogs.open_question(await flooder.resident_id())
    assert question is not None
    assert len(str(question.draft)) < MOST_KEPT

    await flooder.says("ja")

    assert flooder.heard[-1].text
