"""What the sender needs beside Deps: the channels, who composes what, who makes which file."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from handlers.deps import Deps
from handlers.dialog.reply import Words
from handlers.ports import Messenger
from storage.models import Channel, Outgoing, Resident
from storage.unit_of_work import UnitOfWork

Composer = Callable[[Deps, UnitOfWork, Outgoing, Resident], Awaitable[Words | None]]
Producer = Callable[[Deps, Mapping[str, str | None]], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Post:
    """Tables filled in by the roof.

    messengers  by channel; a channel that is off has none, and its rows wait
    composers   by the moment of a row; None from a composer means: no longer wanted
    producers   by the name an enclosure carries
    """

    messengers: Mapping[Channel, Messenger]
    composers: Mapping[str, Composer]
    producers: Mapping[str, Producer]
