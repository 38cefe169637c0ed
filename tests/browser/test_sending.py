"""A line that does not get through: the page keeps it, tries again by itself, and it is taken once."""

import sqlite3
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Server, Visit
from tests.browser.test_walk import CASE_NUMBER, begin, press

pytestmark = pytest.mark.browser

LINE = "An den Haltestellen in Lütten Klein ist es abends viel zu dunkel."


@pytest.fixture
def chat(visit: Visit) -> Page:
    page = visit.page()
    begin(page)
    return page


def write(page: Page, line: str = LINE) -> None:
    page.get_by_label("Ihre Nachricht").fill(line)
    press(page, "Senden")


def times_said(server: Server, line: str) -> int:
    with sqlite3.connect(server.database) as database:
        return int(database.execute("SELECT count(*) FROM said_line WHERE words = ?", (line,)).fetchone()[0])


def kept(page: Page) -> Any:
    return page.evaluate("sessionStorage.getItem('forumsbote.unsent /chat')")


def test_a_line_typed_while_the_server_is_away_arrives_once_it_is_back(chat: Page, server: Server) -> None:
    line = "Der Server ist fort, und am Brink ist es dunkel."
    server.stop()
    write(chat, line)
    expect(chat.locator("#offline")).to_be_visible()
    expect(chat.get_by_label("Ihre Nachricht")).to_have_value(line)

    server.start()

    expect(chat.locator("#log > li.own").last).to_contain_text(line, timeout=30_000)
    expect(chat.locator("#offline")).to_be_hidden()
    expect(chat.get_by_label("Ihre Nachricht")).to_have_value("")
    assert (times_said(server, line), kept(chat)) == (1, None)


def test_a_button_pressed_while_the_server_is_away_is_said_before_the_words_after_it(
    visit: Visit, server: Server
) -> None:
    page = visit.page(width=360)
    begin(page)
    write(page)
    expect(page.locator("#log > li.ours").last).to_contain_text("So geben wir", timeout=30_000)
    server.stop()
    press(page, "Absenden")
    expect(page.locator("#offline")).to_be_in_viewport(ratio=0.9)
    server.start()

    write(page, "/meine")

    expect(page.locator("#log > li.ours").last).to_contain_text("Sie haben 1 Anliegen abgegeben", timeout=30_000)
    expect(page.locator("#offline")).to_be_hidden()


def test_a_line_whose_answer_is_lost_is_taken_once(chat: Page, server: Server) -> None:
    line = "Die Antwort geht verloren, und am Brink ist es dunkel."

    def lose(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    chat.route("**/chat", lose, times=1)
    write(chat, line)

    expect(chat.locator("#log > li.own").last).to_contain_text(line)
    expect(chat.locator("#offline")).to_be_hidden()
    assert times_said(server, line) == 1


def test_a_line_that_waits_outlives_a_reload(chat: Page, server: Server) -> None:
    line = "Die Seite wird neu geladen, und am Brink ist es dunkel."
    chat.route("**/chat", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    write(chat, line)
    expect(chat.locator("#offline")).to_be_visible()
    chat.unroute("**/chat")

    chat.reload()

    expect(chat.locator("#log > li.own").last).to_contain_text(line)
    assert (times_said(server, line), kept(chat)) == (1, None)


def test_a_changed_line_is_not_sent_by_itself(chat: Page, server: Server) -> None:
    line = "Diese Zeile wird noch geändert, am Brink ist es dunkel."
    chat.context.set_offline(True)
    write(chat, line)
    expect(chat.locator("#offline")).to_be_visible()

    chat.get_by_label("Ihre Nachricht").press_sequentially(" Und nass.")
    chat.context.set_offline(False)

    expect(chat.locator("#offline")).to_be_hidden()
    assert kept(chat) is None
    press(chat, "Senden")
    expect(chat.locator("#log > li.own").last).to_contain_text(f"{line} Und nass.")
    assert times_said(server, line) == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_a_text_that_is_too_long_stays_in_the_field(visit: Visit, javascript: bool) -> None:
    page = visit.page(javascript=javascript)
    begin(page)
    line = "Es ist dunkel. " * 300
    write(page, line)

    expect(page.locator("#errors")).to_contain_text("mehr als 4.096 Zeichen")
    expect(page.get_by_label("Ihre Nachricht")).to_have_value(line)


def test_the_conversation_is_a_log_that_reads_each_answer_out_once(chat: Page) -> None:
    chat.evaluate(
        """() => {
          window.added = [];
          new MutationObserver((changes) => changes.forEach((change) =>
            change.addedNodes.forEach((node) => node.nodeType === 1 && window.added.push(node.id || node.className))
          )).observe(document.getElementById("log"), { childList: true, subtree: true });
        }"""
    )
    write(chat)
    answer = chat.locator("#log > li.ours").last
    expect(answer).to_contain_text("So geben wir")
    chat.evaluate("look()")
    press(chat, "Absenden")
    expect(chat.locator("#log > li.ours").last).to_contain_text(CASE_NUMBER)

    assert _log_of(chat)["live"] == "polite"
    expect(chat.locator("#log > li.ours").last.locator(".who")).to_be_focused()
    added = [name for name in chat.evaluate("window.added") if name.startswith(("s", "m"))]
    assert len(added) == len(set(added)) >= 4


def _log_of(page: Page) -> dict[str, Any]:
    """Return what a screen reader is told of the log: its properties in the accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    [log] = [node for node in nodes if node.get("name", {}).get("value") == "Gespräch"]
    return {prop["name"]: prop["value"].get("value") for prop in log["properties"]}
