"""Kill the product at moments a seed chooses, while the residents write, and start it again each time."""

import asyncio
import random
from collections.abc import Sequence

from tests.running.product import Product
from tests.running.residents import Traffic

FIRST_SHARE, LAST_SHARE = 0.03, 0.95
LONGEST_PAUSE_SECONDS = 0.15


def choose_moments(seeded: random.Random, kills: int, turns: int) -> list[int]:
    """Return after which turns the kills come: spread over the traffic, the last while turns are still to come."""
    return sorted(seeded.sample(range(max(1, int(turns * FIRST_SHARE)), int(turns * LAST_SHARE)), kills))


async def kill_and_restart(product: Product, traffic: Traffic, moments: Sequence[int], seeded: random.Random) -> None:
    """Kill the product at each of these moments; a short pause puts the blow anywhere within a turn."""
    for moment in moments:
        await traffic.reach(moment)
        await asyncio.sleep(seeded.uniform(0, LONGEST_PAUSE_SECONDS))
        await product.kill()
        await product.start()
