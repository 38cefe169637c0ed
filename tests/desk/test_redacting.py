"""Redaction by hand: words are hidden and shown again, and what points into the text moves with it."""

from datetime import timedelta

import pytest

from handlers.concerns import actions as concerns
from handlers.concerns.actions import Submission
from handlers.consideration import passages
from handlers.deps import Deps
from handlers.errors import BadInputError, RefusalError
from handlers.moderation import casework, jobs, moving, redacting
from handlers.moderation.marking import Edit, edited, hidden_in, key_of, moved, moved_spans, words_in
from handlers.moderation.vocabulary import Label
from storage.models import Role, Source
from storage.readings.concerns import ConcernReading
from tests.consideration.people import moderator, new_author
from tests.desk.conftest import DARK, DARK_REDACTED, Open, hand_in
from tests.factories import StandingClock

TEXT = "Neben dem Kiosk von Quappe ist es abends dunkel. Dort fahren alle zu schnell vorbei."


async def text_of(deps: Deps, concern: ConcernReading) -> str:
    async with deps.open_reading() as work:
        found = await work.concerns.one(concern.id)
    assert found is not None
    return found.text


def place(text: str, word: str) -> int:
    return [text[start:end] for start, end in words_in(text)].index(word)


def test_words_are_without_their_signs_and_brackets_are_none() -> None:
    text = "„Quappe“, [Name] und (Otto): E-Mail!"

    assert [text[start:end] for start, end in words_in(text)] == ["Quappe", "und", "Otto", "E-Mail"]


def test_places_move_with_edits() -> None:
    text, edits = "eins zwei drei", [Edit(5, 9, "[Name]")]

    assert edited(text, edits) == "eins [Name] drei"
    assert [moved(at, edits) for at in (0, 5, 7, 10)] == [0, 5, None, 12]
    assert moved_spans([(0, 4), (4, 6), (10, 14)], edits) == ((0, 4), (12, 16))


def test_hidden_words_are_found_in_the_original() -> None:
    assert [one.words for one in hidden_in(DARK, DARK_REDACTED)] == ["0381 4567890"]
    assert hidden_in("ganz anders", DARK_REDACTED) == ()


async def test_words_side_by_side_become_one_and_no_word_is_in_the_ledger(deps: Deps) -> None:
    ada, concern = await moderator(deps), await hand_in(deps, TEXT)
    before = await text_of(deps, concern)
    chosen = [place(before, "von"), place(before, "Quappe"), place(before, "schnell")]

    await redacting.hide(deps, ada, concern.number, chosen, Label.NAME, key_of(before))

    assert await text_of(deps, concern) == (
        "Neben dem Kiosk [Name] ist es abends dunkel. Dort fahren alle zu [Name] vorbei."
    )
    async with deps.open_reading() as work:
        last = (await work.concerns.history(concern.id))[-1]
    assert (last.act, last.detail) == ("redacted", {"places": 2})


async def test_a_passage_begins_where_it_began_and_none_is_torn(deps: Deps, clock: StandingClock) -> None:
    ada, concern = await moderator(deps), await hand_in(deps, TEXT)
    await passages.split(deps, ada, concern.number, TEXT.index("Dort"))
    clock.advance(timedelta(minutes=1))
    chosen = [place(TEXT, "Quappe")]

    await redacting.hide(deps, ada, concern.number, chosen, Label.ADDRESS, key_of(TEXT))

    async def second() -> str:
        async with deps.open_reading() as work:
            found = await work.considerations.passages_of(concern.id)
        return found[1].text_of(await text_of(deps, concern))

    assert await second() == "Dort fahren alle zu schnell vorbei."
    change = await moving.last_change(deps, ada)
    assert change is not None
    await moving.undo(deps, ada, change.id)
    assert (await text_of(deps, concern), await second()) == (TEXT, "Dort fahren alle zu schnell vorbei.")
    async with deps.open_work() as work:
        found = await work.passages.of(concern.id)
        await work.passages.move(found, [0, TEXT.index("fahren") + 2])
    with pytest.raises(RefusalError):
        await redacting.hide(deps, ada, concern.number, [place(TEXT, "fahren")], Label.NAME, key_of(TEXT))
    assert await text_of(deps, concern) == TEXT


