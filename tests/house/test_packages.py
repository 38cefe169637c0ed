"""What we stand on is locked, known and licensed."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.house import licences
from tests.house.licences import COMBINABLE
from tests.house.sources import ROOT, rows

LOCKS = (ROOT / "requirements.lock", ROOT / "tests" / "bench" / "aiogram.lock")
LOCK = LOCKS[0].read_text(encoding="utf-8")
# The first version without a known hole, of what we name and of what comes with it.
LEAST = {
    "aiohttp": "3.14.4",  # smuggled requests, bodies without an end
    "certifi": "2024.7.4",  # a root that is no longer trusted
    "cryptography": "50.0.0",  # CVE-2026-69247, CVE-2026-39892
    "fonttools": "4.60.2",  # CVE-2025-66034
    "h11": "0.16.0",  # CVE-2025-43859
    "idna": "3.7",  # CVE-2024-3651
    "jinja2": "3.1.6",  # CVE-2025-27516, a way out of the sandbox that reads the templates of reports
    "lxml": "6.1.0",  # CVE-2026-41066
    "mako": "1.3.12",  # CVE-2026-41205
    "pillow": "12.3.0",  # PYSEC-2026-2253 to 2257, CVE-2026-55379
    "protobuf": "6.33.5",  # CVE-2026-0994
    "pygments": "2.20.0",  # CVE-2026-4539
    "requests": "2.33.0",  # CVE-2026-25645
    "setuptools": "78.1.1",  # CVE-2025-47273
    "urllib3": "2.7.0",  # CVE-2026-44431, CVE-2026-44432
    "werkzeug": "3.1.4",  # CVE-2025-66221
}
# An impostor under this name stands on the package index; German pipelines of spaCy are not there.
NEVER = re.compile(r"^(de|en|xx)[-_]core", re.MULTILINE)


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> list[Version]:
    """Return the locked versions of a package: several where they differ between platforms."""
    pairs = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", LOCK, re.MULTILINE)
    return [Version(version) for each, version in pairs if _plain(each) == _plain(name)]


def wanted() -> list[Requirement]:
    read = project()
    return [Requirement(line) for line in (*read["project"]["dependencies"], *read["dependency-groups"]["dev"])]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    assert all(re.match(r"[A-Za-z0-9._-]+==", entry) for entry in entries)
    assert [entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_host(lock: Path) -> None:
    hosts = r"https?://|--index-url|--extra-index-url|--find-links|--trusted-host|@ "
    assert re.findall(hosts, lock.read_text(encoding="utf-8")) == []


def test_every_package_we_name_is_locked_within_its_bounds() -> None:
    unmet = [str(need) for need in wanted() if not any(version in need.specifier for version in locked(need.name))]
    assert unmet == []


def too_old(versions: Mapping[str, Sequence[Version]]) -> list[str]:
    """Return what is older than its floor."""
    return [name for name, least in LEAST.items() if any(one < Version(least) for one in versions.get(name, ()))]


def test_nothing_locked_or_installed_is_older_than_its_floor() -> None:
    assert too_old({name: locked(name) for name in LEAST}) == []
    assert [name for name in LEAST if not locked(name)] == []
    assert too_old({name: [Version(metadata.version(name))] for name in LEAST}) == []


def test_what_we_name_may_not_be_older_than_its_floor_either() -> None:
    low = [str(need) for need in wanted() if need.name in LEAST and not _refuses_what_is_older(need)]
    assert low == []


@pytest.mark.parametrize("name", LEAST)
def test_a_version_below_its_floor_would_be_found(name: str) -> None:
    least = Version(LEAST[name])
    assert too_old({name: [Version(f"{least}.dev1")]}) == [name]
    assert too_old({name: [least]}) == []


def _refuses_what_is_older(need: Requirement) -> bool:
    return any(one.operator == ">=" and Version(one.version) >= Version(LEAST[need.name]) for one in need.specifier)


def test_no_impostor_of_a_spacy_model_is_installed() -> None:
    assert NEVER.findall(LOCK) == []


def test_every_package_is_listed_with_its_licence() -> None:
    listed = [name.strip() for row in rows("decisions/0006-libraries.md", "Decision") for name in row[0].split(",")]
    needed = [_plain(Requirement(line).name) for line in project()["project"]["dependencies"]]
    assert sorted(listed) == sorted(needed)


def test_whatever_the_product_stands_on_may_be_combined_with_its_licence() -> None:
    product, _ = licences.packages()
    declared = {name: licences.licence(name) for name in product}
    assert [name for name, one in declared.items() if not one or not set(licences.parts(one)) <= COMBINABLE] == []


def test_the_table_of_licences_names_every_package_under_what_it_declares() -> None:
    table = rows("licences.md", "All packages by licence")
    product, develop = licences.packages()
    for names, column in ((product, 1), (develop, 2)):
        stated = {name: row[0] for row in table for name in row[column].split(", ") if name}
        wrong = {name: licences.licence(name) for name in names if stated.get(name) != licences.licence(name)}
        assert wrong == {}


@pytest.mark.parametrize(
    ("declared", "fits"), [("GPL-3.0-only", False), ("MIT AND SSPL-1.0", False), ("(MIT OR ISC)", True)]
)
def test_a_licence_that_does_not_fit_would_be_found(declared: str, fits: bool) -> None:
    assert (set(licences.parts(declared)) <= COMBINABLE) is fits


def test_the_licence_is_the_eupl() -> None:
    read = project()["project"]
    assert (read["license"], read["license-files"]) == ("EUPL-1.2", ["LICENSE"])
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_every_file_of_a_city_pack_has_a_source_and_a_licence() -> None:
    for pack in (ROOT / "handlers" / "city" / "packs").iterdir():
        sources = [line.split(",") for line in (pack / "SOURCES.csv").read_text(encoding="utf-8").splitlines()]
        assert sources[0][:4] == ["file", "content", "source", "licence"]
        data = {path.name for path in pack.iterdir() if path.suffix in {".toml", ".csv", ".geojson"}}
        assert {line[0] for line in sources[1:]} == data - {"SOURCES.csv"}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
