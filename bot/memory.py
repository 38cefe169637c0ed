"""Give memory back to the system that the program has freed: the C library keeps it for later, tens of megabytes of it."""

import asyncio
import ctypes

from handlers.deps import Deps


async def give_back(_deps: Deps) -> None:
    """Give back what is free, beside the loop; with a C library that cannot, do nothing."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        await asyncio.to_thread(trim, 0)
