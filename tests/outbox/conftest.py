"""The outbox over the real Telegram channel and the fake Bot API behind it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from bot.wiring import build_post
from handlers.channels.telegram.connection import OurBot
from handlers.channels.telegram.messenger import TelegramMessenger
from handlers.channels.telegram.request import AiohttpRequest, open_session
from handlers.deps import Deps
from handlers.outbox.post import Post
from handlers.residents import actions as residents
from storage.models import Channel, OutgoingKind, Resident
from tests.factories import StandingClock
from tests.fakes.bot_api import FakeBotApi, FakeUser

Enqueue = Callable[..., Awaitable[int]]


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    async with FakeBotApi(username="forumsbote_bot") as api:
        yield api


@pytest.fixture
async def bot(api: FakeBotApi) -> AsyncIterator[OurBot]:
    session = open_session()
    request = AiohttpRequest(session, connect_timeout=1, read_timeout=0.5, pool_timeout=1)
    yield OurBot(api.token, base_url=f"{api.url}/bot", request=request, get_updates_request=request)
    await session.close()


@pytest.fixture
def post(bot: OurBot) -> Post:
    return build_post(TelegramMessenger(bot))


@pytest.fixture
def enqueue(deps: Deps, clock: StandingClock) -> Enqueue:
    """Put a message for a Telegram user into the outbox and return the number of its row."""

    async def put(
        user: FakeUser,
        text: str,
        kind: OutgoingKind = OutgoingKind.REPLY,
        *,
        expires_at: datetime | None = None,
        after: timedelta = timedelta(0),
    ) -> int:
        async with deps.open_work() as work:
            resident: Resident = await residents.meet(deps, work, Channel.TELEGRAM, str(user.id), "de")
            return await work.outbox.add(
                resident.id, kind, {"text": text}, at=clock(), due=clock() + after, expires_at=expires_at
            )

    return put
