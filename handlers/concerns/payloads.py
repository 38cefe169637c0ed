"""The buttons around one concern."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.dialog.payloads import Payload, payload


class Choice(StrEnum):
    """What can be done with a previewed concern."""

    SEND = "send"
    TEXT = "text"
    TOPICS = "topics"
    PLACE = "place"
    CANCEL = "cancel"
    BACK = "back"
    NOWHERE = "none"


@payload("conc")
@dataclass(frozen=True, slots=True)
class Preview(Payload):
    choice: Choice


@payload("ctop")
@dataclass(frozen=True, slots=True)
class ToggleTopic(Payload):
    topic: str


@payload("cshow")
@dataclass(frozen=True, slots=True)
class ShowWords(Payload):
    """These words are no personal data; `number` counts the different ones of the text."""

    number: int


@payload("carea")
@dataclass(frozen=True, slots=True)
class PlaceArea(Payload):
    area: str


@payload("cdist")
@dataclass(frozen=True, slots=True)
class PlaceDistrict(Payload):
    district: str


@payload("calm", lasting=True)
@dataclass(frozen=True, slots=True)
class NoDanger(Payload):
    """There is no danger now: I want to hand it in all the same."""


@payload("cpath", lasting=True)
@dataclass(frozen=True, slots=True)
class ShowPath(Payload):
    """Show what became of a concern, step by step."""

    concern_id: int


@payload("ccorr", lasting=True)
@dataclass(frozen=True, slots=True)
class Correct(Payload):
    """Write the text of a concern anew."""

    concern_id: int


@payload("wdraw", lasting=True)
@dataclass(frozen=True, slots=True)
class Withdraw(Payload):
    """Withdraw a concern; `sure` is 1 once it was asked."""

    concern_id: int
    sure: int
