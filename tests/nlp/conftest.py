"""One reader for all tests of this folder: it keeps nothing of what it reads."""

from __future__ import annotations

import pytest

from handlers.city.loading import load
from nlp.reader import Reader
from tests.nlp.lexicon import LEXICON


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.shipped(LEXICON)


@pytest.fixture(scope="session")
def city_reader() -> Reader:
    """The reader as the service has it."""
    return Reader.shipped(load("rostock").lexicon())
