"""Whatever is split, joined, decided, undone, withdrawn or erased, in whatever order: nothing that came in is missing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handlers.accounts import actions as desk
from handlers.accounts.sessions import as_signed_in
from handlers.concerns import actions as concerns
from handlers.concerns.outcomes import sum_of
from handlers.consideration import deciding, joining, objecting, passages, texts
from handlers.consideration.balance import balance
from handlers.consideration.rules import starts
from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.ledger import actions as ledger
from handlers.pages.keys import SignedIn
from handlers.privacy import actions as privacy
from storage.models import ConsiderationState, Outcome
from storage.readings.concerns import ConcernReading
from tests.consideration.people import decision, hand_in, moderator, new_author, passage_ids

TEXT = "Am Bahnhof ist es dunkel. Die Straße ist laut. Es fehlt ein Zebrastreifen."
DECIDED = st.sampled_from(texts.DECIDABLE)
ANY = st.integers(0, 4)


@dataclass(frozen=True)
class World:
    """Five concerns of two residents and of nobody, and three people at the desk."""

    deps: Deps
    concerns: list[ConcernReading]
    authors: list[UUID]
    people: list[SignedIn]

    async def passage(self, concern: int, which: int) -> int:
        ids = await passage_ids(self.deps, self.concerns[concern])
        return ids[which % len(ids)]

    def number(self, concern: int) -> str:
        return self.concerns[concern].number

    def who(self, which: int) -> SignedIn:
        return self.people[which % 3]


Doing = Callable[[World, int, int, Outcome], Awaitable[object]]


async def split(w: World, a: int, b: int, _: Outcome) -> None:
    places = starts(TEXT)
    await passages.split(w.deps, w.who(b), w.number(a), places[b % len(places)])


async def merge(w: World, a: int, b: int, _: Outcome) -> None:
    await passages.merge(w.deps, w.who(b), w.number(a), await w.passage(a, b))


async def join(w: World, a: int, b: int, _: Outcome) -> None:
    await joining.join(w.deps, w.who(b), w.number(a), [w.number(b), w.number((b + 1) % 5)])


async def free(w: World, a: int, b: int, _: Outcome) -> None:
    await joining.free(w.deps, w.who(b), w.number(a))


async def dissolve(w: World, a: int, b: int, _: Outcome) -> None:
    await joining.dissolve(w.deps, w.who(b), w.number(a))


async def decide(w: World, a: int, b: int, outcome: Outcome) -> None:
    await deciding.decide(w.deps, w.who(b), w.number(a), await w.passage(a, b), decision(outcome))


async def confirm(w: World, a: int, b: int, _: Outcome) -> None:
    await deciding.confirm(w.deps, w.who(b + 1), w.number(a), await w.passage(a, b))


async def refuse(w: World, a: int, b: int, _: Outcome) -> None:
    await deciding.refuse(w.deps, w.who(b + 1), w.number(a), await w.passage(a, b))


async def take_back(w: World, a: int, b: int, _: Outcome) -> None:
    await deciding.take_back(w.deps, w.who(b), w.number(a), await w.passage(a, b))


async def object_to(w: World, a: int, b: int, _: Outcome) -> None:
    await objecting.object_to(w.deps, w.authors[b % 2], w.concerns[a].id)


async def uphold(w: World, a: int, b: int, _: Outcome) -> None:
    await objecting.uphold(w.deps, w.who(b), w.number(a))


async def reopen(w: World, a: int, b: int, _: Outcome) -> None:
    await objecting.reopen(w.deps, w.who(b), w.number(a))


async def withdraw(w: World, a: int, b: int, _: Outcome) -> None:
    await concerns.withdraw(w.deps, w.authors[b % 2], w.concerns[a].id)


async def erase(w: World, a: int, b: int, _: Outcome) -> None:
    await privacy.erase(w.deps, w.authors[b % 2], concerns_too=a > 1)


OFTEN: tuple[Doing, ...] = (split, join, decide, decide, confirm)
RARE: tuple[Doing, ...] = (merge, free, dissolve, refuse, take_back, object_to, uphold, reopen, withdraw, erase)
DEEDS = st.tuples(st.sampled_from(OFTEN * 2 + RARE), ANY, ANY, DECIDED)


async def new_world(deps: Deps, people: list[SignedIn]) -> World:
    ids = [await new_author(deps) for _ in range(2)]
    owners = (ids[0], ids[0], ids[1], ids[1], None)
    return World(deps, [await hand_in(deps, TEXT, owner) for owner in owners], ids, people)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(deeds=[(decide, 0, 0, Outcome.ADOPTED), (erase, 4, 0, Outcome.ADOPTED), (take_back, 0, 0, Outcome.ADOPTED)])
@given(deeds=st.lists(DEEDS, min_size=5, max_size=40))
async def test_received_is_what_became_of_it_after_every_deed(
    deps: Deps, deeds: list[tuple[Doing, int, int, Outcome]]
) -> None:
    world = await new_world(deps, await three_people(deps))
    for do, a, b, outcome in deeds:
        try:
            await do(world, a, b, outcome)
        except RefusalError:
            continue
        finally:
            await everybody_gives_free(world)
        await check(world, f"after {do.__name__}({a}, {b}, {outcome})")
    await ledger.chain_new(deps)
    assert (await ledger.verify(deps)).broken is None


async def everybody_gives_free(world: World) -> None:
    """Let the next deed be anybody's."""
    async with world.deps.open_work() as work:
        for person in world.people:
            await work.claims.release_all_of(person.id)


async def three_people(deps: Deps) -> list[SignedIn]:
    """Return those at the desk; the database of one test is the same for all its examples."""
    known = [as_signed_in(person) for person in await desk.people(deps)]
    return known or [await moderator(deps, f"Person {n}") for n in range(3)]


async def check(world: World, after: str) -> None:
    """Compare what is written down with what follows from the parts."""
    found = await balance(world.deps)
    assert found.is_even, after
    async with world.deps.open_reading() as work:
        for concern in world.concerns:
            now = await work.concerns.one(concern.id)
            assert now is not None
            parts = await work.considerations.passages_of(concern.id)
            lead_id = await work.passages.lead_of(concern.id)
            assert parts[0].start == 0, after
            outcomes = {part.outcome for part in parts}
            if lead_id is not None:
                lead = await work.concerns.one(lead_id)
                assert lead is not None
                assert now.outcome is Outcome.JOINED, after
                assert outcomes == {Outcome.JOINED}, after
                assert await work.passages.lead_of(lead_id) is None, after
                assert lead.outcome not in (Outcome.WITHDRAWN, Outcome.ERASED, Outcome.JOINED), after
            else:
                assert now.outcome is sum_of(outcomes), after
                assert now.outcome is not Outcome.JOINED, after
            for part in parts:
                standing = part.standing
                if part.outcome in texts.DECIDABLE:
                    assert standing is not None, after
                    assert standing.state is ConsiderationState.IN_FORCE, after
                    assert standing.outcome is part.outcome, after
                    if part.outcome is Outcome.NOT_ADOPTED:
                        assert standing.confirmed_by not in (None, standing.proposed_by), after
                elif standing is not None:
                    assert standing.state is ConsiderationState.PROPOSED, after
                    assert part.outcome is Outcome.OPEN, after
            if not now.text:
                assert now.outcome is not Outcome.OPEN, after
            else:
                assert "".join(now.text[part.start : part.end] for part in parts) == now.text, after
