"""What every page does alike: errors, headers, foreign forms, static files."""

import aiohttp
import pytest
import structlog

from handlers.pages.assets import address_of
from tests.web.pages.conftest import Client


@pytest.mark.parametrize("status", [403, 404, 409])
async def test_a_refusal_becomes_a_page_with_its_sentence_and_status(client: Client, status: int) -> None:
    answer = await client.get(f"/refuse/{status}")

    assert answer.status == status
    assert "<p>Datenschutz</p>" in await answer.text()


async def test_an_unknown_address_says_so_in_german(client: Client) -> None:
    answer = await client.get("/nowhere")

    assert answer.status == 404
    assert "<h1>Seite nicht gefunden</h1>" in await answer.text()


async def test_a_wrong_method_is_a_page_too(client: Client) -> None:
    answer = await client.get("/echo")

    assert answer.status == 405
    assert "lässt sich so nicht verwenden" in await answer.text()


async def test_too_large_a_body_is_refused_with_a_sentence(client: Client) -> None:
    answer = await client.post("/echo", data=b"x" * 2000)

    assert answer.status == 413
    assert "zu viel auf einmal" in await answer.text()


async def test_a_fault_is_logged_once_without_the_address_and_spoken_honestly(client: Client) -> None:
    with structlog.testing.capture_logs() as lines:
        answer = await client.get("/fail/token-in-the-path")

    assert answer.status == 500
    words = await answer.text()
    assert "Bei uns ist etwas schiefgegangen" in words
    assert "secret words" not in words
    assert [line["event"] for line in lines] == ["page.failed"]
    assert lines[0]["exc_info"] is True
    assert "token-in-the-path" not in str(lines)


async def test_a_download_that_fails_half_way_is_cut_off_and_not_passed_off_as_whole(client: Client) -> None:
    with structlog.testing.capture_logs() as lines, pytest.raises(aiohttp.ClientError):
        await (await client.get("/torn")).read()

    assert [line["event"] for line in lines] == ["page.failed"]


async def test_every_answer_carries_the_security_headers(client: Client) -> None:
    for path in ("/page", "/nowhere", "/fail/x", "/static/app.css"):
        headers = (await client.get(path)).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Permissions-Policy"].startswith("geolocation=(self)")
        assert "Strict-Transport-Security" not in headers


async def test_behind_tls_browsers_are_told_to_stay_there(tls_client: Client) -> None:
    assert (await tls_client.get("/page")).headers["Strict-Transport-Security"] == "max-age=31536000"


async def test_desk_pages_are_never_kept(client: Client) -> None:
    assert (await client.get("/moderation/page")).headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in (await client.get("/page")).headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://127.0.0.1:8080"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://["}, 403),
        ({"Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
async def test_forms_are_taken_from_our_own_pages_only(client: Client, headers: dict[str, str], status: int) -> None:
    answer = await client.post("/echo", data=b"hello", headers=headers)

    assert answer.status == status


async def test_a_form_from_the_host_that_was_asked_is_our_own(client: Client) -> None:
    answer = await client.post("/echo", data=b"hello", headers={"Origin": str(client.make_url("/")).rstrip("/")})

    assert answer.status == 200


async def test_a_static_file_asked_for_by_its_hash_may_be_kept_for_good(client: Client) -> None:
    current = await client.get(address_of("app.css"))
    old = await client.get("/static/app.css?v=old")

    assert current.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert old.headers["Cache-Control"] == "no-cache"
    assert current.content_type == "text/css"


@pytest.mark.parametrize("name", ["..%2Flayout.py", "nothing.css", "%00", "app.css%2F"])
async def test_nothing_else_is_served_as_a_static_file(client: Client, name: str) -> None:
    assert (await client.get(f"/static/{name}")).status == 404
