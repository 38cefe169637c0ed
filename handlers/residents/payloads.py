"""The buttons of onboarding, district, language and pause."""

from dataclasses import dataclass

from handlers.dialog.payloads import Payload, payload


@payload("agree", lasting=True)
@dataclass(frozen=True, slots=True)
class Agree(Payload):
    """I agree to the privacy notice."""


@payload("hear", lasting=True)
@dataclass(frozen=True, slots=True)
class Hear(Payload):
    """I want to hear of forums: near = my district's and the central ones, city = all, none = no."""

    which: str


@payload("dist")
@dataclass(frozen=True, slots=True)
class ChooseDistrict(Payload):
    """This is my district; "-" for: I would rather not say."""

    district: str


@payload("area")
@dataclass(frozen=True, slots=True)
class ChooseArea(Payload):
    """My district lies in this Stadtbereich."""

    area: str


@payload("lang", lasting=True)
@dataclass(frozen=True, slots=True)
class ChooseLanguage(Payload):
    language: str


@payload("pause", lasting=True)
@dataclass(frozen=True, slots=True)
class PauseFor(Payload):
    """Be quiet for so many days; 0 ends a pause or a stop."""

    days: int
