"""Loading a city pack: a built-in one by its name, any other by its folder."""

from dataclasses import dataclass
from pathlib import Path

from handlers.city import checks
from handlers.city.entry import Entry, Text
from handlers.city.errors import CityPackError
from handlers.city.geography import AmbiguousName, Area, Council, District, Landmark, PostalCode, Venue
from handlers.city.pack import CityPack
from handlers.city.position import Chapter, Figure, FigureSource, StartingPosition
from handlers.city.programme import (
    Accessibility,
    Body,
    Budget,
    CityInfo,
    Deadlines,
    ExampleForum,
    MemberKind,
    OpenData,
    Phase,
    Principle,
    Process,
    Reason,
    StartingSource,
)
from handlers.city.records import TomlFile, csv_entries, toml_table
from handlers.city.subjects import AlarmRule, Contact, Klarschiff, Referral, Topic, Workgroup

BUILT_IN = Path(__file__).parent / "packs"
KLARSCHIFF_FILE = "klarschiff.toml"
POSITION_FILE = "starting_position.toml"


@dataclass(frozen=True, slots=True)
class _Street(Entry):
    name: Text


def load(name_or_folder: str | Path) -> CityPack:
    """Return the pack, fully checked; whatever is wrong with it raises CityPackError.

    A plain name means a built-in pack first ("rostock"), anything else a folder.
    """
    folder = _folder(name_or_folder)
    info, accessibility, open_data, examples = _info(folder)
    reasons, deadlines = _consideration(folder)
    areas, councils, districts, ambiguous = _districts(folder)
    workgroups, topics = _topics(folder)
    contacts, alarms, referrals = _contacts(folder)
    pack = CityPack(
        folder=folder,
        info=info,
        open_data=open_data,
        areas=areas,
        councils=councils,
        districts=districts,
        ambiguous=ambiguous,
        topics=topics,
        workgroups=workgroups,
        contacts=contacts,
        alarms=alarms,
        referrals=referrals,
        process=_process(folder),
        position=_position(folder),
        reasons=reasons,
        deadlines=deadlines,
        venues=csv_entries(folder, "venues.csv", Venue),
        landmarks=csv_entries(folder, "landmarks.csv", Landmark),
        postcodes=_postcodes(folder),
        streets=tuple(street.name for street in csv_entries(folder, "streets.csv", _Street)),
        klarschiff=_klarschiff(folder),
        examples=examples,
        accessibility=accessibility,
    )
    toml_table(folder, pack.survey_file.name)
    checks.check(pack)
    return pack


def built_in() -> tuple[str, ...]:
    """Return the names of the packs that come with the product."""
    return tuple(sorted(path.parent.name for path in BUILT_IN.glob("*/info.toml")))


def _folder(name_or_folder: str | Path) -> Path:
    if isinstance(name_or_folder, str) and name_or_folder in built_in():
        return BUILT_IN / name_or_folder
    folder = Path(name_or_folder)
    if str(name_or_folder) and folder.is_dir():
        return folder
    known = ", ".join(built_in())
    raise CityPackError(str(name_or_folder), f"is neither a folder nor a built-in city pack ({known})")


def _info(folder: Path) -> tuple[CityInfo, Accessibility | None, OpenData | None, tuple[ExampleForum, ...]]:
    file = TomlFile(folder, "info.toml")
    info = file.one("info", CityInfo)
    accessibility = file.one("accessibility", Accessibility) if file.has("accessibility") else None
    open_data = file.one("open_data", OpenData) if file.has("open_data") else None
    examples = file.many("example", ExampleForum)
    file.finish()
    return info, accessibility, open_data, examples


def _districts(
    folder: Path,
) -> tuple[tuple[Area, ...], tuple[Council, ...], tuple[District, ...], tuple[AmbiguousName, ...]]:
    file = TomlFile(folder, "districts.toml")
    found = (
        file.many("area", Area),
        file.many("council", Council),
        file.many("district", District),
        file.many("ambiguous", AmbiguousName),
    )
    file.finish()
    return found


def _topics(folder: Path) -> tuple[tuple[Workgroup, ...], tuple[Topic, ...]]:
    file = TomlFile(folder, "topics.toml")
    found = file.many("workgroup", Workgroup), file.many("topic", Topic)
    file.finish()
    return found


def _contacts(folder: Path) -> tuple[tuple[Contact, ...], tuple[AlarmRule, ...], tuple[Referral, ...]]:
    file = TomlFile(folder, "contacts.toml")
    found = file.many("contact", Contact), file.many("alarm", AlarmRule), file.many("referral", Referral)
    file.finish()
    return found


def _process(folder: Path) -> Process:
    file = TomlFile(folder, "process.toml")
    process = Process(
        id=file.text("id"),
        title=file.text("title"),
        council_paper=file.text("council_paper"),
        note=file.text("note"),
        principles=file.many("principle", Principle),
        phases=file.many("phase", Phase),
        bodies=file.many("body", Body),
        member_kinds=file.many("member_kind", MemberKind),
        budget=file.one("budget", Budget) if file.has("budget") else None,
        starting_sources=file.many("starting_source", StartingSource),
    )
    file.finish()
    return process


def _consideration(folder: Path) -> tuple[tuple[Reason, ...], Deadlines]:
    file = TomlFile(folder, "consideration.toml")
    found = file.many("reason", Reason), file.one("deadlines", Deadlines) if file.has("deadlines") else Deadlines()
    file.finish()
    return found


def _position(folder: Path) -> StartingPosition:
    if not (folder / POSITION_FILE).exists():
        return StartingPosition()
    file = TomlFile(folder, POSITION_FILE)
    position = StartingPosition(
        chapters=file.many("chapter", Chapter),
        figures=file.many("figure", Figure),
        sources=file.many("source", FigureSource),
    )
    file.finish()
    return position


def _postcodes(folder: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in csv_entries(folder, "plz.csv", PostalCode, lists=("districts",)):
        if row.postcode in found:
            raise CityPackError("plz.csv", "is given twice", place=f"postcode '{row.postcode}'")
        found[row.postcode] = row.districts
    return found


def _klarschiff(folder: Path) -> Klarschiff | None:
    if not (folder / KLARSCHIFF_FILE).exists():
        return None
    return TomlFile(folder, KLARSCHIFF_FILE).rest(Klarschiff)
