"""/export in the chat of a moderator: linked once, asked again at every step, unknown to everybody else."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from handlers.accounts import actions
from handlers.accounts.dialog import on_start_payload
from handlers.accounts.sessions import as_signed_in
from handlers.deps import Deps
from handlers.dialog import texts as dialog_texts
from handlers.dialog.payloads import StaleButtonError
from handlers.dialog.reply import Reply
from handlers.dialog.turn import Commanded, Pressed, Turn
from handlers.errors import ForbiddenError, RefusalError
from handlers.exports import dialog
from handlers.exports.dialog import FormatPayload, ListPayload
from handlers.i18n import speaker
from handlers.pages.keys import SignedIn
from handlers.residents import actions as residents
from storage.models import Channel, Role
from tests.desk.conftest import OTHER_WORKGROUP, WORKGROUP, hand_in
from tests.factories import StandingClock
from tests.talking import Talker


async def chatter(deps: Deps, address: str = "1001") -> UUID:
    async with deps.open_work() as work:
        return (await residents.meet(deps, work, Channel.TELEGRAM, address, "de")).id


async def invited(deps: Deps, role: Role, workgroup: str | None = None) -> SignedIn:
    await actions.invite(deps, f"{role} am Tisch", role, workgroup)
    return as_signed_in(max(await actions.people(deps), key=lambda one: one.id))


def turn(deps: Deps, resident: UUID, payload: ListPayload | FormatPayload | None = None, **other: object) -> Turn:
    act = Pressed("") if payload else Commanded("export")
    values = {"channel": Channel.TELEGRAM, **other}
    return Turn(resident_id=resident, language="de", district=None, at=deps.now(), act=act, payload=payload, **values)  # type: ignore[arg-type]


def labels(reply: Reply) -> list[str]:
    return [speaker("de").say(button.label) for row in reply.messages[0].buttons for button in row]


async def linked(deps: Deps, role: Role, workgroup: str | None = None) -> tuple[SignedIn, UUID]:
    who, resident = await invited(deps, role, workgroup), await chatter(deps)
    token = await actions.start_linking_chat(deps, who)
    await on_start_payload(turn(deps, resident), deps, token)
    return who, resident


async def test_in_the_real_dialogue_a_linked_moderator_gets_a_file(deps: Deps, talk: Talker) -> None:
    assert (await talk.commands("export"))[0].text == (await talk.commands("unfug"))[0].text
    who = await invited(deps, Role.MODERATOR)
    token = await actions.start_linking_chat(deps, who)

    linked_words = await talk.commands("start", f"desk-{token}")
    assert "moderator am Tisch" in linked_words[-1].text
    await talk.commands("export")
    assert (await talk.says("alle bitte"))[0].text == "Bitte wählen Sie mit den Knöpfen."
    await talk.presses("AG 1")
    (sent,) = await talk.presses("Excel")

    assert sent.enclosure is not None and sent.enclosure.name == "anliegen-ag-1-2026-11-23.xlsx"
    assert (await talk.commands("start", f"desk-{token}"))[0].text.startswith("Dieser Link gilt nicht mehr.")


async def test_an_unlinked_person_gets_the_answer_of_every_unknown_command(deps: Deps) -> None:
    reply = await dialog.on_export(turn(deps, await chatter(deps)), deps)

    assert reply.messages[0].paragraphs == (dialog_texts.UNKNOWN_COMMAND,)


async def test_a_deep_link_binds_a_chat_once(deps: Deps) -> None:
    who, resident = await invited(deps, Role.MODERATOR), await chatter(deps)
    token = await actions.start_linking_chat(deps, who)
    assert actions.chat_address(deps, token) == f"https://t.me/forumsbote_bot?start=desk-{token}"
    assert len(f"desk-{token}") <= 64

    await on_start_payload(turn(deps, resident), deps, token)

    assert await actions.behind_chat(deps, resident) == who
    with pytest.raises(RefusalError):
        await on_start_payload(turn(deps, await chatter(deps, "1002")), deps, token)


async def test_a_wrong_an_old_and_a_replaced_deep_link_bind_nothing(deps: Deps, clock: StandingClock) -> None:
    who, resident = await invited(deps, Role.MODERATOR), await chatter(deps)
    replaced = await actions.start_linking_chat(deps, who)
    old = await actions.start_linking_chat(deps, who)
    sign_in = await actions.renew_link(deps, who.id)
    clock.advance(timedelta(hours=25))

    for token in (replaced, old, sign_in, "wrong", ""):
        with pytest.raises(RefusalError):
            await on_start_payload(turn(deps, resident), deps, token)
    assert await actions.behind_chat(deps, resident) is None


async def test_a_web_chat_is_never_bound(deps: Deps) -> None:
    who, resident = await invited(deps, Role.MODERATOR), await chatter(deps)
    token = await actions.start_linking_chat(deps, who)

    with pytest.raises(RefusalError):
        await on_start_payload(turn(deps, resident, channel=Channel.WEB), deps, token)


async def test_a_moderator_gets_the_list_of_all_redacted(deps: Deps) -> None:
    await hand_in(deps)
    _, resident = await linked(deps, Role.MODERATOR)

    asked = await dialog.on_export(turn(deps, resident), deps)
    assert labels(asked)[0] == "Alle Anliegen" and len(labels(asked)) == 5
    formats = await dialog.on_list(turn(deps, resident, ListPayload(dialog.ALL)), deps)
    assert labels(formats) == ["Excel", "CSV (Tabelle)", "JSON (Daten)"]
    sent = await dialog.on_format(turn(deps, resident, FormatPayload(dialog.ALL, "csv")), deps)

    enclosure = sent.messages[0].enclosure
    assert enclosure is not None and enclosure.name == "anliegen-2026-11-23.csv"
    content = await dialog.produce(deps, enclosure.arguments)
    assert b"[Telefonnummer]" in content and b"4567890" not in content


async def test_a_member_gets_the_redacted_list_of_their_workgroup_only(deps: Deps) -> None:
    await hand_in(deps)
    await hand_in(deps, "Hier wird oft eingebrochen.", ("theft_burglary",))
    _, resident = await linked(deps, Role.MEMBER, WORKGROUP)
    places = {known.id: place for place, known in enumerate(deps.city.workgroups)}

    asked = await dialog.on_export(turn(deps, resident), deps)
    assert labels(asked) == ["AG 1 Sicherheitsrelevante Infrastruktur"]
    for place in (dialog.ALL, places[OTHER_WORKGROUP], 99, -2):
        with pytest.raises(StaleButtonError):
            await dialog.on_list(turn(deps, resident, ListPayload(place)), deps)
        with pytest.raises(StaleButtonError):
            await dialog.on_format(turn(deps, resident, FormatPayload(place, "csv")), deps)
    sent = await dialog.on_format(turn(deps, resident, FormatPayload(places[WORKGROUP], "csv")), deps)

    enclosure = sent.messages[0].enclosure
    assert enclosure is not None
    content = await dialog.produce(deps, enclosure.arguments)
    assert b"[Telefonnummer]" in content and b"4567890" not in content and b"eingebrochen" not in content


async def test_who_lost_access_before_the_file_was_sent_does_not_get_it(deps: Deps) -> None:
    await hand_in(deps)
    who, resident = await linked(deps, Role.MODERATOR)
    sent = await dialog.on_format(turn(deps, resident, FormatPayload(dialog.ALL, "csv")), deps)
    enclosure = sent.messages[0].enclosure
    assert enclosure is not None

    await actions.deactivate(deps, await invited(deps, Role.ADMIN), who.id)

    with pytest.raises(ForbiddenError):
        await dialog.produce(deps, enclosure.arguments)
    with pytest.raises(ForbiddenError):
        await dialog.produce(deps, {**enclosure.arguments, "resident": str(uuid4())})
