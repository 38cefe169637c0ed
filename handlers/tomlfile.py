"""Understand what Python's TOML parser says of a file that is none."""

import re
from dataclasses import dataclass

SAID = re.compile(r"^(?P<detail>.*) \(at (?P<place>line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TomlFault:
    """What is wrong, and where: `place` as the parser names it, `line` from 1; empty where it names none."""

    detail: str
    place: str = ""
    line: int | None = None


def fault_of(error: Exception) -> TomlFault:
    """Return the fault a `tomllib.TOMLDecodeError` (or another error of the parser) speaks of."""
    said = SAID.match(str(error))
    if said is None:
        return TomlFault(str(error))
    return TomlFault(said["detail"], said["place"], int(said["line"]) if said["line"] else None)
