"""The example content of a fresh installation: made once, marked everywhere, gone in one click, never beside a live Telegram."""

from handlers.deps import Deps
from handlers.forums import examples as forums
from handlers.moderation.overview import Examples
from handlers.process import actions as process
from handlers.steering import budget, members
from handlers.surveys import actions as surveys

MARK = "examples"
MADE, REMOVED, NEVER = "made", "removed", "never"


async def settle(deps: Deps, *, live: bool) -> None:
    """Decide once in the life of an installation: make the examples, or, where Telegram is on, never."""
    async with deps.open_work() as work:
        if await work.marks.get(MARK) is not None:
            return
        await work.marks.put(MARK, NEVER if live else MADE, deps.now())
        if not live:
            joined = deps.within(work)
            await process.create_example(joined)
            await members.create_examples(joined)
            await budget.create_examples(joined)
            await forums.create_examples(joined)
            await surveys.create_example(joined)


async def present(deps: Deps) -> bool:
    """Say whether the example content is there."""
    async with deps.open_reading() as work:
        return await work.marks.get(MARK) == MADE


async def remove(deps: Deps) -> None:
    """Remove the example content for good; what residents handed in stays."""
    async with deps.open_work() as work:
        joined = deps.within(work)
        await forums.remove_examples(joined)
        await surveys.remove_examples(joined)
        await process.remove_examples(joined)
        await members.remove_examples(joined)
        await budget.remove_examples(joined)
        await work.marks.put(MARK, REMOVED, deps.now())


EXAMPLES = Examples(present=present, remove=remove)
