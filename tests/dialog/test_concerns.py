"""A concern from the first word to its number, and back."""

import pytest

from handlers.deps import Deps
from handlers.dialog.turn import Pressed
from storage.readings.concerns import ConcernFilter, ConcernReading
from tests.conftest import Talker

DARK = "Auf dem Weg zur Haltestelle in Lichtenhagen ist es abends sehr dunkel."


async def stored(deps: Deps) -> list[ConcernReading]:
    async with deps.open_reading() as work:
        return await work.concerns.page(ConcernFilter(), offset=0, limit=100, raw=True)


async def test_preview_names_place_and_topics_with_the_words_that_led_to_them(known: Talker) -> None:
    [preview] = await known.says(DARK)

    assert f"„{DARK}“" in preview.text
    assert "Ort: Lichtenhagen (wegen „Lichtenhagen“)" in preview.text
    assert "Beleuchtung (wegen „abends, dunkel“)" in preview.text


async def test_handed_in_concern_has_a_number_and_is_stored_once(known: Talker, deps: Deps) -> None:
    await known.says(DARK)
    send = known.key("Absenden").code
    [receipt] = await known.presses_code(send)
    [again] = await known.presses_code(send)

    assert "Ihr Anliegen hat die Nummer 2026-000001." in receipt.text
    assert "Sicherheitsrelevante Infrastruktur" in receipt.text
    assert again.text.startswith("Dieser Knopf gilt nicht mehr.")
    [concern] = await stored(deps)
    assert (concern.number, concern.text, concern.district) == ("2026-000001", DARK, "ot-08")
    assert "infrastructure" in concern.workgroups


async def test_same_update_twice_is_taken_once(known: Talker, deps: Deps) -> None:
    await known.says(DARK)
    code = known.key("Absenden").code
    await known.does(Pressed(code), update_id=10**9)
    assert await known.does(Pressed(code), update_id=10**9) == []

    assert len(await stored(deps)) == 1


async def test_own_district_is_suggested_where_the_text_names_none(known: Talker, deps: Deps) -> None:
    await known.commands("ortsteil")
    await known.says("Reutershagen")
    [preview] = await known.says("Vor meiner Haustür parken ständig Autos auf dem Gehweg.")

    assert "Ort: Reutershagen (Ihr Ortsteil)" in preview.text


async def test_text_place_and_topics_can_be_changed(known: Talker, deps: Deps) -> None:
    await known.says(DARK)
    await known.presses("Text ändern")
    await known.says("Am Bahnhof in Warnemünde fehlen Bänke.")
    await known.presses("Ort ändern")
    await known.says("Schmarl")
    await known.presses("Themen ändern")
    await known.presses("☐ Lärm und Ruhestörung")
    await known.presses("Fertig")
    await known.presses("Absenden")

    [concern] = await stored(deps)
    assert concern.text == "Am Bahnhof in Warnemünde fehlen Bänke."
    assert concern.district == "ot-12"
    assert "noise_nuisance" in {topic.id for topic in concern.topics}


async def test_second_message_at_the_preview_is_added(known: Talker, deps: Deps) -> None:
    await known.says(DARK)
    [preview] = await known.says("Das geht schon seit dem Sommer so.")
    assert preview.text.startswith("Wir haben das zu Ihrem Anliegen dazugeschrieben.")

    await known.says("ja")

    assert (await stored(deps))[0].text == f"{DARK}\nDas geht schon seit dem Sommer so."


async def test_cancel_stores_nothing(known: Talker, deps: Deps) -> None:
    await known.says(DARK)
    await known.presses("Abbrechen")

    assert await stored(deps) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("zu hell", "Das ist sehr kurz."),
        ("   \n ", "Bitte schreiben Sie uns mit Worten"),
        ("🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", "Bitte schreiben Sie uns mit Worten"),
        ("x" * 5000, "Das sind 5.000 Zeichen"),
        ("\x00\x00\u202e", "Bitte schreiben Sie uns mit Worten"),
    ],
)
async def test_what_cannot_be_a_concern_gets_a_hint_and_stores_nothing(
    known: Talker, deps: Deps, text: str, hint: str
) -> None:
    [answer] = await known.says(text)

    assert answer.text.startswith(hint)
    assert await stored(deps) == []


@pytest.mark.parametrize(
    "text",
    [
        "Im Park fehlen Bänke, <b>viele</b> und <script>alert(1)</script> bequeme",
        "=cmd|'/C calc'!A0 und an der Haltestelle fehlen Bänke",
        "*Markdown* [Link](http://x.example) am Markt",
        "طريق المدرسة مظلم جدا في المساء",
    ],
)
async def test_odd_text_is_kept_letter_by_letter(known: Talker, deps: Deps, text: str) -> None:
    await known.hands_in(text)

    assert (await stored(deps))[0].text == text


