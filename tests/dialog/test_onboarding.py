"""Coming in, agreeing, naming a district, pausing, stopping."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.deps import Deps
from handlers.residents import actions
from storage.models import OutgoingKind, OutgoingState, SaidLine, Standing
from tests.conftest import Talker
from tests.factories import StandingClock

AGREE = "Einverstanden"


async def resident(deps: Deps, talk: Talker):  # type: ignore[no-untyped-def]
    async with deps.open_reading() as work:
        found = await work.residents.get(await talk.resident_id())
    assert found is not None
    return found


async def test_start_says_who_we_are_and_that_this_is_no_emergency_line(talk: Talker) -> None:
    [greeting] = await talk.commands("start")

    assert "automatischer Dienst der Hanse- und Universitätsstadt Rostock" in greeting.text
    assert "110 (Polizei) oder 112" in greeting.text
    assert "http://127.0.0.1:8080/datenschutz" in greeting.text


async def test_consent_is_noted_with_version_and_time(talk: Talker, deps: Deps, clock: StandingClock) -> None:
    await talk.commands("start")
    await talk.presses(AGREE)

    async with deps.open_reading() as work:
        consent = await work.residents.last_consent(await talk.resident_id())
    assert consent is not None
    assert (consent.version, consent.at) == (deps.city.info.privacy_version, clock())


async def test_what_was_written_before_consent_goes_on_after_it(talk: Talker) -> None:
    [greeting] = await talk.says("Auf dem Schulweg in Lichtenhagen ist es abends stockdunkel.")
    assert "halten wir fest" in greeting.text

    [preview] = await talk.presses(AGREE)

    assert "Auf dem Schulweg in Lichtenhagen ist es abends stockdunkel." in preview.text


async def test_two_messages_before_consent_are_both_kept(talk: Talker) -> None:
    await talk.says("Am Brink ist es abends viel zu dunkel.")
    await talk.says("Und das seit drei Wochen.")

    [preview] = await talk.says("ja")

    assert "Am Brink ist es abends viel zu dunkel.\nUnd das seit drei Wochen." in preview.text


@pytest.mark.parametrize("typed", ["Lichtenhagen", "lichtenhagen", "Lichtenhagn", "OT Lichtenhagen"])
async def test_district_is_understood_as_people_type_it(known: Talker, deps: Deps, typed: str) -> None:
    await known.commands("ortsteil")
    [answer] = await known.says(typed)
    if answer.text.startswith("Meinen Sie"):
        [answer] = await known.presses("Lichtenhagen")

    assert answer.text == "Notiert: Lichtenhagen."
    assert (await resident(deps, known)).district == "ot-08"


async def test_ambiguous_district_is_asked_back(known: Talker, deps: Deps) -> None:
    await known.commands("ortsteil")
    [answer] = await known.says("Dierkow")
    assert {key.label for row in answer.keys for key in row} == {"Dierkow-Neu", "Dierkow-Ost", "Dierkow-West"}

    await known.presses("Dierkow-Ost")

    assert (await resident(deps, known)).district == "ot-22"


async def test_location_gives_the_district_and_outside_the_city_a_hint(known: Talker, deps: Deps) -> None:
    await known.commands("ortsteil")
    [outside] = await known.shares(53.5511, 9.9937)
    assert outside.text.startswith("Dieser Standort liegt außerhalb von Rostock.")

    [inside] = await known.shares(54.1707, 12.07447)

    assert inside.text == "Notiert: Seebad Warnemünde."


async def test_subscribing_for_the_own_district_asks_for_it(known: Talker, deps: Deps) -> None:
    await known.presses("Ja, für meinen Ortsteil")
    [done] = await known.says("Reutershagen")

    assert done.text == "Gut. Wir schreiben Ihnen, wenn es ein zentrales Forum gibt oder eines für Reutershagen."
    assert (await resident(deps, known)).subscribed


async def test_language_can_be_changed_and_the_next_answer_comes_in_it(known: Talker) -> None:
    await known.commands("sprache")
    await known.presses("English")

    [help_text] = await known.commands("help")

    assert help_text.text.startswith("What you can do here")


async def test_stop_wins_over_an_open_question_and_drops_what_waits(
    known: Talker, deps: Deps, clock: StandingClock
) -> None:
    await known.presses("Ja, nur bei zentralen Foren")
    await known.says("Am Neuen Markt fehlen Bänke für ältere Menschen.")
    resident_id = await known.resident_id()
    async with deps.open_work() as work:
        await work.outbox.add(resident_id, OutgoingKind.BROADCAST, {"text": "x"}, at=clock())

    answer = (await known.says("Stopp"))[-1]

    assert answer.text.startswith("Erledigt. Sie bekommen keine Nachrichten mehr")
    stopped = await resident(deps, known)
    assert (stopped.standing, stopped.subscribed) == (Standing.STOPPED, False)
    async with deps.open_reading() as work:
        assert await work.dialogs.open_question(resident_id) is None
        assert (await work.outbox.counts())[OutgoingState.DROPPED] == 1


async def test_pause_ends_by_itself(known: Talker, deps: Deps, clock: StandingClock) -> None:
    await known.commands("pause")
    await known.presses("Eine Woche")
    assert (await resident(deps, known)).standing is Standing.PAUSED

    clock.advance(timedelta(days=7))
    await actions.end_pauses(deps)

    assert (await resident(deps, known)).standing is Standing.ACTIVE


async def test_contact_leaves_out_what_the_city_has_not_filled_in(talk: Talker) -> None:
    [contact] = await talk.commands("kontakt")

    assert "Koordinierungsstelle" in contact.text
    assert "E-Mail:" not in contact.text


async def test_unknown_command_points_to_help(talk: Talker) -> None:
    [answer] = await talk.commands("gibtsnicht")

    assert answer.text == "Diesen Befehl kenne ich nicht. /hilfe zeigt, was ich kann."


async def test_erasing_everything_leaves_counted_concerns_without_text_or_person(
    known: Talker, deps: Deps, clock: StandingClock
) -> None:
    await known.says("In Schmarl liegt überall Müll auf den Wegen.")
    await known.presses("Absenden")
    await known.commands("loeschen")

    [farewell] = await known.presses("Alles löschen")

    assert farewell.text.startswith("Erledigt.")
    async with deps.open_reading() as work:
        concern = await work.concerns.one(1, raw=True)
        assert concern is not None
        assert (concern.text, concern.resident_id, concern.outcome) == ("", None, "erased")
    clock.advance(timedelta(minutes=5))
    await actions.purge_erased(deps)
    assert await actions.find(deps, known.channel, known.address) is not None, "the farewell can still be read"
    clock.advance(timedelta(hours=2))
    await actions.purge_erased(deps)
    assert await actions.find(deps, known.channel, known.address) is None


async def test_conversation_on_the_page_is_forgotten_after_thirty_days(
    known: Talker, deps: Deps, clock: StandingClock
) -> None:
    async with deps.open_work() as work:
        await work.dialogs.add_said(SaidLine(resident_id=await known.resident_id(), words="Guten Tag", at=clock()))

    clock.advance(timedelta(days=31))
    await actions.forget_conversations(deps)

    async with deps.open_reading() as work:
        assert await work.dialogs.said_lines(await known.resident_id(), 10) == []


async def test_who_stopped_and_comes_back_is_offered_announcements_again(known: Talker, deps: Deps) -> None:
    await known.commands("stopp")

    [greeting] = await known.commands("start")
    assert "Dürfen wir Ihnen schreiben, wenn es ein Forum gibt" in greeting.text
    await known.presses("Ja, nur bei zentralen Foren")

    back = await resident(deps, known)
    assert (back.standing, back.subscribed) == (Standing.ACTIVE, True)
    [greeting] = await known.commands("start")
    assert "Dürfen wir Ihnen schreiben" not in greeting.text


async def test_leichte_sprache_is_offered_in_the_greeting_and_greets_again_with_what_was_said(talk: Talker) -> None:
    await talk.says("Am Bahnhof ist es dunkel.")

    [greeting] = await talk.presses("Leichte Sprache")

    assert greeting.text.startswith("Dieser Text in Leichter Sprache ist ein Entwurf.")
    assert "Ich bin der Forums-Bote." in greeting.text
    assert "sprache=de-simple" in greeting.text
    assert [key.label for row in greeting.keys for key in row] == ["Ja, ich fange an", "Deutsch", "English"]
    [preview] = await talk.presses("Ja, ich fange an")
    assert "Am Bahnhof ist es dunkel." in preview.text and "So geben wir Ihren Text weiter:" in preview.text


async def test_a_language_can_be_typed_behind_the_command_and_an_unknown_one_leads_to_the_choice(known: Talker) -> None:
    [unknown] = await known.commands("sprache", "klingonisch")
    assert [key.label for row in unknown.keys for key in row] == ["Deutsch", "Leichte Sprache", "English"]

    [draft] = await known.commands("sprache", "leichte Sprache")
    [reviewed] = await known.commands("sprache", "en")

    assert draft.text.startswith("Wir schreiben Ihnen jetzt in Leichter Sprache.")
    assert "ist ein Entwurf" in draft.text
    assert reviewed.text == "From now on we will write to you in English."


CONCERN = "Am Brink ist es abends viel zu dunkel."
CHANGE = "Berichte nennen jetzt auch den Stadtbereich."


async def test_of_a_changed_privacy_notice_one_is_told_once_and_loses_nothing(
    known: Talker, deps: Deps, clock: StandingClock
) -> None:
    info = replace(deps.city.info, privacy_version="2027-02-01", privacy_change=CHANGE)
    newer = replace(known, deps=replace(deps, city=replace(deps.city, info=info)))

    preview, told = await newer.says(CONCERN)
    [noted] = await newer.presses("Der neuen Fassung zustimmen")
    [receipt] = await newer.presses("Absenden")

    assert CONCERN in preview.text
    assert told.text.startswith("Unser Datenschutzhinweis hat sich geändert")
    assert CHANGE in told.text and "http://127.0.0.1:8080/datenschutz" in told.text
    assert noted.text == "Danke, das ist notiert."
    assert "2026-000001" in receipt.text
    async with deps.open_reading() as work:
        consent = await work.residents.last_consent(await known.resident_id())
    assert consent is not None and consent.version == "2027-02-01"


async def test_who_says_nothing_to_a_changed_privacy_notice_keeps_the_consent_they_gave(
    known: Talker, deps: Deps
) -> None:
    newer = replace(
        known, deps=replace(deps, city=replace(deps.city, info=replace(deps.city.info, privacy_version="2")))
    )
    assert len(await newer.commands("zeitplan")) == 2

    assert len(await newer.commands("zeitplan")) == 1
    assert (await resident(deps, known)).consent_version == deps.city.info.privacy_version
