"""Documents: told by their content, kept in all their versions, public or only at the desk."""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import timedelta

import pytest
from aiohttp import FormData

from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.pages.keys import SignedIn
from handlers.pages.pagination import SIZE
from handlers.steering import documents
from handlers.steering.documents import NewVersion
from handlers.steering.filetypes import LIMIT_BYTES, file_type_of
from handlers.steering.rules import DetailsError
from storage.models import PaperKind, Role, Visibility
from tests.factories import StandingClock
from tests.process.conftest import Browser, Page, Seat, page_of

DESK = "/moderation/process/documents"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
FORM = {"title": "Entwurf für den Plan", "kind": "draft", "visibility": "public"}


def office(*names: str) -> bytes:
    """Return a package with these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
    return packed.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")
XLSX = office("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, "pdf"),
        (DOCX, "docx"),
        (XLSX, "xlsx"),
        ("Grüße\r\naus Rostock".encode(), "txt"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "png"),
        (b"\xff\xd8\xff\xe0\x00", "jpg"),
        (b"", None),
        (b"  \n", None),
        (b"MZ\x90\x00\x03", None),
        (b"\x00\x01", None),
        ("Grüße".encode("latin-1"), None),
        (b"PK\x03\x04 torn", None),
        (office("a.txt"), None),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
    ],
)
def test_a_file_is_told_by_its_content(content: bytes, expected: str | None) -> None:
    assert file_type_of(content) == expected


def new(content: bytes | None = PDF, link: str = "", visibility: Visibility = Visibility.PUBLIC) -> NewVersion:
    return NewVersion(visibility, content, link, "")


async def test_versions_are_counted_and_the_older_ones_stay(deps: Deps, who: SignedIn) -> None:
    paper_id = await documents.add(deps, who, "Entwurf", PaperKind.DRAFT, new(visibility=Visibility.INTERNAL))
    await documents.add_version(deps, who, paper_id, new(b"Zweite Fassung"))
    await documents.add_version(deps, who, paper_id, new(None, "https://example.org/drei"))

    paper = await documents.get(deps, paper_id)

    assert [(one.number, one.file_type, one.link) for one in paper.versions] == [
        (3, None, "https://example.org/drei"),
        (2, "txt", None),
        (1, "pdf", None),
    ]
    assert paper.versions[2].sha256 == hashlib.sha256(PDF).hexdigest()
    assert (paper.versions[2].size_bytes, paper.versions[2].by) == (len(PDF), who.name)
    assert [one.number for one in paper.public] == [3, 2]
    assert (await documents.download(deps, paper.versions[2].id, for_everyone=False)).content == PDF


async def test_what_is_internal_is_not_there_for_everyone_and_a_link_has_no_file(deps: Deps, who: SignedIn) -> None:
    paper_id = await documents.add(deps, who, "Entwurf", PaperKind.DRAFT, new(visibility=Visibility.INTERNAL))
    await documents.add_version(deps, who, paper_id, new(None, "https://example.org/"))
    link, file = (await documents.get(deps, paper_id)).versions

    for version, everyone in ((file, True), (link, True), (link, False)):
        with pytest.raises(NotFoundError):
            await documents.download(deps, version.id, for_everyone=everyone)
    await documents.show_to(deps, who, file.id, Visibility.PUBLIC)
    assert (await documents.download(deps, file.id, for_everyone=True)).number == 1


@pytest.mark.parametrize(
    ("version", "field"),
    [
        (new(None), "file"),
        (new(PDF, "https://example.org/"), "link"),
        (new(b"MZ\x90\x00"), "file"),
        (new(PDF + b" " * LIMIT_BYTES), "file"),
    ],
)
async def test_what_cannot_be_taken_is_refused_at_its_field(
    deps: Deps, who: SignedIn, version: NewVersion, field: str
) -> None:
    with pytest.raises(DetailsError) as refusal:
        await documents.add(deps, who, "Entwurf", PaperKind.DRAFT, version)

    assert refusal.value.field == field
    assert await documents.list_all(deps, offset=0, limit=9) == []


async def upload(
    desk: Browser, path: str, given: Mapping[str, str], content: bytes | None, name: str = "x.exe"
) -> Page:
    form = FormData()
    for field, value in given.items():
        form.add_field(field, value)
    form.add_field("file", content or b"", filename=name if content else "", content_type="application/octet-stream")
    return await page_of(await desk.client.post(path, data=form))


async def test_a_document_goes_from_the_desk_to_everyone(seat: Seat) -> None:
    desk, everyone = await seat(Role.MODERATOR), await seat(None)

    stored = await upload(desk, f"{DESK}/new", FORM, PDF)

    assert "Das Dokument ist gespeichert." in stored.words
    assert hashlib.sha256(PDF).hexdigest() in stored.words
    assert "Entwurf für den Plan" in (await everyone.opens("/prozess")).words
    answer = await everyone.client.get("/prozess/dokumente/1")
    assert await answer.read() == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"dokument-v1.pdf\"; filename*=UTF-8''Entwurf%20f%C3%BCr%20den%20Plan-v1.pdf"
    )


async def test_what_is_internal_is_only_at_the_desk(seat: Seat) -> None:
    desk, member, everyone = await seat(Role.MODERATOR), await seat(Role.MEMBER), await seat(None)
    await upload(desk, f"{DESK}/new", FORM | {"visibility": "internal"}, PDF)

    assert "Entwurf für den Plan" not in (await everyone.opens("/prozess")).words
    assert (await everyone.opens("/prozess/dokumente/1")).status == 404
    assert (await member.client.get(f"{DESK}/versions/1/file")).status == 200
    assert (await member.opens(f"{DESK}/versions/1/visibility")).status == 403

    asked = await desk.opens(f"{DESK}/versions/1/visibility")
    assert "Diese Fassung veröffentlichen?" in asked.words
    await desk.posts(f"{DESK}/versions/1/visibility", {"to": "public"})
    assert (await everyone.client.get("/prozess/dokumente/1")).status == 200


async def test_a_page_in_a_text_is_never_opened_as_one(seat: Seat) -> None:
    desk = await seat(Role.ADMIN)
    await upload(
        desk, f"{DESK}/new", FORM | {"title": 'x"\r\nSet-Cookie: a=b/../c'}, b"<script>alert(1)</script>", "x.html"
    )

    answer = await desk.client.get("/prozess/dokumente/1")

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("given", "content", "field"),
    [
        ({}, None, "file"),
        ({}, b"MZ\x90\x00", "file"),
        ({"link": "javascript:alert(1)"}, None, "link"),
        ({"link": "https://"}, None, "link"),
        ({"title": ""}, PDF, "title"),
        ({"kind": "gossip"}, PDF, "kind"),
        ({"visibility": ""}, PDF, "visibility"),
    ],
)
async def test_the_form_says_what_is_wrong_with_it(
    seat: Seat, given: Mapping[str, str], content: bytes | None, field: str
) -> None:
    desk = await seat(Role.MODERATOR)

    page = await upload(desk, f"{DESK}/new", FORM | dict(given), content)

    assert page.status == 400 and f'id="f-{field}-wrong"' in page.html


async def test_a_further_version_and_another_title(seat: Seat) -> None:
    desk = await seat(Role.MODERATOR)
    await upload(desk, f"{DESK}/new", FORM, PDF)

    page = await upload(desk, f"{DESK}/1/versions/new", {"visibility": "internal", "note": "Kapitel 2 neu"}, DOCX)
    assert "Die älteren bleiben." in page.words and "Fassung 2 (DOCX" in page.words and "Kapitel 2 neu" in page.words

    renamed = await desk.posts(f"{DESK}/1/edit", {"title": "Plan", "kind": "report"})
    assert "Plan" in renamed.words and "Bericht" in renamed.words
    assert "Fassung 2 (DOCX" in (await desk.opens(DESK)).words


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_everyone_finds_all_public_documents_page_by_page_and_the_latest_at_the_process(
    seat: Seat, deps: Deps, who: SignedIn, clock: StandingClock
) -> None:
    for number in range(SIZE + 2):
        clock.advance(timedelta(minutes=1))
        visibility = Visibility.INTERNAL if number == SIZE else Visibility.PUBLIC
        title = f"Nummer {number:02d}."
        await documents.add(deps, who, title, PaperKind.DRAFT, new(None, "https://example.org/", visibility))
    oldest = (await documents.list_public(deps))[-1].id
    clock.advance(timedelta(minutes=1))
    await documents.add_version(deps, who, oldest, new(None, "https://example.org/zwei"))
    everyone = await seat(None)

    process, first, last, beyond = [
        re.findall(r"Nummer (\d+)\.", (await everyone.opens(path)).words)
        for path in ("/prozess", "/prozess/dokumente", "/prozess/dokumente?seite=2", "/prozess/dokumente?seite=9")
    ]

    public = ["00", str(SIZE + 1), *(f"{number:02d}" for number in range(SIZE - 1, 0, -1))]
    assert process == public[:5]
    assert (first, last, beyond) == (public[:SIZE], public[SIZE:], public[SIZE:])