async def test_bidi_controls_and_nul_are_taken_out(known: Talker, deps: Deps) -> None:
    await known.says("Am Markt\x00 ist\u202e es dunkel")
    await known.presses("Absenden")

    assert (await stored(deps))[0].text == "Am Markt ist es dunkel"


async def test_personal_data_are_hidden_in_the_preview_and_in_what_leaves_the_desk(known: Talker, deps: Deps) -> None:
    [preview] = await known.says("Am Schulweg ist es jeden Abend dunkel, meine Nummer ist 0381 1234567.")
    assert "0381 1234567" not in preview.text

    await known.presses("Absenden")

    async with deps.open_reading() as work:
        [concern] = await work.concerns.page(ConcernFilter(), offset=0, limit=1)
    assert "[Telefonnummer]" in concern.text


async def test_danger_gets_the_emergency_numbers_first_and_stores_nothing(known: Talker, deps: Deps) -> None:
    [answer] = await known.says("Hilfe, es brennt im Treppenhaus!")

    assert answer.text.split("\n\n")[0] == (
        "Sind Sie oder andere in Gefahr? Rufen Sie sofort an: 112 (Feuerwehr, Rettungsdienst) oder 110 (Polizei)."
    )
    assert await stored(deps) == []
    async with deps.open_reading() as work:
        assert await work.dialogs.open_question(await known.resident_id()) is None


async def test_danger_wins_before_consent(talk: Talker, deps: Deps) -> None:
    [danger] = await talk.says("Hilfe, mein Mann schlägt mich gerade!")

    assert danger.text.startswith("Sind Sie oder andere in Gefahr? Rufen Sie sofort an: 110 (Polizei)")


async def test_danger_wins_over_an_open_question_which_stays(known: Talker) -> None:
    await known.says(DARK)
    [danger] = await known.says("Hilfe, mein Mann schlägt mich gerade!")
    assert danger.text.startswith("Sind Sie oder andere in Gefahr? Rufen Sie sofort an: 110 (Polizei)")

    [receipt] = await known.presses("Absenden")

    assert "2026-000001" in receipt.text


async def test_who_is_not_in_danger_can_hand_it_in_all_the_same(known: Talker, deps: Deps) -> None:
    await known.says("Hilfe, es brennt im Treppenhaus!")
    await known.presses("Keine akute Gefahr")
    await known.says("Hilfe, es brennt bei uns ständig im Treppenhaus!")
    await known.presses("Absenden")

    assert (await stored(deps))[0].text == "Hilfe, es brennt bei uns ständig im Treppenhaus!"


async def test_mine_lists_own_concerns_and_one_can_be_withdrawn(known: Talker, deps: Deps) -> None:
    await known.says(DARK)
    await known.presses("Absenden")
    [mine] = await known.commands("meine")
    assert "2026-000001 vom 23. November 2026: „" in mine.text

    await known.presses("2026-000001 zurückziehen")
    [done] = await known.presses("Ja, zurückziehen")

    assert done.text == "Ihr Anliegen 2026-000001 ist zurückgezogen und sein Text gelöscht."
    [concern] = await stored(deps)
    assert (concern.text, concern.outcome) == ("", "withdrawn")


async def test_a_button_of_somebody_else_does_nothing(known: Talker, talker, deps: Deps) -> None:  # type: ignore[no-untyped-def]
    await known.says(DARK)
    stranger = talker()
    await stranger.commands("start")

    [answer] = await stranger.presses_code(known.key("Absenden").code)

    assert answer.text.startswith("Dieser Knopf gilt nicht mehr.")
    assert await stored(deps) == []


@pytest.mark.parametrize("code", ["", "x", "conc.send", "conc.send.abc.AAAAAAAA", "....", "ä" * 60, "conc.send..\x00"])
async def test_forged_buttons_do_nothing(known: Talker, deps: Deps, code: str) -> None:
    await known.says(DARK)

    [answer] = await known.presses_code(code)

    assert answer.text.startswith("Dieser Knopf gilt nicht mehr.")
    assert await stored(deps) == []


async def test_a_draft_of_an_older_version_of_the_service_is_as_good_as_stale(known: Talker, deps: Deps) -> None:
    await known.says(DARK)
    async with deps.open_work() as work:
        question = await work.dialogs.open_question(await known.resident_id())
        assert question is not None
        question.draft = {"text": ["a", "shape", "of", "before"]}

    [answer] = await known.presses("Absenden")

    assert answer.text.startswith("Dieser Knopf gilt nicht mehr.")
