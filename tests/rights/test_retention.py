"""What is kept no longer than needed: the table in the documents is the code, and the ledger says what was erased."""

import asyncio
import re
from datetime import timedelta

from bot.journal import KEPT
from bot.schedule import JOBS
from bot.settings import Settings
from handlers.channels.webchat import private_link
from handlers.concerns import jobs as concerns
from handlers.concerns.jobs import ASIDES_KEPT
from handlers.connection import codes
from handlers.deps import Deps
from handlers.ledger import jobs as ledger
from handlers.moderation import jobs as desk
from handlers.moderation.troubles import CONTENTS_KEPT
from handlers.outbox import jobs as outbox
from handlers.outbox.jobs import REMEMBER_UPDATES
from handlers.pages.reading import COOKIE
from handlers.pages.reading import KEPT as KEPT_LANGUAGE
from handlers.pages.sessions import CHAT, DESK, FRAMED_CHAT
from handlers.residents import actions as residents
from handlers.residents.actions import FAREWELL_SHOWN, FAREWELL_TRIED, TRANSCRIPT_KEPT
from tests.consideration.people import hand_in
from tests.factories import StandingClock
from tests.house.sources import in_backticks, rows
from tests.talking import Talker

TERMS = {
    "raw_text": timedelta(days=Settings.model_fields["raw_text_days"].default),
    "aside": ASIDES_KEPT,
    "trouble": CONTENTS_KEPT,
    "conversation": TRANSCRIPT_KEPT,
    "update": REMEMBER_UPDATES,
    "resident": FAREWELL_TRIED,
}
UNITS = {"day": timedelta(days=1), "hour": timedelta(hours=1), "minute": timedelta(minutes=1)}


def term_of(words: str) -> timedelta:
    """Read e.g. 30 days."""
    found = re.match(r"(\d+) (day|hour|minute)", words)
    assert found is not None, words
    return int(found[1]) * UNITS[found[2]]


def test_the_table_says_what_the_code_does() -> None:
    stated = {
        in_backticks(kind)[0]: (term_of(kept), in_backticks(job)[0])
        for _, kind, kept, job in rows("retention.md", "Erased by the clock")
    }

    assert {kind: term for kind, (term, _) in stated.items()} == TERMS
    assert {job for _, job in stated.values()} <= {job.name for job in JOBS}


def test_what_ends_by_itself_is_stated_as_it_is() -> None:
    stated = {in_backticks(name)[0]: term_of(kept) for name, kept, _ in rows("retention.md", "Ends by itself")}
    assert stated == {
        "erasures.jsonl": KEPT,
        "desk": DESK.lasts,
        "chat": CHAT.lasts,
        "chat_framed": FRAMED_CHAT.lasts,
        COOKIE: KEPT_LANGUAGE,
        "chat_link": private_link.LASTS,
        "connect_code": codes.LASTS,
    }


async def noted(deps: Deps) -> list[dict[str, object]]:
    """Return what the ledger says of erasing by the clock."""
    await ledger.chain_new(deps)
    async with deps.open_reading() as work:
        return [entry.detail async for batch in work.ledger.batches() for entry in batch if entry.act == "retention"]


async def test_the_ledger_says_of_each_day_what_was_erased_by_the_clock(
    deps: Deps, known: Talker, clock: StandingClock
) -> None:
    await hand_in(deps)
    await hand_in(deps)
    await known.says("Ihr seid alle Idioten")
    clock.advance(timedelta(days=366))

    for job in (desk.forget_raw_texts, concerns.forget_asides, residents.forget_conversations, outbox.forget_updates):
        await job(deps)
        await job(deps)
    await ledger.note_retention(deps)
    on_the_same_day = await noted(deps)
    clock.advance(timedelta(days=1))
    await asyncio.gather(*(ledger.note_retention(deps) for _ in range(3)))

    assert on_the_same_day == []
    [entry] = await noted(deps)
    erased = entry["erased"]
    assert entry["day"] == "2027-11-24" and isinstance(erased, dict)
    assert (erased["raw_text"], erased["aside"]) == (2, 1)
    assert set(erased) <= set(TERMS)


async def test_a_day_on_which_nothing_was_erased_is_no_entry(deps: Deps, clock: StandingClock) -> None:
    await desk.forget_raw_texts(deps)
    clock.advance(timedelta(days=1))
    await ledger.note_retention(deps)

    assert await noted(deps) == []


async def test_who_was_erased_goes_once_the_farewell_was_shown(deps: Deps, known: Talker, clock: StandingClock) -> None:
    await known.commands("loeschen")
    await known.presses("Alles löschen")
    gone = await known.resident_id()
    clock.advance(FAREWELL_SHOWN / 2)
    await residents.purge_erased(deps)
    still_there = await known.resident_id()
    clock.advance(FAREWELL_TRIED)
    await residents.purge_erased(deps)
    clock.advance(timedelta(days=1))
    await ledger.note_retention(deps)

    assert still_there == gone
    async with deps.open_reading() as work:
        assert await work.residents.get(gone) is None
    assert [entry["erased"] for entry in await noted(deps)] == [{"resident": 1}]
