"""The table of rights, written from the router and the dialogue: `python -m tests.house.rights` writes docs/rights.md anew."""

import asyncio
import tempfile
from collections.abc import Iterator

from aiohttp import web

from bot.dialog import DIALOG
from bot.settings import Settings
from bot.web import build_app
from bot.wiring import build_deps
from handlers.accounts.gate import ALLOWED, ANYONE, PREFIX, Allowed
from handlers.city.loading import load
from storage.database import connect
from storage.models import Role
from tests.house.sources import ROOT

DOCUMENT = ROOT / "docs" / "rights.md"
YES, NO = "yes", "–"
WORDS = """# Rights

Who may use what, written from the router and the dialogue by `python -m tests.house.rights`. A test fails where the two differ, and
another asks every address as every role and as nobody. What the roles see behind an address: a member only the list of their
workgroup, a reader all lists; both redacted, without original texts, and a reader only until the end of their last day. The webhook
of Telegram is no door for people: it wants Telegram's secret.

## Addresses

{addresses}

## Commands in chat

"Anybody" is a chat that belongs to nobody at the desk. A command that is not for a chat is answered like an unknown one.

{commands}
"""

Key = tuple[str, str]


def who_may(app: web.Application) -> dict[Key, Allowed]:
    """Return who may use each route of the router; under the desk nobody where nothing is declared."""
    found: dict[Key, Allowed] = {}
    for route in app.router.routes():
        if route.resource is None or route.method == "HEAD":
            continue
        path = route.resource.canonical
        found[route.method, path] = (
            app[ALLOWED].get((route.method, path), frozenset()) if path.startswith(PREFIX) else ANYONE
        )
    return found


def document(app: web.Application) -> str:
    """Return the page as it has to be."""
    addresses = (
        [method, f"`{path}`", *(_mark(who in allowed) for who in (None, *Role))]
        for (method, path), allowed in who_may(app).items()
    )
    commands = (
        [f"`/{name}`", *(_mark(command.roles is None or who in command.roles) for who in (None, *Role))]
        for name, command in DIALOG.commands.items()
    )
    roles = [role.value for role in Role]
    return WORDS.format(
        addresses="\n".join(_table(["Method", "Path", "nobody", *roles], addresses)),
        commands="\n".join(_table(["Command", "anybody", *roles], commands)),
    )


def _table(head: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _mark(may: bool) -> str:
    return YES if may else NO


async def write() -> None:
    """Write the page."""
    settings = Settings(secret_key="for the table only")
    with tempfile.TemporaryDirectory() as folder:
        database = connect(f"sqlite+aiosqlite:///{folder}/empty.db")
        deps = build_deps(settings, database, load(settings.city), lambda: None)
        DOCUMENT.write_text(document(build_app(settings, deps, None, None)), encoding="utf-8")
        await database.close()


if __name__ == "__main__":
    asyncio.run(write())
