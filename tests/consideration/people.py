"""Who weighs and who wrote: moderators and residents of these tests, and what they do."""

from datetime import date
from secrets import token_hex
from uuid import UUID

from handlers.accounts import actions as desk
from handlers.accounts.sessions import as_signed_in
from handlers.concerns import actions as concerns
from handlers.concerns.actions import Submission
from handlers.consideration.rules import Decision
from handlers.deps import Deps
from handlers.pages.keys import SignedIn
from storage.models import Channel, Identity, Outcome, Resident, Role, Source
from storage.readings.concerns import ConcernReading
from tests.factories import NOON

TWO_SENTENCES = "Am Doberaner Platz ist es abends dunkel. Die Radfahrer fahren dort zu schnell."
REASONS = {
    Outcome.ADOPTED: "in_plan",
    Outcome.PARTLY: "part_only",
    Outcome.NOT_ADOPTED: "cost",
    Outcome.PASSED_ON: "office",
}
WORDS = "Wir haben das im Lenkungskreis mit dem Tiefbauamt besprochen."


def decision(outcome: Outcome, *, paragraph_id: int | None = None) -> Decision:
    return Decision(outcome, REASONS[outcome], WORDS, "steering_group", date(2026, 11, 20), paragraph_id)


async def moderator(deps: Deps, name: str = "Ada") -> SignedIn:
    await desk.invite(deps, name, Role.MODERATOR)
    person = max(await desk.people(deps), key=lambda one: one.id)
    return as_signed_in(person)


async def hand_in(deps: Deps, text: str = TWO_SENTENCES, resident_id: UUID | None = None) -> ConcernReading:
    submission = Submission(await deps.read(text), Source.WEB, resident_id=resident_id, received_at=NOON)
    return await concerns.submit(deps, submission)


async def outcome_of(deps: Deps, concern: ConcernReading) -> Outcome:
    async with deps.open_reading() as work:
        found = await work.concerns.one(concern.id)
    assert found is not None
    return found.outcome


async def passage_ids(deps: Deps, concern: ConcernReading) -> list[int]:
    async with deps.open_reading() as work:
        return [passage.id for passage in await work.considerations.passages_of(concern.id)]


async def new_author(deps: Deps) -> UUID:
    """Return a resident nobody has talked to yet."""
    address = token_hex(8)
    resident = Resident(created_at=deps.now())
    identity = Identity(
        channel=Channel.TELEGRAM,
        digest=deps.vault.digest(Channel.TELEGRAM, address),
        sealed=deps.vault.seal(address),
        resident_id=resident.id,
        created_at=deps.now(),
    )
    async with deps.open_work() as work:
        await work.residents.add(resident, identity)
    return resident.id
