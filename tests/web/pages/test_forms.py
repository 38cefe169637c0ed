"""The form reader: a model, or the same form again with sentences; never an exception, whatever comes."""

import asyncio
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import pytest
from aiohttp import FormData, StreamReader, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field, field_validator

from handlers.i18n import phrase, speaker
from handlers.pages.complaints import FieldError
from handlers.pages.fields import BerlinMoment, wall_clock
from handlers.pages.forms import Form, FormErrors, Posted, clean, read_post, read_query

ODD = phrase("Privacy")


class Kind(StrEnum):
    CITIZEN = "citizen"
    EXPERT = "expert"


class ForumForm(BaseModel):
    title: Annotated[str, Field(min_length=3, max_length=20)]
    kind: Kind = Kind.CITIZEN
    places: Annotated[int, Field(ge=1, le=500)] | None = None
    on: date | None = None
    starts_at: BerlinMoment | None = None
    topics: list[str] = Field(default_factory=list)
    step_free: bool = False

    @field_validator("title")
    @classmethod
    def not_odd(cls, title: str) -> str:
        if title == "odd":
            raise FieldError(ODD)
        return title


def request_with(body: bytes, content_type: str) -> web.Request:
    reader = StreamReader(BaseProtocol(asyncio.get_running_loop()), limit=2**20)
    reader.feed_data(body)
    reader.feed_eof()
    return make_mocked_request("POST", "/", headers={"Content-Type": content_type}, payload=reader)


async def posted(body: bytes, content_type: str = "application/x-www-form-urlencoded") -> Posted:
    return await read_post(request_with(body, content_type))


def sentences(form: object) -> dict[str, str]:
    assert isinstance(form, FormErrors)
    return {name: speaker("de").say(sentence) for name, sentence in form.errors.items()}


async def test_a_good_form_becomes_the_model() -> None:
    form = (await posted(b"title=+Forum+&kind=expert&places=20&on=2026-12-03&topics=a&topics=b&step_free=on")).fill(
        ForumForm
    )

    assert form == ForumForm(
        title="Forum", kind=Kind.EXPERT, places=20, on=date(2026, 12, 3), topics=["a", "b"], step_free=True
    )


async def test_empty_fields_count_as_not_given() -> None:
    form = (await posted(b"title=Forum&places=&on=&topics=&kind=")).fill(ForumForm)

    assert form == ForumForm(title="Forum")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", {"title": "Bitte füllen Sie dieses Feld aus."}),
        (b"title=+++", {"title": "Bitte füllen Sie dieses Feld aus."}),
        (b"title=%00%00", {"title": "Bitte füllen Sie dieses Feld aus."}),
        (b"title=a", {"title": "Bitte schreiben Sie mindestens 3 Zeichen."}),
        (b"title=" + b"x" * 21, {"title": "Bitte schreiben Sie höchstens 20 Zeichen."}),
        (b"title=odd", {"title": "Datenschutz"}),
        (b"title=Forum&places=many", {"places": "Bitte geben Sie eine ganze Zahl ein, zum Beispiel 25."}),
        (b"title=Forum&places=0", {"places": "Bitte geben Sie 1 oder mehr ein."}),
        (b"title=Forum&places=501", {"places": "Bitte geben Sie 500 oder weniger ein."}),
        (b"title=Forum&places=" + b"9" * 5000, {"places": "Bitte geben Sie eine ganze Zahl ein, zum Beispiel 25."}),
        (b"title=Forum&kind=x", {"kind": "Bitte wählen Sie eine der angegebenen Antworten."}),
        (b"title=Forum&on=31.02.", {"on": "Bitte geben Sie ein Datum ein, zum Beispiel 03.12.2026."}),
        (
            b"title=Forum&starts_at=2027-03-28T02:30",
            {"starts_at": "Diese Uhrzeit gibt es nicht, die Uhr wird zu diesem Zeitpunkt vorgestellt."},
        ),
        (
            b"title=Forum&starts_at=0001-01-01T00:00",
            {"starts_at": "Bitte geben Sie Datum und Uhrzeit ein, zum Beispiel 03.12.2026, 18:00."},
        ),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(body: bytes, expected: dict[str, str]) -> None:
    assert sentences((await posted(body)).fill(ForumForm)) == expected


