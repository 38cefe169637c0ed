"""A forum as the desk's form has it."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from handlers.city.pack import CityPack
from handlers.forums.importing import ADDRESS_LIMIT, AGENDA_LIMIT, CAPACITY_LIMIT, PLACE_LIMIT, TITLE_LIMIT
from handlers.pages.fields import BerlinMoment, wall_clock
from handlers.pages.forms import Form
from storage.models import Access, ForumKind, ForumScope
from storage.readings.forums import ForumDetails, ForumReading

ID_LIMIT = 32


class ForumForm(BaseModel):
    """What a moderator types.

    seen       `changed_at` of the forum they looked at, empty for a new one
    confirmed  they have seen how many people a move is told to
    """

    title: Annotated[str, StringConstraints(max_length=TITLE_LIMIT)]
    kind: ForumKind
    scope: ForumScope
    districts: list[Annotated[str, StringConstraints(max_length=ID_LIMIT)]] = []
    starts_at: BerlinMoment
    ends_at: BerlinMoment
    place: Annotated[str, StringConstraints(max_length=PLACE_LIMIT)]
    address: Annotated[str, StringConstraints(max_length=ADDRESS_LIMIT)] = ""
    access: list[Access] = []
    agenda: Annotated[str, StringConstraints(max_length=AGENDA_LIMIT)] = ""
    capacity: Annotated[int, Field(ge=1, le=CAPACITY_LIMIT)] | None = None
    seen: datetime | None = None
    confirmed: bool = False

    def details(self, city: CityPack) -> ForumDetails:
        """Return the details; districts in the pack's order, a made-up one is left out."""
        return ForumDetails(
            title=self.title,
            kind=self.kind,
            scope=self.scope,
            districts=tuple(one.id for one in city.districts if one.id in self.districts),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            place=self.place,
            address=self.address,
            access=tuple(one for one in Access if one in self.access),
            agenda=self.agenda,
            capacity=self.capacity,
        )


def empty_form() -> Form:
    """Return the form of a new forum."""
    return Form.of(kind=ForumKind.CITIZEN, scope=ForumScope.CENTRAL)


def form_of(forum: ForumReading) -> Form:
    """Return the form that holds a forum as it is."""
    return Form.of(
        title=forum.title,
        kind=forum.kind,
        scope=forum.scope,
        districts=forum.districts,
        starts_at=wall_clock(forum.starts_at),
        ends_at=wall_clock(forum.ends_at),
        place=forum.place,
        address=forum.address,
        access=forum.access,
        agenda=forum.agenda,
        capacity=forum.capacity,
        seen=forum.changed_at.isoformat(),
    )
