"""Read a CSV or XLSX of paper cards and table notes; every mistake is named by line and column."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from handlers.city.places import DistrictFinder
from handlers.concerns.rules import check_text
from handlers.errors import BadInputError, RefusalError
from handlers.i18n import BERLIN, Phrase, speaker
from handlers.moderation import texts
from handlers.moderation.sheets import NotATableError, records
from storage.models import Source

TEXT, DISTRICT, SOURCE, RECEIVED = COLUMNS = ("Text", "Ortsteil", "Quelle", "Eingang")
# What the export's other columns say is given anew; "Kanal" is what it calls the source.
ALIASES = {"kanal": SOURCE}
PASSED_OVER = frozenset(
    {"nummer", "sprache", "stadtbereich", "themen", "arbeitsgruppen", "status", "ergebnis", "begründung"}
)
WRITTEN = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y")
SHOWN = 50
MOST_CARDS = 5000
"""At the desk, where somebody waits for it."""

LANGUAGE = "de"
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Card:
    """One row of the file; None where its column is empty or missing."""

    text: str
    district: str | None
    source: Source
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one cell; `line` counts from 1, the header included."""

    line: int
    column: str
    complaint: Phrase


class CardFileError(RefusalError):
    """A file of which nothing was taken, with everything that is wrong with it; its sentence names the first SHOWN mistakes."""

    status = 400

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        say = speaker(LANGUAGE).say
        lines = [
            say(texts.IMPORT_LINE(line=mistake.line, field=mistake.column, complaint=mistake.complaint))
            for mistake in mistakes[:SHOWN]
        ]
        super().__init__(texts.IMPORT_ERRORS(n=len(mistakes), lines="\n".join(lines)))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Row:
    """One record as it stands in the file, by the names of the columns."""

    line: int
    cells: Mapping[str, str]


class CardReader:
    """Reads cards for one city at one moment."""

    def __init__(self, places: DistrictFinder, labels: Mapping[Source, str], now: datetime) -> None:
        self._places = places
        self._now = now
        self._sources = {kind.value: kind for kind in Source} | {word.casefold(): kind for kind, word in labels.items()}
        self._labels = labels

    def read(self, content: bytes, most: int | None = None) -> tuple[Card, ...]:
        """Return all cards of a file, or raise CardFileError with every mistake in it; more than `most` are one, too."""
        mistakes: list[Mistake] = []
        cards = tuple(self._card(row, mistakes) for row in rows_of(content))
        if most is not None and len(cards) > most:
            mistakes.insert(0, Mistake(most + 2, TEXT, texts.IMPORT_TOO_MANY(most=most)))
        if mistakes:
            raise CardFileError(tuple(mistakes))
        if not cards:
            raise CardFileError((Mistake(1, TEXT, texts.IMPORT_EMPTY),))
        return cards

    def _card(self, row: Row, mistakes: list[Mistake]) -> Card:
        """Return a row as a card; what is wrong with it is added to the mistakes."""

        def cell(column: str, read: Callable[[str], Value], instead: Value) -> Value:
            try:
                return read(row.cells.get(column, ""))
            except BadInputError as refusal:
                mistakes.append(Mistake(row.line, column, refusal.sentence))
                return instead

        return Card(
            text=cell(TEXT, _text, ""),
            district=cell(DISTRICT, self._district, None),
            source=cell(SOURCE, self._source, Source.PAPER),
            received_at=cell(RECEIVED, self._moment, None),
        )

    def _district(self, typed: str) -> str | None:
        if not typed:
            return None
        found = self._places.by_name(typed).exact
        if found is None:
            raise BadInputError(texts.UNKNOWN_DISTRICT(value=typed))
        return found.id

    def _source(self, typed: str) -> Source:
        if not typed:
            return Source.PAPER
        source = self._sources.get(typed.casefold())
        if source is None:
            raise BadInputError(texts.IMPORT_UNKNOWN_SOURCE(value=typed, known=", ".join(self._labels.values())))
        return source

    def _moment(self, typed: str) -> datetime | None:
        if not typed:
            return None
        moment = _parsed(typed)
        if moment is None or moment < EARLIEST:
            raise BadInputError(texts.IMPORT_BAD_MOMENT(value=typed))
        if moment > self._now:
            raise BadInputError(texts.IMPORT_FUTURE(value=typed))
        return moment


def rows_of(content: bytes) -> Iterator[Row]:
    """Yield the records of a CSV file in UTF-8 or of an XLSX file, by the columns its first line names; empty ones are passed over."""
    try:
        table = records(content)
        columns = _columns(next(table, (1, []))[1])
        for line, record in table:
            if any(cell.strip() for cell in record):
                yield Row(line, _cells(columns, record, line))
    except NotATableError as error:
        complaint = texts.IMPORT_UNREADABLE if error.is_text else texts.IMPORT_NOT_TEXT
        raise CardFileError((Mistake(error.line, TEXT, complaint),)) from error


def _columns(head: list[str]) -> list[str]:
    """Return the names of the columns as we call them, "" for those that are passed over."""
    ours = {column.casefold(): column for column in COLUMNS} | ALIASES
    names = [cell.strip() for cell in head]
    for name in names:
        if name and name.casefold() not in ours and name.casefold() not in PASSED_OVER:
            raise CardFileError((Mistake(1, name, texts.IMPORT_UNKNOWN_COLUMN(value=name)),))
    columns = [ours.get(name.casefold(), "") for name in names]
    if TEXT not in columns:
        raise CardFileError((Mistake(1, TEXT, texts.IMPORT_NO_TEXT_COLUMN),))
    return columns


def _cells(columns: list[str], record: list[str], line: int) -> Mapping[str, str]:
    if any(cell.strip() for cell in record[len(columns) :]):
        raise CardFileError((Mistake(line, TEXT, texts.IMPORT_TOO_MANY_CELLS),))
    return {column: _unguarded(cell.strip()) for column, cell in zip(columns, record, strict=False) if column}


def _unguarded(cell: str) -> str:
    """Take away the apostrophe the export puts before what might be a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def _text(typed: str) -> str:
    if not typed:
        raise BadInputError(texts.IMPORT_TEXT_MISSING)
    return check_text(typed)


def _parsed(typed: str) -> datetime | None:
    """Return the moment of a German or ISO date, with or without a time; Berlin time where no zone is given."""
    for written in WRITTEN:
        try:
            return datetime.strptime(typed, written).replace(tzinfo=BERLIN).astimezone(UTC)
        except ValueError:
            continue
    try:
        moment = datetime.fromisoformat(typed)
        return (moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
