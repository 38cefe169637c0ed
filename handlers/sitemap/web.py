"""The two files search engines look for: robots.txt (RFC 9309) and the map of the site (sitemaps.org)."""

from datetime import UTC
from xml.etree import ElementTree

from aiohttp import web

from handlers.pages.conditional import answer_tagged
from handlers.pages.keys import DEPS
from handlers.sitemap.addresses import CLOSED, Listed, listed

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
FOR_EVERYONE = {"Cache-Control": "public, max-age=300"}


async def on_robots(request: web.Request) -> web.Response:
    """Say where search engines have nothing to look for, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {request.app[DEPS].public_url}/sitemap.xml")
    return answer_tagged(request, "\n".join([*lines, ""]).encode(), "text/plain", charset="utf-8", headers=FOR_EVERYONE)


async def on_map(request: web.Request) -> web.Response:
    """Give the map of the site."""
    deps = request.app[DEPS]
    body = _written(deps.public_url, await listed(deps))
    return answer_tagged(request, body, "application/xml", charset="utf-8", headers=FOR_EVERYONE)


def _written(origin: str, pages: list[Listed]) -> bytes:
    root = ElementTree.Element("urlset", {"xmlns": NAMESPACE})
    for page in pages:
        element = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(element, "loc").text = origin + page.path
        if page.changed_at is not None:
            moment = page.changed_at.astimezone(UTC).isoformat(timespec="seconds")
            ElementTree.SubElement(element, "lastmod").text = moment
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
