"""Which public pages there are, and when each changed last."""

from dataclasses import dataclass
from datetime import UTC, datetime

from handlers.deps import Deps
from handlers.forums import actions as forums
from handlers.newsroom import actions as newsroom

# Pages that are always there.
PAGES = (
    "/",
    "/chat",
    "/foren",
    "/prozess",
    "/prozess/dokumente",
    "/ausgangslage",
    "/ergebnisse",
    "/so-ordnen-wir-zu",
    "/presse",
    "/offene-daten",
    "/api",
    "/vorgang",
    "/hilfe",
    "/datenschutz",
    "/barrierefreiheit",
    "/hausregeln",
)
# None of theirs: the desk, what leads on to another page, what belongs to one conversation.
CLOSED = ("/moderation", "/f/", "/chat/", "/telegram/")
MOST_OF_A_KIND = 1000
BEFORE_EVERYTHING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Listed:
    """One page; `changed_at` is None where it has no moment of its own."""

    path: str
    changed_at: datetime | None = None


async def listed(deps: Deps) -> list[Listed]:
    """Return all public pages, of forums and of press releases the latest."""
    latest = (await forums.list_public(deps, BEFORE_EVERYTHING))[-MOST_OF_A_KIND:]
    releases = await newsroom.list_public(deps, offset=0, limit=MOST_OF_A_KIND)
    return [
        *map(Listed, PAGES),
        *(Listed(f"/foren/{forum.slug}", forum.changed_at) for forum in latest),
        *(
            Listed(f"/presse/{release.slug}", release.public(deps.now())[0].public_from)
            for release in releases
            if release.withdrawn_at is None
        ),
    ]
