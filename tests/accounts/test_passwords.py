"""Name, password and second factor: set up, used, changed, and what each of them refuses."""

import asyncio
from datetime import timedelta

import pytest

from handlers.accounts import actions
from handlers.accounts.codes import step_of
from handlers.accounts.passwords import check_password
from handlers.accounts.rules import UnfitError
from handlers.deps import Deps
from storage.models import Role
from tests.accounts.conftest import PASSWORD, Come, Person, by_link, enter, is_in, knock, posted, words
from tests.desk.conftest import Open
from tests.factories import StandingClock

CODE_PAGE = (303, "/moderation/anmelden/code")
IN = (303, "/moderation")
WRONG = "Entweder stimmt der Name oder das Passwort nicht"


async def test_a_moderator_comes_in_with_password_and_code(join: Come, seat: Open) -> None:
    person, browser = await join(), await seat(None)

    assert await knock(browser, "ADA ") == CODE_PAGE
    assert not await is_in(browser)
    assert await enter(browser, person.next_code()) == 303
    assert await is_in(browser)


async def test_a_member_comes_in_with_the_password_alone_until_they_set_up_more(join: Come, seat: Open) -> None:
    person = await join(Role.MEMBER)
    assert await knock(await seat(None)) == IN

    await person.sets_up()

    assert await knock(await seat(None)) == CODE_PAGE


async def test_who_could_do_harm_gets_no_password_without_a_second_factor(seat: Open) -> None:
    browser = await seat(Role.ADMIN)

    status, page = await posted(
        browser, "/moderation/zugang/passwort", name="ada", password=PASSWORD, again=PASSWORD, proof=""
    )

    assert status == 409
    assert "Bitte richten Sie zuerst den zweiten Faktor ein." in words(page)
    assert (await knock(await seat(None)))[0] == 400


async def test_wrong_unknown_and_deactivated_get_the_very_same_answer(join: Come, seat: Open, deps: Deps) -> None:
    await join(Role.MEMBER, "ada")
    gone = await join(Role.MEMBER, "eva")
    admin = await join(Role.ADMIN, "ida")
    await posted(admin.browser, f"/moderation/people/{gone.id}/deactivate")

    answers = [
        await knock(await seat(None), name, password)
        for name, password in (("ada", "falsch falsch"), ("niemand", PASSWORD), ("eva", PASSWORD), ("x" * 150, "y"))
    ]

    assert len(set(answers)) == 1
    assert answers[0][0] == 400 and WRONG in answers[0][1]


async def test_a_code_is_good_once_also_for_two_at_once(join: Come, seat: Open) -> None:
    person = await join()
    browsers = [await seat(None) for _ in range(3)]
    code = person.next_code()
    for browser in browsers:
        await knock(browser)
        # Who signs in last is awaited; the ones before are not any more.
    assert [await enter(browser, code) for browser in browsers[:2]] == [400, 400]
    statuses = await asyncio.gather(*(enter(browsers[2], code) for _ in range(2)))

    assert sorted(statuses) == [303, 400]
    again = await seat(None)
    await knock(again)
    assert await enter(again, code) == 400
    assert await enter(again, person.next_code()) == 303


async def test_codes_of_one_step_before_and_after_are_taken_and_no_others(join: Come, clock: StandingClock) -> None:
    person = await join()
    code = person.code()
    steps = {
        seconds: step_of(person.secret, code, clock() + timedelta(seconds=seconds)) is not None
        for seconds in (-61, -30, 0, 30, 61)
    }
    assert steps == {-61: False, -30: True, 0: True, 30: True, 61: False}


async def test_a_recovery_code_is_good_once(join: Come, seat: Open) -> None:
    person = await join()
    assert len(set(person.recovery)) == 10

    for expected in (303, 400):
        browser = await seat(None)
        await knock(browser)
        assert await enter(browser, person.recovery[0].upper().replace("-", " ")) == expected

    page = await (await person.browser.get("/moderation/zugang")).text()
    assert "Übrige Ersatzcodes: 9." in page


