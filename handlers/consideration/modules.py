"""Text modules: texts the desk uses again and again as own words of a consideration."""

from typing import Annotated

import structlog
from pydantic import BaseModel, ConfigDict, StringConstraints

from handlers.consideration import plan_texts as texts
from handlers.consideration.rules import WORDS_LEAST, WORDS_MOST
from handlers.deps import Deps
from handlers.errors import BadInputError, NotFoundError
from handlers.pages.keys import SignedIn
from storage.models import TextModule
from storage.readings.paragraphs import ModuleReading
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)


class Module(BaseModel):
    """A text module as it is typed; as long as own words may be."""

    model_config = ConfigDict(frozen=True)

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=WORDS_LEAST, max_length=WORDS_MOST)]


async def modules(deps: Deps) -> list[ModuleReading]:
    """Return all text modules by their title."""
    async with deps.open_reading() as work:
        return await work.paragraphs.modules()


async def get(deps: Deps, module_id: int) -> ModuleReading:
    """Return one text module."""
    found = next((one for one in await modules(deps) if one.id == module_id), None)
    if found is None:
        raise NotFoundError(texts.NO_SUCH_MODULE)
    return found


async def add(deps: Deps, who: SignedIn, typed: Module) -> None:
    """Keep a new text module."""
    async with deps.open_work() as work:
        await _check_title(work, typed.title)
        await work.paragraphs.add_module(TextModule(title=typed.title, words=typed.words))
    log.info("text_module.added", moderator_id=who.id)


async def edit(deps: Deps, who: SignedIn, module_id: int, typed: Module) -> None:
    """Change a text module; what was written with it before stays as it was."""
    async with deps.open_work() as work:
        module = await _locked(work, module_id)
        await _check_title(work, typed.title, but=module_id)
        module.title, module.words = typed.title, typed.words
    log.info("text_module.changed", module_id=module_id, moderator_id=who.id)


async def remove(deps: Deps, who: SignedIn, module_id: int) -> None:
    """Remove a text module; what was written with it stays."""
    async with deps.open_work() as work:
        await work.paragraphs.remove(await _locked(work, module_id))
    log.info("text_module.removed", module_id=module_id, moderator_id=who.id)


async def _check_title(work: UnitOfWork, title: str, but: int | None = None) -> None:
    if any(one.title == title and one.id != but for one in await work.paragraphs.modules()):
        raise BadInputError(texts.TITLE_TAKEN(title=title))


async def _locked(work: UnitOfWork, module_id: int) -> TextModule:
    module = await work.paragraphs.module_for_update(module_id)
    if module is None:
        raise NotFoundError(texts.NO_SUCH_MODULE)
    return module
