"""What a text says, as frozen values without any spaCy object in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

GERMAN = "de"
OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in the text as it was given."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class TopicTag:
    """One topic of a text.

    score     in (0, 1]; comparable within one reader, not a probability.
    evidence  the whole words that led to the topic, in reading order; never empty for an automatic tag.
    """

    id: str
    score: float
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place named in the text; kind is `name`, the kind of the alias, `landmark` or `ambiguous`.

    A name that may mean several districts is a hit for each, all with the same span.
    """

    district: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """Personal data; label is one of NAME PHONE EMAIL ADDRESS PLATE IBAN HANDLE DOB URL."""

    span: Span
    label: str


class Triage(StrEnum):
    """What must happen first with a text."""

    ACUTE_DANGER = "acute_danger"
    CRISIS_SUPPORT = "crisis_support"
    REPORT_CRIME = "report_crime"
    DEFECT = "defect"
    CONCERN = "concern"
    QUESTION = "question"
    ABUSE = "abuse"
    CHATTER = "chatter"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the pipeline found in one text; all offsets point into `text`.

    alarm     id of the display rule that fired, None unless triage is ACUTE_DANGER.
    topics    the best first.
    district  the only district that all places named may mean; None when none is named, or they differ.
    redacted  `text` with every personal span replaced by a German word in brackets.
    triage_sure  whether the class can be acted on before a person has seen the text; of danger always.
    triage_evidence  the words that led to the triage, in reading order; empty for a rule that has none to name.
    guess     the topics one would name if one had to: the same as topics, but also where the reader is not sure.
    meaning   of the text as `nlp.meaning.alike` packs it; empty where the reader has no encoder.
    """

    text: str
    language: str
    triage: Triage
    alarm: str | None
    topics: tuple[TopicTag, ...]
    workgroups: tuple[str, ...]
    places: tuple[PlaceHit, ...]
    district: str | None
    personal: tuple[PersonalSpan, ...]
    redacted: str
    guess: tuple[TopicTag, ...] = ()
    guess_workgroups: tuple[str, ...] = ()
    triage_evidence: tuple[Span, ...] = ()
    triage_sure: bool = False
    meaning: bytes = b""
