"""Every page the router knows, with content, as axe-core sees it: both widths, light and dark, zoomed to 400 %, spread, light."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from handlers.pages.assets import assets
from tests.browser.conftest import Server, Visit
from tests.browser.content import DESK, MEETING, NO_PAGE, PROCESS, Furnished, get_routes
from tests.browser.reading import complaints, width_when_spread
from tests.browser.test_walk import begin, press

pytestmark = pytest.mark.browser

LOOKS = ((1280, "light"), (1280, "dark"), (360, "dark"), (360, "light"))
ZOOMED = 320  # 1280 CSS pixels at 400 %
HEIGHT = 844
LIMIT_BYTES = 100 * 1024
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules that can see another width or another scheme; all others see the same document again.
OF_THE_LOOK = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
RUN = """async rules => {
  const only = rules.length ? {type: "rule", values: rules} : {type: "tag", values: STANDARDS};
  const seen = await axe.run(document, {runOnly: only, resultTypes: ["violations"]});
  return seen.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 160) + " | " + node.failureSummary)]);
}""".replace("STANDARDS", str(STANDARDS))
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroller"))
  .map(one => one.outerHTML.slice(0, 120))"""


class Look:
    """Two windows at one furnished installation: one that is nobody's, one that is signed in at the desk."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._visit = Visit(browser, server)
        self.furnished = Furnished(server, self._window(), self._visit.page())
        self.nobody = self._window()

    def _window(self) -> Page:
        # Colours that are on their way to others would be judged half way.
        page = self._visit.page(reduced_motion="reduce")
        page.add_init_script(AXE_SCRIPT)
        return page

    def at(self, path: str) -> Page:
        """Return the window for a route."""
        return self.furnished.desk if path.startswith(DESK) and "/anmelden" not in path else self.nobody

    def close(self) -> None:
        self._visit.close()


@pytest.fixture(scope="module")
def look(browser: Browser, server: Server) -> Iterator[Look]:
    look = Look(browser, server)
    look.furnished.furnish()
    yield look
    look.close()


def check(page: Page) -> None:
    """Look at the page in every width and scheme; nothing is wrong, and nothing is wider than its window."""
    rules: list[str] = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        found = page.evaluate(RUN, rules)
        assert found == [], (page.url, width, scheme)
        if not rules:
            assert complaints(page) == [], page.url
        rules = OF_THE_LOOK
    page.set_viewport_size({"width": ZOOMED, "height": HEIGHT})
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED, (page.url, page.evaluate(WIDER))
    assert width_when_spread(page) <= ZOOMED, page.url
    page.set_viewport_size({"width": 1280, "height": HEIGHT})


@pytest.mark.parametrize("path", [path for path in get_routes() if path not in NO_PAGE])
def test_a_page_has_no_violation(look: Look, path: str) -> None:
    page, address = look.at(path), look.furnished.address_of(path)
    seen = page.context.request.get(look.furnished.server.address + address)
    assert seen.status == 200, (path, seen.status)
    if not seen.headers["content-type"].startswith("text/html"):
        return
    assert seen.url.endswith(address), f"{path} leads on to {seen.url}"

    if "attachment" in seen.headers.get("content-disposition", ""):
        show(page, "/hilfe", seen.text())
    else:
        page.goto(address)

    check(page)
    assert weight(seen.text()) <= LIMIT_BYTES


def show(page: Page, path: str, html: str) -> None:
    """Put an answer in the place of the page at a path."""
    page.goto(path)
    page.evaluate("html => { document.open(); document.write(html); document.close(); }", html)
    page.wait_for_load_state("load")
    page.evaluate(AXE_SCRIPT)


def weight(html: str) -> int:
    """Return the bytes of a page with its styles and scripts, unpacked and without pictures."""
    names = set(re.findall(r"/static/([\w.]+\.(?:css|js))", html))
    return len(html.encode()) + sum(len(assets()[name].body) for name in names)


def test_what_is_left_out_is_still_in_the_router() -> None:
    assert NO_PAGE.keys() <= set(get_routes())


def test_the_chat_with_a_conversation_and_an_error(look: Look) -> None:
    chat = look.nobody
    begin(chat)
    check(chat)
    press(chat, "Senden")
    expect(chat.locator("#errors")).to_be_focused()
    check(chat)
    chat.get_by_text("Was kann ich hier tun?").click()
    check(chat)


def test_a_receipt_and_a_wrong_one(look: Look) -> None:
    chat, nobody = look.furnished.chat, look.nobody
    [code] = re.findall(r"Sein Code ist ([\w-]+)\.", chat.locator("#log").inner_text())
    for typed in ("falsch", code):
        nobody.goto("/vorgang")
        nobody.get_by_label("Nummer").fill(look.furnished.number)
        nobody.get_by_label("Code der Quittung").fill(typed)
        press(nobody, "Anliegen zeigen")
        check(nobody)
    expect(nobody.get_by_role("heading", level=1)).to_contain_text(look.furnished.number)


@pytest.mark.parametrize("path", ["/gibt-es-nicht", "/foren?ortsteil=biestow", f"{DESK}/concerns?status=closed"])
def test_what_is_not_there_and_what_is_empty(look: Look, path: str) -> None:
    page = look.at(path)
    page.goto(path)
    check(page)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        (f"{DESK}/forums/new", {"title": ""}),
        (f"{DESK}/plan", {"label": ""}),
        (f"{DESK}/people", {"name": ""}),
        (f"{DESK}/concerns/new", {"text": ""}),
        (f"{PROCESS}/phases/new", {"title": ""}),
        (f"{PROCESS}/meetings/new", MEETING | {"held_on": "gestern"}),
    ],
)
def test_a_form_that_is_refused(look: Look, path: str, form: dict[str, str]) -> None:
    page = look.furnished.desk
    answer = page.context.request.post(look.furnished.server.address + path, form=form)
    assert answer.status in (400, 422), (path, answer.status)
    # The browser's own checks would not let such a form be sent.
    show(page, path, answer.text())

    expect(page.locator("#errors")).to_be_visible()
    check(page)


def test_signing_in_wrongly(look: Look) -> None:
    page = look.nobody
    page.goto(f"{DESK}/anmelden")
    page.get_by_label("Name").first.fill("Niemand")
    page.get_by_label("Passwort").fill("falsch")
    press(page, "Anmelden")
    expect(page.locator("#errors")).to_be_visible()
    check(page)
