"""A page that grows while long work goes on: first its beginning, then a line a step, its end at last. Needs no script."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import web

from handlers.pages.layout import words

HERE = "<!-- here -->"
LOOK_SECONDS = 0.5
STEPS = 10
# A proxy that gathers an answer before it passes it on would take the point out of it.
HEADERS = {"Content-Type": "text/html; charset=utf-8", "X-Accel-Buffering": "no"}

Result = TypeVar("Result")


@dataclass
class Step:
    """How far long work has come; called by the work, read by the page."""

    done: int = 0
    total: int = 0

    def __call__(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    @property
    def tenth(self) -> int:
        return self.done * STEPS // max(self.total, 1)


class GrowingPage:
    """The page between its beginning and its end."""

    def __init__(self, request: web.Request, response: web.StreamResponse) -> None:
        self._request = request
        self._response = response

    async def add(self, template: str, **values: object) -> None:
        """Show a piece of a page below what is there; who has gone away sees nothing of it."""
        with suppress(ConnectionResetError):
            await self._response.write(words(self._request, template, **values).encode())

    async def follow(self, work: Awaitable[Result], step: Step, template: str) -> Result:
        """Show each tenth of the work by a template that is given the `step`, and return what comes of it.

        Somebody who goes away does not stop it: they have pressed the button.
        """
        task, shown = asyncio.ensure_future(work), 0
        while not task.done():
            await asyncio.wait({task}, timeout=LOOK_SECONDS)
            if step.tenth > shown:
                shown = step.tenth
                await self.add(template, step=step)
        return task.result()


@asynccontextmanager
async def growing(
    request: web.Request, response: web.StreamResponse, template: str, **values: object
) -> AsyncIterator[GrowingPage]:
    """Send a page up to the comment "here", let it grow, and send the rest."""
    before, after = words(request, template, **values).split(HERE)
    response.headers.update(HEADERS)
    await response.prepare(request)
    with suppress(ConnectionResetError):
        await response.write(before.encode())
    yield GrowingPage(request, response)
    with suppress(ConnectionResetError):
        await response.write(after.encode())
        await response.write_eof()
