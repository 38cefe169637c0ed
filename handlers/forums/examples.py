"""The forums an empty installation shows, made from the city pack."""

from datetime import datetime

from handlers.city.pack import ExampleForum
from handlers.deps import Deps
from handlers.forums import rules
from handlers.i18n import BERLIN
from storage.models import Access, ForumKind, ForumScope, ForumState
from storage.readings.forums import ForumDetails


async def create_examples(deps: Deps) -> None:
    """Show the pack's example forums as announced, without telling anybody; those that are here already stay as they are."""
    now = deps.now()
    async with deps.open_work() as work:
        taken = await work.forums.slugs()
        for example in deps.city.examples:
            if example.id not in taken:
                details = _details(deps, example, now)
                await work.forums.add(details, slug=example.id, now=now, state=ForumState.ANNOUNCED, example=True)


async def remove_examples(deps: Deps) -> int:
    """Remove the example forums with everything that hangs on them; returns how many there were."""
    async with deps.open_work() as work:
        return await work.forums.remove_examples()


def _details(deps: Deps, example: ExampleForum, now: datetime) -> ForumDetails:
    city = deps.city
    day = example.day(now.astimezone(BERLIN).date())
    venue = next(venue for venue in city.venues if venue.id == example.venue)
    starts_at = rules.moment_at(datetime.combine(day, example.starts))
    ends_at = rules.moment_at(datetime.combine(day, example.ends))
    return ForumDetails(
        title=example.title,
        kind=ForumKind(example.kind),
        scope=ForumScope(example.scope),
        districts=city.districts_in(example.areas),
        starts_at=starts_at,
        ends_at=ends_at,
        place=venue.name,
        address=", ".join(part for part in (venue.address, f"{venue.postcode} {city.info.short_name}") if part),
        access=tuple(map(Access, example.access)),
        agenda="\n".join(example.agenda),
        capacity=example.capacity,
    )
