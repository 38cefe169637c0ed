"""Keep the documents of the process: versions that stay, public or internal."""

import hashlib
from dataclasses import dataclass

import structlog

from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.pages.keys import SignedIn
from handlers.steering import texts
from handlers.steering.filetypes import LIMIT_BYTES, FileType, file_type_of
from handlers.steering.rules import DetailsError
from storage.models import PaperKind, Visibility
from storage.readings.papers import PaperReading, VersionDetails, VersionReading

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What is handed in as a version: a file or a link, not both."""

    visibility: Visibility
    content: bytes | None
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file as it is handed out."""

    title: str
    number: int
    file_type: FileType
    content: bytes


async def count_all(deps: Deps) -> int:
    """Return how many documents there are."""
    async with deps.open_reading() as work:
        return await work.papers.count()


async def list_all(deps: Deps, *, offset: int, limit: int) -> list[PaperReading]:
    """Return one page of all documents by title, each with its versions; for the desk."""
    async with deps.open_reading() as work:
        return await work.papers.all(offset=offset, limit=limit)


async def count_public(deps: Deps) -> int:
    """Return of how many documents everyone may see a version."""
    async with deps.open_reading() as work:
        return await work.papers.count_public()


async def list_public(deps: Deps, *, offset: int = 0, limit: int | None = None) -> list[PaperReading]:
    """Return documents of which everyone may see a version, the latest first, each with its public versions."""
    async with deps.open_reading() as work:
        return await work.papers.public(offset=offset, limit=limit)


async def public_among(deps: Deps, paper_ids: tuple[int, ...]) -> list[PaperReading]:
    """Return those of these documents of which everyone may see a version."""
    if not paper_ids:
        return []
    async with deps.open_reading() as work:
        return await work.papers.public(of=paper_ids)


async def get(deps: Deps, paper_id: int) -> PaperReading:
    """Return a document, or refuse."""
    async with deps.open_reading() as work:
        paper = await work.papers.one(paper_id)
    if paper is None:
        raise NotFoundError(texts.NO_SUCH_DOCUMENT)
    return paper


async def get_version(deps: Deps, version_id: int) -> tuple[PaperReading, VersionReading]:
    """Return a version and its document, or refuse."""
    async with deps.open_reading() as work:
        version = await work.papers.version(version_id)
        paper = await work.papers.one(version.paper_id) if version else None
    if version is None or paper is None:
        raise NotFoundError(texts.NO_SUCH_DOCUMENT)
    return paper, version


async def add(deps: Deps, who: SignedIn, title: str, kind: PaperKind, first: NewVersion) -> int:
    """Take a document in with its first version; returns its number."""
    details = _checked(first)
    async with deps.open_work() as work:
        paper_id = await work.papers.add(title, kind, deps.now())
        await work.papers.add_version(paper_id, details, first.content, moderator_id=who.id, at=deps.now())
    log.info("document.added", paper_id=paper_id, size_bytes=details.size_bytes, by=who.id)
    return paper_id


async def add_version(deps: Deps, who: SignedIn, paper_id: int, new: NewVersion) -> None:
    """Take a further version of a document in; the older ones stay."""
    details = _checked(new)
    async with deps.open_work() as work:
        if await work.papers.get_for_update(paper_id) is None:
            raise NotFoundError(texts.NO_SUCH_DOCUMENT)
        await work.papers.add_version(paper_id, details, new.content, moderator_id=who.id, at=deps.now())
    log.info("document.version_added", paper_id=paper_id, size_bytes=details.size_bytes, by=who.id)


async def rename(deps: Deps, who: SignedIn, paper_id: int, title: str, kind: PaperKind) -> None:
    """Change how a document is called and what kind it is."""
    async with deps.open_work() as work:
        paper = await work.papers.get_for_update(paper_id)
        if paper is None:
            raise NotFoundError(texts.NO_SUCH_DOCUMENT)
        await work.papers.rewrite(paper, title, kind)
    log.info("document.renamed", paper_id=paper_id, by=who.id)


async def show_to(deps: Deps, who: SignedIn, version_id: int, visibility: Visibility) -> int:
    """Let everyone see a version, or the desk only; returns the number of its document."""
    _, version = await get_version(deps, version_id)
    async with deps.open_work() as work:
        await work.papers.set_visibility(version_id, visibility)
    log.info("document.shown", version_id=version_id, visibility=visibility, by=who.id)
    return version.paper_id


async def download(deps: Deps, version_id: int, *, for_everyone: bool) -> Download:
    """Return the file of a version, or refuse; what is internal is not there for everyone."""
    paper, version = await get_version(deps, version_id)
    if for_everyone and version.visibility is not Visibility.PUBLIC:
        raise NotFoundError(texts.NO_SUCH_DOCUMENT)
    async with deps.open_reading() as work:
        content = await work.papers.content(version_id)
    if content is None or version.file_type is None:
        raise NotFoundError(texts.NO_SUCH_DOCUMENT)
    return Download(paper.title, version.number, FileType(version.file_type), content)


def _checked(new: NewVersion) -> VersionDetails:
    if new.content is None:
        if not new.link:
            raise DetailsError("file", texts.FILE_OR_LINK)
        return VersionDetails(visibility=new.visibility, link=new.link, note=new.note)
    if new.link:
        raise DetailsError("link", texts.NOT_BOTH)
    if len(new.content) > LIMIT_BYTES:
        raise DetailsError("file", texts.TOO_LARGE)
    kind = file_type_of(new.content)
    if kind is None:
        raise DetailsError("file", texts.UNKNOWN_FILE)
    return VersionDetails(
        visibility=new.visibility,
        file_type=str(kind),
        size_bytes=len(new.content),
        sha256=hashlib.sha256(new.content).hexdigest(),
        note=new.note,
    )
