"""The plan that is being written: its paragraphs, each citable by a label, in one order."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import structlog
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from handlers.consideration import plan_texts as texts
from handlers.deps import Deps
from handlers.errors import BadInputError, NotFoundError, RefusalError
from handlers.moderation.casework import actor_of
from handlers.pages.keys import SignedIn
from handlers.tomlfile import fault_of, is_too_much
from storage.models import PlanParagraph
from storage.readings.paragraphs import PlanReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)
MOST_PARAGRAPHS = 2000
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]
Heading = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Paragraph(BaseModel):
    """A paragraph as it is typed or stands in a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chapter: Heading
    label: Label
    title: Heading
    words: Annotated[str, Field(max_length=20_000)] = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many paragraphs were new, changed, and as they were."""

    new: int
    changed: int
    same: int


async def paragraphs(deps: Deps) -> list[PlanReading]:
    """Return the plan in its order, each paragraph with how often it is cited."""
    async with deps.open_reading() as work:
        return await work.paragraphs.listed()


async def get(deps: Deps, paragraph_id: int) -> PlanReading:
    """Return one paragraph."""
    found = next((one for one in await paragraphs(deps) if one.paragraph.id == paragraph_id), None)
    if found is None:
        raise NotFoundError(texts.NO_SUCH_PARAGRAPH)
    return found


async def add(deps: Deps, who: SignedIn, typed: Paragraph) -> int:
    """Put a paragraph at the end of its chapter, or of the plan where the chapter is new; returns its id."""
    async with deps.open_work() as work:
        plan = await work.paragraphs.for_update()
        _check_label(plan, typed.label)
        added = PlanParagraph(position=len(plan), **typed.model_dump())
        behind = max((at for at, one in enumerate(plan) if one.chapter == typed.chapter), default=len(plan) - 1)
        await work.paragraphs.add(added)
        _number([*plan[: behind + 1], added, *plan[behind + 1 :]])
        await _note(deps, work, who, "paragraph_added", added)
    log.info("paragraph.added", paragraph_id=added.id, moderator_id=who.id)
    return added.id


async def edit(deps: Deps, who: SignedIn, paragraph_id: int, typed: Paragraph) -> None:
    """Change what a paragraph says; who cites it goes on citing it, under its new label."""
    async with deps.open_work() as work:
        plan = await work.paragraphs.for_update()
        changed = _among(plan, paragraph_id)
        _check_label([one for one in plan if one is not changed], typed.label)
        _write(changed, typed)
        await _note(deps, work, who, "paragraph_changed", changed)
    log.info("paragraph.changed", paragraph_id=paragraph_id, moderator_id=who.id)


async def move(deps: Deps, who: SignedIn, paragraph_id: int, by: int) -> None:
    """Move a paragraph by so many places, as far as the plan goes; below zero is towards its beginning."""
    async with deps.open_work() as work:
        plan = await work.paragraphs.for_update()
        moved = _among(plan, paragraph_id)
        place = plan.index(moved) + by
        plan.remove(moved)
        plan.insert(max(place, 0), moved)
        _number(plan)
        await _note(deps, work, who, "paragraph_moved", moved)
    log.info("paragraph.moved", paragraph_id=paragraph_id, moderator_id=who.id)


async def remove(deps: Deps, who: SignedIn, paragraph_id: int) -> None:
    """Remove a paragraph nothing that was ever decided cites."""
    async with deps.open_work() as work:
        removed = _among(await work.paragraphs.for_update(), paragraph_id)
        if await work.paragraphs.is_cited(paragraph_id):
            raise RefusalError(texts.IS_CITED(label=removed.label))
        await _note(deps, work, who, "paragraph_removed", removed)
        await work.paragraphs.remove(removed)
    log.info("paragraph.removed", paragraph_id=paragraph_id, moderator_id=who.id)


async def export(deps: Deps) -> bytes:
    """Return the plan as TOML that `import_file` takes, in its order."""
    lines = []
    for one in await paragraphs(deps):
        shown = one.paragraph
        values = {"chapter": shown.chapter, "label": shown.label, "title": shown.title, "words": shown.words}
        # A JSON string without escaped characters beyond ASCII is a basic string of TOML.
        said = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
        lines.append("\n".join(("[[paragraph]]", *said)))
    return ("\n\n".join(lines) + "\n").encode()


async def import_file(deps: Deps, who: SignedIn, content: bytes) -> Imported:
    """Take a plan over, all of it or nothing: known by their labels, in the order of the file, those it lacks behind it."""
    typed = _read(content)
    async with deps.open_work() as work:
        plan = await work.paragraphs.for_update()
        known = {one.label: one for one in plan}
        new = [PlanParagraph(position=0, **one.model_dump()) for one in typed if one.label not in known]
        changed = [one for one in typed if one.label in known and _differs(known[one.label], one)]
        for added in new:
            known[added.label] = await work.paragraphs.add(added)
        for one in changed:
            _write(known[one.label], one)
        listed = [known[one.label] for one in typed]
        _number([*listed, *(one for one in plan if one not in listed)])
        if new or changed:
            detail = {"new": len(new), "changed": len(changed)}
            await work.ledger.note("plan_imported", actor_of(who), deps.now(), detail)
    log.info("plan.imported", new=len(new), changed=len(changed), moderator_id=who.id)
    return Imported(len(new), len(changed), len(typed) - len(new) - len(changed))


def _read(content: bytes) -> list[Paragraph]:
    if is_too_much(content):
        raise BadInputError(texts.NO_PARAGRAPHS)
    try:
        entries = tomllib.loads(content.decode("utf-8-sig")).get("paragraph")
    except UnicodeDecodeError as error:
        raise BadInputError(texts.NOT_UTF8) from error
    except (ValueError, RecursionError) as error:
        fault = fault_of(error)
        raise BadInputError(texts.NOT_TOML(line=fault.line or "?", detail=fault.detail)) from error
    if not isinstance(entries, list) or not entries or len(entries) > MOST_PARAGRAPHS:
        raise BadInputError(texts.NO_PARAGRAPHS)
    typed = [_checked(number, entry) for number, entry in enumerate(entries, start=1)]
    labels = [one.label for one in typed]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is not None:
        raise BadInputError(texts.LABEL_TWICE(label=twice))
    return typed


def _checked(number: int, entry: object) -> Paragraph:
    try:
        return Paragraph.model_validate(entry)
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"])) or "-"
        raise BadInputError(texts.WRONG_PARAGRAPH(number=number, field=field)) from error


def _differs(known: PlanParagraph, typed: Paragraph) -> bool:
    return (known.chapter, known.title, known.words) != (typed.chapter, typed.title, typed.words)


def _write(known: PlanParagraph, typed: Paragraph) -> None:
    known.chapter, known.label, known.title, known.words = typed.chapter, typed.label, typed.title, typed.words


def _check_label(others: Sequence[PlanParagraph], label: str) -> None:
    if any(one.label == label for one in others):
        raise BadInputError(texts.LABEL_TAKEN(label=label))


def _among(plan: Sequence[PlanParagraph], paragraph_id: int) -> PlanParagraph:
    found = next((one for one in plan if one.id == paragraph_id), None)
    if found is None:
        raise NotFoundError(texts.NO_SUCH_PARAGRAPH)
    return found


def _number(plan: Sequence[PlanParagraph]) -> None:
    for position, paragraph in enumerate(plan):
        paragraph.position = position


async def _note(deps: Deps, work: UnitOfWork, who: SignedIn, act: str, paragraph: PlanParagraph) -> None:
    detail: Mapping[str, int] = {"paragraph": paragraph.id}
    await work.ledger.note(act, actor_of(who), deps.now(), detail)
