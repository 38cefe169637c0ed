"""Read the parameters of a call in each of the four ways the Bot API takes them."""

import json
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from tests.fakes.bot_api.facts import Upload
from tests.fakes.bot_api.refusal import bad_request


async def read_parameters(request: web.Request) -> dict[str, Any]:
    """Return raw parameters from the query and the body: text, JSON values, or `Upload`."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= await _json_body(request)
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if name in given:
                raise bad_request(f"parameter {name} is given twice")
            given[name] = _upload(value) if isinstance(value, FileField) else value
    return given


async def _json_body(request: web.Request) -> dict[str, Any]:
    body = await request.read()
    if not body:
        return {}
    try:
        parsed = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(parsed, dict):
        raise bad_request("JSON object expected")
    return parsed


def _upload(field: FileField) -> Upload:
    return Upload(field.filename, field.file.read(), field.content_type)
