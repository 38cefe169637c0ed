"""Without a mouse: from the page of a forum through the chat to a registration, and through a form of the desk."""

import pytest
from playwright.sync_api import Page, expect

from handlers.forums import texts as forums
from handlers.residents import texts as residents
from tests.browser.conftest import Server, Visit
from tests.browser.content import ANNOUNCED, DESK
from tests.browser.test_walk import german

pytestmark = pytest.mark.browser

MOST_TABS = 80
# What has the focus: its words, whether its middle is within the window with nothing upon it, and how broad its outline is.
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const words = (one.labels?.[0] ?? one).innerText ?? "";
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const there = document.elementFromPoint(box.left + box.width / 2, (top + bottom) / 2);
  const seen = top < bottom && there !== null && (one.contains(there) || there.contains(one));
  return [words.trim(), seen, parseFloat(getComputedStyle(one).outlineWidth)];
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus; on the way the focus is never lost from sight."""
    expect(page.locator("a, button, label").filter(has_text=words).last).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here, in_sight, outline = page.evaluate(FOCUSED)
        assert in_sight, here
        assert outline >= 2, here
        if here.startswith(words):
            return
    raise AssertionError(f"{words!r} was not reached")


def press_key(page: Page, words: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_registers_for_a_forum_with_the_keyboard_alone(visit: Visit, javascript: bool) -> None:
    page = visit.page(javascript=javascript)
    page.goto(f"/foren/{ANNOUNCED}")

    press_key(page, "Im Chat anmelden")
    press_key(page, "Chat beginnen")
    press_key(page, german(forums.REGISTER))
    press_key(page, german(residents.AGREE))
    press_key(page, german(forums.REGISTER))

    expect(page.locator("#log > li.ours").last).to_contain_text("Sie sind angemeldet")
    assert visit.complaints == []


def test_the_first_tab_leads_past_the_navigation(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")

    press_key(page, "Zum Inhalt springen")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_forum_is_planned_with_the_keyboard_alone(visit: Visit, server: Server) -> None:
    page = visit.page()
    page.goto(server.sign_in_link)
    press_key(page, "Jetzt anmelden")
    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
    page.goto(f"{DESK}/forums/new")
    for label, typed in (("Titel", "Forum am Kamin"), ("Ort", "Rathaus")):
        tab_to(page, label)
        page.keyboard.type(typed)
    press_key(page, "Speichern")

    # The browser leads to the first field it misses; nothing was lost.
    expect(page.get_by_label("Titel")).to_have_value("Forum am Kamin")
    assert page.evaluate("document.activeElement.matches(':invalid')")
