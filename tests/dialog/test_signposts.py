"""Where a text is better helped than in the plan, and that handing it in stays possible."""

from collections.abc import Sequence

import pytest

from handlers.concerns.jobs import ASIDES_KEPT, forget_asides
from handlers.deps import Deps
from nlp.results import Triage
from storage.models import Aside
from storage.readings.concerns import ConcernFilter, ConcernReading
from tests.conftest import Talker
from tests.factories import StandingClock

INSULT = "Ihr seid doch alle Arschlöcher im Rathaus"


async def stored(deps: Deps) -> list[ConcernReading]:
    async with deps.open_reading() as work:
        return await work.concerns.page(ConcernFilter(), offset=0, limit=100, raw=True)


async def asides(deps: Deps) -> Sequence[Aside]:
    async with deps.open_reading() as work:
        return await work.asides.page(offset=0, limit=10)


@pytest.mark.parametrize(
    ("question", "help_"),
    [
        ("Wann ist das nächste Forum?", "/foren"),
        ("Wer liest meine Daten?", "/loeschen"),
        ("Wo finde ich die Umfrage?", "/umfrage"),
        ("Was ist aus meinem Anliegen geworden?", "/meine"),
        ("Wie geht es weiter?", "/zeitplan"),
        ("Bist du ein Mensch oder ein Roboter?", "/kontakt"),
        ("Коли наступний форум?", "/foren"),
        ("Can I delete my data?", "/loeschen"),
    ],
)
async def test_a_question_gets_the_help_that_answers_it_and_nothing_is_stored(
    known: Talker, deps: Deps, question: str, help_: str
) -> None:
    [answer] = await known.says(question)

    assert help_ in answer.text
    assert await stored(deps) == []


async def test_a_question_can_be_handed_in_all_the_same(known: Talker, deps: Deps) -> None:
    question = "Wann findet das Forum in Lichtenhagen statt?"
    [answer] = await known.says(question)
    assert "/foren" in answer.text

    await known.presses("Trotzdem als Anliegen abgeben")
    await known.presses("Absenden")

    assert [concern.text for concern in await stored(deps)] == [question]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Die Schaukel auf dem Spielplatz ist gebrochen", "https://www.klarschiff-hro.de/"),
        ("Letzte Woche wurde mir das Fahrrad aus dem Keller gestohlen", "https://www.polizei.mvnet.de/onlinewache/"),
        ("Ich fühle mich so allein und kann seit Wochen nicht mehr schlafen, alles ist mir zu viel", "0800 1110111"),
        ("I feel so lonely here, I cry every evening", "0800 1110111"),
    ],
)
async def test_what_is_better_helped_elsewhere_hears_where(known: Talker, deps: Deps, text: str, named: str) -> None:
    [answer] = await known.says(text)

    assert named in answer.text
    assert await stored(deps) == []
    assert known.key("Trotzdem als Anliegen abgeben")


async def test_despair_is_kept_nowhere(known: Talker, deps: Deps) -> None:
    [answer] = await known.says("Ich fühle mich so allein und kann seit Wochen nicht mehr schlafen")

    assert "Ihre Nachricht haben wir nicht gespeichert." in answer.text
    async with deps.open_reading() as work:
        assert await work.dialogs.open_question(await known.resident_id()) is None


async def test_a_defect_is_told_with_the_words_that_led_to_it_and_can_be_handed_in(known: Talker, deps: Deps) -> None:
    [answer] = await known.says("Die Schaukel auf dem Spielplatz ist gebrochen")
    assert "wegen „" in answer.text

    await known.presses("Trotzdem als Anliegen abgeben")
    await known.presses("Absenden")

    [concern] = await stored(deps)
    assert (concern.text, concern.triage) == ("Die Schaukel auf dem Spielplatz ist gebrochen", Triage.DEFECT)


async def test_a_greeting_is_greeted(known: Talker, deps: Deps) -> None:
    [answer] = await known.says("Hallo")

    assert answer.text.startswith("Guten Tag! Schreiben Sie uns einfach")
    assert await stored(deps) == []


async def test_an_insult_gets_one_calm_sentence_and_is_on_no_list(known: Talker, deps: Deps) -> None:
    [answer] = await known.says(INSULT)

    assert answer.text == "Bitte schreiben Sie uns in Ruhe, worum es geht, dann können wir es weitergeben."
    assert await stored(deps) == []
    assert [(aside.text, aside.triage) for aside in await asides(deps)] == [(INSULT, Triage.ABUSE)]


async def test_yes_in_words_hands_it_in_all_the_same(known: Talker, deps: Deps) -> None:
    await known.says(INSULT)
    [preview] = await known.says("ja")

    assert preview.text.startswith("So geben wir es weiter:")
    await known.presses("Absenden")
    assert [concern.text for concern in await stored(deps)] == [INSULT]
    assert await asides(deps) == []


async def test_another_text_after_a_signpost_is_a_text_of_its_own(known: Talker, deps: Deps) -> None:
    await known.says(INSULT)
    [preview] = await known.says("Am Markt parken ständig Autos auf dem Gehweg.")

    assert "„Am Markt parken ständig Autos auf dem Gehweg.“" in preview.text


async def test_asides_are_forgotten_after_a_while(known: Talker, deps: Deps, clock: StandingClock) -> None:
    await known.says(INSULT)
    clock.advance(ASIDES_KEPT / 2)
    await forget_asides(deps)
    assert len(await asides(deps)) == 1

    clock.advance(ASIDES_KEPT)
    await forget_asides(deps)
    assert await asides(deps) == []


async def test_asides_go_with_the_resident(known: Talker, deps: Deps) -> None:
    await known.says(INSULT)
    await known.commands("loeschen")
    await known.presses("Alles löschen")

    assert await asides(deps) == []


async def test_words_hidden_by_mistake_are_shown_again(known: Talker, deps: Deps) -> None:
    [preview] = await known.says("Wir brauchen mehr Bänke im Park, Frau Sommer hilft mit. Meine Nummer: 0381 1234567.")
    assert "Frau [Name] hilft mit" in preview.text

    [shown] = await known.presses("„Sommer“ nicht verbergen")
    assert "Frau Sommer hilft mit" in shown.text
    assert "[Telefonnummer]" in shown.text

    await known.presses("Absenden")
    async with deps.open_reading() as work:
        [concern] = await work.concerns.page(ConcernFilter(), offset=0, limit=1)
    assert "Frau Sommer hilft mit" in concern.text
    assert "1234567" not in concern.text


async def test_a_place_that_was_chosen_before_a_signpost_stays(known: Talker, deps: Deps) -> None:
    await known.shares(54.1436, 12.0533)
    await known.says("Die Schaukel auf dem Spielplatz ist gebrochen")
    await known.presses("Trotzdem als Anliegen abgeben")
    await known.presses("Absenden")

    [concern] = await stored(deps)
    assert concern.district is not None


async def test_who_wants_to_be_called_is_told_the_way_to_a_person_and_the_numbers_for_danger(known: Talker) -> None:
    [answer] = await known.says("Bitte rufen Sie mich an.")

    assert answer.text.startswith("Dies ist ein automatischer Dienst.")
    assert "/kontakt" in answer.text and "110" in answer.text
    assert known.key("Trotzdem als Anliegen").code