async def test_marks_stay_at_their_words_where_the_original_is_gone(deps: Deps, clock: StandingClock) -> None:
    ada, concern = await moderator(deps), await hand_in(deps, TEXT, None)
    clock.advance(timedelta(days=366))
    await jobs.forget_raw_texts(deps)
    marked = [piece.words for piece in (await casework.look(deps, ada, concern.number)).text if piece.marked]
    assert "dunkel" in marked

    await redacting.hide(deps, ada, concern.number, [place(TEXT, "Quappe")], Label.ADDRESS, key_of(TEXT))

    after = await casework.look(deps, ada, concern.number)
    assert [piece.words for piece in after.text if piece.marked] == marked
    async with deps.open_reading() as work:
        assert await work.concerns.meaning_of(concern.id) is None
    with pytest.raises(RefusalError):
        await redacting.show_again(deps, ada, concern.number, [0], key_of(await text_of(deps, concern)))


async def test_what_was_hidden_wrongly_is_shown_again_and_the_look_is_noted(deps: Deps) -> None:
    ada, concern = await moderator(deps), await hand_in(deps)
    assert await text_of(deps, concern) == DARK_REDACTED
    file = await casework.look_at_original(deps, ada, concern.number)
    assert [one.words for one in file.redaction.hidden] == ["0381 4567890"]

    await redacting.show_again(deps, ada, concern.number, [0], file.redaction.key)

    assert await text_of(deps, concern) == DARK
    history = [happening.act for happening in (await casework.look(deps, ada, concern.number)).history]
    assert history == ["submitted", "original_shown", "redaction_lifted"]


async def test_a_text_that_changed_meanwhile_and_no_words_are_refused(deps: Deps) -> None:
    ada, concern = await moderator(deps), await hand_in(deps, TEXT)
    key = key_of(TEXT)
    for wrong in ([], [999], [-1]):
        with pytest.raises(BadInputError):
            await redacting.hide(deps, ada, concern.number, wrong, Label.NAME, key)
    await redacting.hide(deps, ada, concern.number, [0], Label.NAME, key)

    with pytest.raises(RefusalError):
        await redacting.hide(deps, ada, concern.number, [0], Label.NAME, key)


async def test_what_is_erased_is_not_kept_to_be_undone(deps: Deps) -> None:
    ada, author = await moderator(deps), await new_author(deps)
    concern = await concerns.submit(
        deps, Submission(resident_id=author, reading=await deps.read(TEXT), source=Source.WEB)
    )
    await redacting.hide(deps, ada, concern.number, [place(TEXT, "Quappe")], Label.NAME, key_of(TEXT))

    await concerns.withdraw(deps, author, concern.id)

    assert await moving.last_change(deps, ada) is None
    async with deps.open_reading() as work:
        found = await work.changes.one(1, casework.actor_of(ada))
    assert found is not None and found[1] == []


async def test_words_are_ticked_on_the_page_without_a_script(seat: Open, deps: Deps) -> None:
    concern = await hand_in(deps, TEXT)
    browser = await seat(Role.MODERATOR)
    address = f"/moderation/concerns/{concern.number}"
    page = await (await browser.get(address)).text()
    assert f'value="{place(TEXT, "Quappe")}"> Quappe</label>' in page

    ticked = {"word": str(place(TEXT, "Quappe")), "label": "[Name]", "key": key_of(TEXT)}
    await browser.post(f"{address}/hide", data=ticked)

    page = await (await browser.get(address)).text()
    assert "Kiosk von [Name] ist" in page and "Quappe" not in page
    original = await (await browser.post(f"{address}/original")).text()
    assert ">Quappe</label>" in original
