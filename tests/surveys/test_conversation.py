"""A resident answers a survey in chat."""

import asyncio
from datetime import timedelta

from handlers.deps import Deps
from handlers.dialog import payloads
from handlers.i18n import speaker
from handlers.surveys import actions, answering
from handlers.surveys.answering import Spot
from storage.readings.surveys import ResponseReading, Value
from tests.factories import StandingClock
from tests.surveys.conftest import SMALL, import_open
from tests.surveys.people import stored_survey
from tests.surveys.small_talk import SmallTalk
from tests.talking import Talker

STALE = speaker("de").say(payloads.STALE)


async def response_of(deps: Deps, talk: SmallTalk, survey_id: int) -> ResponseReading:
    async with deps.open_reading() as work:
        found = await work.surveys.response(survey_id, await talk.resident_id())
    assert found is not None
    return found


async def answers_of(deps: Deps, talk: SmallTalk, survey_id: int) -> dict[str, Value]:
    """Return what is stored, by "question" or "question.item"."""
    survey = await stored_survey(deps, survey_id)
    keys = {question.id: question.key for question in survey.questions}
    response = await response_of(deps, talk, survey_id)
    return {f"{keys[q]}.{item}".rstrip("."): value for (q, item), value in response.answers.items()}


async def begin(talk: SmallTalk) -> str:
    await talk.commands("umfrage")
    return await talk.presses("Umfrage beginnen")


async def answer_all(talk: SmallTalk, district: str = "Lichtenhagen", day: str = "sicher") -> str:
    await begin(talk)
    await talk.says(district)
    for label in (day, "nein", "Betrug", "Fertig", "kein Problem", "ein Problem"):
        await talk.presses(label)
    return await talk.says("Mehr Licht am Bahnhof")


async def test_every_type_of_question_is_answered_and_stored(deps: Deps, talk: SmallTalk, survey: int) -> None:
    said = await answer_all(talk)

    district = deps.places.by_name("Lichtenhagen").exact
    assert district is not None
    assert await answers_of(deps, talk, survey) == {
        "wo": district.id,
        "tag": (0,),
        "meiden": (1,),
        "erlebt": (2,),
        "probleme.muell": (0,),
        "probleme.laerm": (1,),
        "anliegen": "Mehr Licht am Bahnhof",
    }
    response = await response_of(deps, talk, survey)
    assert (response.district, response.finished_at) == (district.id, deps.now())
    assert "Vielen Dank" in said
    assert "Sie können Ihre Antworten ändern bis" in said
    assert "Aus Lichtenhagen gibt es noch zu wenige Antworten" in said


async def test_the_citys_own_survey_is_answered_to_its_end(deps: Deps, talk: SmallTalk) -> None:
    await actions.create_example(deps)
    said = await begin(talk)
    assert said.startswith("Frage 1 von 14")

    for _ in range(29):
        said = await talk.presses("Überspringen")

    assert "Vielen Dank" in said
    assert "zu wenige" not in said


async def test_the_welcome_says_what_it_is_about_and_until_when(talk: SmallTalk, survey: int) -> None:
    said = await talk.commands("umfrage")

    assert said == (
        "Kleine Umfrage\n\nSechs Fragen.\n\nSie können jederzeit unterbrechen und später mit /umfrage weitermachen.\n\n"
        "Die Umfrage läuft bis Freitag, 1. Januar 2027, 00:00 Uhr."
    )


async def test_without_an_open_survey_it_is_said(talk: SmallTalk, deps: Deps) -> None:
    assert "keine Umfrage" in await talk.commands("umfrage")


