"""The API keeps what its description says."""

from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.settings import Settings
from bot.web import build_app
from handlers.deps import Deps
from handlers.opendata.datasets import DATASETS
from handlers.opendata.openapi import ROOT, document
from handlers.results.actions import publish_due
from tests.process.conftest import Seat
from tests.results.conftest import Take

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
LAST_WEEK = datetime(2026, 11, 18, 12, tzinfo=UTC)


def test_the_description_names_every_address_of_the_router_and_no_other(deps: Deps) -> None:
    app: web.Application = build_app(Settings(), deps, None, None)
    served = {
        (route.method.lower(), route.resource.canonical)
        for route in app.router.routes()
        if route.resource and route.resource.canonical.startswith(f"{ROOT}/") and route.method != "HEAD"
    }
    paths = document(deps)["paths"]
    assert isinstance(paths, dict)
    described = {(method, path) for path, methods in paths.items() for method in methods}
    assert served == described | {("get", f"{ROOT}/openapi.json")}


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda one: one.name)
async def test_every_table_is_there_with_the_fields_it_declares(seat: Seat, deps: Deps, dataset: object) -> None:
    browser = await seat(None)
    answer = await browser.client.get(f"{ROOT}/{dataset.name}")  # type: ignore[attr-defined]
    assert answer.status == 200 and answer.headers["Access-Control-Allow-Origin"] == "*"
    body = await answer.json()
    assert set(body) == {"published", "total", "limit", "offset", "data"}
    for row in body["data"]:
        assert list(row) == [field.name for field in dataset.fields]  # type: ignore[attr-defined]


async def test_a_list_comes_in_parts_with_a_way_to_the_next(seat: Seat, deps: Deps) -> None:
    client = (await seat(None)).client
    whole = (await (await client.get(f"{ROOT}/districts")).json())["data"]
    gathered, address = [], f"{ROOT}/districts?limit=10"
    while address:
        answer = await client.get(address)
        gathered += (await answer.json())["data"]
        address = answer.headers.get("Link", "").partition(">")[0].removeprefix("<")
    assert gathered == whole and len(whole) == len(deps.city.districts)


async def test_lists_are_narrowed_by_value(seat: Seat, deps: Deps) -> None:
    client = (await seat(None)).client
    area = deps.city.areas[0].id
    found = await (await client.get(f"{ROOT}/districts?area={area}")).json()
    assert [row["id"] for row in found["data"]] == list(deps.city.districts_in([area]))
    assert (await (await client.get(f"{ROOT}/topics?workgroup=nobody")).json())["total"] == 0


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=1001", "limit=", "limit=²", "offset=-1", "limit=1&limit=2", "kind=party"]
)
async def test_a_parameter_that_cannot_be_is_a_problem(seat: Seat, query: str) -> None:
    answer = await (await seat(None)).client.get(f"{ROOT}/forums?{query}")
    assert (answer.status, answer.content_type) == (400, "application/problem+json")
    problem = await answer.json()
    assert problem["status"] == 400 and problem["title"] and problem["detail"]


async def test_what_is_not_there_or_not_allowed_is_a_problem_too(seat: Seat) -> None:
    client = (await seat(None)).client
    for path in ("forums/unknown", "concerns", "forums/a/b", "forums/%00"):
        answer = await client.get(f"{ROOT}/{path}")
        assert (answer.status, answer.content_type) == (404, "application/problem+json"), path
    answer = await client.post(f"{ROOT}/forums")
    assert (answer.status, answer.content_type) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "GET,HEAD,OPTIONS"
    for accept, status in (("text/html", 406), ("application/json;q=0", 406), ("text/html, */*;q=0.1", 200)):
        assert (await client.get(f"{ROOT}/topics", headers={"Accept": accept})).status == status, accept


OPEN = (f"{ROOT}/topics", f"{ROOT}/forums/x", f"{ROOT}/openapi.json", "/offene-daten.zip", "/offene-daten/dcat.jsonld")


@pytest.mark.parametrize("path", OPEN)
async def test_pages_of_other_sites_may_read_what_is_open_and_are_sent_no_cookie(seat: Seat, path: str) -> None:
    client = (await seat(None)).client
    asking = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    before = await client.options(path, headers=asking | {"Access-Control-Request-Headers": "if-none-match"})
    assert (before.status, before.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in before.headers["Access-Control-Allow-Headers"]
    assert before.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    answer = await client.get(path, headers={"Origin": "https://other.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in {*answer.headers, *before.headers}
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/", "/chat", "/ergebnisse", "/api", "/api/v1", "/moderation", "/vorgang", "/foren.ics"]
)
async def test_what_is_not_open_data_is_for_no_other_site(seat: Seat, path: str) -> None:
    client = (await seat(None)).client
    asking = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    for answer in (await client.options(path, headers=asking), await client.get(path, headers=asking)):
        assert not [name for name in answer.headers if name.startswith("Access-Control")]


async def test_an_unchanged_answer_is_not_sent_again(seat: Seat) -> None:
    client = (await seat(None)).client
    first = await client.get(f"{ROOT}/topics")
    again = await client.get(f"{ROOT}/topics", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, await again.read()) == (304, b"")
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "public, max-age=300"
    assert (await client.head(f"{ROOT}/topics")).headers["ETag"] == first.headers["ETag"]
    for path in OPEN[3:]:
        tag = (await client.head(path)).headers["ETag"]
        weak = await client.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
        assert (weak.status, await weak.read(), weak.headers["ETag"]) == (304, b"", tag)


async def test_the_figures_are_those_of_the_page(seat: Seat, deps: Deps, take_in: Take) -> None:
    await take_in(43, "lighting", district=deps.city.districts[3].id, at=LAST_WEEK)
    await take_in(2, "drugs_alcohol", at=LAST_WEEK)
    await publish_due(deps)
    browser = await seat(None)
    body = await (await browser.client.get(f"{ROOT}/results")).json()
    total = next(row["count"] for row in body["data"] if row["by"] == "total")
    page = await browser.opens("/ergebnisse")
    assert f"{total} Anliegen mindestens" in page.words and body["published"]["sha256"] in page.html
    small = await (await browser.client.get(f"{ROOT}/results?topic=drugs_alcohol")).json()
    assert [row["count"] for row in small["data"]] == [None]


async def test_the_page_for_programmers_names_every_address(seat: Seat) -> None:
    page = await (await seat(None)).opens("/api")
    assert page.status == 200 and all(f"{ROOT}/{dataset.name}" in page.words for dataset in DATASETS)
