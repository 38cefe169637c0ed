"""Signs that nobody sees: taken out wherever a text of people is shown or exported, left in the text as it is stored."""

import re
from typing import Final

# Line ends that only some readers take for one: a file that is whole for one of them must not be two lines for another.
_LINE_ENDS: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
# Control signs; halves of characters and what no XML holds; signs of no width that hide a word or begin a file; and those
# that let a text read in another order than it is written. The marks U+200E, U+200F, U+061C and the joiners U+200C and
# U+200D stay: Arabic, Hebrew and Persian need them, and emoji.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufff9-\ufffb"
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff\u202a-\u202e\u2066-\u2069]"
)


class Spoken(str):
    """Words a Speaker made: their signs of direction are our own, and those of the data in them are gone already."""

    __slots__ = ()


def plain(text: str) -> str:
    """Return a text of people as it may be shown: without unseen signs, every line end as \\n."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