async def test_several_open_surveys_are_offered(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await import_open(deps, SMALL.replace('"klein"', '"zweite"').replace("Kleine Umfrage", "Zweite Umfrage"))

    await talk.commands("umfrage")
    assert talk.labels() == ["Kleine Umfrage", "Zweite Umfrage"]
    assert (await talk.presses("Zweite Umfrage")).startswith("Zweite Umfrage")


async def test_a_question_shows_progress_and_its_ways_on(talk: SmallTalk, survey: int) -> None:
    said = await begin(talk)
    assert said.startswith("Frage 1 von 6\n\nIn welchem Ortsteil wohnen Sie?")
    assert talk.labels() == ["Überspringen", "Unterbrechen"]
    assert talk.last.location

    await talk.presses("Überspringen")
    assert talk.labels() == ["sicher", "teils", "unsicher", "Eine Frage zurück", "Unterbrechen"]


async def test_an_item_of_a_matrix_is_one_message(talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    for label in ("Überspringen", "teils", "Überspringen", "Überspringen"):
        said = await talk.presses(label)

    assert said.startswith("Frage 5 von 6, Teil 1 von 2\n\nWas ist bei Ihnen ein Problem?\n\nMüll")


async def test_several_options_are_ticked_and_taken_back(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    for label in ("Überspringen", "teils", "ja", "Diebstahl", "Betrug", "Diebstahl"):
        await talk.presses(label)
    assert talk.labels()[:4] == ["☐ Diebstahl", "☐ Einbruch", "☑ Betrug", "Fertig"]
    await talk.presses("Fertig")

    assert (await answers_of(deps, talk, survey))["erlebt"] == (2,)


async def test_done_without_a_tick_asks_for_one(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    for label in ("Überspringen", "teils", "ja"):
        await talk.presses(label)

    assert "mindestens eine Antwort" in await talk.presses("Fertig")
    assert "erlebt" not in await answers_of(deps, talk, survey)


async def test_typed_numbers_and_words_count_as_answers(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    for typed in ("18107 oder so", "Lichtenhagen"):
        await talk.says(typed)
    for typed in ("3", " NEIN. ", "1, 3"):
        await talk.says(typed)

    stored = await answers_of(deps, talk, survey)
    assert (stored["tag"], stored["meiden"], stored["erlebt"]) == ((2,), (1,), (0, 2))


async def test_words_that_are_no_answer_are_refused_and_the_question_stays(
    deps: Deps, talk: SmallTalk, survey: int
) -> None:
    await begin(talk)
    await talk.presses("Überspringen")

    for typed in ("0", "4", "vielleicht", "1,2", "²", "9" * 300):
        assert "Das kann ich nicht als Antwort lesen" in await talk.says(typed)
    assert "keinen Standort" in await talk.shares(54.1, 12.1)
    await talk.says("1")
    assert (await answers_of(deps, talk, survey))["tag"] == (0,)


async def test_a_text_is_bounded_and_cleaned(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    for label in ("Überspringen", "sicher", "ja", "Überspringen", "Überspringen", "Überspringen"):
        await talk.presses(label)

    assert "höchstens 1.000 Zeichen. Ihr Text hat 5.000." in await talk.says("a" * 5000)
    for nothing in ("", "  \n ", "\u200b", "\x00", "\u202e"):
        assert "nichts lesen" in await talk.says(nothing)
    await talk.says("=cmd()\x00 <b>*laut*</b> \u202egedreht")
    assert (await answers_of(deps, talk, survey))["anliegen"] == "=cmd() <b>*laut*</b> gedreht"


async def test_an_ambiguous_district_is_asked_back(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)

    assert "Welchen Ortsteil meinen Sie?" in await talk.says("Dierkow")
    await talk.presses("Dierkow-Neu")
    assert deps.city.district(str((await answers_of(deps, talk, survey))["wo"])).name == "Dierkow-Neu"


async def test_a_district_is_found_by_location_and_nowhere_outside(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    home = deps.city.districts[3]
    longitude, latitude = home.label_point

    assert "nicht in unserer Stadt" in await talk.shares(48.1, 11.6)
    assert "kenne ich nicht" in await talk.says("Atlantis")
    await talk.shares(latitude, longitude)
    assert (await answers_of(deps, talk, survey))["wo"] == home.id


async def test_the_known_district_is_offered_as_a_button(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await talk.commands("umfrage")
    home = deps.city.districts[0]
    async with deps.open_work() as work:
        resident = await work.residents.get_for_update(await talk.resident_id())
        assert resident is not None
        resident.district = home.id

    await begin(talk)
    await talk.presses(f"Mein Ortsteil: {home.name}")
    assert (await answers_of(deps, talk, survey))["wo"] == home.id


async def test_a_required_question_cannot_be_skipped(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    skip = talk.key("Überspringen").code
    await talk.presses("Überspringen")

    assert "Überspringen" not in talk.labels()
    assert STALE in await talk.presses_code(skip)
    assert "tag" not in await answers_of(deps, talk, survey)


async def test_going_back_shows_the_answer_and_keeps_it(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    for label in ("Überspringen", "teils", "Eine Frage zurück"):
        said = await talk.presses(label)
    assert said.startswith("Frage 2 von 6")
    assert talk.labels()[:3] == ["sicher", "✓ teils", "unsicher"]

    assert (await talk.presses("So lassen")).startswith("Frage 3 von 6")
    assert (await answers_of(deps, talk, survey))["tag"] == (1,)


async def test_a_paused_survey_goes_on_where_it_was_left(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    for label in ("Überspringen", "teils"):
        await talk.presses(label)
    assert "Unterbrochen bei Frage 3 von 6" in await talk.presses("Unterbrechen")
    await talk.says("Die Laterne in der Parkstraße ist seit Wochen dunkel")
    assert set(await answers_of(deps, talk, survey)) == {"wo", "tag"}

    assert "Sie waren bei Frage 3 von 6." in await talk.commands("umfrage")
    assert (await talk.presses("Weitermachen")).startswith("Frage 3 von 6")


async def test_a_survey_goes_on_after_a_restart(deps: Deps, clock: StandingClock, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    await talk.presses("Überspringen")

    again = Talker(deps, clock, talk.talker.channel, talk.talker.address)
    assert (await SmallTalk(again).says("teils")).startswith("Frage 3 von 6")


async def test_answers_are_changed_until_the_end(
    deps: Deps, talk: SmallTalk, survey: int, clock: StandingClock
) -> None:
    await answer_all(talk)
    first = await response_of(deps, talk, survey)
    clock.advance(timedelta(days=1))

    assert "schon teilgenommen" in await talk.commands("umfrage")
    assert "Ihre bisherige Antwort: Lichtenhagen" in await talk.presses("Meine Antworten ändern")
    await talk.says("Warnemünde")
    await talk.presses("unsicher")
    assert "Vielen Dank" in await talk.presses("Änderungen beenden")

    stored = await answers_of(deps, talk, survey)
    changed = await response_of(deps, talk, survey)
    assert (stored["tag"], stored["anliegen"]) == ((2,), "Mehr Licht am Bahnhof")
    assert changed.district == stored["wo"] != first.district
    assert (changed.id, changed.finished_at) == (first.id, first.finished_at)


async def test_an_answer_after_the_end_is_not_taken(
    deps: Deps, talk: SmallTalk, survey: int, clock: StandingClock
) -> None:
    await begin(talk)
    await talk.presses("Überspringen")
    clock.advance(timedelta(days=60))

    assert "beendet" in await talk.presses("teils")
    assert await answers_of(deps, talk, survey) == {"wo": None}
    assert "beendet" not in await talk.says("Die Laterne in der Parkstraße ist seit Wochen dunkel")
    assert "keine Umfrage" in await talk.commands("umfrage")


async def test_a_survey_closed_at_the_desk_takes_nothing_more(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    await talk.presses("Überspringen")
    later = talk.key("Unterbrechen").code
    await actions.close_survey(deps, survey)

    assert "beendet" in await talk.presses("teils")
    assert STALE in await talk.presses_code(later)


async def test_a_removed_survey_is_over(deps: Deps, talk: SmallTalk) -> None:
    await actions.create_example(deps)
    await begin(talk)
    await actions.remove_examples(deps)

    assert "beendet" in await talk.says("Lichtenhagen")


async def test_forged_foreign_and_stale_buttons_change_nothing(
    deps: Deps, talk: SmallTalk, neighbour: SmallTalk, survey: int
) -> None:
    await begin(talk)
    await talk.presses("Überspringen")
    first = talk.key("sicher").code
    await talk.presses_code(first)
    await begin(neighbour)
    await neighbour.presses("Überspringen")
    before = await answers_of(deps, talk, survey)

    for code in (first, neighbour.key("unsicher").code, first.replace("svpick.0", "svpick.2"), "svpick", "", "x" * 64):
        assert STALE in await talk.presses_code(code)
    assert await answers_of(deps, talk, survey) == before


async def test_two_presses_at_once_count_once(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await begin(talk)
    await talk.presses("Überspringen")
    codes = [talk.key("sicher").code, talk.key("unsicher").code]

    # Whoever looks first may find both answers, so that the other finds none.
    await asyncio.gather(*(talk.talker.presses_code(code) for code in codes))

    stored = await answers_of(deps, talk, survey)
    assert stored["tag"] in ((0,), (2,))
    assert set(stored) == {"wo", "tag"}


async def test_two_doors_at_once_leave_one_set_of_answers(deps: Deps, talk: SmallTalk, survey: int) -> None:
    await talk.commands("umfrage")
    resident_id = await talk.resident_id()
    await asyncio.gather(
        *(answering.start(deps, resident_id, Spot(survey, 0), district=None) for _ in range(4)),
    )
    await asyncio.gather(*(answering.answer(deps, resident_id, Spot(survey, 1), (n % 3,)) for n in range(6)))

    async with deps.open_reading() as work:
        assert await work.surveys.count_responses(survey) == 1
    assert list(await answers_of(deps, talk, survey)) == ["tag"]


async def test_every_button_fits_on_the_wire(deps: Deps, talk: SmallTalk) -> None:
    await actions.create_example(deps)
    await begin(talk)
    for _ in range(29):
        assert all(len(key.code.encode()) <= 64 for row in talk.last.keys for key in row)
        assert len(talk.last.text) <= 4096
        await talk.presses("Überspringen")
