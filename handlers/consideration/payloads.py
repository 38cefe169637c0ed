"""The buttons around what became of a concern."""

from dataclasses import dataclass

from handlers.dialog.payloads import Payload, payload


@payload("again", lasting=True)
@dataclass(frozen=True, slots=True)
class LookAgain(Payload):
    """Please look at it again."""

    concern_id: int


@payload("noword")
@dataclass(frozen=True, slots=True)
class WithoutWords(Payload):
    """Look at it again, I need not say why."""
