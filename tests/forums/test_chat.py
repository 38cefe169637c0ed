"""Forums as a resident meets them in chat, over the real table of the dialogue."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.deps import Deps
from handlers.forums import actions, registering
from handlers.forums.examples import create_examples, remove_examples
from storage.models import ForumState
from tests.factories import StandingClock
from tests.forums.conftest import IN_LICHTENHAGEN, LICHTENHAGEN, TOWN_HALL
from tests.talking import Talker


def labels(talk: Talker) -> list[str]:
    return [key.label for row in talk.heard[-1].keys for key in row]


async def test_without_forums_the_list_says_so(talk: Talker) -> None:
    await talk.commands("foren")

    assert talk.last.startswith("Zurzeit ist kein Forum geplant.")


async def test_the_list_leads_over_the_details_to_a_registration_and_back(known: Talker, announced: int) -> None:
    await known.commands("forums")
    assert "Donnerstag, 3. Dezember 2026, 18:00 Uhr\nBürgerforum im Rathaus\nRathaus" in known.last

    await known.presses("Bürgerforum im Rathaus")
    assert "Ablauf:\nBegrüßung\nGespräch" in known.last
    assert labels(known) == ["Anmelden", "Seite öffnen", "In meinen Kalender", "Alle nächsten Foren"]

    await known.presses("Anmelden")
    assert known.last.startswith("Sie sind angemeldet: Bürgerforum im Rathaus.")
    await known.presses("Alle nächsten Foren")
    assert "(Sie sind angemeldet)" in known.last

    await known.presses("Abmelden")
    assert known.last.startswith("Sie sind abgemeldet: Bürgerforum im Rathaus.")
    await known.presses("Abmelden")
    assert known.last == "Sie sind für dieses Forum nicht angemeldet."


async def test_a_full_forum_offers_the_waiting_list(deps: Deps, known: Talker, talker: Callable[..., Talker]) -> None:
    forum_id = await actions.create(deps, replace(TOWN_HALL, capacity=1))
    await actions.announce(deps, forum_id)
    await known.commands("start", f"forum-{forum_id}")
    assert "1 Platz ist frei." in known.last
    await known.presses("Anmelden")
    other = talker()
    await other.commands("start")
    await other.presses("Einverstanden")

    await other.commands("start", f"forum-{forum_id}")
    assert "Alle Plätze sind vergeben." in other.last
    await other.presses("Auf die Warteliste")

    assert "Sie stehen auf der Warteliste, auf Platz 1" in other.last
    await other.presses("Von der Warteliste streichen")
    assert (await actions.get(deps, forum_id)).waiting == 0


async def test_the_own_district_is_marked_in_the_list(deps: Deps, known: Talker) -> None:
    await known.commands("ortsteil", "Lichtenhagen")
    forum_id = await actions.create(deps, IN_LICHTENHAGEN)
    await actions.announce(deps, forum_id)

    await known.commands("foren")

    assert "Forum Lichtenhagen (für Ihren Ortsteil)" in known.last
    assert LICHTENHAGEN in (await actions.get(deps, forum_id)).districts


async def test_a_deep_link_shows_its_forum_and_a_wrong_one_the_list(deps: Deps, known: Talker, announced: int) -> None:
    await known.commands("start", f"forum-{announced}")
    assert known.last.startswith("Bürgerforum im Rathaus\n\nBürgerforum, offen für alle")

    for wrong in ("forum-0", "forum-99999999999999999999", "forum-x", "forum--1", "forum-١"):
        await known.commands("start", wrong)
        assert known.last.startswith("Das ist das nächste Forum:")


async def test_who_follows_a_deep_link_agrees_first_and_then_finds_the_forum_again(
    deps: Deps, talk: Talker, announced: int
) -> None:
    await talk.commands("start", f"forum-{announced}")
    await talk.presses("Anmelden")
    assert (await actions.get(deps, announced)).coming == 0

    await talk.presses("Einverstanden")
    assert talk.last.startswith("Bürgerforum im Rathaus\n\n")
    await talk.presses("Anmelden")

    assert (await actions.get(deps, announced)).coming == 1


async def test_an_open_question_survives_a_look_at_the_forums(known: Talker, announced: int) -> None:
    await known.commands("ortsteil")
    await known.commands("foren")
    await known.presses("Bürgerforum im Rathaus")
    await known.presses("Anmelden")

    await known.says("Lichtenhagen")

    assert "Lichtenhagen" in known.last


@pytest.mark.parametrize("state", [ForumState.CANCELLED, "begun", "gone"])
async def test_an_old_button_gets_a_friendly_answer_and_changes_nothing(
    deps: Deps, known: Talker, announced: int, clock: StandingClock, state: str
) -> None:
    await known.commands("start", f"forum-{announced}")
    register = known.key("Anmelden").code
    if state == ForumState.CANCELLED:
        await actions.cancel(deps, announced)
    elif state == "begun":
        clock.set(TOWN_HALL.starts_at + timedelta(minutes=1))
    else:
        async with deps.open_work() as work:
            forum = await work.forums.get_for_update(announced)
            assert forum is not None
            await work.forums.remove(forum)

    await known.presses_code(register)

    assert "/foren zeigt die nächsten." in known.last


async def test_who_stopped_messages_is_told_that_no_reminder_will_come(
    known: Talker, announced: int, deps: Deps
) -> None:
    await known.commands("start", f"forum-{announced}")
    await known.commands("stopp")

    await known.presses("Anmelden")

    assert "Mit /pause schalten Sie sie wieder ein." in known.last
    assert (await actions.get(deps, announced)).coming == 1


async def test_the_examples_come_once_in_the_coming_weeks_and_go_with_all_registrations(
    deps: Deps, known: Talker, clock: StandingClock, deliver: Callable[[], Awaitable[list[str]]]
) -> None:
    await create_examples(deps)
    await create_examples(deps)
    forums = await actions.list_next(deps)
    assert [forum.example for forum in forums] == [True, True, True]
    assert all(clock() < forum.starts_at < clock() + timedelta(days=60) for forum in forums)
    await known.commands("foren")
    assert known.last.startswith("Das sind die nächsten 3 Foren:")
    await registering.register(deps, forums[0].id, await known.resident_id())

    assert await remove_examples(deps) == 3

    assert await actions.list_next(deps) == []
    await known.commands("foren")
    assert known.last.startswith("Zurzeit ist kein Forum geplant.")


async def test_the_list_asks_the_database_no_more_for_three_forums_than_for_one(
    deps: Deps, known: Talker, count_queries: Callable[[Awaitable[object]], Awaitable[int]]
) -> None:
    resident_id = await known.resident_id()
    await actions.announce(deps, await actions.create(deps, TOWN_HALL))
    for_one = await count_queries(registering.seats_of(deps, resident_id, 8))
    for _ in range(2):
        await actions.announce(deps, await actions.create(deps, TOWN_HALL))

    assert await count_queries(registering.seats_of(deps, resident_id, 8)) == for_one
