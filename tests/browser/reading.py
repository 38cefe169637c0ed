"""What axe-core does not ask of a page: its outline, its tables, its names, and whether it stays whole when spread."""

from playwright.sync_api import Page

# Words no name on a German page has; there are German ones that look English, so the list is short.
ENGLISH = (
    "the",
    "and",
    "your",
    "with",
    "from",
    "close",
    "previous",
    "next",
    "page",
    "search",
    "skip",
    "loading",
    "submit",
)
# Names that say nothing where they stand alone, as in a list of all links.
EMPTY_WORDS = ("hier", "mehr", "link", "weiterlesen", "klicken", "click here")
READ = """([english, empty]) => {
  const found = [], shown = one => one.checkVisibility() && !one.closest("[aria-hidden=true], dialog:not([open])");
  const all = selector => [...document.querySelectorAll(selector)].filter(shown);
  const say = (what, one) => found.push(what + ": " + one.outerHTML.slice(0, 120));
  const heads = all("h1");
  if (heads.length !== 1) found.push("h1: " + heads.length);
  let above = 0;
  for (const one of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(one.tagName[1]);
    if (level > above + 1) say("skips a level", one);
    above = level;
  }
  for (const one of all("table")) {
    if (!one.caption?.textContent.trim()) say("no caption", one);
    for (const cell of one.querySelectorAll("th:not([scope])")) say("no scope", cell);
    if (!one.querySelector("th[scope=col]")) say("no heads", one);
  }
  for (const one of all("a[href^='#']")) if (!document.getElementById(one.hash.slice(1))) say("leads nowhere", one);
  const strange = new RegExp(`\\\\b(${english.join("|")})\\\\b`, "i");
  for (const one of all("a, button, label, legend, th, h1, h2, h3, h4, h5, h6, [aria-label], img[alt], [title]")) {
    if (one.closest("[lang]:not(html, [lang=de])")) continue;
    const names = [one.getAttribute("aria-label"), one.alt, one.title];
    if (!one.matches("section, nav, div, ol, ul")) names.push(one.innerText);
    for (const name of names) if (name && strange.test(name)) say("English", one);
    if (one.matches("a, button") && empty.includes(one.innerText.trim().toLowerCase())) say("says nothing", one);
  }
  return found;
}"""
# WCAG 1.4.12: what a reader may set without losing anything.
SPREAD = """on => {
  window.spread ??= new CSSStyleSheet();
  spread.replaceSync(on
    ? `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
       p { margin-bottom: 2em !important }`
    : "");
  document.adoptedStyleSheets = [spread];
}"""


def complaints(page: Page) -> list[str]:
    """Return what is wrong with the outline, the tables, the names and the links within a German page."""
    return list(page.evaluate(READ, [ENGLISH, EMPTY_WORDS]))


def width_when_spread(page: Page) -> int:
    """Return how wide the page gets with the letters, words and lines spread; they are put back."""
    page.evaluate(SPREAD, True)
    width = int(page.evaluate("document.documentElement.scrollWidth"))
    page.evaluate(SPREAD, False)
    return width
