"""Draw QR codes."""

import segno
from markupsafe import Markup


def qr_code(words: str, *, scale: int = 5) -> Markup:
    """Return words as a QR code, an SVG that stands in the page itself, dark on light also where a page is dark."""
    return Markup(segno.make(words, error="m").svg_inline(scale=scale, dark="#000", light="#fff"))  # noqa: S704  (our own picture)
