"""Make addresses of titles: plain small letters, digits and hyphens."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 80
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
WRITTEN_OUT = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))


def in_plain_letters(words: str, longest: int = LONGEST) -> str:
    """Return the words as a part of an address, German umlauts written out; "" where nothing of them can stand in one."""
    words = words.casefold()
    for umlaut, letters in WRITTEN_OUT:
        words = words.replace(umlaut, letters)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))
    return NOT_IN_SLUG.sub("-", plain).strip("-")[:longest].strip("-")


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """Return the slug, numbered from 2 where it is taken."""
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
