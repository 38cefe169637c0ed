"""Serve the few static files under an address that changes with their content, so that browsers may keep them for good."""

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"
KEEP_FOR_GOOD = "public, max-age=31536000, immutable"
KEEP_A_DAY = "public, max-age=86400"
ASK_AGAIN = "no-cache"
ICON = "favicon.ico"


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file, held in memory."""

    body: bytes
    content_type: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Read all static files once; their names are the only ones that are served."""
    return {path.name: _read(path) for path in sorted(STATIC.iterdir()) if path.is_file()}


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    content_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(body, content_type, hashlib.sha256(body).hexdigest()[:16])


def address_of(name: str) -> str:
    """Return the address of a static file; an unknown name is a fault of the template."""
    return f"/static/{name}?v={assets()[name].digest}"


async def on_icon(_request: web.Request) -> web.Response:
    """Answer with the icon of those who look for it at its old place, whatever a page says."""
    icon = assets()[ICON]
    return web.Response(body=icon.body, content_type=icon.content_type, headers={"Cache-Control": KEEP_A_DAY})


async def on_static(request: web.Request) -> web.Response:
    """Answer with a static file, kept for good when asked for by its current hash."""
    asset = assets().get(request.match_info["name"])
    if asset is None:
        raise web.HTTPNotFound
    current = request.query.get("v") == asset.digest
    headers = {"Cache-Control": KEEP_FOR_GOOD if current else ASK_AGAIN}
    charset = "utf-8" if asset.content_type.startswith("text/") else None
    return web.Response(body=asset.body, content_type=asset.content_type, charset=charset, headers=headers)