async def test_new_recovery_codes_end_those_before(join: Come, seat: Open) -> None:
    person = await join()
    assert (await person.posts("/moderation/zugang/ersatzcodes", proof="000000"))[0] == 400

    status, page = await person.posts("/moderation/zugang/ersatzcodes", proof=person.next_code())

    fresh = page.xpath("//ol[@class='recovery']//code/text()")
    assert status == 200 and len(fresh) == 10
    browser = await seat(None)
    await knock(browser)
    assert await enter(browser, person.recovery[1]) == 400
    assert await enter(browser, str(fresh[0])) == 303


async def test_a_recovery_code_of_another_person_is_worth_nothing(join: Come, seat: Open) -> None:
    await join(name="ada")
    other = await join(name="eva")
    browser = await seat(None)
    await knock(browser, "ada")

    assert await enter(browser, other.recovery[0]) == 400


async def test_the_code_is_awaited_for_ten_minutes(join: Come, seat: Open, clock: StandingClock) -> None:
    person, browser = await join(), await seat(None)
    await knock(browser)
    clock.advance(timedelta(minutes=10, seconds=1))

    status, page = await posted(browser, "/moderation/anmelden/code", code=person.code())

    assert status == 400 and "Das hat zu lange gedauert." in words(page)
    assert not await is_in(browser)


@pytest.mark.parametrize(
    "password",
    [
        "zu kurz",
        "passwortpasswort",
        "Passwort123456!",
        "P@ssw0rd2027!!!",
        "aaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "qwertzuiopasdf",
        "1234567890123",
        "HansestadtRostock2027",
        "Frieda-ist-im-Garten",
        "mein vogelsang klingt",
        "heute kommt ada-lovelace",
    ],
)
def test_a_password_that_others_would_guess_is_refused(password: str) -> None:
    with pytest.raises(UnfitError):
        check_password(password, "Frieda Vogelsang", "ada-lovelace")


@pytest.mark.parametrize("password", [PASSWORD, "Regenschirm wartet Bahnsteig", "k7#Qv!2mZx9p", "abcabcabcabc Möwe"])
def test_a_password_nobody_guesses_is_taken(password: str) -> None:
    check_password(password, "Frieda Vogelsang", "ada")


async def test_a_password_is_the_same_however_it_was_typed(join: Come, seat: Open) -> None:
    person = await join(Role.MEMBER)
    assert await person.chooses("Schönes Wetter über Bäumen", proof="") == 303

    assert await knock(await seat(None), password="Scho\u0308nes Wetter u\u0308ber Ba\u0308umen") == IN


async def test_what_is_wrong_with_a_new_password_stands_at_its_field(join: Come) -> None:
    person = await join(Role.MEMBER)
    cases = (
        ({"name": "ada", "password": "kurz", "again": "kurz"}, "f-password", "mindestens 12 Zeichen"),
        ({"name": "ada", "password": PASSWORD, "again": "anders anders"}, "f-again", "nicht gleich"),
        ({"name": "a b", "password": PASSWORD, "again": PASSWORD}, "f-name", "3 bis 64 Zeichen"),
    )
    for fields, field, sentence in cases:
        status, page = await person.posts("/moderation/zugang/passwort", **fields)
        assert status == 400
        assert sentence in page.xpath(f"string(//p[@id='{field}-wrong'])")
        assert PASSWORD not in page.text_content()


async def test_a_sign_in_name_belongs_to_one_person(join: Come) -> None:
    await join(Role.MEMBER, "ada")
    other = await join(Role.MEMBER, "eva")

    status, page = await other.posts("/moderation/zugang/passwort", name="Ada", password=PASSWORD, again=PASSWORD)

    assert status == 400 and "Diesen Anmeldenamen hat schon jemand anders." in words(page)


async def signed_in(person: Person, browser_of: Open) -> Person:
    """Return the same person in another browser, come in by password."""
    browser = await browser_of(None)
    await knock(browser, person.name, person.password)
    if person.secret:
        assert await enter(browser, person.next_code()) == 303
    return Person(person.deps, person.clock, person.id, browser, person.name, person.password, person.secret)


