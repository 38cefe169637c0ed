"""The entries about what people raise: topics and workgroups, and where to turn for help or with a defect."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from handlers.city.entry import Entry, Stem, Text
from nlp.results import Triage


class Handling(StrEnum):
    """What a topic asks of the dialogue before a concern is stored."""

    FORUM = "forum"
    KLARSCHIFF = "klarschiff"
    KLARSCHIFF_IF_DEFECT = "klarschiff_if_defect"
    POLICE_REPORT_HINT = "police_report_hint"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Workgroup(Entry):
    """One of the groups that write the plan."""

    id: Text
    number: Text
    label: Text
    description: str = ""


@dataclass(frozen=True, slots=True)
class Topic(Entry):
    """A topic and the workgroup it belongs to; an empty workgroup means that a person assigns it."""

    id: Text
    workgroup: str
    label: Text
    definition: Text
    keywords: tuple[Stem, ...] = ()
    exclude: tuple[Stem, ...] = ()
    handling: Handling = Handling.FORUM
    klarschiff: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Entry):
    """A number or address for help; one that is not verified is never shown."""

    id: Text
    label: Text
    number: str = ""
    url: str = ""
    hours: str = ""
    cost: str = ""
    use_when: str = ""
    verified: bool
    other_numbers: tuple[Text, ...] = ()
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class AlarmRule(Entry):
    """Which contacts to show, in this order, when one of the stems is read in a text of danger, or when it is about these matters."""

    id: Text
    contacts: Annotated[tuple[Text, ...], Field(min_length=1)]
    stems: Annotated[tuple[Stem, ...], Field(min_length=1)]
    matters: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Referral(Entry):
    """Which contacts to name, in this order, for a class of the triage that is better helped elsewhere."""

    triage: Triage
    contacts: Annotated[tuple[Text, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Klarschiff(Entry):
    """The city's own service for defects, to which the resident is pointed; we never report there ourselves."""

    name: Text
    portal: Text
    state_portal: str = ""
    contact: str = ""
    api: str = ""
    open_data: str = ""
