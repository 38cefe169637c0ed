"""The plan at the desk, over HTTP."""

import re
from dataclasses import replace
from datetime import date

import pytest

from handlers.deps import Deps
from handlers.ledger import actions as ledger
from handlers.pages.keys import SignedIn
from handlers.process import changing
from storage.models import Role
from tests.forums.conftest import Move
from tests.process.conftest import PHASE, Page, Seat

DESK = "/moderation/process"
FORM = {
    "title": "Masterplanprozess",
    "starts_on": "2027-03-01",
    "ends_on": "31.10.2027",
    "tasks": "Foren\r\nEntwurf",
    "state": "planned",
}


def hidden(page: Page) -> dict[str, str]:
    """Return what a page would post by its button."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.html)
    return dict(found)


async def test_a_phase_is_added_and_stands_on_the_start_page(seat: Seat) -> None:
    desk = await seat(Role.MODERATOR)

    page = await desk.posts(f"{DESK}/phases/new", FORM)

    assert page.status == 200 and page.path.endswith("?did=added")
    assert "1. März 2027" in page.words and "31. Oktober 2027" in page.words
    assert "Masterplanprozess" in (await desk.opens(DESK)).words
    assert "Masterplanprozess" in (await desk.opens("/")).words


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Bitte füllen Sie dieses Feld aus."),
        ("starts_on", "31.02.2027", "Bitte geben Sie ein Datum ein"),
        ("ends_on", "2027-02-28", "Das Ende darf nicht vor dem Anfang liegen."),
        ("state", "maybe", "Bitte wählen Sie eine der angegebenen Antworten."),
    ],
)
async def test_what_is_wrong_stands_at_its_field(seat: Seat, field: str, value: str, sentence: str) -> None:
    desk = await seat(Role.MODERATOR)

    page = await desk.posts(f"{DESK}/phases/new", FORM | {field: value})

    assert page.status == 400
    assert f'id="f-{field}-wrong"' in page.html
    assert sentence in page.words


async def test_a_moved_phase_is_shown_with_its_number_first_and_told_then(
    seat: Seat, deps: Deps, who: SignedIn, move_in: Move
) -> None:
    phase = await changing.add(deps, who, PHASE)
    await move_in()
    await move_in()
    desk = await seat(Role.MODERATOR)
    given = FORM | {"starts_on": "2027-05-01", "reason": "Später <b>so</b>", "seen": "1"}

    asked = await desk.posts(f"{DESK}/phases/{phase}/edit", given)

    assert asked.status == 200 and "2 Personen erhalten diese Nachricht" in asked.words
    assert "&lt;b&gt;so&lt;/b&gt;" in asked.html and "Der Zeitplan für" in asked.words
    assert "niemanden informieren" not in asked.words
    assert (await changing.get(deps, phase)).version == 1

    done = await desk.posts(f"{DESK}/phases/{phase}/edit", hidden(asked) | {"reason": "Später"})

    assert "Alle Betroffenen werden jetzt informiert." in done.words
    assert "2 Personen" in done.words and "verschoben" in done.words and "moderator am Tisch" in done.words


async def test_moving_needs_a_reason(seat: Seat, deps: Deps, who: SignedIn) -> None:
    phase = await changing.add(deps, who, PHASE)
    desk = await seat(Role.ADMIN)

    page = await desk.posts(f"{DESK}/phases/{phase}/edit", FORM | {"starts_on": "2027-05-01", "seen": "1"})

    assert page.status == 400 and "Bitte nennen Sie den Grund." in page.words


async def test_a_member_reads_and_changes_nothing(seat: Seat, deps: Deps, who: SignedIn) -> None:
    phase = await changing.add(deps, who, PHASE)
    desk = await seat(Role.MEMBER)

    page = await desk.opens(f"{DESK}/phases/{phase}")

    assert page.status == 200 and f"{phase}/edit" not in page.html
    assert (await desk.posts(f"{DESK}/phases/{phase}/edit", FORM)).status == 403
    assert (await desk.opens(f"{DESK}/phases/4711")).status == 404
    assert (await desk.opens(f"{DESK}/phases/x")).status == 404


async def test_a_phase_added_by_mistake_is_taken_out_again_and_the_ledger_knows(seat: Seat, deps: Deps) -> None:
    desk = await seat(Role.MODERATOR)
    await desk.posts(f"{DESK}/phases/new", FORM | {"title": "Versehen"})
    [phase] = await changing.list_all(deps)
    await desk.posts(f"{DESK}/phases/{phase.id}/edit", FORM | {"title": "Versehen!", "seen": str(phase.version)})

    asked = await desk.opens(f"{DESK}/phases/{phase.id}/remove")
    gone = await desk.posts(f"{DESK}/phases/{phase.id}/remove", hidden(asked))

    assert "noch niemandem berichtet" in asked.words
    assert "Die Phase steht nicht mehr im Plan." in gone.words and "Versehen" not in gone.words
    assert await changing.list_all(deps) == [] and await changing.history(deps) == []
    assert (await desk.opens(f"{DESK}/phases/{phase.id}")).status == 404
    await ledger.chain_new(deps)
    async with deps.open_reading() as work:
        [acts] = [batch async for batch in work.ledger.batches()]
    assert [(act.act, act.detail) for act in acts] == [("phase_removed", {"phase": phase.id})]


async def test_a_phase_people_heard_of_or_that_was_changed_meanwhile_stays(
    seat: Seat, deps: Deps, who: SignedIn
) -> None:
    told = await changing.add(deps, who, PHASE)
    moved = replace(PHASE, ends_on=date(2027, 11, 30))
    await changing.change(deps, who, told, moved, reason="Mehr Zeit.", seen=1)
    edited = await changing.add(deps, who, PHASE)
    await changing.change(deps, who, edited, replace(PHASE, title="Neu"), reason="", seen=1)
    desk = await seat(Role.MODERATOR)

    assert "/remove" not in (await desk.opens(f"{DESK}/phases/{told}")).html
    assert "Sie bleibt im Plan" in (await desk.opens(f"{DESK}/phases/{told}/remove")).words
    assert (await desk.posts(f"{DESK}/phases/{told}/remove", {"seen": "2"})).status == 409
    assert (await desk.posts(f"{DESK}/phases/{edited}/remove", {"seen": "1"})).status == 409
    assert {phase.id for phase in await changing.list_all(deps)} == {told, edited}


async def test_an_empty_plan_says_so(seat: Seat) -> None:
    assert "Noch kein Zeitplan" in (await (await seat(Role.MODERATOR)).opens(DESK)).words


async def test_the_public_page_tells_what_changed_and_why_but_not_who_did_it(
    seat: Seat, deps: Deps, who: SignedIn
) -> None:
    phase = await changing.add(deps, who, PHASE)
    moved = replace(PHASE, starts_on=date(2027, 5, 1))
    await changing.change(deps, who, phase, moved, reason="Die Bürgerschaft berät erst im Mai.", seen=1)
    await changing.change(deps, who, phase, replace(moved, title="Prozess"), reason="intern", seen=2)

    page = await (await seat(None)).opens("/prozess")

    assert "Jetzt 1. Mai 2027 bis 31. Oktober 2027, bisher 1. März 2027" in page.words
    assert "Die Bürgerschaft berät erst im Mai." in page.words
    assert "intern" not in page.words and who.name not in page.words
