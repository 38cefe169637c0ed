"""What can be the end of a chain."""

import re

from handlers.errors import BadInputError
from handlers.ledger import texts

HEAD = re.compile(r"[0-9a-f]{64}")


def checked_head(typed: str) -> str:
    """Return a head as it was written down, "" for none; refuse what no chain can end in."""
    head = "".join(typed.split()).lower()
    if head and not HEAD.fullmatch(head):
        raise BadInputError(texts.NOT_A_HEAD)
    return head
