"""What the program has freed goes back to the system."""

from bot import memory
from handlers.deps import Deps
from tests.bench.processes import memory_mb

HELD_MB = 60
PIECE = 600  # bytes: too large for Python's own pools, so the C library holds it


async def test_memory_freed_below_something_kept_is_given_back(deps: Deps) -> None:
    await memory.give_back(deps)
    before = memory_mb("self")
    pieces = [bytes([number % 256]) * PIECE for number in range(HELD_MB * 1024 * 1024 // PIECE)]
    kept = pieces[-1]  # on top of the heap, which by itself shrinks from there only
    del pieces
    held = memory_mb("self") - before

    await memory.give_back(deps)

    assert kept
    assert memory_mb("self") - before < held / 2
