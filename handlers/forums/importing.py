"""Take forums over from a TOML file: all of it or nothing, and every mistake named.

[[forum]]
title = "Bürgerforum im Rathaus"
kind = "citizen"                    # citizen | expert
scope = "districts"                 # central | districts
areas = ["Lichtenhagen", "sb-D"]    # Stadtbereiche by name or id, and/or
districts = ["Groß Klein"]          # Ortsteile by name or id
start = "2026-12-03T18:00"          # Berlin wall clock; with an offset ("+01:00") that moment
end = "2026-12-03T20:00"
place = "Rathaus Rostock"
address = "Neuer Markt 1"
access = ["step_free", "interpreter"]   # step_free | induction_loop | interpreter | childcare
agenda = ["Begrüßung", "Gespräch"]      # or one text of several lines
capacity = 120                          # left out: no limit
slug = "buergerforum-rathaus"           # address of its page; left out: from title and day
announce = true                         # tell everyone it concerns; left out: it begins as a draft
"""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from handlers.deps import Deps
from handlers.errors import BadInputError
from handlers.forums import actions, mistakes, rules, texts
from handlers.forums.mistakes import Mistake
from handlers.forums.scoping import UnknownPlaceError, districts_named
from handlers.i18n import Phrase
from handlers.pages.forms import clean
from handlers.slugs import LONGEST as LONGEST_SLUG
from storage.models import Access, ForumKind, ForumScope
from storage.readings.forums import ForumDetails

SIZE_LIMIT_BYTES = 500_000
TITLE_LIMIT, PLACE_LIMIT, ADDRESS_LIMIT, AGENDA_LIMIT, CAPACITY_LIMIT = 200, 200, 300, 3000, 100_000
FIRST_YEAR, LAST_YEAR = 2000, 2999


