"""What happens to the database: each blow falls once, in the middle of the traffic."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

from tests.chaos.cable import Cable
from tests.chaos.servers import address, one_server, pair

CUT_SECONDS = 3.0


class Blow(StrEnum):
    """FAILOVER: the primary is killed and its standby promoted; RESTART: `pg_ctl restart -m immediate`; PULLED: the network is gone
    for a while; CLOGGED: nothing passes for a while; FORGOTTEN: nothing ever passes again in the connections there were."""

    FAILOVER = "failover"
    RESTART = "restart"
    PULLED = "pulled"
    CLOGGED = "clogged"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Struck:
    """A database that a blow is going to fall on.

    url     for the product
    strike  lets the blow fall, and returns when the database can be had again
    after   for whoever looks into the database when all is over
    """

    url: str
    strike: Callable[[], Awaitable[None]]
    after: str


@asynccontextmanager
async def struck_by(blow: Blow) -> AsyncIterator[Struck]:
    """Run a database that this blow can fall on."""
    if blow is Blow.FAILOVER:
        async with pair() as (primary, standby):

            async def fail_over() -> None:
                primary.kill()
                await standby.promote()

            yield Struck(address(primary.port, standby.port), fail_over, address(standby.port))
        return
    async with one_server() as server:
        if blow is Blow.RESTART:
            yield Struck(address(server.port), server.restart_at_once, address(server.port))
            return
        async with Cable(server.port) as cable:
            yield Struck(address(cable.port), lambda: _damage(cable, blow), address(server.port))


async def _damage(cable: Cable, blow: Blow) -> None:
    match blow:
        case Blow.PULLED:
            await cable.pull()
            await asyncio.sleep(CUT_SECONDS)
            await cable.plug()
        case Blow.CLOGGED:
            cable.clog()
            await asyncio.sleep(CUT_SECONDS)
            cable.clear()
        case Blow.FORGOTTEN:
            cable.forget()
