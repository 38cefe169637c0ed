"""A small application with the manners of the real one, and doors that misbehave on purpose."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from handlers.errors import ForbiddenError, NotFoundError, RefusalError
from handlers.i18n import phrase
from handlers.pages.assets import on_static
from handlers.pages.layout import render
from handlers.pages.middlewares import keep_manners
from handlers.pages.site import SITE, Site

Client = TestClient[web.Request, web.Application]


async def on_refuse(request: web.Request) -> web.Response:
    raise {"404": NotFoundError, "403": ForbiddenError, "409": RefusalError}[request.match_info["status"]](
        phrase("Privacy")
    )


async def on_fail(_: web.Request) -> web.Response:
    raise LookupError("secret words")


async def on_break_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(b"half")
    raise LookupError("torn")


async def on_echo(request: web.Request) -> web.Response:
    return web.Response(text=(await request.read()).decode())


async def on_page(request: web.Request) -> web.Response:
    return render(request, "error.html", title=phrase("Help"), sentence=phrase("Privacy"))


def application(public_url: str = "http://127.0.0.1:8080") -> web.Application:
    app = web.Application(client_max_size=1000)
    app[SITE] = Site("Forumsbote", "Hansestadt", public_url)
    keep_manners(app)
    app.router.add_get("/static/{name}", on_static)
    app.router.add_get("/refuse/{status}", on_refuse)
    app.router.add_get("/fail/{secret}", on_fail)
    app.router.add_get("/torn", on_break_off)
    app.router.add_post("/echo", on_echo)
    app.router.add_get("/page", on_page)
    app.router.add_get("/moderation/page", on_page)
    return app


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with TestClient(TestServer(application())) as client:
        yield client


@pytest.fixture
async def tls_client() -> AsyncIterator[Client]:
    async with TestClient(TestServer(application("https://forum.example"))) as client:
        yield client
