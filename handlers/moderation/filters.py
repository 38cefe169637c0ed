"""Read the filters of a list from an address: the same names for the page, for every download and for the command line."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from handlers.city.pack import CityPack
from handlers.city.places import DistrictFinder
from handlers.deps import Deps
from handlers.errors import BadInputError
from handlers.i18n import BERLIN, Phrase, verbatim
from handlers.moderation import deadlines, rules, texts
from handlers.moderation.moving import Listed
from handlers.pages.fields import Day
from handlers.pages.forms import FormErrors, Posted
from handlers.pages.keys import SignedIn
from storage.models import Outcome, Source, Status
from storage.readings.concerns import ClaimedBy, ConcernFilter
from storage.readings.queue import Order

NO_LIST = "none"
"""In place of a workgroup's id: concerns on nobody's list yet."""

ONE_DAY = timedelta(days=1)


class WrongFilterError(BadInputError):
    """A filter that cannot be used; `errors` are by field, the sentence names the first of them."""

    def __init__(self, errors: Mapping[str, Phrase]) -> None:
        name, complaint = next(iter(errors.items()))
        super().__init__(
            texts.FILTER_WRONG(field=texts.FIELDS.get(name, verbatim(name)), name=name, complaint=complaint)
        )
        self.errors = errors


Word = Annotated[str, Field(max_length=200)]


class FilterForm(BaseModel):
    """The parameters as they stand in the address; days are Berlin days, `bis` is the last one that counts."""

    workgroup: Word = ""
    topic: Word = ""
    ortsteil: Annotated[list[Word], Field(max_length=100)] = Field(default_factory=list)
    von: Day | None = None
    bis: Day | None = None
    status: Status | None = None
    text: Word = ""
    outcome: Outcome | None = None
    source: Source | None = None
    meine: bool = False
    ueberfaellig: bool = False
    sort: Order = Order.NEWEST


def read_filter(posted: Posted, deps: Deps, who: SignedIn) -> ConcernFilter:
    """Return what was asked for as far as this person may look, or raise WrongFilterError naming the field."""
    return read_list(posted, deps, who).narrowed


def read_list(posted: Posted, deps: Deps, who: SignedIn) -> Listed:
    """Return the list that was asked for with its order, or raise WrongFilterError naming the field."""
    form = posted.fill(FilterForm)
    if isinstance(form, FormErrors):
        raise WrongFilterError(form.errors)
    narrowed = replace(
        narrow(form, deps.city, deps.places),
        claimed_by=ClaimedBy(who.id, deps.now()) if form.meine else None,
        overdue=deadlines.overdue(deps.city.deadlines, deps.now()) if form.ueberfaellig else None,
    )
    return Listed(rules.within_reach(who, narrowed), form.sort)


def kept(posted: Posted) -> str:
    """Return the filters of an address, to be appended to another one: "" or "?status=new"."""
    pairs = [(name, value) for name in FilterForm.model_fields for value in posted.values.get(name, ()) if value]
    return f"?{urlencode(pairs)}" if pairs else ""


def narrow(form: FilterForm, city: CityPack, places: DistrictFinder) -> ConcernFilter:
    """Return the filter a form means, its names looked up in the pack."""
    if form.workgroup not in {"", NO_LIST, *(workgroup.id for workgroup in city.workgroups)}:
        raise WrongFilterError({"workgroup": texts.UNKNOWN_WORKGROUP(value=form.workgroup)})
    if form.topic and form.topic not in {topic.id for topic in city.topics}:
        raise WrongFilterError({"topic": texts.UNKNOWN_TOPIC_FILTER(value=form.topic)})
    if form.von and form.bis and form.bis < form.von:
        raise WrongFilterError({"bis": texts.ENDS_BEFORE})
    unassigned = form.workgroup == NO_LIST
    return ConcernFilter(
        workgroup=None if unassigned else form.workgroup or None,
        topic=form.topic or None,
        districts=tuple(dict.fromkeys(_district(typed, city, places) for typed in form.ortsteil)),
        since=_midnight(form.von) if form.von else None,
        until=_midnight(form.bis + ONE_DAY) if form.bis else None,
        status=form.status,
        words=form.text,
        unassigned=unassigned,
        outcome=form.outcome,
        source=form.source,
    )


def _district(typed: str, city: CityPack, places: DistrictFinder) -> str:
    if typed in {district.id for district in city.districts}:
        return typed
    found = places.by_name(typed).exact
    if found is None:
        raise WrongFilterError({"ortsteil": texts.UNKNOWN_DISTRICT(value=typed)})
    return found.id


def _midnight(day: date) -> datetime:
    """Return the moment a Berlin day begins."""
    return datetime.combine(day, time.min, tzinfo=BERLIN).astimezone(UTC)
