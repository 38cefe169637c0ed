"""The zip of the open data, its description, and its entry in catalogues."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handlers.deps import Deps
from handlers.opendata import package
from handlers.opendata.datasets import DATASETS, FORUMS
from handlers.opendata.dcat import entry
from handlers.results.actions import latest, publish_due
from tests.process.conftest import Seat
from tests.results.conftest import Take

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
LAST_WEEK = datetime(2026, 11, 18, 12, tzinfo=UTC)
SECRET = "Ein Satz."  # what every concern of these tests says


async def zipped(deps: Deps) -> bytes:
    into = io.BytesIO()
    package.write(deps, into, *await package.gather(deps))
    return into.getvalue()


def confirmed(deps: Deps) -> Deps:
    terms = deps.city.open_data
    assert terms is not None and not terms.confirmed
    return replace(deps, city=replace(deps.city, open_data=replace(terms, confirmed=True)))


async def test_the_same_content_gives_the_same_bytes(deps: Deps, take_in: Take) -> None:
    await take_in(40, "lighting", at=LAST_WEEK)
    await publish_due(deps)
    first = await zipped(deps)
    deps.now.advance(timedelta(hours=5))  # type: ignore[attr-defined]
    assert await zipped(deps) == first


async def test_csv_and_json_of_a_table_say_the_same_and_their_description_names_every_field(deps: Deps) -> None:
    await publish_due(deps)
    with zipfile.ZipFile(io.BytesIO(await zipped(deps))) as archive:
        described = json.loads(archive.read("datapackage.json"))
        for dataset, resource in zip(DATASETS, described["resources"], strict=True):
            rows = json.loads(archive.read(f"{dataset.name}.json"))
            lines = list(csv.DictReader(io.StringIO(archive.read(resource["path"]).decode("utf-8-sig")), delimiter=";"))
            assert len(lines) == len(rows)
            fields = [field["name"] for field in resource["schema"]["fields"]]
            assert all(list(line) == fields for line in [*lines, *rows])
            assert [line[fields[0]] for line in lines] == [str(row[fields[0]]) for row in rows]
        assert "nicht bestätigt" in archive.read("LIZENZ.txt").decode()


async def test_no_cell_is_a_formula(deps: Deps) -> None:
    row = tuple("=1+1" if field.name == "title" else "" for field in FORUMS.fields)
    assert b"'=1+1" in package.csv_of(FORUMS, [row])


async def test_nothing_of_a_single_concern_is_in_it(deps: Deps, take_in: Take) -> None:
    await take_in(40, "lighting", at=LAST_WEEK)
    await publish_due(deps)
    with zipfile.ZipFile(io.BytesIO(await zipped(deps))) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert SECRET not in everything and "2026-000001" not in everything


async def test_a_licence_is_stated_only_once_the_city_has_confirmed_it(deps: Deps) -> None:
    assert "dcterms:license" not in entry(deps, None).decode()
    assert "licenses" not in package.description(deps, None)
    granted = json.loads(entry(confirmed(deps), None))
    assert {one["dcterms:license"]["@id"] for one in granted["dcat:distribution"]} == {
        "http://dcat-ap.de/def/licenses/dl-zero-de/2.0"
    }
    assert package.description(confirmed(deps), None)["licenses"]
    none = replace(deps, city=replace(deps.city, open_data=None))
    assert "politicalGeocoding" not in entry(none, None).decode()


async def test_the_entry_has_what_catalogues_demand(deps: Deps) -> None:
    await publish_due(deps)
    found = json.loads(entry(deps, await latest(deps)))
    for name in ("title", "description", "publisher", "identifier", "accrualPeriodicity", "spatial"):
        assert found[f"dcterms:{name}"]
    assert found["dcterms:modified"]["@value"] == "2026-11-23"
    assert found["dcatde:politicalGeocodingURI"]["@id"].endswith("/municipalityKey/13003000")
    assert found["dcatde:contributorID"]["@id"].endswith("/contributors/openDataHRO")
    (service,) = [one["dcat:accessService"] for one in found["dcat:distribution"] if "dcat:accessService" in one]
    assert service["dcterms:publisher"] == found["dcterms:publisher"]
    assert service["dcat:servesDataset"]["@id"] == found["@id"]
    for one in found["dcat:distribution"]:
        assert one["dcterms:description"]["@value"]
        assert one["dcat:accessURL"]["@id"].startswith(deps.public_url)
        assert one["dcat:mediaType"]["@id"].startswith("http://www.iana.org/assignments/media-types/application/")
    prefixes = {key.partition(":")[0] for key in found if ":" in key}
    assert prefixes <= set(found["@context"])


async def test_the_page_says_what_there_is_and_that_the_licence_is_not_confirmed(seat: Seat, deps: Deps) -> None:
    browser = await seat(None)
    page = await browser.opens("/offene-daten")
    assert page.status == 200 and "noch nicht bestätigt" in page.words
    assert all(field.name in page.words for dataset in DATASETS for field in dataset.fields)
    answer = await browser.client.get("/offene-daten.zip")
    assert (answer.status, answer.content_type) == (200, "application/zip")
    assert zipfile.ZipFile(io.BytesIO(await answer.read())).testzip() is None
    again = await browser.client.get("/offene-daten.zip", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304
    dcat = await browser.client.get("/offene-daten/dcat.jsonld")
    assert (dcat.status, dcat.content_type) == (200, "application/ld+json")
