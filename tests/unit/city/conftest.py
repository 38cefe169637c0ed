"""The built-in pack, and a copy of it that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from handlers.city.loading import BUILT_IN, load
from handlers.city.pack import CityPack
from handlers.city.places import DistrictFinder


@pytest.fixture(scope="session")
def pack() -> CityPack:
    return load("rostock")


@pytest.fixture(scope="session")
def finder(pack: CityPack) -> DistrictFinder:
    return DistrictFinder(pack)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUILT_IN / "rostock", tmp_path / "pack"))
