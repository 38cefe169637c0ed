"""The buttons of a survey."""

from dataclasses import dataclass

from handlers.dialog.payloads import Payload, payload


@payload("svshow", lasting=True)
@dataclass(frozen=True, slots=True)
class ShowSurvey(Payload):
    """Tell about one survey."""

    survey: int


@payload("svgo", lasting=True)
@dataclass(frozen=True, slots=True)
class GoOn(Payload):
    """Begin, or go on at a prompt; -1 is where it was left."""

    survey: int
    at: int


@payload("svpick")
@dataclass(frozen=True, slots=True)
class Pick(Payload):
    """Choose one option and go on."""

    option: int


@payload("svtick")
@dataclass(frozen=True, slots=True)
class Tick(Payload):
    """Set or take back one of several options."""

    option: int


@payload("svdone")
@dataclass(frozen=True, slots=True)
class Ticked(Payload):
    """Take the options that are ticked as the answer."""


@payload("svarea")
@dataclass(frozen=True, slots=True)
class PickDistrict(Payload):
    """Choose a district."""

    district: str


@payload("svskip")
@dataclass(frozen=True, slots=True)
class Skip(Payload):
    """Pass a question over."""


@payload("svkeep")
@dataclass(frozen=True, slots=True)
class Keep(Payload):
    """Leave an earlier answer as it is and go on."""


@payload("svback")
@dataclass(frozen=True, slots=True)
class Back(Payload):
    """Return to the question before."""


@payload("svwait")
@dataclass(frozen=True, slots=True)
class Pause(Payload):
    """Stop for now."""


@payload("svend")
@dataclass(frozen=True, slots=True)
class EndChanges(Payload):
    """Stop going through answers that are complete."""
