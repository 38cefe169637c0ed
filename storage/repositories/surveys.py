"""Surveys: their questions, one set of answers a resident, and what the answers add up to."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, func, or_, true
from sqlmodel import col, delete, select, update

from storage.inserting import dialect_of, insert
from storage.models import Answer, Question, QuestionType, Response, Survey, SurveyState
from storage.readings.surveys import (
    ItemReading,
    QuestionReading,
    ResponseReading,
    SurveyCount,
    SurveyReading,
    Value,
    ValueCount,
)
from storage.repositories.base import Repository

SKIPPED: Mapping[str, bool] = MappingProxyType({"skipped": True})


class Surveys(Repository):
    """Surveys with their questions and answers."""

    async def get(self, survey_id: int) -> SurveyReading | None:
        return await self._one(col(Survey.id) == survey_id)

    async def get_for_update(self, survey_id: int) -> SurveyReading | None:
        """Return a survey, locked until the work ends; nobody can begin to answer it meanwhile."""
        return await self._one(col(Survey.id) == survey_id, lock=True)

    async def find_for_update(self, slug: str) -> SurveyReading | None:
        """Return the survey of this name in addresses and files, locked until the work ends."""
        return await self._one(col(Survey.slug) == slug, lock=True)

    async def open_at(self, moment: datetime) -> list[SurveyReading]:
        """Return the surveys that take answers at a moment, the oldest first."""
        takes = (
            col(Survey.state) == SurveyState.OPEN,
            or_(col(Survey.closes_at).is_(None), col(Survey.closes_at) > moment),
        )
        found = (await self._session.exec(select(Survey).where(*takes).order_by(col(Survey.id)))).all()
        questions = await self._questions([survey.id for survey in found])
        return [_reading(survey, questions[survey.id]) for survey in found]

    async def counted(self) -> list[SurveyCount]:
        """Return all surveys with their numbers, the newest first, in one query."""

        def number(*conditions: ColumnElement[bool], of: type[Question] | type[Response]) -> Any:
            counted = select(func.count()).select_from(of).where(of.survey_id == Survey.id, *conditions)
            return counted.correlate(Survey).scalar_subquery()

        query = select(
            Survey,
            number(of=Question),
            number(of=Response),
            number(col(Response.finished_at).is_not(None), of=Response),
        ).order_by(col(Survey.id).desc())
        return [
            SurveyCount(s.id, s.slug, s.title, s.state, s.closes_at, s.example, questions, started, finished)
            for s, questions, started, finished in (await self._session.exec(query)).all()
        ]

    async def add(self, survey: Survey, questions: Sequence[QuestionReading]) -> int | None:
        """Store a survey with its questions; None if one of this slug is there already."""
        values = survey.model_dump(exclude={"id"})
        row = insert(dialect_of(self._session), Survey).values(**values).on_conflict_do_nothing(index_elements=["slug"])
        survey_id: int | None = (await self._session.exec(row.returning(col(Survey.id)))).scalar_one_or_none()
        if survey_id is not None:
            await self._add_questions(survey_id, questions)
        return survey_id

    async def rewrite(
        self, survey_id: int, *, title: str, intro: str, min_cell: int, questions: Sequence[QuestionReading]
    ) -> None:
        """Put another wording in the place of the one before; only for a survey nobody has begun to answer."""
        words = {"title": title, "intro": intro, "min_cell": min_cell}
        await self._session.exec(update(Survey).where(col(Survey.id) == survey_id).values(**words))
        await self._session.exec(delete(Question).where(col(Question.survey_id) == survey_id))
        await self._add_questions(survey_id, questions)

    async def set_state(self, survey_id: int, state: SurveyState, closes_at: datetime | None) -> None:
        changed = update(Survey).where(col(Survey.id) == survey_id).values(state=state, closes_at=closes_at)
        await self._session.exec(changed)

    async def adopt(self, survey_id: int) -> None:
        """Make an example a survey like any other."""
        await self._session.exec(update(Survey).where(col(Survey.id) == survey_id).values(example=False))

    async def remove_examples(self) -> None:
        """Erase the example surveys with all answers to them."""
        await self._session.exec(delete(Survey).where(col(Survey.example).is_(True)))

    async def begin(self, survey_id: int, resident_id: UUID, district: str | None, at: datetime) -> None:
        """Open a resident's set of answers; one that is there already stays as it is."""
        row = insert(dialect_of(self._session), Response).values(
            survey_id=survey_id, resident_id=resident_id, district=district, started_at=at
        )
        await self._session.exec(row.on_conflict_do_nothing(index_elements=["survey_id", "resident_id"]))

    async def response(self, survey_id: int, resident_id: UUID) -> ResponseReading | None:
        """Return a resident's set of answers with all it holds."""
        query = select(Response.id, Response.district, Response.finished_at).where(
            Response.survey_id == survey_id, Response.resident_id == resident_id
        )
        found = (await self._session.exec(query)).first()
        if found is None:
            return None
        response_id, district, finished_at = found
        held = select(Answer.question_id, Answer.item, Answer.value).where(Answer.response_id == response_id)
        answers = {(question_id, item): _value(value) for question_id, item, value in await self._session.exec(held)}
        return ResponseReading(response_id, survey_id, district, finished_at, MappingProxyType(answers))

    async def count_responses(self, survey_id: int) -> int:
        query = select(func.count()).select_from(Response).where(Response.survey_id == survey_id)
        return (await self._session.exec(query)).one()

    async def count_finished(self, survey_id: int, district: str | None = None) -> int:
        """Return how many finished, in one district or in all."""
        query = select(func.count()).select_from(Response).where(*_finished(survey_id, district))
        return (await self._session.exec(query)).one()

    async def put_answer(self, response_id: int, question_id: int, item: str, value: Value, at: datetime) -> None:
        """Keep an answer in the place of the one before; two at once leave one."""
        kept: object = dict(SKIPPED) if value is None else value if isinstance(value, str) else list(value)
        row = insert(dialect_of(self._session), Answer).values(
            response_id=response_id, question_id=question_id, item=item, value=kept, at=at
        )
        await self._session.exec(
            row.on_conflict_do_update(
                index_elements=["response_id", "question_id", "item"], set_={"value": row.excluded.value, "at": at}
            )
        )

    async def place(self, response_id: int, district: str | None) -> None:
        """Note the district a set of answers counts for."""
        await self._session.exec(update(Response).where(col(Response.id) == response_id).values(district=district))

    async def finish(self, response_id: int, at: datetime) -> None:
        """Note the moment a set of answers became complete; the first one stays."""
        open_still = (col(Response.id) == response_id, col(Response.finished_at).is_(None))
        await self._session.exec(update(Response).where(*open_still).values(finished_at=at))

    async def count_values(self, survey_id: int, district: str | None = None) -> list[ValueCount]:
        """Count the values of finished sets of answers, in one district or in all; written texts are left out."""
        value = cast(col(Answer.value), Text)
        query = (
            select(Answer.question_id, Answer.item, value, func.count())
            .join(Response, col(Response.id) == Answer.response_id)
            .join(Question, col(Question.id) == Answer.question_id)
            .where(*_finished(survey_id, district), col(Question.type) != QuestionType.TEXT)
            .group_by(col(Answer.question_id), col(Answer.item), value)
        )
        return [
            ValueCount(question_id, item, _value(json.loads(held)), count)
            for question_id, item, held, count in await self._session.exec(query)
        ]

    async def count_texts(self, survey_id: int) -> dict[int, int]:
        """Return how many finished sets of answers hold a written text, by question."""
        query = (
            select(Answer.question_id, func.count())
            .join(Response, col(Response.id) == Answer.response_id)
            .where(*_finished(survey_id, None), *_written())
            .group_by(col(Answer.question_id))
        )
        return dict((await self._session.exec(query)).all())

    async def texts(self, survey_id: int, question_id: int, *, offset: int, limit: int) -> list[str]:
        """Return one page of what was written at a question in finished sets of answers, the newest first."""
        query = (
            select(Answer.value)
            .join(Response, col(Response.id) == Answer.response_id)
            .where(*_finished(survey_id, None), *_written(), Answer.question_id == question_id)
            .order_by(col(Answer.id).desc())
            .offset(offset)
            .limit(limit)
        )
        return list((await self._session.exec(query)).all())

    async def _one(self, wanted: ColumnElement[bool], *, lock: bool = False) -> SurveyReading | None:
        query = select(Survey).where(wanted).execution_options(populate_existing=True)
        found = (await self._session.exec(query.with_for_update() if lock else query)).first()
        return _reading(found, (await self._questions([found.id]))[found.id]) if found else None

    async def _questions(self, survey_ids: Sequence[int]) -> dict[int, tuple[QuestionReading, ...]]:
        questions: dict[int, tuple[QuestionReading, ...]] = dict.fromkeys(survey_ids, ())
        if survey_ids:
            query = select(Question).where(col(Question.survey_id).in_(survey_ids)).order_by(col(Question.position))
            for question in (await self._session.exec(query)).all():
                questions[question.survey_id] += (_question(question),)
        return questions

    async def _add_questions(self, survey_id: int, questions: Sequence[QuestionReading]) -> None:
        self._session.add_all(
            Question(
                survey_id=survey_id,
                position=position,
                key=question.key,
                type=question.type,
                text=question.text,
                hint=question.hint,
                required=question.required,
                options=list(question.options),
                items=[{"id": item.id, "text": item.text} for item in question.items],
            )
            for position, question in enumerate(questions, start=1)
        )
        await self._session.flush()


