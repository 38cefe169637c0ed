"""What authors hear: once, in the afternoon, in one message, and as things stand then."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.wiring import build_post
from handlers.concerns.tidings import bundle_time
from handlers.consideration import deciding, joining, objecting, telling
from handlers.deps import Deps
from handlers.errors import ForbiddenError
from handlers.pages.keys import SignedIn
from storage.models import Channel, Outcome
from storage.readings.concerns import ConcernFilter, ConcernReading
from tests.consideration.people import decision, hand_in, moderator, outcome_of, passage_ids
from tests.factories import NOON, StandingClock
from tests.outgoing import deliver_due
from tests.talking import Talker

DARK = "Am Doberaner Platz ist es abends zu dunkel, dort fehlen Laternen."


@pytest.fixture
async def author(talker: Callable[..., Talker]) -> Talker:
    """Somebody in the web chat who has handed in a concern."""
    talk = talker(Channel.WEB)
    await talk.commands("start")
    await talk.presses("Einverstanden, los geht’s")
    await talk.hands_in(DARK)
    return talk


@pytest.fixture
async def ada(deps: Deps) -> SignedIn:
    return await moderator(deps, "Ada")


async def newest(deps: Deps) -> ConcernReading:
    async with deps.open_reading() as work:
        return (await work.concerns.page(ConcernFilter(), offset=0, limit=1))[0]


async def decide(deps: Deps, who: SignedIn, concern: ConcernReading, outcome: Outcome) -> int:
    [passage] = await passage_ids(deps, concern)
    await deciding.decide(deps, who, concern.number, passage, decision(outcome))
    return passage


async def hears_by(deps: Deps, clock: StandingClock, talk: Talker, wait: timedelta = timedelta(hours=5)) -> list[str]:
    """Return what the author has heard once the afternoon has come."""
    clock.advance(wait)
    await telling.tell_due(deps)
    await deliver_due(deps, build_post(None))
    return [message.text for message in await talk.answers()]


def test_the_bundle_of_a_day_is_made_at_five_in_the_afternoon_of_berlin() -> None:
    assert bundle_time(NOON).isoformat() == "2026-11-23T16:00:00+00:00"
    assert bundle_time(NOON + timedelta(hours=6)).isoformat() == "2026-11-24T16:00:00+00:00"
    summer = NOON.replace(month=7)
    assert bundle_time(summer).isoformat() == "2026-07-23T15:00:00+00:00"


async def test_an_author_hears_once_what_was_decided_and_why(
    deps: Deps, clock: StandingClock, author: Talker, ada: SignedIn
) -> None:
    concern = await newest(deps)
    await decide(deps, ada, concern, Outcome.PARTLY)

    assert await hears_by(deps, clock, author, timedelta(hours=4)) == []
    [heard] = await hears_by(deps, clock, author, timedelta(hours=1))
    again = await hears_by(deps, clock, author, timedelta(days=1))

    assert f"Anliegen {concern.number}: Darüber wurde beraten." in heard
    assert "Ergebnis: teilweise aufgenommen." in heard
    assert "Ein Teil davon ist möglich und steht im Plan." in heard
    assert decision(Outcome.PARTLY).words in heard
    assert "Entschieden: Lenkungskreis, am 20. November 2026." in heard
    assert again == []


async def test_what_was_taken_back_before_it_was_told_is_not_told(
    deps: Deps, clock: StandingClock, author: Talker, ada: SignedIn
) -> None:
    concern = await newest(deps)
    passage = await decide(deps, ada, concern, Outcome.ADOPTED)
    await deciding.take_back(deps, ada, concern.number, passage)

    assert await hears_by(deps, clock, author) == []


async def test_what_was_told_and_then_taken_back_is_told(
    deps: Deps, clock: StandingClock, author: Talker, ada: SignedIn
) -> None:
    concern = await newest(deps)
    passage = await decide(deps, ada, concern, Outcome.ADOPTED)
    await hears_by(deps, clock, author)
    await deciding.take_back(deps, ada, concern.number, passage)

    [heard] = await hears_by(deps, clock, author, timedelta(days=1))

    assert "Es ist wieder offen und wird neu beraten." in heard


async def test_steps_of_a_day_come_in_one_message(
    deps: Deps, clock: StandingClock, author: Talker, ada: SignedIn
) -> None:
    first = await newest(deps)
    await author.hands_in("In Schmarl liegt am Spielplatz jeden Tag Müll herum.")
    second = await newest(deps)
    await author.answers()
    await decide(deps, ada, first, Outcome.ADOPTED)
    await decide(deps, ada, second, Outcome.PASSED_ON)

    [heard] = await hears_by(deps, clock, author)

    assert first.number in heard
    assert second.number in heard


async def test_the_author_of_a_joined_concern_hears_what_became_of_its_lead(
    deps: Deps, clock: StandingClock, author: Talker, ada: SignedIn
) -> None:
    own, lead = await newest(deps), await hand_in(deps, DARK)
    await joining.join(deps, ada, lead.number, [own.number])
    await decide(deps, ada, lead, Outcome.ADOPTED)

    [heard] = await hears_by(deps, clock, author)

    assert f"Beraten zusammen mit {lead.number}" in heard
    assert "Ergebnis: aufgenommen." in heard


async def test_who_stopped_hears_nothing(deps: Deps, clock: StandingClock, author: Talker, ada: SignedIn) -> None:
    concern = await newest(deps)
    await decide(deps, ada, concern, Outcome.ADOPTED)
    await author.commands("stopp")

    assert await hears_by(deps, clock, author) == []


async def test_an_objection_is_answered_by_somebody_else_and_only_once(
    deps: Deps, clock: StandingClock, author: Talker, ada: SignedIn
) -> None:
    bob, concern = await moderator(deps, "Bob"), await newest(deps)
    await decide(deps, ada, concern, Outcome.PARTLY)
    await author.commands("meine")
    [path] = await author.presses(f"Was wurde aus {concern.number}?")
    await author.presses("Bitte noch einmal prüfen")
    [thanks] = await author.says("Die Laternen fehlen auch am Spielplatz. Mein Name ist Erika Mustermann.")

    assert "23. November 2026: abgewogen" in path.text
    assert "Eine andere Person prüft" in thanks.text
    with pytest.raises(ForbiddenError):
        await objecting.reopen(deps, ada, concern.number)
    await objecting.reopen(deps, bob, concern.number)
    assert await outcome_of(deps, concern) is Outcome.OPEN
    with pytest.raises(ForbiddenError):
        await decide(deps, ada, concern, Outcome.PARTLY)
    await decide(deps, bob, concern, Outcome.ADOPTED)
    await author.commands("meine")
    [after] = await author.presses(f"Was wurde aus {concern.number}?")
    assert "Ergebnis: aufgenommen." in after.text
    assert not any("prüfen" in key.label for row in after.keys for key in row)


async def test_words_of_an_objection_are_kept_without_personal_data(deps: Deps, author: Talker, ada: SignedIn) -> None:
    concern = await newest(deps)
    await decide(deps, ada, concern, Outcome.PARTLY)
    await author.commands("meine")
    await author.presses("Was wurde aus")
    await author.presses("Bitte noch einmal prüfen")
    await author.says("Auch am Spielplatz fehlt Licht. Rückruf unter 0381 4567890.")

    async with deps.open_reading() as work:
        objection = await work.considerations.objection_to(concern.id)
    assert objection is not None
    assert objection.words == "Auch am Spielplatz fehlt Licht. Rückruf unter [Telefonnummer]."


async def test_nobody_objects_to_the_concern_of_another(
    deps: Deps, author: Talker, talker: Callable[..., Talker], ada: SignedIn
) -> None:
    concern = await newest(deps)
    await decide(deps, ada, concern, Outcome.PARTLY)
    await author.commands("meine")
    code = author.key("Was wurde aus").code
    stranger = talker(Channel.WEB)
    await stranger.commands("start")
    await stranger.presses("Einverstanden, los geht’s")

    [answer] = await stranger.presses_code(code)

    assert concern.number not in answer.text
