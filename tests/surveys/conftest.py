"""A small survey that holds every type of question, and somebody to answer it."""

from collections.abc import Callable

import pytest

from handlers.deps import Deps
from handlers.surveys import actions
from tests.surveys.small_talk import SmallTalk
from tests.talking import Talker

SMALL = """
id = "klein"
title = "Kleine Umfrage"
intro = "Sechs Fragen."
closes = 2026-12-31

[[question]]
id = "wo"
type = "district"
text = "In welchem Ortsteil wohnen Sie?"

[[question]]
id = "tag"
type = "scale"
text = "Wie sicher fühlen Sie sich tagsüber?"
options = ["sicher", "teils", "unsicher"]
required = true

[[question]]
id = "meiden"
type = "single"
text = "Meiden Sie Orte?"
options = ["ja", "nein"]

[[question]]
id = "erlebt"
type = "multiple"
text = "Was haben Sie erlebt?"
options = ["Diebstahl", "Einbruch", "Betrug"]

[[question]]
id = "probleme"
type = "matrix"
text = "Was ist bei Ihnen ein Problem?"
options = ["kein Problem", "ein Problem"]
items = [{id = "muell", text = "Müll"}, {id = "laerm", text = "Lärm"}]

[[question]]
id = "anliegen"
type = "text"
text = "Was ist am dringendsten?"
"""


async def import_open(deps: Deps, toml: str = SMALL) -> int:
    imported = await actions.import_file(deps, toml.encode(), "klein.toml")
    return imported.survey_id


@pytest.fixture
async def survey(deps: Deps) -> int:
    """The small survey, open until the end of 2026."""
    return await import_open(deps)


@pytest.fixture
async def talk(talker: Callable[..., Talker]) -> SmallTalk:
    """Somebody who has agreed to the privacy notice."""
    talk = SmallTalk(talker())
    await talk.agrees()
    return talk


@pytest.fixture
async def neighbour(talker: Callable[..., Talker]) -> SmallTalk:
    """Somebody else."""
    neighbour = SmallTalk(talker())
    await neighbour.agrees()
    return neighbour
