"""How reports speak."""

from handlers.counting.cells import LEAST, Cells
from handlers.counting.names import LANGUAGE
from handlers.i18n import Phrase, speaker
from handlers.reports import texts


def say(spoken: Phrase) -> str:
    """Return a phrase in the language of reports."""
    return speaker(LANGUAGE).say(spoken)


def cell(cells: Cells[str], key: str) -> str:
    """Return a count as a table shows it."""
    count = cells.shown[key]
    if count is not None:
        return str(count)
    return say(texts.UNDER(least=LEAST)) if key in cells.few else texts.WITHHELD
