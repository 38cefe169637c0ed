"""The news as JSON Feed 1.1."""

import json
from typing import Any

from handlers.feeds.entries import LANGUAGE, Entry, Feed
from handlers.pages.layout import paragraphs

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, *, address: str, home: str) -> bytes:
    """Return the feed, which lies at `address` and belongs to the page `home`."""
    written = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": home,
        "feed_url": address,
        "language": LANGUAGE,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.words,
        "content_html": str(paragraphs(entry.words)),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
    }
    return item | ({"date_published": entry.published.isoformat(timespec="seconds")} if entry.published else {})
