"""The news as Atom (RFC 4287)."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from handlers.feeds.entries import LANGUAGE, Entry, Feed
from handlers.pages.layout import paragraphs

NAMESPACE = "http://www.w3.org/2005/Atom"
BEFORE_ANY_NEWS = datetime(2026, 1, 1, tzinfo=UTC)


def atom(feed: Feed, *, address: str, home: str) -> bytes:
    """Return the feed, which lies at `address` and belongs to the page `home`."""
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": LANGUAGE})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _moment(feed.updated or BEFORE_ANY_NEWS))
    _add(ElementTree.SubElement(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", hreflang=LANGUAGE, href=home)
    for entry in feed.entries:
        _add_entry(root, entry)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(root: ElementTree.Element, entry: Entry) -> None:
    element = ElementTree.SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    _add(element, "updated", _moment(entry.updated))
    if entry.published is not None:
        _add(element, "published", _moment(entry.published))
    _add(element, "content", str(paragraphs(entry.words)), type="html")


def _add(parent: ElementTree.Element, name: str, words: str = "", **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = words or None


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
