"""Who comes back by their private link goes on where they stopped."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server, Visit
from tests.browser.test_walk import CONCERN, begin, hand_in, press

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False])
def test_a_private_link_opens_the_conversation_in_another_browser(
    visit: Visit, server: Server, javascript: bool
) -> None:
    first = visit.page(javascript=javascript, width=360)
    begin(first)
    number = hand_in(first, CONCERN)
    first.get_by_text("Was kann ich hier tun?").click()
    first.get_by_role("link", name="Ihr persönlicher Link").click()
    press(first, "Neuen Link erstellen")
    link = first.locator("code").inner_text()
    assert link.startswith(f"{server.address}/chat/weiter/")
    assert first.evaluate("document.documentElement.scrollWidth") <= 360

    second = visit.page(javascript=javascript)
    asked: list[str] = []
    second.on("request", lambda request: asked.append(request.headers.get("referer", "")))
    second.goto(link)
    press(second, "Hier weitermachen")

    expect(second.locator("#log")).to_contain_text(number)
    token = link.rpartition("/")[2]
    assert asked and not any(token in referer for referer in asked)
    press(first, "Link beenden")
    second.goto(link)
    expect(second.get_by_role("heading", level=1)).to_contain_text("gilt nicht mehr")
    assert visit.complaints == []
