"""Whatever Telegram, or who knows its secret, may send, and whatever may be typed into any form of the router: no fault, no leak.

A few with every run; many with UPDATE_EXAMPLES=10000 and FORM_EXAMPLES=5000.
"""

import asyncio
import inspect
import json
import os
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from typing import TypeVar
from urllib.parse import quote, urlencode

import pytest
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import BaseModel

import handlers
from handlers.accounts.gate import SIGN_IN_PAGE
from handlers.deps import Deps
from storage.models import Role
from tests.attack.conftest import SECRET, TOKEN, Seat
from tests.attack.corpus import PAYLOADS
from tests.desk.conftest import hand_in

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
UPDATES = int(os.environ.get("UPDATE_EXAMPLES", "60"))
FORMS = int(os.environ.get("FORM_EXAMPLES", "60"))
QUIETLY = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
NEVER_SHOWN = ("Traceback", TOKEN, SECRET, "sqlalchemy", "site-packages")
# What is read without a model.
BARE_FIELDS = {"text", "press", "start", "command", "share", "latitude", "longitude", "page", "seen", "did", "yes"}
PLACES = ("1", "2", "0", "999", "-1", "2026-000001", "2026-000002", "9" * 19, "1.5", "x", "citizen", "csv")
numbers = count(7_000_000)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(PAYLOADS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=4,
)


def mostly(usual: SearchStrategy[object]) -> SearchStrategy[object]:
    """Return what should stand there, four times out of five."""
    return st.one_of(usual, usual, usual, usual, anything)


texts = st.sampled_from(
    ("/start", "ja", "/anliegen", "/loeschen", "Stopp", "Am Bahnhof ist es dunkel")
) | st.sampled_from(PAYLOADS)
people = st.fixed_dictionaries(
    {"id": mostly(st.integers(1, 40)), "is_bot": mostly(st.booleans()), "first_name": mostly(st.text(max_size=8))},
    optional={"language_code": mostly(st.sampled_from(("de", "en", "ar-EG", ""))), "username": anything},
)
chats = st.fixed_dictionaries(
    {"id": mostly(st.integers(1, 40)), "type": mostly(st.sampled_from(("private", "group", "supergroup", "channel")))}
)
places = st.fixed_dictionaries({"latitude": mostly(st.floats()), "longitude": mostly(st.floats())})
messages = st.fixed_dictionaries(
    {
        "message_id": mostly(st.integers(1, 99)),
        "date": mostly(st.integers(0, 2**40)),
        "chat": mostly(chats),
        "from": mostly(people),
    },
    optional={
        "text": mostly(st.one_of(texts, st.text(max_size=60))),
        "caption": mostly(texts),
        "location": mostly(places),
        "photo": anything,
        "voice": anything,
        "document": anything,
        "contact": anything,
        "media_group_id": anything,
        "new_chat_members": anything,
        "entities": anything,
    },
)
presses = st.fixed_dictionaries(
    {"id": mostly(st.text(max_size=8)), "from": mostly(people), "chat_instance": anything},
    optional={"data": mostly(texts), "message": mostly(messages)},
)
changes = st.fixed_dictionaries(
    {
        "chat": mostly(chats),
        "from": mostly(people),
        "date": mostly(st.integers(0, 2**33)),
        "old_chat_member": anything,
        "new_chat_member": anything,
    }
)
updates = st.dictionaries(
    st.sampled_from(("message", "edited_message", "callback_query", "my_chat_member", "channel_post", "poll", "new")),
    st.one_of(messages, messages, presses, changes, anything),
    max_size=2,
)


T = TypeVar("T")


async def as_often(
    examples: int, drawn: SearchStrategy[T], one: Callable[[T], Coroutine[object, object, None]]
) -> None:
    """Let hypothesis draw in a thread of its own what is tried in this loop."""
    loop = asyncio.get_running_loop()

    @settings(QUIETLY, max_examples=examples, derandomize=examples < 1000)
    @given(drawn)
    def tried(value: T) -> None:
        asyncio.run_coroutine_threadsafe(one(value), loop).result(60)

    await asyncio.to_thread(tried)


async def test_no_update_is_a_fault(seat: Seat, caplog: pytest.LogCaptureFixture) -> None:
    telegram = await seat(None)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    seen: Counter[int] = Counter()

    async def brought(update: dict[str, object]) -> None:
        body = json.dumps({"update_id": next(numbers)} | update)
        answer = await telegram.post("/telegram/webhook", data=body, headers=headers)
        assert answer.status in (200, 400), body
        seen[answer.status] += 1

    await as_often(UPDATES, updates, brought)

    print(f"updates by status: {dict(seen)}")
    assert seen.total() >= UPDATES
    assert [record for record in caplog.records if "turn.failed" in str(record.msg)] == []


async def test_no_form_of_the_router_is_a_fault(server: TestServer, seat: Seat, deps: Deps) -> None:
    doors = sorted(
        route.resource.canonical
        for route in server.app.router.routes()
        if route.resource is not None and route.method == "POST" and route.resource.canonical != "/telegram/webhook"
    )
    fields = sorted(BARE_FIELDS | named_fields())
    await hand_in(deps)
    somebody = {True: await seat(Role.ADMIN), False: await seat(None)}
    seen: Counter[int] = Counter()

    async def sent(form: Filled) -> None:
        address = re.sub(r"\{\w+\}", quote(form.place[:60].encode("utf-8", "replace"), safe=""), form.door)
        body = urlencode(form.values, errors="replace")
        answer = await somebody[form.at_the_desk].post(
            address, data=body, headers={"Content-Type": "application/x-www-form-urlencoded"}, allow_redirects=False
        )
        said = await answer.text() if answer.content_type == "text/html" else ""
        assert answer.status < 500, (address, body)
        assert [secret for secret in NEVER_SHOWN if secret in said] == [], (address, body)
        if form.at_the_desk and answer.headers.get("Location") == SIGN_IN_PAGE:
            somebody[True] = await seat(Role.ADMIN)
        seen[answer.status] += 1

    await as_often(FORMS, forms(doors, fields), sent)

    print(f"forms by status: {dict(sorted(seen.items()))}, {len(doors)} doors, {len(fields)} fields")
    assert seen.total() >= FORMS


@dataclass(frozen=True)
class Filled:
    """A form as somebody sends it, and what stands in the places of its address."""

    door: str
    place: str
    at_the_desk: bool
    values: dict[str, str]


def forms(doors: Sequence[str], fields: Sequence[str]) -> SearchStrategy[Filled]:
    values = st.one_of(
        st.sampled_from(PAYLOADS), st.text(max_size=40), st.sampled_from((*PLACES, "2026-12-03", "18:00", "on", ""))
    )
    known = st.sampled_from(("1", "2026-000001"))
    return st.builds(
        Filled,
        st.sampled_from(doors),
        st.one_of(*[known] * 6, st.sampled_from(PLACES), st.sampled_from(PAYLOADS)),
        st.sampled_from((True, True, True, False)),
        st.dictionaries(st.sampled_from(fields), values, max_size=9),
    )


def named_fields() -> set[str]:
    """Return the names of all fields of all forms of the house."""
    found: set[str] = set()
    for module in pkgutil.walk_packages(handlers.__path__, "handlers."):
        loaded = import_module(module.name)
        for _, kind in inspect.getmembers(loaded, inspect.isclass):
            if issubclass(kind, BaseModel) and kind.__name__.endswith("Form"):
                found |= set(kind.model_fields)
    return found
