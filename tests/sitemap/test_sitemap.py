"""What search engines are told of our pages."""

import pytest
from lxml import etree

from handlers.deps import Deps
from handlers.forums import actions as forums
from handlers.newsroom import actions as newsroom
from handlers.sitemap.addresses import CLOSED
from tests.forums.conftest import IN_LICHTENHAGEN, TOWN_HALL
from tests.newsroom.conftest import Colleague, let_out
from tests.newsroom.conftest import colleague as colleague
from tests.process.conftest import Page, Seat, page_of
from tests.process.conftest import seat as seat

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def told(page: Page, what: str) -> list[str]:
    """Return what the head of a page says."""
    return [str(value) for value in etree.HTML(page.html).xpath(f"/html/head/{what}")]


async def test_every_page_of_the_map_is_there_and_known_by_that_address(
    seat: Seat, deps: Deps, colleague: Colleague
) -> None:
    ada, bo, everyone = await colleague("Ada"), await colleague("Bo"), await seat(None)
    await forums.announce(deps, await forums.create(deps, TOWN_HALL))
    await forums.create(deps, IN_LICHTENHAGEN)
    await let_out(deps, ada, bo)
    await newsroom.withdraw(deps, ada, await let_out(deps, ada, bo), "Irrtum")

    answer = await everyone.client.get("/sitemap.xml")
    listed = [str(each.text) for each in etree.fromstring(await answer.read()).iter(f"{MAP}loc")]

    paths = [address.removeprefix(deps.public_url) for address in listed]
    assert [path for path in paths if path.startswith("/foren/")] == ["/foren/buergerforum-im-rathaus-2026-12-03"]
    assert [path for path in paths if path.startswith("/presse/")] == ["/presse/2026-erstes-forum-fuer-alle"]
    assert not [path for path in paths if path.startswith(CLOSED)]
    pages = [await everyone.opens(path) for path in paths]
    assert [told(page, "link[@rel='canonical']/@href") for page in pages] == [[address] for address in listed]
    described = [told(page, "meta[@name='description']/@content") for page in pages]
    assert all(len(said) == 1 and len(said[0]) > 12 for said in described)


async def test_an_address_with_more_behind_it_is_known_by_the_plain_one(seat: Seat, deps: Deps) -> None:
    everyone, here = await seat(None), f"{deps.public_url}/foren"

    page = await everyone.opens("/foren?ortsteil=lichtenhagen&utm_source=x&sprache=en")

    assert told(page, "link[@rel='canonical']/@href") == [f"{here}?ortsteil=lichtenhagen&sprache=en"]
    assert told(page, "meta[@property='og:url']/@content") == [f"{here}?ortsteil=lichtenhagen&sprache=en"]
    assert told(page, "link[@hreflang='de']/@href") == [f"{here}?ortsteil=lichtenhagen&sprache=de"]
    assert told(page, "link[@hreflang='x-default']/@href") == [f"{here}?ortsteil=lichtenhagen"]


async def test_an_address_that_names_no_language_is_known_by_itself_whatever_a_browser_asks_for(
    seat: Seat, deps: Deps
) -> None:
    everyone = await seat(None)

    page = await page_of(await everyone.client.get("/foren", headers={"Accept-Language": "en"}))

    assert told(page, "link[@rel='canonical']/@href") == [f"{deps.public_url}/foren"]
    assert "All districts" in page.words


async def test_search_engines_are_asked_to_keep_out_of_what_is_not_theirs(seat: Seat, deps: Deps) -> None:
    everyone = await seat(None)

    robots = await (await everyone.client.get("/robots.txt")).text()
    icon = await everyone.client.get("/favicon.ico")
    missing = await everyone.opens("/nirgends")

    assert "Disallow: /moderation\n" in robots and f"Sitemap: {deps.public_url}/sitemap.xml\n" in robots
    assert (icon.status, (await icon.read())[:4]) == (200, b"\x00\x00\x01\x00")
    assert (missing.status, told(missing, "meta[@name='robots']/@content")) == (404, ["noindex"])
    assert told(missing, "link[@rel='canonical']/@href") == []
