"""A QR code is whole in every size."""

import pytest
from lxml import etree

from handlers.pages.qr_code import qr_code


@pytest.mark.parametrize("words", ["kurz", "https://forum.rostock.de/foren/" + "sehr-langer-name-" * 6])
def test_a_style_that_makes_it_smaller_cuts_nothing_off(words: str) -> None:
    picture = etree.fromstring(str(qr_code(words, scale=4)))

    left, top, width, height = (int(part) for part in picture.get("viewBox").split())
    assert (left, top) == (0, 0)
    assert (picture.get("width"), picture.get("height")) == (str(width), str(height))
