"""Keep the process plan: put the pack's plan in as example, take it out again."""

from handlers.deps import Deps
from storage.models import Phase


async def create_example(deps: Deps) -> None:
    """Put the pack's process in as the example plan; dates are data and will be replaced."""
    async with deps.open_work() as work:
        for position, phase in enumerate(deps.city.process.phases, start=1):
            await work.marks.add_phase(
                Phase(
                    key=phase.id,
                    position=position,
                    title=phase.title,
                    starts_on=phase.start.isoformat(),
                    ends_on=phase.end.isoformat(),
                    tasks="\n".join(phase.tasks),
                    example=True,
                )
            )


async def remove_examples(deps: Deps) -> None:
    """Take the example plan out."""
    async with deps.open_work() as work:
        await work.marks.remove_example_phases()