class ForumFileError(BadInputError):
    """A file that cannot be taken over, with everything that is wrong with it, in the order of the file."""

    def __init__(self, lines: tuple[Phrase, ...]) -> None:
        super().__init__(texts.CANNOT_IMPORT)
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, by slug.

    unchanged  here already, just as the file has it
    differing  here already, but otherwise than in the file: left as it is, to be changed at the desk
    """

    created: tuple[str, ...]
    unchanged: tuple[str, ...]
    differing: tuple[str, ...]


def _moment(given: object) -> datetime:
    if isinstance(given, str):
        try:
            given = datetime.fromisoformat(given.strip())
        except ValueError as error:
            raise PydanticCustomError("no_moment", "no moment") from error
    if not isinstance(given, datetime) or not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise PydanticCustomError("no_moment", "no moment")
    moment = given.astimezone(UTC) if given.tzinfo else rules.at_wall_clock(given)
    if moment is None:
        raise PydanticCustomError("skipped_hour", "skipped hour")
    return moment


def _lines(given: object) -> object:
    """Take an agenda written as a list of points for one text."""
    if isinstance(given, list) and all(isinstance(point, str) for point in given):
        return "\n".join(point.strip() for point in given)
    return given


def _cleaned(given: object) -> object:
    """Take out control characters, which no database keeps and no reader sees."""
    return clean(given) if isinstance(given, str) else given


def _words(most: int, least: int = 1) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)


CLEANED = BeforeValidator(_cleaned)
Moment = Annotated[datetime, BeforeValidator(_moment)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title: Annotated[str, _words(TITLE_LIMIT), CLEANED]
    kind: Annotated[ForumKind, Field(strict=False)] = ForumKind.CITIZEN
    scope: Annotated[ForumScope, Field(strict=False)]
    start: Moment
    end: Moment
    place: Annotated[str, _words(PLACE_LIMIT), CLEANED]
    address: Annotated[str, _words(ADDRESS_LIMIT, least=0), CLEANED] = ""
    access: list[Annotated[Access, Field(strict=False)]] = []
    agenda: Annotated[str, _words(AGENDA_LIMIT, least=0), CLEANED, BeforeValidator(_lines)] = ""
    capacity: Annotated[int, Field(ge=1, le=CAPACITY_LIMIT)] | None = None
    areas: list[str] = []
    districts: list[str] = []
    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_SLUG)] = ""
    announce: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    forum: Annotated[list[_Entry], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class _Planned:
    slug: str
    details: ForumDetails
    announce: bool


async def import_file(deps: Deps, content: bytes, file: str) -> Imported:
    """Create what the file has and we have not; the same file twice changes nothing.

    file  the name the mistakes are to show. ForumFileError lists everything that is wrong; then nothing was stored.
    """
    planned = _read(deps, content, file)
    created, unchanged, differing = [], [], []
    async with deps.open_work() as work:
        joined = deps.within(work)
        for plan in planned:
            known = await work.forums.by_slug(plan.slug)
            if known is None:
                await _create(joined, plan)
                created.append(plan.slug)
            elif rules.details_of(known) == plan.details:
                unchanged.append(plan.slug)
            else:
                differing.append(plan.slug)
        work.after_commit(deps.wake_outbox)
    return Imported(tuple(created), tuple(unchanged), tuple(differing))


async def _create(deps: Deps, plan: _Planned) -> None:
    forum_id = await actions.create(deps, plan.details, slug=plan.slug)
    if plan.announce:
        await actions.announce(deps, forum_id)


def _read(deps: Deps, content: bytes, file: str) -> list[_Planned]:
    tables = _parsed(content, file)
    try:
        entries = _File.model_validate(tables).forum
    except ValidationError as error:
        raise ForumFileError(tuple(mistakes.found(error, tables, file))) from error
    planned: list[_Planned] = []
    wrong: list[Mistake] = []
    for number, entry in enumerate(entries, start=1):
        try:
            planned.append(_plan(deps, entry))
        except _EntryError as error:
            wrong += [Mistake(problem, number, entry.title, field) for field, problem in error.problems]
            continue
        if any(planned[-1].slug == earlier.slug for earlier in planned[:-1]):
            wrong.append(Mistake(texts.IS_TWICE(value=planned[-1].slug), number, entry.title, "slug"))
    if wrong:
        raise ForumFileError(tuple(mistake.spoken(file) for mistake in wrong))
    return planned


class _EntryError(Exception):
    """What each field of an entry allows by itself and the whole does not, as (field, problem)."""

    def __init__(self, *problems: tuple[str, Phrase]) -> None:
        super().__init__()
        self.problems = problems


FIELDS = {"starts_at": "start", "ends_at": "end"}


def _plan(deps: Deps, entry: _Entry) -> _Planned:
    try:
        districts = districts_named(deps.city, deps.places, areas=entry.areas, districts=entry.districts)
    except UnknownPlaceError as error:
        raise _EntryError((error.field, error.sentence)) from error
    details = ForumDetails(
        title=entry.title,
        kind=entry.kind,
        scope=entry.scope,
        districts=districts,
        starts_at=entry.start,
        ends_at=entry.end,
        place=entry.place,
        address=entry.address,
        access=tuple(one for one in Access if one in entry.access),
        agenda=entry.agenda,
        capacity=entry.capacity,
    )
    wrong = [(FIELDS.get(field, field), sentence) for field, sentence in rules.mistakes(details)]
    if entry.announce and details.starts_at <= deps.now():
        wrong.append(("start", texts.STARTS_IN_THE_PAST))
    if wrong:
        raise _EntryError(*wrong)
    return _Planned(entry.slug or rules.slug_of(details), details, entry.announce)


def _parsed(content: bytes, file: str) -> dict[str, Any]:
    if len(content) > SIZE_LIMIT_BYTES:
        raise ForumFileError((texts.AT_FILE(file=file, problem=texts.TOO_BIG(most=SIZE_LIMIT_BYTES // 1000)),))
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ForumFileError((texts.AT_FILE(file=file, problem=texts.NOT_UTF8),)) from error
    except (ValueError, RecursionError) as error:
        raise ForumFileError((mistakes.not_toml(error, file),)) from error
