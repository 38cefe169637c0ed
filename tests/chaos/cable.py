"""The cable between the product and its database: it can be pulled, clogged, and quietly cut while it still looks plugged in."""

import asyncio
from contextlib import suppress

from tests.running.process import free_port

HOST = "127.0.0.1"
CHUNK = 65536


class Cable:
    """A port that leads to another one: `async with Cable(to_port) as cable:`."""

    def __init__(self, to_port: int) -> None:
        self.port = free_port()
        self._to_port = to_port
        self._passes = asyncio.Event()
        self._passes.set()
        self._wires: set[Wire] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "Cable":
        await self.plug()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.pull()
        while self._wires:
            for wire in list(self._wires):
                wire.passes.set()
                wire.break_off()
            await asyncio.sleep(0.01)

    async def pull(self) -> None:
        """Break every connection and refuse new ones."""
        if self._server is not None:
            self._server.close()
        for wire in list(self._wires):
            wire.break_off()

    async def plug(self) -> None:
        """Let connections through again."""
        self._server = await asyncio.start_server(self._connect, HOST, self.port)

    def clog(self) -> None:
        """Let nothing pass, neither in old connections nor in new ones; nobody is told."""
        self._passes.clear()

    def clear(self) -> None:
        """Let everything pass that is still wanted."""
        self._passes.set()

    def forget(self) -> None:
        """Let nothing pass in the connections there are, for ever; nobody is told, and new ones are good."""
        for wire in self._wires:
            wire.passes = asyncio.Event()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire = Wire(self._passes, writer)
        self._wires.add(wire)
        try:
            await wire.passes.wait()
            behind = await asyncio.open_connection(HOST, self._to_port)
            wire.ends.append(behind[1])
            await asyncio.wait(
                (asyncio.create_task(wire.carry(reader, behind[1])), asyncio.create_task(wire.carry(behind[0], writer)))
            )
        except OSError:
            pass  # nobody listens behind: whoever connected is hung up on
        finally:
            wire.break_off()
            self._wires.discard(wire)


class Wire:
    """One connection through the cable."""

    def __init__(self, passes: asyncio.Event, end: asyncio.StreamWriter) -> None:
        self.passes = passes
        self.ends = [end]

    def break_off(self) -> None:
        for end in self.ends:
            end.transport.abort()

    async def carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """Pass everything on until either end goes; an end that goes takes the other with it, unless nothing passes."""
        with suppress(OSError):
            while chunk := await source.read(CHUNK):
                await self.passes.wait()
                target.write(chunk)
                await target.drain()
        await self.passes.wait()
        self.break_off()
