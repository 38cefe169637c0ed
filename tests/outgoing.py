"""Messages on their way out, as a test needs them: in any state, and sent at once."""

from handlers.deps import Deps
from handlers.outbox.actions import Delivery
from handlers.outbox.post import Post
from storage.models import Outgoing
from storage.repositories.outbox import RANKS
from storage.unit_of_work import UnitOfWork


async def put(work: UnitOfWork, row: Outgoing) -> int:
    """Store a row as it stands and return its number."""
    row.rank = RANKS[row.kind]
    work._session.add(row)
    await work.flush()
    return row.id


async def deliver_due(deps: Deps, post: Post) -> int:
    """Send what is due and permitted now, to its end; returns how many rows were dealt with, 0 when there is nothing to do."""
    delivery = Delivery(deps, post)
    dealt_with = await delivery.start_due()
    await delivery.finish()
    return dealt_with
