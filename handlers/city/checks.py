"""What must hold between the entries of a pack; the first break of it is reported."""

from collections.abc import Container, Iterable, Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handlers.city.errors import CityPackError
from handlers.city.free_days import public_holidays
from handlers.city.naming import fold
from handlers.city.pack import CityPack
from handlers.city.records import feature_ids
from handlers.languages import GERMAN, shipped


def check(pack: CityPack) -> None:
    """Raise CityPackError at the first reference that leads nowhere, double id or contradiction."""
    _check_ids(pack)
    _check_districts(pack)
    _check_names(pack)
    _check_polygons(pack)
    _check_subjects(pack)
    _check_programme(pack)
    _check_position(pack)
    _check_tables(pack)


def _check_ids(pack: CityPack) -> None:
    for file, kind, ids in (
        ("districts.toml", "area", [area.id for area in pack.areas]),
        ("districts.toml", "council", [council.id for council in pack.councils]),
        ("districts.toml", "district", [district.id for district in pack.districts]),
        ("topics.toml", "workgroup", [workgroup.id for workgroup in pack.workgroups]),
        ("topics.toml", "topic", [topic.id for topic in pack.topics]),
        ("contacts.toml", "contact", [contact.id for contact in pack.contacts]),
        ("contacts.toml", "alarm", [alarm.id for alarm in pack.alarms]),
        ("contacts.toml", "referral", [referral.triage for referral in pack.referrals]),
        ("process.toml", "phase", [phase.id for phase in pack.process.phases]),
        ("process.toml", "body", [body.id for body in pack.process.bodies]),
        ("consideration.toml", "reason", [reason.id for reason in pack.reasons]),
        ("info.toml", "example", [example.id for example in pack.examples]),
        ("venues.csv", "venue", [venue.id for venue in pack.venues]),
    ):
        if not ids and kind not in ("example", "body"):
            raise CityPackError(file, "at least one is needed", place=f"[[{kind}]]")
        for entry_id in _doubles(ids):
            raise CityPackError(file, "is given twice", place=f"{kind} '{entry_id}', field 'id'")


def _check_districts(pack: CityPack) -> None:
    areas = {area.id for area in pack.areas}
    councils = {council.id for council in pack.councils}
    by_id = {district.id: district for district in pack.districts}
    for slug in _doubles(district.slug for district in pack.districts):
        raise CityPackError("districts.toml", "is given twice", place=f"slug '{slug}'")
    for district in pack.districts:
        place = f"district '{district.id}'"
        _refer([district.area], areas, "districts.toml", place, "area")
        _refer([district.council], councils, "districts.toml", place, "council")
        _refer(district.neighbours, by_id, "districts.toml", place, "neighbours")
        for neighbour in district.neighbours:
            if district.id not in by_id[neighbour].neighbours:
                raise CityPackError(
                    "districts.toml", f"'{neighbour}' does not name it back", place=f"{place}, field 'neighbours'"
                )
    for entry in pack.ambiguous:
        _refer(entry.districts, by_id, "districts.toml", f"ambiguous '{entry.name}'", "districts")


def _check_names(pack: CityPack) -> None:
    """Refuse a name that would lead to two Ortsteile without asking back."""
    owners = {fold(entry.name): "ambiguous" for entry in pack.ambiguous}
    for district in pack.districts:
        for name in district.names():
            owner = owners.setdefault(fold(name), district.id)
            if owner != district.id:
                raise CityPackError(
                    "districts.toml",
                    f"'{name}' already belongs to '{owner}'; list it under [[ambiguous]] only",
                    place=f"district '{district.id}', field 'aliases'",
                )


def _check_polygons(pack: CityPack) -> None:
    wanted = {district.id for district in pack.districts}
    for file in (pack.boundaries_file.name, pack.map_file.name):
        ids = feature_ids(pack.folder, file)
        for feature_id in _doubles(ids):
            raise CityPackError(file, "is given twice", place=f"feature '{feature_id}'")
        _refer(ids, wanted, file, "feature", "id")
        for district_id in sorted(wanted.difference(ids)):
            raise CityPackError(file, "has no polygon", place=f"district '{district_id}'")