async def test_a_refused_form_keeps_what_was_typed() -> None:
    form = (await posted(b"title=a&places=many&topics=x&topics=y&step_free=on")).fill(ForumForm)

    assert isinstance(form, FormErrors)
    assert (form.value("title"), form.value("places"), form.value("step_free")) == ("a", "many", "on")
    assert form.chosen("topics", "y") and not form.chosen("topics", "z")
    assert list(form.errors) == ["title", "places"]


async def test_an_upload_comes_with_its_bytes() -> None:
    data = FormData({"title": "Forum"})
    data.add_field("file", b"[forum]", filename="foren.toml", content_type="application/toml")
    writer = data()
    body = await writer.as_bytes()

    got = await posted(body, writer.headers["Content-Type"])

    assert got.value("title") == "Forum"
    assert (got.uploads["file"].name, got.uploads["file"].content) == ("foren.toml", b"[forum]")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{}", "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"whatever", "multipart/form-data"),
        (
            b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/plain; charset=nope\r\n\r\nb\r\n--x--',
            "multipart/form-data; boundary=x",
        ),
        (
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\xfe\r\n--x--',
            "multipart/form-data; boundary=x",
        ),
    ],
)
async def test_a_body_that_cannot_be_read_is_asked_for_again(body: bytes, content_type: str) -> None:
    form = (await posted(body, content_type)).fill(ForumForm)

    assert sentences(form) == {"": "Ihre Angaben sind nicht vollständig angekommen. Bitte senden Sie sie noch einmal."}


@settings(max_examples=200, deadline=None)
@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]),
)
def test_no_bytes_make_the_reader_fail(body: bytes, kind: str) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="title"\r\n' if kind.startswith("multipart") else b"title="

    async def read() -> object:
        return (await posted(head + body, kind)).fill(ForumForm)

    assert isinstance(asyncio.run(read()), ForumForm | FormErrors)


@given(text=st.text(max_size=50))
def test_cleaned_text_can_be_stored_and_keeps_its_letters(text: str) -> None:
    cleaned = clean(text)

    cleaned.encode()
    assert "\x00" not in cleaned and "\r" not in cleaned
    assert [sign for sign in text if sign.isalpha()] == [sign for sign in cleaned if sign.isalpha()]


async def test_filters_of_an_address_are_read_alike() -> None:
    request = make_mocked_request("GET", "/?title=Forum&places=x")

    assert sentences(read_query(request).fill(ForumForm)).keys() == {"places"}


async def test_what_only_the_action_knows_is_said_at_its_field_too() -> None:
    form = (await posted(b"title=Forum")).refused("title", ODD)

    assert (form.value("title"), form.error("title")) == ("Forum", ODD)


def test_a_form_starts_with_the_values_of_the_thing() -> None:
    form = Form.of(title="Forum", places=None, step_free=True, closed=False, topics=("a",), kind=Kind.EXPERT)

    assert (form.value("title"), form.value("places"), form.value("step_free"), form.value("closed")) == (
        "Forum",
        "",
        "on",
        "",
    )
    assert form.chosen("kind", Kind.EXPERT) and form.chosen("topics", "a")


@pytest.mark.parametrize("typed", ["2026-07-01T18:00", "2026-12-03T18:00", "2026-10-25T02:30"])
async def test_a_moment_typed_in_berlin_is_shown_as_typed(typed: str) -> None:
    form = (await posted(f"title=Forum&starts_at={typed}".encode())).fill(ForumForm)

    assert isinstance(form, ForumForm) and form.starts_at is not None
    assert form.starts_at.tzinfo is UTC
    assert wall_clock(form.starts_at) == typed


async def test_the_hour_that_comes_twice_means_its_first() -> None:
    form = (await posted(b"title=Forum&starts_at=2026-10-25T02:30")).fill(ForumForm)

    assert isinstance(form, ForumForm)
    assert form.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
