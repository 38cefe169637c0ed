"""The door Telegram knocks at: everything real but Telegram."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from handlers.channels.inbound import Inbound
from handlers.channels.intake import Taken, take_again
from handlers.channels.telegram.connection import OurBot
from handlers.channels.telegram.door import Door
from handlers.channels.telegram.setup import receive_by_webhook
from handlers.channels.telegram.translate import translate
from handlers.channels.telegram.webhook import LIMIT_BYTES, SECRET_HEADER, WEBHOOK, Webhook, take_update
from handlers.deps import Deps
from handlers.dialog.payloads import STALE
from handlers.dialog.table import Dialog
from handlers.dialog.turn import Said
from handlers.i18n import speaker
from handlers.moderation import troubles
from storage.models import Channel
from tests.fakes.bot_api import FakeBotApi, Received
from tests.telegram.small_dialog import BOOM, answers, texts_for

SECRET = "geheim_123"


@pytest.fixture
async def url(door: Door) -> AsyncIterator[str]:
    app = web.Application()
    app[WEBHOOK] = Webhook(door, SECRET)
    app.router.add_post("/telegram/webhook", take_update)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def knock(url: str, body: bytes | dict[str, Any], secret: str | None = SECRET) -> int:
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    what: dict[str, Any] = {"data": body} if isinstance(body, bytes) else {"json": body}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{url}/telegram/webhook", headers=headers, **what) as answer,
    ):
        return answer.status


@pytest.mark.parametrize("secret", [None, "", "falsch", SECRET + "4", "ü"])
async def test_a_wrong_secret_is_refused(deps: Deps, url: str, api: FakeBotApi, secret: str | None) -> None:
    erika = api.user()
    erika.says("Guten Tag")

    status = await knock(url, list(api.queue.pending.values())[-1].body, secret)

    assert status == 403
    assert await texts_for(deps, erika.id) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"update_id": "1"}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b" " * (LIMIT_BYTES + 1), 413),
        (b'{"update_id": 1}', 200),
        (b'{"update_id": 1, "message": {"text": 5}}', 200),
        (b'{"update_id": 1, "message": 7}', 200),
        (b'{"update_id": 1, "telepathy": {}}', 200),
    ],
)
async def test_any_body_gets_a_clear_answer(url: str, body: bytes, status: int) -> None:
    assert await knock(url, body) == status


async def test_a_message_is_on_the_disk_when_it_is_acknowledged(
    deps: Deps, url: str, api: FakeBotApi, bot: OurBot
) -> None:
    await receive_by_webhook(bot, url, SECRET)
    erika = api.user()
    erika.says("Am Bahnhof ist es dunkel")
    await api.quiet()

    assert await texts_for(deps, erika.id) == ["said <Am Bahnhof ist es dunkel>"]

    api.repeat_last()
    await api.quiet()

    assert await texts_for(deps, erika.id) == ["said <Am Bahnhof ist es dunkel>"]
    assert api.violations == []


async def test_the_same_update_many_times_at_once_is_taken_once(deps: Deps, url: str, api: FakeBotApi) -> None:
    erika = api.user()
    erika.says("Guten Tag")
    body = list(api.queue.pending.values())[-1].body

    statuses = await asyncio.gather(*(knock(url, body) for _ in range(5)))

    assert set(statuses) <= {200, 500}
    assert await texts_for(deps, erika.id) == ["said <Guten Tag>"]


async def test_a_poison_update_is_set_aside_and_the_chat_goes_on(
    deps: Deps, url: str, api: FakeBotApi, bot: OurBot
) -> None:
    await receive_by_webhook(bot, url, SECRET)
    erika = api.user()
    erika.says(BOOM)
    erika.says("Geht es weiter?")

    await api.quiet()

    assert [update.attempts for update in api.queue.confirmed] == [[500, 500, 500, 500, 200], [200]]
    said = await texts_for(deps, erika.id)
    assert (len(said), said[-1]) == (2, "said <Geht es weiter?>")
    async with deps.open_reading() as work:
        assert [(seen.tries, seen.kept) for seen in await work.troubles.updates(9)] == [(5, True)]


async def test_a_press_is_answered_after_it_is_stored(
    deps: Deps, door: Door, url: str, api: FakeBotApi, bot: OurBot
) -> None:
    await receive_by_webhook(bot, url, SECRET)
    erika = api.user()
    erika.starts("plakat-7")
    await api.quiet()
    shown = (await answers(deps, erika.id))[-1]
    assert shown.text == "start <plakat-7>"
    message = Received(1, erika.id, "sendMessage", shown.text, 0)

    erika.presses_data(shown.keys[0][0].code, message)
    erika.presses_data("tyes.8..forged__", message)
    await api.quiet()
    await door.close()

    assert (await texts_for(deps, erika.id))[1:] == ["pressed 7", speaker("de").say(STALE)]
    assert (api.unanswered_presses, api.violations) == ([], [])


async def test_everything_a_resident_can_send_has_its_answer(
    deps: Deps, url: str, api: FakeBotApi, bot: OurBot
) -> None:
    await receive_by_webhook(bot, url, SECRET)
    erika = api.user()
    erika.sends_photo()
    erika.sends_photo("Er hat ein Messer")
    erika.sends_voice()
    erika.shares(54.1, 12.1)
    erika.says("falsh")
    erika.edits("falsch")
    await api.quiet()

    said = await texts_for(deps, erika.id)

    assert [words[:14] for words in said] == [
        "Bilder kann ic",
        "110",
        "Sprachnachrich",
        "at 54.1 12.1",
        "said <falsh>",
        "Änderungen an ",
    ]


async def test_an_album_gets_one_answer(deps: Deps, url: str, api: FakeBotApi, bot: OurBot) -> None:
    await receive_by_webhook(bot, url, SECRET)
    erika = api.user()
    for _ in range(3):
        photo = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
        erika.sends({"photo": photo, "media_group_id": "album1"})
    await api.quiet()

    assert len(await texts_for(deps, erika.id)) == 1


async def test_a_group_is_told_where_we_are(deps: Deps, door: Door, url: str, api: FakeBotApi, bot: OurBot) -> None:
    await receive_by_webhook(bot, url, SECRET)
    erika, group = api.user(), api.group()
    erika.says("/start", to=group)
    erika.says("Hier ist es laut", to=group)
    await api.quiet()
    await door.close()

    assert [(m.labels, m.buttons[0].url) for m in group.received] == [
        (["Privaten Chat öffnen"], "https://t.me/forumsbote_bot?start=gruppe")
    ]
    assert await texts_for(deps, erika.id) == []
    assert await texts_for(deps, group.id) == []


async def test_blocking_stops_whom_we_know_and_makes_nobody_known(
    deps: Deps, url: str, api: FakeBotApi, bot: OurBot
) -> None:
    await receive_by_webhook(bot, url, SECRET)
    known, stranger = api.user(), api.user()
    known.says("Guten Tag")
    await api.quiet()
    known.blocks()
    stranger.blocks()
    await api.quiet()

    assert await texts_for(deps, known.id) == ["said <Guten Tag>", "stopped"]
    assert await texts_for(deps, stranger.id) == []


async def test_no_text_name_chat_or_token_is_logged(
    url: str, api: FakeBotApi, bot: OurBot, logged: list[MutableMapping[str, Any]]
) -> None:
    await receive_by_webhook(bot, url, SECRET)
    erika = api.user("Erika")
    erika.says(BOOM)
    erika.sends({"photo": [{"wrong": "shape"}], "caption": "Am Bahnhof"})
    await api.quiet()

    told = str(logged)

    assert ("turn.failed" in told, "telegram.update_unreadable" in told) == (True, True)
    assert [secret for secret in (BOOM, "Bahnhof", "Erika", str(erika.id), api.token, SECRET) if secret in told] == []


async def test_an_update_that_cannot_be_read_is_kept_and_taken_once_the_program_is_mended(
    deps: Deps, dialog: Dialog, url: str, api: FakeBotApi, bot: OurBot
) -> None:
    await receive_by_webhook(bot, url, SECRET)
    erika = api.user("Erika")
    number = erika.sends({"photo": [{"wrong": "shape"}], "caption": "Am Bahnhof"})
    await api.quiet()
    [told] = await texts_for(deps, erika.id)
    [listed] = await troubles.updates(deps, 9)
    still_broken = await take_again(deps, dialog, as_ever, Channel.TELEGRAM, number)

    taken = await take_again(deps, dialog, mended, Channel.TELEGRAM, number)

    assert told.startswith("Ihre letzte Nachricht konnten wir")
    assert (listed.update_id, listed.tries, listed.reason, listed.kept) == (number, 1, "TypeError", True)
    assert (still_broken, taken) == (Taken.SET_ASIDE, Taken.DONE)
    assert await texts_for(deps, erika.id) == [told, "said <Am Bahnhof>"]
    assert await troubles.updates(deps, 9) == []


async def test_an_update_that_cannot_be_read_and_comes_again_is_told_once(deps: Deps, url: str) -> None:
    shown = {"message_id": 1, "date": 0, "chat": {"id": 77, "type": "private"}, "photo": [{"wrong": "shape"}]}
    again = [await knock(url, {"update_id": 5, "message": shown}) for _ in range(2)]

    assert again == [200, 200]
    assert len(await texts_for(deps, 77)) == 1


@pytest.mark.parametrize("chat", [{"id": -5, "type": "group"}, {"id": "77", "type": "private"}, {}, None])
async def test_of_what_cannot_be_read_and_is_nobodys_nothing_is_kept(deps: Deps, url: str, chat: object) -> None:
    status = await knock(url, {"update_id": 5, "message": {"message_id": "x", "chat": chat, "photo": [{"wrong": 1}]}})

    assert status == 200
    assert await troubles.updates(deps, 9) == []


def as_ever(raw: dict[str, Any]) -> Inbound:
    return translate(raw, "forumsbote_bot").inbound


def mended(raw: dict[str, Any]) -> Inbound:
    message = raw["message"]
    return Inbound(Channel.TELEGRAM, raw["update_id"], str(message["chat"]["id"]), Said(message["caption"]))


@pytest.mark.parametrize("secret", ["", "mit Leerzeichen", "x" * 257])
def test_a_webhook_without_a_proper_secret_cannot_be_built(door: Door, secret: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        Webhook(door, secret)
