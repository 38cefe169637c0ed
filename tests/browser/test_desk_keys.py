"""The desk with the keyboard alone: through the queue, undone, and never while somebody types."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visit
from tests.browser.test_walk import press

pytestmark = pytest.mark.browser
DARK = "Am Doberaner Platz {n} ist es abends viel zu dunkel, dort fehlt eine Laterne."


def enter(page: Page, text: str) -> None:
    """Type a card in with the keyboard: text, tab to the button, Enter."""
    page.goto("/moderation/concerns/new")
    page.get_by_label("Text").focus()
    page.keyboard.type(text)
    for _ in range(12):
        if page.evaluate("document.activeElement.type === 'submit' && document.activeElement.closest('main') !== null"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Gespeichert als")).to_be_visible()


def check_widths(page: Page) -> None:
    """No page of the queue is wider than its window."""
    page.goto("/moderation/concerns")
    one = page.locator("[data-row] a").first.get_attribute("href") or ""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for path in ("/moderation/concerns", one, "/moderation/concerns/new", "/moderation/concerns/import"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_three_concerns_with_three_presses_and_one_back(visit: Visit, server: Server) -> None:
    page = visit.page()
    page.goto(server.sign_in_link)
    press(page, "Jetzt anmelden")
    for n in range(3):
        enter(page, DARK.format(n=n))

    page.goto("/moderation/concerns?status=new")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1).locator("a").first).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("o")
    expect(page.get_by_text("für Sie reserviert")).to_be_visible()
    first = page.get_by_role("heading", level=1).inner_text()

    page.keyboard.press("b")
    expect(page.get_by_text("Ihr letzter Schritt:")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    expect(page.get_by_text("Rückgängig gemacht")).to_be_visible()

    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("details[data-key=t] input[type=checkbox]").first).to_be_focused()
    for _ in range(2):
        shown = page.get_by_role("heading", level=1).inner_text()
        page.keyboard.press("b")
        page.keyboard.press("b")  # too fast: counts for nothing
        expect(page.get_by_role("heading", level=1)).not_to_have_text(shown)
    page.keyboard.press("b")
    expect(page).to_have_url(f"{server.address}/moderation/concerns?status=new")
    expect(page.get_by_text("Nichts gefunden")).to_be_visible()

    field = page.get_by_label("Wörter im Text")
    field.focus()
    page.keyboard.type("usjko")
    expect(field).to_have_value("usjko")
    expect(page.get_by_text("Ihr letzter Schritt:")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    page.locator("#keys-on").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    expect(page.get_by_text("Ihr letzter Schritt:")).to_be_visible()
    check_widths(page)
    assert visit.complaints == []
