"""Passwords, codes, names and addresses of those who sign in stand in no log, no figure and no row, only what is made of them."""

import json
from pathlib import Path

from sqlalchemy import text
from structlog.testing import capture_logs

from bot.exposition import text_of
from handlers.accounts import actions
from handlers.deps import Deps
from storage.database import Database
from storage.models import Role, metadata
from tests.accounts.conftest import PASSWORD, Come, enter, knock, posted
from tests.desk.conftest import Open

TYPED_WRONG, NAME, ADDRESS = "ein ganz anderer Wal im Hafen", "ottokar.zwiebelmann", "203.0.113.9"


async def test_what_was_typed_is_found_nowhere(
    join: Come, seat: Open, deps: Deps, database: Database, tmp_path: Path
) -> None:
    with capture_logs() as logged:
        person = await join(Role.MODERATOR, NAME)
        browser = await seat(None)
        await knock(browser, NAME, TYPED_WRONG, ADDRESS)
        await knock(browser, "zwiebelmann.vertippt", PASSWORD, ADDRESS)
        await knock(browser, NAME, address=ADDRESS)
        await enter(browser, "123456", ADDRESS)
        used = person.next_code()
        assert await enter(browser, used, ADDRESS) == 303
        await posted(person.browser, "/moderation/zugang/ersatzcodes", proof=person.recovery[0])
        cookies = [cookie.value for cookie in browser.session.cookie_jar if cookie.value]
    recovery = [form for code in person.recovery for form in (code, code.replace("-", ""))]
    secrets = [PASSWORD, TYPED_WRONG, person.secret, *recovery, *cookies]

    events = [event["event"] for event in logged]
    assert {"moderator.signed_in", "moderator.sign_in_failed", "moderator.password_set"} <= set(events)
    lines = json.dumps(logged, default=str)
    figures = text_of(deps.meters.families())
    assert 'forumsbote_sign_ins_total{way="code",outcome="done"} 1' in figures
    for kept in (lines, figures):
        assert [
            word for word in (*secrets, NAME, "vertippt", ADDRESS, "203.0.113", used, "Vogelsang") if word in kept
        ] == []

    rows = await everything(database)
    assert NAME in rows and "$argon2id$" in rows  # the grep works: the sign-in name is kept, and a hash
    assert [word for word in (*secrets, "vertippt", ADDRESS, "203.0.113") if word in rows] == []
    if database.is_sqlite:
        files = bytes_of(tmp_path)
        assert NAME.encode() in files
        assert [word for word in secrets if word.encode() in files] == []


async def test_the_secret_of_another_row_is_worth_nothing(
    join: Come, seat: Open, database: Database, deps: Deps
) -> None:
    """Who may write to the database cannot put a secret they know in the place of another."""
    mine, other = await join(name="ada"), await join(name="eva")
    async with database.engine.begin() as connection:
        sealed = "(SELECT sealed FROM second_factor WHERE moderator_id = :mine)"
        change = text(f"UPDATE second_factor SET sealed = {sealed} WHERE moderator_id = :other")  # noqa: S608  (no words of others)
        await connection.execute(change, {"mine": mine.id, "other": other.id})
    browser = await seat(None)
    await knock(browser, "eva")

    assert await enter(browser, mine.next_code()) == 500
    assert len(await actions.people(deps)) == 2


def bytes_of(folder: Path) -> bytes:
    """Return the database with its log, as it lies on the disk."""
    return b"".join(path.read_bytes() for path in folder.glob("test.db*"))


async def everything(database: Database) -> str:
    """Return all rows of all tables as text."""
    found = []
    async with database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            found += [str(row) for row in (await connection.execute(table.select())).all()]
    return "\n".join(found)
