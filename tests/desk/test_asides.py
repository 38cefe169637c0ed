"""What was taken for an insult: seen by facilitators, taken up or erased."""

from handlers.deps import Deps
from storage.models import Role
from storage.readings.concerns import ConcernFilter
from tests.conftest import Talker
from tests.desk.conftest import Open

INSULT = "Ihr seid doch alle Arschlöcher im Rathaus"


async def test_it_is_listed_and_can_be_taken_up(known: Talker, deps: Deps, seat: Open) -> None:
    await known.says(INSULT)
    browser = await seat(Role.MODERATOR)
    page = await browser.get("/moderation/asides")
    assert INSULT in await page.text()

    answer = await browser.post("/moderation/asides/1/take-up", allow_redirects=False)

    assert answer.headers["Location"] == "/moderation/concerns/2026-000001"
    async with deps.open_reading() as work:
        [concern] = await work.concerns.page(ConcernFilter(), offset=0, limit=9, raw=True)
        assert await work.asides.count() == 0
    assert (concern.text, concern.resident_id) == (INSULT, await known.resident_id())


async def test_it_can_be_erased_and_is_then_gone(known: Talker, deps: Deps, seat: Open) -> None:
    await known.says(INSULT)
    browser = await seat(Role.ADMIN)

    await browser.post("/moderation/asides/1/erase")

    assert (await browser.post("/moderation/asides/1/erase")).status == 404
    assert (await browser.post("/moderation/asides/x/erase")).status == 404
    assert "Es ist nichts beiseitegelegt" in await (await browser.get("/moderation/asides")).text()
    async with deps.open_reading() as work:
        assert await work.concerns.count(ConcernFilter()) == 0
