"""The buttons around a connection."""

from dataclasses import dataclass

from handlers.dialog.payloads import Payload, payload


@payload("connect")
@dataclass(frozen=True, slots=True)
class Connect(Payload):
    """Connect the two channels: 1 for yes, 0 for no."""

    yes: int


@payload("reach", lasting=True)
@dataclass(frozen=True, slots=True)
class ChooseReach(Payload):
    """Send me what comes unasked through this channel."""

    channel: str


@payload("disconnect")
@dataclass(frozen=True, slots=True)
class Disconnect(Payload):
    """Take the two channels apart: 1 for yes, 0 for no."""

    yes: int
