"""Check calls and objects against the facts of the Bot API: known names, required ones, types."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.fakes.bot_api.refusal import RefusedError, bad_request

FACTS_FILE = Path(__file__).parent.parent / "bot_api_facts.json"
ARRAY = "Array of "
PLAIN = {"String", "Integer", "Float", "Boolean"}


@dataclass(frozen=True)
class Upload:
    """A file that came as a part of a multipart body."""

    file_name: str
    content: bytes
    content_type: str


class Facts:
    """The methods and types the fake knows; what is not among them does not exist."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.methods: Mapping[str, Any] = facts["methods"]
        self.types: Mapping[str, Any] = facts["types"]
        self._names = {name.lower(): name for name in self.methods}

    def method_name(self, spelled: str) -> str:
        """Return the method's proper name: Telegram takes any case."""
        name: str | None = self._names.get(spelled.lower())
        if name is None:
            raise RefusedError(404, "Not Found: method not found")
        return name

    def read_call(self, method: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters with their types, or refuse the call.

        given  raw values: text from a query or form, JSON values from a JSON body, `Upload` for a file.
        """
        fields = self.methods[method]["fields"]
        attached = {
            name for value in given.values() if isinstance(value, str) for name in re.findall(r"attach://(\w+)", value)
        }
        unknown = sorted(set(given) - set(fields) - attached)
        if unknown:
            raise bad_request(f"unknown parameter {', '.join(unknown)}")
        missing = sorted(name for name, field in fields.items() if field["required"] and given.get(name) in (None, ""))
        if missing:
            raise bad_request(f"parameter {', '.join(missing)} is required")
        return {
            name: self._read_value(name, fields[name]["types"], _attachment(value, given))
            for name, value in given.items()
            if name in fields
        }

    def _read_value(self, name: str, types: list[str], raw: object) -> Any:
        problems: list[str] = []
        for kind in types:
            try:
                value = _from_text(kind, raw) if isinstance(raw, str) else raw
            except ValueError:
                problems.append(f"{name} is no {kind}")
                continue
            found = list(self.problems(kind, value, name))
            if not found:
                return value
            problems.extend(found)
        raise bad_request("; ".join(problems))

    def problems(self, kind: str, value: object, where: str) -> Iterator[str]:
        """Yield what is wrong with a value that should be of this kind."""
        if kind.startswith(ARRAY):
            if not isinstance(value, list):
                yield f"{where} is no {kind}"
                return
            for index, item in enumerate(value):
                yield from self.problems(kind.removeprefix(ARRAY), item, f"{where}[{index}]")
        elif kind in PLAIN:
            if not _is_plain(kind, value):
                yield f"{where} is no {kind}"
        elif kind == "InputFile":
            if not isinstance(value, Upload):
                yield f"{where} is no uploaded file"
        else:
            yield from self._object_problems(kind, value, where)

    def _object_problems(self, kind: str, value: object, where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{where} is no {kind}"
            return
        one_of = self.types[kind].get("subtypes")
        if one_of:
            found = [list(self.problems(each, value, where)) for each in one_of]
            if all(found):
                yield f"{where} is no {kind}: {min(found, key=len)[0]}"
            return
        fields = self.types[kind]["fields"]
        for name, item in value.items():
            if name not in fields:
                yield f"{where}.{name} is unknown to {kind}"
                continue
            found = [list(self.problems(each, item, f"{where}.{name}")) for each in fields[name]["types"]]
            if all(found):
                yield from found[0]
        yield from (f"{where}.{n} is missing" for n, field in fields.items() if field["required"] and n not in value)


def _attachment(value: object, given: Mapping[str, Any]) -> object:
    if isinstance(value, str) and value.startswith("attach://"):
        return given.get(value.removeprefix("attach://"), value)
    return value


def _is_plain(kind: str, value: object) -> bool:
    match kind:
        case "String":
            return isinstance(value, str)
        case "Boolean":
            return isinstance(value, bool)
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _from_text(kind: str, raw: str) -> Any:
    match kind:
        case "String":
            return raw
        case "Integer":
            return int(raw)
        case "Float":
            return float(raw)
        case "Boolean":
            return {"true": True, "1": True, "false": False, "0": False}.get(raw.lower(), raw)
        case "InputFile":
            return raw
    return json.loads(raw)


@cache
def load_facts() -> Facts:
    """Read the facts once."""
    return Facts(json.loads(FACTS_FILE.read_text(encoding="utf-8")))
