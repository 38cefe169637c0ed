"""The chat as a person without JavaScript uses it, on both databases."""

from datetime import timedelta

import pytest

from handlers.deps import Deps
from handlers.message import Message, to_json
from handlers.pages.sessions import CHAT, fingerprint, new_token
from handlers.residents import actions as residents
from storage.models import Channel, OutgoingKind, OutgoingState
from tests.factories import StandingClock
from tests.web.webchat.conftest import Client, Visitor


async def test_before_the_start_the_page_explains_and_stores_nothing(client: Client) -> None:
    answer = await client.get("/chat")
    words = await answer.text()

    assert "automatischer Dienst, kein Mensch" in words
    assert "110" in words and "112" in words
    assert "Hanse- und Universitätsstadt Rostock" in words
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


async def test_the_start_opens_the_conversation(visitor: Visitor) -> None:
    seen = await visitor.begins()

    assert seen.lines == [("own", "(Chat begonnen)"), ("ours", "Willkommen . Mehr: /hilfe oder https://example.org/a.")]


async def test_a_post_leads_back_by_303(client: Client) -> None:
    answer = await client.post("/chat", data={"start": ""}, allow_redirects=False)
    again = await client.post("/chat", data={"text": "Hallo"}, allow_redirects=False)

    assert (answer.status, answer.headers["Location"]) == (303, "/chat?cookie=1")
    assert (again.status, again.headers["Location"]) == (303, "/chat#neu")


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    answer = await client.post("/chat", data={"start": ""}, allow_redirects=False)

    cookie = answer.cookies["chat"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "Lax", "/", "")


async def test_a_browser_without_cookies_is_told_why_it_does_not_go_on(client: Client) -> None:
    await client.post("/chat", data={"start": ""}, allow_redirects=False)
    client.session.cookie_jar.clear()

    assert "behält unser Cookie nicht" in await (await client.get("/chat?cookie=1")).text()


async def test_a_link_with_an_invitation_begins_with_its_payload(visitor: Visitor) -> None:
    start = (await visitor.looks("/chat?start=forum-7")).page.xpath("//button[@name='start']/@value")
    seen = await visitor.sends(start=str(start[0]))

    assert seen.lines[1] == ("ours", "Willkommen forum-7. Mehr: /hilfe oder https://example.org/a.")


@pytest.mark.parametrize("payload", ["<script>", "a" * 65, "a b", "'"])
async def test_a_forged_invitation_is_none(visitor: Visitor, payload: str) -> None:
    assert (await visitor.looks(f"/chat?start={payload}")).page.xpath("//button[@name='start']/@value") == [""]


async def test_a_text_is_shown_and_answered_with_buttons_and_nothing_in_it_is_html(visitor: Visitor) -> None:
    await visitor.begins()
    seen = await visitor.sends(text="  <i>Dunkel</i>\nhier  ")

    assert seen.lines[-2:] == [("own", "<i>Dunkel</i>\nhier"), ("ours", "Meinen Sie <b><i>Dunkel</i>\nhier</b>?")]
    assert list(seen.buttons) == ["Ja"]
    assert seen.page.xpath("//*[@id='log']//a[@class='key']/@href") == ["https://example.org/"]
    assert seen.field == ""


async def test_a_button_is_pressed_once_and_then_gone(visitor: Visitor) -> None:
    await visitor.begins()
    asked = await visitor.sends(text="Dunkel hier")
    seen = await visitor.sends(press=asked.buttons["Ja"])

    assert seen.lines[-2:] == [("own", "Ja"), ("ours", "Gespeichert 1")]
    assert seen.buttons == {}


async def test_a_stale_button_gets_a_friendly_answer_and_changes_nothing(visitor: Visitor) -> None:
    await visitor.begins()
    old = (await visitor.sends(text="Dunkel hier")).buttons["Ja"]
    await visitor.sends(text="Laut hier")
    seen = await visitor.sends(press=old)

    assert [who for who, _ in seen.lines[-2:]] == ["ours", "ours"]
    assert "Gespeichert" not in seen.words


@pytest.mark.parametrize("code", ["x", "twyes.1..forged00", "a.b.c.d", "\u202e", "'; drop table", "x" * 3000])
async def test_a_forged_button_is_no_fault(visitor: Visitor, code: str) -> None:
    await visitor.begins()

    seen = await visitor.sends(press=code)

    assert seen.status == 200
    assert "Gespeichert" not in seen.words


async def test_a_form_sent_twice_is_taken_once(visitor: Visitor) -> None:
    page = await visitor.begins()
    await visitor.sends(text="Dunkel hier", page=page.nonce)
    seen = await visitor.sends(text="Dunkel hier", page=page.nonce)

    assert [line for line in seen.lines if line == ("own", "Dunkel hier")] == [("own", "Dunkel hier")]


async def test_a_page_reached_by_the_back_button_still_takes_another_text(visitor: Visitor) -> None:
    page = await visitor.begins()
    await visitor.sends(text="Dunkel hier", page=page.nonce)
    seen = await visitor.sends(text="Laut hier", page=page.nonce)

    assert [words for who, words in seen.lines if who == "own"] == ["(Chat begonnen)", "Dunkel hier", "Laut hier"]


