"""Draw QR codes."""

import segno
from markupsafe import Markup


def qr_code(words: str, *, scale: int = 5) -> Markup:
    """Return words as a QR code, an SVG that stands in the page itself, dark on light also where a page is dark.

    It has a size and is whole in any other: a style may make it smaller.
    """
    code = segno.make(words, error="m")
    width, height = code.symbol_size(scale)
    drawn = code.svg_inline(scale=scale, dark="#000", light="#fff", omitsize=True)
    sized = drawn.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
    return Markup(sized)  # noqa: S704  (our own picture)