def _check_subjects(pack: CityPack) -> None:
    workgroups = {workgroup.id for workgroup in pack.workgroups}
    contacts = {contact.id for contact in pack.contacts}
    for topic in pack.topics:
        if topic.workgroup or topic.keywords:
            _refer([topic.workgroup], workgroups, "topics.toml", f"topic '{topic.id}'", "workgroup")
    for alarm in pack.alarms:
        place = f"alarm '{alarm.id}'"
        _refer(alarm.contacts, contacts, "contacts.toml", place, "contacts")
        if not pack.contacts_for(alarm.id):
            raise CityPackError("contacts.toml", "none of them is verified", place=f"{place}, field 'contacts'")
    for referral in pack.referrals:
        _refer(referral.contacts, contacts, "contacts.toml", f"referral '{referral.triage}'", "contacts")
    for contact in pack.contacts:
        if contact.verified and not (contact.number or contact.url):
            raise CityPackError("contacts.toml", "needs a number or a url", place=f"contact '{contact.id}'")


def _check_programme(pack: CityPack) -> None:
    try:
        ZoneInfo(pack.info.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        problem = f"'{pack.info.timezone}' is not a time zone"
        raise CityPackError("info.toml", problem, place="table [info], field 'timezone'") from error
    try:
        public_holidays(pack.deadlines.public_holidays)
    except ValueError as error:
        raise CityPackError(
            "consideration.toml", str(error), place="table [deadlines], field 'public_holidays'"
        ) from error
    _check_languages(pack.info.languages)
    for phase in pack.process.phases:
        if phase.end < phase.start:
            raise CityPackError("process.toml", "is before its start", place=f"phase '{phase.id}', field 'end'")
    workgroups = {workgroup.id for workgroup in pack.workgroups}
    for body in pack.process.bodies:
        if body.id in workgroups:
            raise CityPackError("process.toml", "is the id of a workgroup", place=f"body '{body.id}', field 'id'")
    for source in pack.process.starting_sources:
        _refer([source.workgroup], workgroups, "process.toml", f"starting_source '{source.title}'", "workgroup")
    _check_examples(pack)


def _check_languages(languages: tuple[str, ...]) -> None:
    place = "table [info], field 'languages'"
    if GERMAN not in languages:
        raise CityPackError("info.toml", f"'{GERMAN}' is missing: its text holds", place=place)
    for tag in _doubles(languages):
        raise CityPackError("info.toml", f"'{tag}' is given twice", place=place)
    _refer(languages, shipped(), "info.toml", "table [info]", "languages")


def _check_examples(pack: CityPack) -> None:
    areas = {area.id for area in pack.areas}
    venues = {venue.id for venue in pack.venues}
    for example in pack.examples:
        place = f"example '{example.id}'"
        _refer([example.venue], venues, "info.toml", place, "venue")
        _refer(example.areas, areas, "info.toml", place, "areas")
        if example.ends <= example.starts:
            raise CityPackError("info.toml", "is not after its start", place=f"{place}, field 'ends'")
        if (example.scope == "districts") != bool(example.areas):
            raise CityPackError(
                "info.toml", "must be given for the scope 'districts' and only there", place=f"{place}, field 'areas'"
            )


def _check_position(pack: CityPack) -> None:
    file, position = "starting_position.toml", pack.position
    sources, chapters = [each.id for each in position.sources], [each.id for each in position.chapters]
    for kind, ids in (("source", sources), ("chapter", chapters)):
        for entry_id in _doubles(ids):
            raise CityPackError(file, "is given twice", place=f"{kind} '{entry_id}', field 'id'")
    for number, figure in enumerate(position.figures, start=1):
        _refer([figure.source], sources, file, f"[[figure]] {number}", "source")
        _refer([figure.chapter], chapters, file, f"[[figure]] {number}", "chapter")


def _check_tables(pack: CityPack) -> None:
    districts = {district.id for district in pack.districts}
    for venue in pack.venues:
        _refer([venue.district], districts, "venues.csv", f"venue '{venue.id}'", "district")
    for landmark in pack.landmarks:
        _refer([landmark.district], districts, "landmarks.csv", f"landmark '{landmark.name}'", "district")
    for postcode, ids in pack.postcodes.items():
        _refer(ids, districts, "plz.csv", f"postcode '{postcode}'", "districts")


def _refer(ids: Iterable[str], known: Container[str], file: str, place: str, field: str) -> None:
    """Raise CityPackError for the first id that is not among the known ones."""
    for entry_id in ids:
        if entry_id not in known:
            raise CityPackError(file, f"'{entry_id}' does not exist", place=f"{place}, field '{field}'")


def _doubles(ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for entry_id in ids:
        if entry_id in seen:
            yield entry_id
        seen.add(entry_id)
