"""The chat in a frame on a page of another site, where that site is named and where it is not."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from handlers.residents import texts as residents
from tests.browser.conftest import Server, Visit, free_port
from tests.browser.test_walk import german

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start an installation whose chat one other site may show, and serve that site's page under two names."""
    folder, site = tmp_path_factory.mktemp("installation"), tmp_path_factory.mktemp("site")
    page = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
    threading.Thread(target=page.serve_forever, daemon=True).start()
    around = f"localhost:{page.server_address[1]}"
    server = Server(folder, free_port(), {"FORUMSBOTE_EMBED_ORIGINS": f"http://{around}"})
    (site / "index.html").write_text(
        f'<!doctype html><html lang="de"><title>Stadt</title><body><h1>Stadt</h1>'
        f'<iframe src="{server.address}/chat?eingebettet" title="Chat" width="100%" height="700"></iframe>'
    )
    try:
        server.start()
        yield server
    finally:
        server.stop()
        page.shutdown()
        page.server_close()


def around(server: Server, host: str) -> str:
    port = server.settings["FORUMSBOTE_EMBED_ORIGINS"].rpartition(":")[2]
    return f"http://{host}:{port}/"


def talk(page: Page) -> None:
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Chat beginnen").click()
    frame.get_by_role("button", name=german(residents.AGREE)).click()
    frame.get_by_role("button", name=german(residents.HEAR_NONE)).click()
    frame.get_by_label("Ihre Nachricht").fill("An den Haltestellen in Lütten Klein ist es abends viel zu dunkel.")
    frame.get_by_role("button", name="Senden", exact=True).click()
    expect(frame.locator("#log > li.own").last).to_contain_text("viel zu dunkel")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_site_that_is_named_shows_the_chat_and_one_can_talk(visit: Visit, server: Server, javascript: bool) -> None:
    page = visit.page(javascript=javascript)
    page.goto(around(server, "localhost"))
    talk(page)

    [cookie] = page.context.cookies()
    assert (cookie["name"], cookie["sameSite"], cookie["secure"]) == ("chat_framed", "None", True)
    page.reload()
    expect(page.frame_locator("iframe").locator("#log > li.own").last).to_contain_text("viel zu dunkel")


def test_a_site_that_is_not_named_shows_nothing_of_it(visit: Visit, server: Server) -> None:
    page = visit.page()
    page.goto(around(server, "127.0.0.1"))

    expect(page.get_by_role("heading", name="Stadt")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_role("button", name="Chat beginnen")).to_have_count(0)
    assert any("frame-ancestors" in complaint for complaint in visit.complaints)