def _finished(survey_id: int, district: str | None) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Response.survey_id) == survey_id,
        col(Response.finished_at).is_not(None),
        true() if district is None else col(Response.district) == district,
    )


def _written() -> tuple[ColumnElement[bool], ...]:
    """Tell written texts from skipped ones: a JSON text begins with a quotation mark, a document with a brace."""
    texts = select(Question.id).where(Question.type == QuestionType.TEXT)
    return col(Answer.question_id).in_(texts), cast(col(Answer.value), Text).startswith('"')


def _value(held: Any) -> Value:
    """Read a value as it is stored."""
    match held:
        case list():
            return tuple(held)
        case str():
            return held
    return None


def _question(question: Question) -> QuestionReading:
    return QuestionReading(
        key=question.key,
        type=question.type,
        text=question.text,
        hint=question.hint,
        required=question.required,
        options=tuple(question.options),
        items=tuple(ItemReading(item["id"], item["text"]) for item in question.items),
        id=question.id,
    )


def _reading(survey: Survey, questions: tuple[QuestionReading, ...]) -> SurveyReading:
    return SurveyReading(
        survey.id,
        survey.slug,
        survey.title,
        survey.intro,
        survey.state,
        survey.closes_at,
        survey.min_cell,
        survey.example,
        questions,
    )
