"""Play the fake from outside, when it runs as a process of its own: a few doors under /control/."""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from tests.fakes.bot_api.people import FakeUser, Received
from tests.fakes.bot_api.server import FakeBotApi

API = web.AppKey("API", FakeBotApi)
DEEDS = frozenset(
    {"says", "presses", "presses_data", "shares", "starts", "edits", "blocks", "unblocks", "sends_photo", "sends_voice"}
)


def add_control(api: FakeBotApi) -> None:
    """Add the doors; before the server starts.

    POST /control/users             {"first_name"?, "language_code"?, "user_id"?} → {"id"}
    POST /control/crowd             {"many"} → {"ids"}; people the bot may write to, though they have said nothing
    POST /control/users/ID/DEED     [arguments of FakeUser.DEED] → {"update_id"}
    POST /control/says              [[user id, text], …] → {"update_ids"}; unknown users appear
    GET  /control/users/ID/received what the bot sent this person
    GET  /control/received          {user id: [text, …]} for all
    GET  /control/state             counts, pending updates, violations
    POST /control/flood             {"chat"?, "retry_after"?}
    POST /control/fails             {"method", "status"?, "times"?, "after_effect"?}
    POST /control/recovers
    """
    api.app[API] = api
    api.app.add_routes(
        [
            web.post("/control/users", add_user),
            web.post("/control/crowd", add_crowd),
            web.post("/control/users/{id}/{deed}", play),
            web.post("/control/says", say_much),
            web.get("/control/users/{id}/received", received_by_one),
            web.get("/control/received", received_by_all),
            web.get("/control/state", state),
            web.post("/control/flood", flood),
            web.post("/control/fails", fail),
            web.post("/control/recovers", recover),
        ]
    )


def act(api: FakeBotApi, user_id: int, deed: str, arguments: list[Any]) -> int:
    """Let a person do something; who is not known appears. Returns the update's id."""
    if deed not in DEEDS:
        raise web.HTTPNotFound(text=f"nobody can {deed}")
    user = api.world.chats.get(user_id) or api.user(user_id=user_id)
    if not isinstance(user, FakeUser):
        raise web.HTTPBadRequest(text="not a person")
    update_id: int = getattr(user, deed)(*arguments)
    return update_id


async def add_user(request: web.Request) -> web.Response:
    return web.json_response({"id": request.app[API].user(**await request.json()).id})


async def add_crowd(request: web.Request) -> web.Response:
    crowd = [request.app[API].user() for _ in range((await request.json())["many"])]
    for user in crowd:
        user.open_to_bot = True
    return web.json_response({"ids": [user.id for user in crowd]})


async def play(request: web.Request) -> web.Response:
    arguments = await request.json() if request.can_read_body else []
    api, user_id = request.app[API], int(request.match_info["id"])
    try:
        return web.json_response({"update_id": act(api, user_id, request.match_info["deed"], arguments)})
    except (AssertionError, ValueError, TypeError) as error:
        raise web.HTTPBadRequest(text=str(error)) from error


async def say_much(request: web.Request) -> web.Response:
    api = request.app[API]
    said = [act(api, user_id, "says", [text]) for user_id, text in await request.json()]
    return web.json_response({"update_ids": said})


async def received_by_one(request: web.Request) -> web.Response:
    chat = request.app[API].world.chats.get(int(request.match_info["id"]))
    if chat is None:
        raise web.HTTPNotFound
    return web.json_response([_shown(message) for message in chat.received])


async def received_by_all(request: web.Request) -> web.Response:
    chats = request.app[API].world.chats.values()
    return web.json_response({str(chat.id): [message.text for message in chat.received] for chat in chats})


async def state(request: web.Request) -> web.Response:
    api = request.app[API]
    counts = {
        "pending": len(api.queue.pending),
        "confirmed": len(api.queue.confirmed),
        "expired": len(api.queue.expired),
        "repeated": sum(len(update.attempts) > 1 for update in api.queue.confirmed),
        "repetitions": sum(len(update.attempts) - 1 for update in api.queue.confirmed if update.attempts),
        "sent": len(api.sent),
        "calls": len(api.calls),
        "polls": api.polls,
        "unanswered_presses": len(api.unanswered_presses),
        "ignored_retry_after": api.floods.ignored,
        "limited": api.floods.limited,
        "webhook": api.queue.webhook.url if api.queue.webhook else None,
        "violations": api.violations,
    }
    return web.json_response(counts)


async def flood(request: web.Request) -> web.Response:
    request.app[API].flood(**await request.json())
    return web.json_response({})


async def fail(request: web.Request) -> web.Response:
    request.app[API].fails(**await request.json())
    return web.json_response({})


async def recover(request: web.Request) -> web.Response:
    request.app[API].recovers()
    return web.json_response({})


def _shown(message: Received) -> dict[str, Any]:
    return asdict(message) | {"document": message.document.hex() if message.document is not None else None}
