"""Reach a PostgreSQL that may move: one host after the other, and never wait for a connection that has silently died."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

HOST_LIMIT_SECONDS = 3.0
COMMAND_LIMIT_SECONDS = 30.0
LOOK_LIMIT_SECONDS = 2.0
UNREACHED = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
# The server lets go of what a vanished process has locked: no transaction of ours is idle in between for so long, and a machine that
# is gone answers no probe. Of a statement that came by half it waits for the rest without being idle; only a limit of the whole
# transaction ends that, which PostgreSQL has from 17 on.
SESSION = {
    "idle_in_transaction_session_timeout": "30s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
TRANSACTION_LIMIT_SECONDS = 45.0
_LIMITS_TRANSACTIONS = (17,)


def creator(given: MutableMapping[str, Any]) -> Callable[..., Awaitable[asyncpg.Connection]]:
    """Return what opens a connection to the host that answered last, else to the next one that fits.

    given  what the dialect makes of the address; `host` and `port` are lists where it names several hosts. asyncpg would give all of
           them one limit together, which a first host without power uses up.
    """
    settings = {**SESSION, **given.pop("server_settings", {})}
    limits = {"timeout": HOST_LIMIT_SECONDS, "command_timeout": COMMAND_LIMIT_SECONDS}
    hosts, ports = given.pop("host", None), given.pop("port", None)
    places = list(zip(hosts, ports, strict=True)) if isinstance(hosts, list) else [(hosts, ports)]

    async def connect() -> asyncpg.Connection:
        last: Exception | None = None
        for place in tuple(places):
            try:
                found = await asyncpg.connect(host=place[0], port=place[1], server_settings=settings, **limits, **given)
            except UNREACHED as error:
                last = error
            else:
                places.remove(place)
                places.insert(0, place)
                if found.get_server_version()[:1] >= _LIMITS_TRANSACTIONS:
                    await found.execute(f"SET transaction_timeout = {TRANSACTION_LIMIT_SECONDS * 1000:.0f}")
                return found
        raise last or AssertionError("an address names at least one host")

    return connect


async def take_your_time(connection: AsyncConnection) -> None:
    """Let the transaction of this connection last as long as it needs: one that reads much, or makes tables anew."""
    server = connection.dialect
    if server.name == "postgresql" and (server.server_version_info or ()) >= _LIMITS_TRANSACTIONS:
        await connection.exec_driver_sql("SET LOCAL transaction_timeout = 0")


def look_before_use(engine: AsyncEngine) -> None:
    """Ask every connection whether it lives before it is used; the first that does not takes all others of its time with it.

    The pool's own `pre_ping` waits for a silent connection as long as for any command, and gives up that one alone.
    """

    @event.listens_for(engine.sync_engine, "checkout")
    def look(connection: Any, _record: Any, _proxy: Any) -> None:
        try:
            connection.run_async(lambda found: found.execute("SELECT 1", timeout=LOOK_LIMIT_SECONDS))
        except UNREACHED as error:
            raise InvalidatePoolError from error
