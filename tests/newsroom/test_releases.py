"""Press releases: four eyes, an embargo that only the clock ends, corrections in sight of everyone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.deps import Deps
from handlers.errors import ForbiddenError, NotFoundError, RefusalError
from handlers.newsroom import actions
from handlers.newsroom.rules import Block, PressDetailsError, blocks
from handlers.newsroom.stages import Stage, stage_of
from handlers.pages.keys import SignedIn
from storage.models import Role
from tests.factories import StandingClock
from tests.newsroom.conftest import TEXT, Colleague, let_out
from tests.process.conftest import Seat

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
HOUR = timedelta(hours=1)
DESK = "/moderation/presse"


async def stage(deps: Deps, release_id: int) -> Stage:
    return stage_of(await actions.get(deps, release_id), deps.now())


async def changed(deps: Deps, release_id: int, who: SignedIn, **details: object) -> None:
    """Rewrite the newest version, as it stands, in these fields."""
    newest = (await actions.get(deps, release_id)).newest
    wanted = replace(TEXT, **details)  # type: ignore[arg-type]  # the fields of PressDetails
    await actions.rewrite(deps, who, release_id, wanted, seen=newest.changed_at)


async def test_the_end_of_the_embargo_makes_it_public_although_nothing_runs(
    deps: Deps, clock: StandingClock, colleague: Colleague
) -> None:
    embargo = replace(TEXT, embargo_until=clock() + HOUR)
    release_id = await let_out(deps, await colleague("Ada"), await colleague("Bo"), embargo)
    slug = (await actions.get(deps, release_id)).slug

    clock.advance(HOUR - timedelta(seconds=1))
    assert await stage(deps, release_id) is Stage.WAITING
    assert (await actions.list_public(deps, offset=0, limit=9)) == []
    with pytest.raises(NotFoundError):
        await actions.get_public(deps, slug)

    clock.advance(timedelta(seconds=1))
    assert await stage(deps, release_id) is Stage.OUT
    assert [one.slug for one in await actions.list_public(deps, offset=0, limit=9)] == [slug]
    assert (await actions.get_public(deps, slug)).out_since(deps.now()) == clock()


@on_sqlite
async def test_who_wrote_last_cannot_approve_and_nobody_approves_what_they_have_not_seen(
    deps: Deps, clock: StandingClock, colleague: Colleague
) -> None:
    ada, bo = await colleague("Ada"), await colleague("Bo")
    release_id = await actions.write(deps, ada, TEXT)
    first_seen = (await actions.get(deps, release_id)).newest.changed_at
    with pytest.raises(ForbiddenError):
        await actions.approve(deps, ada, release_id, seen=first_seen)

    clock.advance(HOUR)
    await changed(deps, release_id, bo, title="Geändert")
    with pytest.raises(RefusalError):
        await actions.approve(deps, ada, release_id, seen=first_seen)
    with pytest.raises(ForbiddenError):
        await actions.approve(deps, bo, release_id, seen=clock())
    await actions.approve(deps, ada, release_id, seen=clock())

    assert await stage(deps, release_id) is Stage.OUT


@on_sqlite
async def test_an_approval_can_be_taken_back_until_it_is_out(
    deps: Deps, clock: StandingClock, colleague: Colleague
) -> None:
    ada, bo = await colleague("Ada"), await colleague("Bo")
    release_id = await let_out(deps, ada, bo, replace(TEXT, embargo_until=clock() + HOUR))
    with pytest.raises(RefusalError):
        await changed(deps, release_id, ada)
    await actions.take_back(deps, bo, release_id)
    assert await stage(deps, release_id) is Stage.DRAFT

    await actions.approve(deps, bo, release_id, seen=(await actions.get(deps, release_id)).newest.changed_at)
    clock.advance(HOUR)
    with pytest.raises(RefusalError):
        await actions.take_back(deps, bo, release_id)


@on_sqlite
async def test_a_correction_holds_once_approved_and_the_version_before_stays(
    deps: Deps, clock: StandingClock, colleague: Colleague
) -> None:
    ada, bo = await colleague("Ada"), await colleague("Bo")
    release_id = await let_out(deps, ada, bo)
    with pytest.raises(PressDetailsError):
        await changed(deps, release_id, bo, text="Neu")
    clock.advance(HOUR)
    await changed(deps, release_id, bo, text="Neu", note="Der Ort war falsch.")
    slug = (await actions.get(deps, release_id)).slug
    assert await stage(deps, release_id) is Stage.CORRECTING
    assert [one.text for one in (await actions.get_public(deps, slug)).public(clock())] == [TEXT.text]

    await actions.approve(deps, ada, release_id, seen=clock())

    public = (await actions.get_public(deps, slug)).public(clock())
    assert [(one.number, one.text) for one in public] == [(2, "Neu"), (1, TEXT.text)]
    assert (await actions.get_public(deps, slug)).out_since(clock()) == clock() - HOUR


@on_sqlite
async def test_every_act_is_in_the_ledger(deps: Deps, clock: StandingClock, colleague: Colleague) -> None:
    ada, bo = await colleague("Ada"), await colleague("Bo")
    release_id = await let_out(deps, ada, bo)
    await actions.withdraw(deps, ada, release_id, "Irrtum")
    draft = await actions.write(deps, ada, TEXT)
    assert await actions.discard(deps, bo, draft)

    async with deps.open_work() as work:
        await work.ledger.chain(lambda before, entry: b"", limit=99)
    async with deps.open_reading() as work:
        entries = [entry async for batch in work.ledger.batches() for entry in batch]
    assert [(entry.act, entry.actor, entry.detail["press"]) for entry in entries] == [
        ("press_drafted", ada.actor, release_id),
        ("press_approved", bo.actor, release_id),
        ("press_withdrawn", ada.actor, release_id),
        ("press_drafted", ada.actor, draft),
        ("press_discarded", bo.actor, draft),
    ]


def test_text_is_cut_into_headings_and_paragraphs() -> None:
    assert blocks("Eins\nzwei\r\n\r\n## Kopf\nDrei\n\n#\n\n \n") == (
        Block("Eins\nzwei"),
        Block("Kopf", is_heading=True),
        Block("Drei"),
    )


@on_sqlite
async def test_a_release_goes_its_way_through_the_pages(seat: Seat, clock: StandingClock) -> None:
    ada, bo, public = await seat(Role.MODERATOR), await seat(Role.ADMIN), await seat(None)
    evil = {"title": "Forum <b>fett</b>", "text": "<script>alert(1)</script>\n\n# Kopf & Zahl", "lead": "Kurz gesagt."}

    written = await ada.posts(f"{DESK}/new", evil)
    assert "Eine zweite Person muss sie freigeben." in written.words
    assert (await public.opens("/presse/2026-forum-b-fett-b")).status == 404
    one = written.path.partition("?")[0]
    await bo.posts(f"{one}/approve", {"seen": clock().isoformat()})

    page = await public.opens("/presse/2026-forum-b-fett-b")
    assert page.status == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.html and "<script>alert" not in page.html
    assert "<h2>Kopf &amp; Zahl</h2>" in page.html
    assert "Kontakt für die Presse" in page.words
    assert "Forum &lt;b&gt;fett&lt;/b&gt;" in (await public.opens("/")).html

    await bo.posts(f"{one}/withdraw", {"reason": "Der Termin war falsch."})
    stub = await public.opens("/presse/2026-forum-b-fett-b")
    assert stub.status == 200
    assert "Der Termin war falsch." in stub.words
    assert "alert(1)" not in stub.html and "Kurz gesagt." not in stub.html
    assert (await public.opens("/presse/2026-forum-b-fett-b?fassung=1")).status == 404
    assert "zurückgezogen" in (await public.opens("/presse")).words
    assert "fett" not in (await public.opens("/")).html


@on_sqlite
async def test_an_earlier_version_is_there_and_says_that_it_is(
    seat: Seat, deps: Deps, clock: StandingClock, colleague: Colleague
) -> None:
    ada, bo = await colleague("Ada"), await colleague("Bo")
    release_id = await let_out(deps, ada, bo)
    await changed(deps, release_id, ada, text="Neu", note="Der Ort war falsch.")
    await actions.approve(deps, bo, release_id, seen=clock())
    public, slug = await seat(None), (await actions.get(deps, release_id)).slug

    holds, before = await public.opens(f"/presse/{slug}"), await public.opens(f"/presse/{slug}?fassung=1")

    assert "Diese Pressemitteilung wurde berichtigt" in holds.words and "Der Ort war falsch." in holds.words
    assert "Das ist eine frühere Fassung" in before.words and "Absatz eins." in before.words
    assert (await public.opens(f"/presse/{slug}?fassung=3")).status == 404
