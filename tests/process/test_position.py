"""The starting position: no figure without its source, and a chapter without figures says so."""

import shutil
from dataclasses import replace
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings
from bot.web import build_app
from handlers.city.loading import POSITION_FILE, load
from handlers.city.pack import CityPack
from handlers.deps import Deps
from storage.models import Role
from tests.process.conftest import Seat

CHAPTERS = ["crime_statistics", "perceived_safety", "order_partnership", "security_architecture"]


def test_the_four_chapters_are_there_and_every_source_is_used(city: CityPack) -> None:
    position = city.position

    assert [chapter.id for chapter in position.chapters] == CHAPTERS
    assert all(chapter.paragraphs for chapter in position.chapters)
    assert {figure.source for figure in position.figures} == {source.id for source in position.sources}
    assert all(source.licence and source.name for source in position.sources)


async def test_the_page_shows_figures_with_their_sources_and_says_where_there_are_none(seat: Seat) -> None:
    page = await (await seat(None)).opens("/ausgangslage")

    assert page.status == 200
    assert "67 % 2025" in page.words and "fast 60 % 2019" in page.words
    assert "Ostsee-Zeitung" in page.words and "Abgerufen am 22. November 2026." in page.words
    assert page.words.count("Zu diesem Kapitel gibt es noch keine Zahlen.") == 2
    assert 'href="#buergerumfrage-2019"' in page.html and 'id="buergerumfrage-2019"' in page.html


async def test_a_city_without_it_says_that_it_follows(deps: Deps, city: CityPack, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(city.folder, tmp_path / "pack"))
    (folder / POSITION_FILE).unlink()
    bare = replace(deps, city=load(folder))

    async with TestClient(TestServer(build_app(Settings(), bare, None, None))) as client:
        words = await (await client.get("/ausgangslage")).text()

    assert "Die Ausgangslage folgt" in words and "Quellen</h2>" not in words


async def test_it_is_reached_from_the_page_of_the_process(seat: Seat) -> None:
    page = await (await seat(Role.MEMBER)).opens("/prozess")

    assert 'href="/ausgangslage"' in page.html
