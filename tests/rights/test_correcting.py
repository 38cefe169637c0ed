"""The author of a concern writes it anew as long as nobody has read it; afterwards they are shown a person."""

from handlers.deps import Deps
from handlers.moderation import casework
from storage.readings.concerns import ConcernFilter, ConcernReading
from tests.consideration.people import moderator
from tests.talking import Talker

OLD = "Am Doberaner Platz ist es abends dunkel."
NEW = "In Schmarl fehlt am Spielplatz eine Laterne, Rückruf unter 0381 4567890."


async def stored(deps: Deps, *, raw: bool) -> ConcernReading:
    async with deps.open_reading() as work:
        [concern] = await work.concerns.page(ConcernFilter(), offset=0, limit=2, raw=raw)
    return concern


async def read_by_the_desk(deps: Deps) -> None:
    await casework.look_at_original(deps, await moderator(deps), (await stored(deps, raw=False)).number)


async def test_an_unread_concern_is_written_anew(deps: Deps, known: Talker) -> None:
    await known.hands_in(OLD)
    before = await stored(deps, raw=True)
    await known.commands("meine")
    await known.presses("Was wurde aus")
    await known.presses("Text ändern")

    [answer] = await known.says(NEW)

    after = await stored(deps, raw=True)
    assert (after.number, after.text) == (before.number, NEW)
    assert after.district != before.district and [topic.id for topic in after.topics] == ["lighting"]
    assert "[Telefonnummer]" in answer.text and "4567890" not in answer.text
    assert "4567890" not in (await stored(deps, raw=False)).text


async def test_what_the_desk_has_read_stays_and_a_person_is_named(deps: Deps, known: Talker) -> None:
    await known.hands_in(OLD)
    await known.commands("meine")
    await known.presses("Was wurde aus")
    await read_by_the_desk(deps)

    [refused] = await known.presses("Text ändern")

    assert "/kontakt" in refused.text
    await known.commands("meine")
    [path] = await known.presses("Was wurde aus")
    assert [key.label for row in path.keys for key in row if key.label == "Text ändern"] == []


async def test_read_meanwhile_the_new_text_is_refused_and_the_old_one_stays(deps: Deps, known: Talker) -> None:
    await known.hands_in(OLD)
    await known.commands("meine")
    await known.presses("Was wurde aus")
    await known.presses("Text ändern")
    await read_by_the_desk(deps)

    [refused] = await known.says(NEW)

    assert "/kontakt" in refused.text
    assert (await stored(deps, raw=True)).text == OLD
