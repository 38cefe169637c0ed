"""What we stand on is locked, known and licensed."""

import re
import tomllib
from typing import Any

from packaging.requirements import Requirement
from packaging.version import Version

from tests.house.sources import ROOT, rows

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LEAST = {"aiohttp": "3.14.4"}
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


def test_every_locked_package_has_its_hashes() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert all(re.match(r"[A-Za-z0-9._-]+==", entry) for entry in entries)
    assert [entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_the_lock_file_names_no_host() -> None:
    assert re.findall(r"https?://|--index-url|--extra-index-url|--find-links|--trusted-host|@ ", LOCK) == []


def test_every_package_we_name_is_locked_within_its_bounds() -> None:
    unmet = [str(need) for need in wanted() if not any(version in need.specifier for version in locked(need.name))]
    assert unmet == []


def test_packages_are_not_older_than_their_floors() -> None:
    for name, least in LEAST.items():
        needs = next(need for need in wanted() if need.name == name)
        assert min(locked(name)) >= Version(least)
        assert f">={least}" in str(needs.specifier)


def test_no_impostor_of_a_spacy_model_is_installed() -> None:
    assert NEVER.findall(LOCK) == []


def test_every_package_is_listed_with_its_licence() -> None:
    listed = [name.strip() for row in rows("decisions/0006-libraries.md", "Decision") for name in row[0].split(",")]
    needed = [_plain(Requirement(line).name) for line in project()["project"]["dependencies"]]
    assert sorted(listed) == sorted(needed)


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
