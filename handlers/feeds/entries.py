"""Gather what is new: forums announced, moved and cancelled, changes of the course, press releases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from handlers.deps import Deps
from handlers.feeds import texts
from handlers.forums import actions as forums
from handlers.forums import words
from handlers.i18n import Phrase, Speaker, speaker, verbatim
from handlers.newsroom import actions as newsroom
from handlers.newsroom.rules import blocks
from handlers.process import changing
from handlers.process import texts as process_texts
from handlers.signs import plain
from storage.models import ForumState
from storage.readings.forums import ForumReading
from storage.readings.plan import PhaseChangeReading
from storage.readings.press import PressReading

LANGUAGE = "de"
MOST = 50
FORUMS_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new; `published` is None where only the last change is known.

    id  stays the same whatever of it changes and wherever our pages move; a forum that moves is another piece of news
    """

    id: str
    url: str
    title: str
    words: str
    updated: datetime
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """All of it, the latest first."""

    id: str
    title: str
    subtitle: str
    author: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime | None:
        """When anything of it changed last; None for an empty one."""
        return max((entry.updated for entry in self.entries), default=None)


async def feed(deps: Deps) -> Feed:
    """Return the news of now."""
    speaks = speaker(LANGUAGE)
    found = [
        *(_forum(deps, speaks, forum) for forum in await forums.list_public(deps, deps.now() - FORUMS_KEPT)),
        *(_change(deps, speaks, change) for change in await changing.public_changes(deps)),
        *(_press(deps, speaks, release) for release in await newsroom.list_public(deps, offset=0, limit=MOST)),
    ]
    return Feed(
        id=_urn(deps, "feed"),
        title=_said(speaks, texts.TITLE(process=deps.city.process.title)),
        subtitle=_said(speaks, texts.SUBTITLE),
        author=deps.city.info.operator,
        entries=tuple(sorted(found, key=lambda entry: (entry.updated, entry.id), reverse=True)[:MOST]),
    )


def _forum(deps: Deps, speaks: Speaker, forum: ForumReading) -> Entry:
    cancelled = forum.state is ForumState.CANCELLED
    kind = texts.CANCELLED if cancelled else texts.MOVED if forum.version > 1 else texts.FORUM
    paragraphs: Iterable[Phrase] = words.card(deps.city, forum)
    return Entry(
        id=_urn(deps, "forum", forum.slug, forum.created_at.isoformat(), str(forum.version)),
        url=speaks.address(words.page_of(deps, forum)),
        title=_said(speaks, kind(title=speaks.say(words.listed_title(forum)))),
        words=_said(speaks, *([texts.CANCELLED_SAYS] if cancelled else []), *paragraphs),
        updated=forum.changed_at,
    )


def _change(deps: Deps, speaks: Speaker, change: PhaseChangeReading) -> Entry:
    course = process_texts.COURSES[change.course]
    return Entry(
        id=_urn(deps, "change", str(change.id), change.at.isoformat()),
        url=f"{deps.public_url}/prozess",
        title=_said(speaks, texts.COURSE(phase=change.became.title, course=course)),
        words=_said(speaks, verbatim(change.reason)),
        updated=change.at,
        published=change.at,
    )


def _press(deps: Deps, speaks: Speaker, release: PressReading) -> Entry:
    now = deps.now()
    holds, out_since = release.public(now)[0], release.out_since(now)
    title, said = texts.PRESS, [holds.lead, *(block.words for block in blocks(holds.text))]
    if holds.note:
        said.insert(0, holds.note)
    if release.withdrawn_at is not None:
        title, said = texts.WITHDRAWN, [release.withdrawn_reason]
    return Entry(
        id=_urn(deps, "press", release.slug),
        url=f"{deps.public_url}/presse/{release.slug}",
        title=_said(speaks, title(title=holds.title)),
        words=_said(speaks, *map(verbatim, said)),
        updated=release.withdrawn_at or holds.public_from or now,
        published=out_since,
    )


def _urn(deps: Deps, *parts: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, ':'.join(('forumsbote', deps.city.folder.name, *parts)))}"


def _said(speaks: Speaker, *said: Phrase) -> str:
    """Return paragraphs of which XML can hold every sign."""
    return plain(speaks.join(said))
