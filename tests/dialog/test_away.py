"""A database that goes away in the middle of a turn is no fault of what was said."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.dialog import DIALOG
from handlers.channels.inbound import Inbound
from handlers.channels.intake import TRIES_LIMIT, Taken, take_in
from handlers.deps import Deps
from handlers.dialog.turn import Commanded
from storage.database import Database
from storage.models import Channel
from storage.unit_of_work import UnitOfWork

CUT = text("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_an_update_is_not_set_aside_however_often_the_connection_breaks(deps: Deps, database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has no connection that could break")

    @asynccontextmanager
    async def broken() -> AsyncIterator[UnitOfWork]:
        async with deps.open_work() as work:
            yield work
            await work._session.exec(CUT)  # type: ignore[call-overload]

    inbound = Inbound(Channel.TELEGRAM, 1, "4711", Commanded("hilfe"))
    for _ in range(TRIES_LIMIT + 1):
        assert await take_in(replace(deps, open_work=broken), DIALOG, inbound) is Taken.FAILED

    assert await take_in(deps, DIALOG, inbound) is Taken.DONE
    async with deps.open_reading() as work:
        assert await work.troubles.count_updates() == 0
