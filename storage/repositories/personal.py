"""Everything stored about one resident, table by table, as they may have it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import col

from storage.models import (
    Answer,
    Aside,
    ChatLink,
    Claim,
    Concern,
    ConcernMeaning,
    ConcernText,
    ConcernTopic,
    ConcernWorkgroup,
    ConnectCode,
    Consent,
    Consideration,
    DecisionConcern,
    DecisionPassage,
    FormerNumber,
    Forum,
    Identity,
    Joining,
    KeptUpdate,
    LedgerEntry,
    Moderator,
    Objection,
    OpenQuestion,
    Outgoing,
    Passage,
    PassageTopic,
    Question,
    Registration,
    Resident,
    Response,
    SaidLine,
    StateBefore,
    Survey,
    TextLook,
    Tiding,
)
from storage.models.base import Table
from storage.readings.personal import PersonalReading
from storage.repositories.base import Repository

OF_RESIDENT: tuple[type[Table], ...] = (
    Identity, Consent, Registration, Response, SaidLine, OpenQuestion, Outgoing, Aside, Tiding, KeptUpdate, Moderator, Concern,
    ChatLink, ConnectCode, FormerNumber,
)  # fmt: skip
OF_CONCERN: tuple[type[Table], ...] = (
    ConcernText, ConcernMeaning, ConcernTopic, ConcernWorkgroup, Passage, Joining, Objection, TextLook, LedgerEntry,
    Claim, StateBefore, DecisionConcern,
)  # fmt: skip
OF_PASSAGE: tuple[type[Table], ...] = (PassageTopic, Consideration, DecisionPassage)
# Who at the desk did something is data of those people; the rest only serves the sending.
LEFT_OUT = frozenset(
    {
        "digest",
        "fence",
        "leased_until",
        "rank",
        "deciders",
        "answered_by",
        "proposed_by",
        "confirmed_by",
        "moderator_id",
    }
)
DESK = "moderator:"


class Personal(Repository):
    """Reads what belongs to one resident and to nobody else."""

    async def all_of(self, resident_id: UUID) -> PersonalReading | None:
        """Return every row about a resident, or None where nobody is known (any more)."""
        found = await self._rows(Resident, col(Resident.id) == resident_id)
        if not found:
            return None
        tables: dict[str, Sequence[Mapping[str, Any]]] = {"resident": found}
        for table in OF_RESIDENT:
            tables[_name(table)] = await self._rows(table, _column(table, "resident_id") == resident_id)
        concerns = [row["id"] for row in tables["concern"]]
        for table in OF_CONCERN:
            tables[_name(table)] = await self._rows(table, _column(table, "concern_id").in_(concerns))
        passages = [row["id"] for row in tables["passage"]]
        for table in OF_PASSAGE:
            tables[_name(table)] = await self._rows(table, _column(table, "passage_id").in_(passages))
        responses = [row["id"] for row in tables["response"]]
        tables["answer"] = await self._rows(Answer, col(Answer.response_id).in_(responses))
        return PersonalReading(tables, await self._titles(tables))

    async def _rows(self, table: type[Table], wanted: ColumnElement[bool]) -> list[Mapping[str, Any]]:
        columns = [column for column in _columns(table) if column.name not in LEFT_OUT]
        rows = (await self._session.execute(select_columns(*columns).where(wanted))).all()
        return [{column.name: _of_no_person(value) for column, value in zip(columns, row, strict=True)} for row in rows]

    async def _titles(self, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Mapping[str, str]:
        """Return what forums, surveys and questions that are named by number are called, e.g. {"forum 3": "…"}."""
        named: tuple[tuple[type[Table], Any, set[int]], ...] = (
            (Forum, Forum.title, {row["forum_id"] for row in tables["registration"]}),
            (Survey, Survey.title, {row["survey_id"] for row in tables["response"]}),
            (Question, Question.text, {row["question_id"] for row in tables["answer"]}),
        )
        titles: dict[str, str] = {}
        for table, title, ids in named:
            query: Any = select_columns(_column(table, "id"), title).where(_column(table, "id").in_(ids))
            titles |= {f"{_name(table)} {row[0]}": row[1] for row in (await self._session.execute(query)).all()}
        return titles


def _of_no_person(value: Any) -> Any:
    return "desk" if isinstance(value, str) and value.startswith(DESK) else value


def _columns(table: type[Table]) -> Sequence[Any]:
    held: Any = table
    return list(held.__table__.columns)


def _column(table: type[Table], name: str) -> Any:
    return getattr(table, name)


def _name(table: type[Table]) -> str:
    held: Any = table
    return str(held.__table__.name)