async def test_a_change_needs_the_present_password_and_closes_every_other_session(join: Come, seat: Open) -> None:
    first = await join(Role.MEMBER)
    second = await signed_in(first, seat)

    assert await second.chooses("ein anderes langes Wort", proof="falsch falsch") == 400
    assert await is_in(first.browser)
    assert await second.chooses("ein anderes langes Wort", proof=PASSWORD) == 303

    assert await is_in(second.browser) and not await is_in(first.browser)
    assert (await knock(await seat(None)))[0] == 400
    assert await knock(await seat(None), password="ein anderes langes Wort") == IN


async def test_with_a_second_factor_a_change_needs_a_code_also_after_a_link(join: Come, seat: Open, deps: Deps) -> None:
    person, browser = await join(), await seat(None)
    assert await by_link(browser, await actions.renew_link(deps, person.id)) == 303
    thief = Person(deps, person.clock, person.id, browser)

    assert await thief.chooses("ein anderes langes Wort") == 400
    assert (await thief.posts("/moderation/zugang/zweiter-faktor"))[0] == 400
    assert (await thief.posts("/moderation/zugang/ersatzcodes"))[0] == 400
    assert await thief.chooses("ein anderes langes Wort", proof=person.next_code()) == 303


async def test_who_forgot_the_password_sets_a_new_one_after_a_link(join: Come, seat: Open, deps: Deps) -> None:
    person, browser = await join(Role.MEMBER), await seat(None)
    await by_link(browser, await actions.renew_link(deps, person.id))

    assert await Person(deps, person.clock, person.id, browser).chooses("ein anderes langes Wort") == 303

    assert not await is_in(person.browser)


async def test_a_new_device_replaces_the_old_one_only_once_it_works(join: Come, seat: Open) -> None:
    person, browser = await join(), await seat(None)
    old = person.secret
    await person.posts("/moderation/zugang/zweiter-faktor", proof=person.next_code())
    assert (await person.posts("/moderation/zugang/zweiter-faktor/bestaetigen", code="000000"))[0] == 400
    await knock(browser)
    assert await enter(browser, person.next_code()) == 303

    person.clock.advance(timedelta(seconds=30))
    await person.sets_up()

    assert person.secret != old
    assert not await is_in(browser)


async def test_setting_up_takes_a_quarter_of_an_hour_at_most(seat: Open, clock: StandingClock) -> None:
    browser = await seat(Role.MODERATOR)
    await browser.post("/moderation/zugang/zweiter-faktor")
    clock.advance(timedelta(minutes=15, seconds=1))

    answer = await browser.get("/moderation/zugang/zweiter-faktor", allow_redirects=False)

    assert (answer.status, answer.headers["Location"]) == (303, "/moderation/zugang")
    assert (await posted(browser, "/moderation/zugang/zweiter-faktor/bestaetigen", code="123456"))[0] == 400


async def test_only_who_does_not_need_it_may_lay_the_second_factor_down(join: Come, seat: Open) -> None:
    member, moderator = await join(Role.MEMBER, factor=True), await join(name="eva")

    assert (await member.posts("/moderation/zugang/zweiter-faktor/entfernen", proof="000000"))[0] == 400
    assert (await member.posts("/moderation/zugang/zweiter-faktor/entfernen", proof=member.next_code()))[0] == 303
    assert await knock(await seat(None)) == IN
    refused = await moderator.posts("/moderation/zugang/zweiter-faktor/entfernen", proof=moderator.next_code())
    assert refused[0] == 403


async def test_after_a_reset_a_moderator_needs_a_link_and_sets_up_anew(join: Come, seat: Open, deps: Deps) -> None:
    person, admin = await join(), await join(Role.ADMIN, "ida")
    await posted(admin.browser, f"/moderation/people/{person.id}/second-factor/reset")
    assert not await is_in(person.browser)

    status, said = await knock(await seat(None))
    assert status == 403 and "Für Ihre Rolle genügen Name und Passwort nicht." in said

    browser = await seat(None)
    await by_link(browser, await actions.renew_link(deps, person.id))
    anew = Person(deps, person.clock, person.id, browser)
    await anew.sets_up()
    other = await seat(None)
    assert await knock(other) == CODE_PAGE
    assert await enter(other, anew.next_code()) == 303
