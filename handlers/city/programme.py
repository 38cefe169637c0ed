"""The entries about who runs the process and how it goes: operator, phases, rules, members, example forums."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Annotated, Literal

from pydantic import Field

from handlers.city.entry import Entry, Latitude, Longitude, Point, Slug, Text

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PressContact:
    """Whom journalists ask; empty texts are not known."""

    office: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CityInfo(Entry):
    """Who runs the service and where; an empty text is to be filled in by the city.

    press_*     the city's press office, where journalists shall ask there and not at the office of the process.
    privacy_change  what is new in this version of the privacy notice, in one sentence; those are told it who agreed to an older one.
    map_centre  (longitude, latitude).
    map_bounds  west, south, east, north.
    """

    name: Text
    short_name: Text
    operator: Text
    privacy_version: Text
    timezone: Text
    languages: Annotated[tuple[Text, ...], Field(min_length=1)]
    map_centre: Point
    map_bounds: tuple[Longitude, Latitude, Longitude, Latitude]
    office: str = ""
    address: str = ""
    website: str = ""
    contact_email: str = ""
    phone: str = ""
    privacy_contact: str = ""
    privacy_change: str = ""
    imprint: str = ""
    press_office: str = ""
    press_phone: str = ""
    press_email: str = ""

    @property
    def press(self) -> PressContact:
        """Return whom journalists ask."""
        if self.press_office:
            return PressContact(self.press_office, self.press_phone, self.press_email)
        return PressContact(self.office or self.operator, self.phone, self.contact_email)

    @property
    def to_fill(self) -> tuple[str, ...]:
        """Return the names of the fields the city still has to fill in before going live."""
        wanted = ("office", "address", "website", "contact_email", "phone", "privacy_contact")
        return tuple(name for name in wanted if not getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenData(Entry):
    """Under which terms the open data may be used, and how it is listed in catalogues (DCAT-AP.de).

    licence           an id of the licence vocabulary of DCAT-AP.de, e.g. dl-zero-de/2.0
    confirmed         whether the city has said so; until then nothing is granted
    municipality_key  Amtlicher Gemeindeschlüssel; empty where it is not known
    contributor       the city's own URI as a provider of data, empty where it has none
    """

    licence: Text
    licence_title: Text
    licence_url: Text
    confirmed: bool = False
    municipality_key: str = ""
    contributor: str = ""


@dataclass(frozen=True, slots=True)
class Accessibility(Entry):
    """What the statement on accessibility says of this city: the law that holds here, and who enforces it.

    statement_on   the day the statement was made or last looked at.
    confirmed      the city itself has tested the pages and stands by the statement; a draft says that it is one.
    answer_within  how long the city may take for an answer, in words ("sechs Wochen").
    """

    law: Text
    statement_on: date
    answer_within: Text
    enforced_by: Text
    enforced_at: str = ""
    enforcement_link: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Principle(Entry):
    """A rule the process has given itself."""

    id: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Phase(Entry):
    """A stretch of the process; both days belong to it."""

    id: Text
    title: Text
    start: date
    end: date
    tasks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Body(Entry):
    """A committee and the kinds of step it decides."""

    id: Text
    title: Text
    decides: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason(Entry):
    """A reason of the catalogue, the outcomes it may stand for, and the sentence its author reads."""

    id: Text
    title: Text
    outcomes: Annotated[tuple[Literal["adopted", "partly", "not_adopted", "passed_on"], ...], Field(min_length=1)]
    words: Text


@dataclass(frozen=True, slots=True)
class Deadlines(Entry):
    """How long concerns may wait: for a first look (Monday to Friday without public holidays count), and for an answer.

    public_holidays  whose, e.g. DE-MV; "" where they count as working days
    """

    first_look_working_days: Annotated[int, Field(ge=1, le=60)] = 3
    answer_days: Annotated[int, Field(ge=1, le=730)] = 56
    public_holidays: str = ""


@dataclass(frozen=True, slots=True)
class MemberKind(Entry):
    """A kind of organisation in the workgroups; law enforcement sees redacted texts only."""

    id: Text
    title: Text
    law_enforcement: bool = False


@dataclass(frozen=True, slots=True)
class Budget(Entry):
    """What the process may cost, in euros, and for how many posts over how many years."""

    total_eur: Annotated[int, Field(ge=0)]
    covers: str = ""
    posts: Annotated[float, Field(ge=0)] = 0.0
    post_years: Annotated[int, Field(ge=0)] = 0
    grants: str = ""


@dataclass(frozen=True, slots=True)
class StartingSource(Entry):
    """A study a workgroup begins with."""

    title: Text
    workgroup: Text


@dataclass(frozen=True, slots=True)
class Process:
    """The process by its phases, rules, committees, members and money."""

    id: str
    title: str
    council_paper: str
    note: str
    principles: tuple[Principle, ...]
    phases: tuple[Phase, ...]
    bodies: tuple[Body, ...]
    member_kinds: tuple[MemberKind, ...]
    budget: Budget | None
    starting_sources: tuple[StartingSource, ...]


@dataclass(frozen=True, slots=True)
class ExampleForum(Entry):
    """A forum an empty installation shows; the times are of the wall clock in the city's zone."""

    id: Slug
    title: Text
    kind: Literal["citizen", "expert"]
    scope: Literal["central", "districts"]
    in_days: Annotated[int, Field(ge=1)]
    starts: time
    ends: time
    venue: Text
    capacity: Annotated[int, Field(ge=1)]
    areas: tuple[Text, ...] = ()
    agenda: tuple[Text, ...] = ()
    access: tuple[Literal["step_free", "induction_loop", "interpreter", "childcare"], ...] = ()

    def day(self, today: date) -> date:
        """Return its day counted from today; a Saturday or Sunday becomes the Monday after it."""
        day = today + timedelta(days=self.in_days)
        return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day
