"""Where else one can turn, as lines of a message; only what the city has verified."""

from collections.abc import Iterable

from handlers.city.pack import Contact
from handlers.concerns import texts
from handlers.i18n import Phrase

EMERGENCY = frozenset({"110", "112"})


def helplines(contacts: Iterable[Contact]) -> tuple[Phrase, ...]:
    """Return a line for each contact but the emergency numbers, which are said in a sentence of their own."""
    return tuple(_line(contact) for contact in contacts if contact.number not in EMERGENCY)


def _line(contact: Contact) -> Phrase:
    if not contact.number:
        return texts.HELPLINE_LINK(label=contact.label, url=contact.url)
    if not contact.hours:
        return texts.HELPLINE_NUMBER(label=contact.label, number=contact.number)
    return texts.HELPLINE(label=contact.label, number=contact.number, hours=contact.hours)