@pytest.mark.parametrize("text", ["", "   ", "\n\t ", "\x00"])
async def test_nothing_written_is_said_at_the_field(visitor: Visitor, text: str) -> None:
    await visitor.begins()
    seen = await visitor.sends(text=text)

    assert seen.status == 422
    assert seen.complaints == ["Bitte schreiben Sie etwas, bevor Sie auf „Senden“ drücken."]


async def test_too_long_a_text_stays_in_the_field(visitor: Visitor) -> None:
    await visitor.begins()
    seen = await visitor.sends(text="ä" * 5000)

    assert seen.status == 422
    assert seen.complaints == [
        "Ihre Nachricht hat mehr als 4.096 Zeichen. Bitte kürzen Sie sie oder senden Sie sie in zwei Teilen."
    ]
    assert seen.field == "ä" * 5000


async def test_a_fault_keeps_the_text_and_stores_nothing(visitor: Visitor) -> None:
    await visitor.begins()
    seen = await visitor.sends(text="fail")

    assert seen.status == 503
    assert seen.field == "fail"
    assert len(seen.lines) == 2


async def test_a_fault_again_and_again_is_set_aside_with_an_honest_sentence(visitor: Visitor) -> None:
    page = await visitor.begins()
    for _ in range(5):
        seen = await visitor.sends(text="fail", page=page.nonce)

    assert seen.status == 200
    assert len(seen.lines) == 3


async def test_commands_work_typed_and_pressed(visitor: Visitor) -> None:
    await visitor.begins()
    typed = await visitor.sends(text="/HELP")
    pressed = await visitor.sends(command="/hilfe")

    assert typed.lines[-1] == pressed.lines[-1]
    assert pressed.lines[-2] == ("own", "/hilfe")
    assert pressed.page.xpath("//*[@id='log']//button[@class='inline']/@value")[0] == "/hilfe"


async def test_a_location_is_taken(visitor: Visitor) -> None:
    await visitor.begins()
    seen = await visitor.sends(share="1", latitude="54.09", longitude="12.1")

    assert seen.lines[-2:] == [("own", "(Mein Standort)"), ("ours", "Ort 54.09 12.1")]


@pytest.mark.parametrize(("latitude", "longitude"), [("", ""), ("nan", "1"), ("inf", "1"), ("91", "0"), ("x", "y")])
async def test_a_location_that_is_none_is_said_so(visitor: Visitor, latitude: str, longitude: str) -> None:
    await visitor.begins()
    seen = await visitor.sends(share="1", latitude=latitude, longitude=longitude)

    assert seen.complaints == ["Wir haben keinen Standort erhalten. Sie können stattdessen Ihren Ortsteil eintippen."]


async def test_words_of_someone_in_danger_are_not_kept(visitor: Visitor) -> None:
    await visitor.begins()
    seen = await visitor.sends(text="Ich werde gerade mit einem Messer bedroht!")

    assert seen.lines[-1] == ("ours", "Bitte rufen Sie 110.")
    assert "Messer" not in seen.words


async def test_what_arrived_by_itself_is_shown_and_a_looking_page_gets_it(
    visitor: Visitor, client: Client, deps: Deps, clock: StandingClock
) -> None:
    token = new_token()
    client.session.cookie_jar.update_cookies({CHAT.name: token})
    seen = await visitor.begins()
    latest = seen.page.get_element_by_id("log").get("data-latest")
    unchanged = await client.get(f"/chat/neues?latest={latest}")
    await remind(deps, token, clock)

    news = await visitor.looks(f"/chat/neues?latest={latest}")

    assert unchanged.status == 204
    assert news.lines[-1] == ("ours", "Morgen ist Forum")
    assert (await visitor.looks()).lines == news.lines


async def remind(deps: Deps, token: str, clock: StandingClock) -> None:
    resident_id = await residents.find(deps, Channel.WEB, fingerprint(token))
    assert resident_id is not None
    clock.advance(timedelta(days=1))
    async with deps.open_work() as work:
        reminder = await work.outbox.add(
            resident_id, OutgoingKind.REMINDER, to_json(Message("Morgen ist Forum")), at=clock()
        )
        [row] = [
            row
            for row in await work.outbox.due(now=clock(), limit=100, bulk_limit=0, answers_only=False)
            if row.id == reminder
        ]
        row.state, row.sent_at = OutgoingState.SENT, clock()


async def test_a_file_can_be_fetched_by_its_owner_only(visitor: Visitor, client: Client) -> None:
    await visitor.begins()
    address = (await visitor.sends(text="/datei")).page.xpath("//p[@class='file']/a/@href")[0]
    own = await client.get(address)
    client.session.cookie_jar.clear()
    foreign = await client.get(address)

    assert (await own.text(), own.content_type) == ("Hallo", "text/plain")
    assert foreign.status == 404


@pytest.mark.parametrize("line", ["m0", "m999999999999999999", "s1", "m1'", "%00", "m-1"])
async def test_no_other_line_holds_a_file(visitor: Visitor, line: str) -> None:
    await visitor.begins()

    assert (await visitor.looks(f"/chat/datei/{line}")).status == 404


async def test_a_wrong_cookie_is_no_cookie(client: Client) -> None:
    client.session.cookie_jar.update_cookies({CHAT.name: "../../etc"})

    assert "Chat beginnen" in await (await client.get("/chat")).text()


async def test_the_help_page_lists_the_commands(visitor: Visitor) -> None:
    assert (await visitor.looks("/hilfe")).page.xpath("//code/text()") == ["/hilfe", "/datei"]
