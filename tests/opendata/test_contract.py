"""schemathesis asks the served API, rightly and wrongly, whether it keeps what its description says."""

import asyncio
import os
from datetime import UTC, datetime

import pytest
import schemathesis
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from bot.settings import Settings
from bot.web import build_app
from handlers.deps import Deps
from handlers.opendata.openapi import ROOT
from handlers.results.actions import publish_due
from tests.results.conftest import Take

LAST_WEEK = datetime(2026, 11, 18, 12, tzinfo=UTC)
EXAMPLES = int(os.environ.get("API_EXAMPLES", "2"))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_api_keeps_its_description(deps: Deps, take_in: Take) -> None:
    await take_in(43, "lighting", district=deps.city.districts[3].id, at=LAST_WEEK)
    await publish_due(deps)
    async with TestServer(build_app(Settings(), deps, None, None)) as server:
        asked = await asyncio.to_thread(ask, str(server.make_url("")).rstrip("/"))
    assert asked > 8 * EXAMPLES


def ask(origin: str) -> int:
    """Ask every operation with values it must take and with such as it must not; returns how often it was asked."""
    schema = schemathesis.openapi.from_url(f"{origin}{ROOT}/openapi.json")
    schema.config.update(base_url=origin)
    asked = 0
    for operation in (found.ok() for found in schema.get_all_operations()):
        # Whatever is asked for in a path is a right question.
        for mode in GenerationMode if operation.query else (GenerationMode.POSITIVE,):

            @settings(
                max_examples=EXAMPLES,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def one(case: schemathesis.Case) -> None:
                nonlocal asked
                asked += 1
                case.call_and_validate()

            one()
    return asked
