"""Keep the example plan: put the pack's plan in, take it out again."""

from handlers.deps import Deps
from storage.readings.plan import PhaseDetails


async def create_example(deps: Deps) -> None:
    """Put the pack's process in as the example plan; dates are data and will be replaced."""
    async with deps.open_work() as work:
        for phase in deps.city.process.phases:
            details = PhaseDetails(
                title=phase.title, starts_on=phase.start, ends_on=phase.end, tasks="\n".join(phase.tasks)
            )
            await work.plan.add(details, key=phase.id, example=True)


async def remove_examples(deps: Deps) -> None:
    """Take the example plan out."""
    async with deps.open_work() as work:
        await work.plan.remove_examples()
