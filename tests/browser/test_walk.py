"""Walk through chat and desk as people do: with and without JavaScript, wide and narrow."""

import re

import pytest
from playwright.sync_api import Page, expect

from handlers.concerns import texts as concerns
from handlers.i18n import Phrase, speaker
from handlers.residents import texts as residents
from tests.browser.conftest import Server, Visit

pytestmark = pytest.mark.browser

CASE_NUMBER = re.compile(r"\d{4}-\d{6}")
CONCERN = "An den Haltestellen in Lütten Klein ist es abends viel zu dunkel, wir brauchen dort mehr Licht."
PUBLIC_PAGES = ("/", "/foren", "/chat", "/hilfe", "/datenschutz", "/moderation/anmelden")


def german(phrase: Phrase) -> str:
    return speaker("de").say(phrase)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).last.click()


def begin(page: Page) -> None:
    """Open the chat, begin, agree, and want no announcements."""
    page.goto("/chat")
    press(page, "Chat beginnen")
    press(page, german(residents.AGREE))
    press(page, german(residents.HEAR_NONE))


def hand_in(page: Page, text: str) -> str:
    """Hand in a concern in the open chat; return its case number."""
    page.get_by_label("Ihre Nachricht").fill(text)
    press(page, "Senden")
    press(page, german(concerns.SEND))
    answer = page.locator("#log > li.ours").filter(has_text=CASE_NUMBER).last
    expect(answer).to_be_visible()
    found = CASE_NUMBER.search(answer.inner_text())
    assert found is not None
    return found[0]


def test_a_concern_goes_from_the_chat_to_the_desk(visit: Visit, server: Server) -> None:
    chat = visit.page()
    begin(chat)
    number = hand_in(chat, CONCERN)

    desk = visit.page()
    desk.goto(server.sign_in_link)
    press(desk, "Jetzt anmelden")
    desk.goto("/moderation/concerns")
    desk.get_by_role("link", name=number).click()

    expect(desk.get_by_role("heading", level=1)).to_contain_text(number)
    expect(desk.locator("blockquote")).to_contain_text("wir brauchen dort mehr Licht")
    press(desk, "Abmelden")
    desk.goto("/moderation/concerns")
    expect(desk.get_by_text(number)).to_have_count(0)
    assert visit.complaints == []


def test_the_chat_works_without_javascript(visit: Visit) -> None:
    page = visit.page(javascript=False, width=390)
    begin(page)

    hand_in(page, CONCERN)

    expect(page.get_by_role("button", name="Standort teilen")).to_be_hidden()


def test_a_refused_text_is_said_at_the_field_and_focus_goes_there(visit: Visit) -> None:
    page = visit.page()
    begin(page)
    press(page, "Senden")

    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors")).to_contain_text("Bitte schreiben Sie etwas")


def test_after_sending_the_focus_is_back_in_the_empty_field(visit: Visit) -> None:
    page = visit.page()
    begin(page)
    page.get_by_label("Ihre Nachricht").fill(CONCERN)
    page.get_by_label("Ihre Nachricht").press("Control+Enter")

    expect(page.locator("#log > li.own").last).to_contain_text("mehr Licht")
    expect(page.get_by_label("Ihre Nachricht")).to_have_value("")
    expect(page.get_by_label("Ihre Nachricht")).to_be_focused()


def test_a_shared_location_is_sent(visit: Visit) -> None:
    page = visit.page(geolocation={"latitude": 54.1436, "longitude": 12.0533}, permissions=["geolocation"])
    begin(page)
    page.get_by_role("button", name="Standort teilen").click()

    expect(page.locator("#log > li.own").last).to_contain_text("(Mein Standort)")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_public_page_is_wider_than_its_window(visit: Visit, width: int, scheme: str) -> None:
    page = visit.page(width=width, color_scheme=scheme)
    for path in PUBLIC_PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert visit.complaints == []


def test_every_control_of_the_public_pages_is_large_enough_to_hit(visit: Visit) -> None:
    page = visit.page(width=390)
    for path in PUBLIC_PAGES:
        page.goto(path)
        small = page.eval_on_selector_all(
            "button:not(.inline), .button, input:not([type=hidden]), select, textarea, nav a",
            "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).map(one => one.outerHTML)",
        )
        assert small == [], path


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_telephone_a_long_answer_is_read_from_its_beginning_and_nothing_covers_it(
    visit: Visit, javascript: bool
) -> None:
    page = visit.page(javascript=javascript, width=360)
    page.goto("/chat")
    press(page, "Chat beginnen")
    greeting = page.locator("#log > li.ours").first
    expect(greeting).to_contain_text("Guten Tag!")

    box, field = greeting.bounding_box(), page.locator(".composer").bounding_box()

    assert box is not None and field is not None
    assert 0 <= box["y"] < 844 and box["y"] + box["height"] <= field["y"]
