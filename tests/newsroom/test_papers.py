"""A press release to take with one: on paper and as plain text."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from handlers.deps import Deps
from handlers.newsroom import actions
from handlers.steering import documents
from handlers.steering.documents import NewVersion
from storage.models import PaperKind, Role, Visibility
from tests.factories import StandingClock
from tests.newsroom.conftest import TEXT, Colleague, let_out
from tests.process.conftest import Browser, Seat

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
HOUR = timedelta(hours=1)
TRICKY = 'Zeichen: #panic() $x$ *fett* _schräg_ <a> @b \\ "zitiert" // Ende'


async def pdf(browser: Browser, path: str) -> PdfReader:
    answer = await browser.client.get(path)
    assert (answer.status, answer.content_type) == (200, "application/pdf")
    return PdfReader(BytesIO(await answer.read()))


def bare(words: str) -> str:
    """Return words as they are wherever a line ends or a word is divided."""
    return re.sub(r"[\s\u200b\u00ad\u2010-]", "", words)


def said(read: PdfReader) -> str:
    return bare("".join(page.extract_text() for page in read.pages))


async def test_what_is_out_can_be_taken_along_as_pdf_and_as_text(seat: Seat, deps: Deps, colleague: Colleague) -> None:
    ada, bo, public = await colleague("Ada"), await colleague("Bo"), await seat(None)
    paper = await documents.add(
        deps, ada, "Entwurf des Plans", PaperKind.DRAFT, NewVersion(Visibility.PUBLIC, b"Text", "", "")
    )
    details = replace(TEXT, text=f"{TEXT.text}\n\n{TRICKY}\n\n{'Langer Absatz. ' * 600}", papers=(paper,))
    slug = (await actions.get(deps, await let_out(deps, ada, bo, details))).slug

    read = await pdf(public, f"/presse/{slug}.pdf")
    answer = await public.client.get(f"/presse/{slug}.txt")
    text = (await answer.read()).decode()

    for words in (
        "Hanse- und Universitätsstadt Rostock", "Pressemitteilung", "Rostock, 23. November 2026", TEXT.title, TEXT.lead,
        "Absatz eins.", "Wann", TRICKY, "Entwurf des Plans", "/prozess/dokumente/1", "Kontakt für die Presse",
        "Koordinierungsstelle", f"http://127.0.0.1:8080/presse/{slug}",
    ):  # fmt: skip
        assert bare(words) in said(read), words
        assert words in text, words
    assert (answer.content_type, "\n" in text.replace("\r\n", "")) == ("text/plain", False)
    root: Any = read.trailer["/Root"]
    assert (root["/Lang"], len(read.pages)) == ("de-DE", 3)
    assert b"pdfuaid" in root["/Metadata"].get_data()
    page = await public.opens(f"/presse/{slug}")
    assert f'href="/presse/{slug}.pdf"' in page.html and f'href="/presse/{slug}.txt"' in page.html


async def test_a_draft_and_an_embargo_say_so_on_top_and_only_the_desk_has_them(
    seat: Seat, deps: Deps, clock: StandingClock, colleague: Colleague
) -> None:
    ada, bo, public, desk = await colleague("Ada"), await colleague("Bo"), await seat(None), await seat(Role.MODERATOR)
    release_id = await actions.write(deps, ada, replace(TEXT, embargo_until=clock() + HOUR))
    release = await actions.get(deps, release_id)
    address = f"/moderation/presse/{release_id}/pressemitteilung"

    draft = said(await pdf(desk, f"{address}.pdf"))
    await actions.approve(deps, bo, release_id, seen=release.newest.changed_at)
    waiting = await (await desk.client.get(f"{address}.txt")).text()

    embargo = "Sperrfrist. Bitte nicht veröffentlichen vor: Montag, 23. November 2026, 13:00 Uhr."
    assert bare("Entwurf. Noch hat ihn niemand freigegeben.") in draft and bare(embargo) in draft
    assert waiting.index(embargo) < waiting.index(TEXT.title) and "Entwurf." not in waiting
    for ending in ("pdf", "txt"):
        assert (await public.client.get(f"/presse/{release.slug}.{ending}")).status == 404
    clock.advance(HOUR)
    out = await (await public.client.get(f"/presse/{release.slug}.txt")).text()
    assert "Sperrfrist" not in out


async def test_corrections_are_seen_and_a_withdrawn_release_is_not_handed_out(
    seat: Seat, deps: Deps, clock: StandingClock, colleague: Colleague
) -> None:
    ada, bo, public = await colleague("Ada"), await colleague("Bo"), await seat(None)
    release_id = await let_out(deps, ada, bo)
    release = await actions.get(deps, release_id)
    corrected = replace(TEXT, note="Der Ort war falsch.")
    await actions.rewrite(deps, ada, release_id, corrected, seen=release.newest.changed_at)
    await actions.approve(deps, bo, release_id, seen=clock())
    address = f"/presse/{release.slug}.txt"

    holds = await (await public.client.get(address)).text()
    before = await (await public.client.get(f"{address}?fassung=1")).text()
    await actions.withdraw(deps, ada, release_id, "Irrtum")

    assert "Berichtigt am 23. November 2026: Der Ort war falsch." in holds
    assert "Das ist eine frühere Fassung" in before and "Der Ort war falsch." not in before
    assert (await public.client.get(address)).status == 404
