"""Understand what Python's TOML parser says of a file that is none, and keep from it what it is not made for."""

import re
from dataclasses import dataclass

# Of a key of n parts the parser keeps n beginnings, n * n parts in all.
MOST_PARTS_KEPT = 1_000_000
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


def is_too_much(content: bytes) -> bool:
    """Tell whether the parser could need more memory for the keys of a file than the file is worth."""
    return sum(_dots(line) ** 2 for line in content.splitlines()) > MOST_PARTS_KEPT


def _dots(line: bytes) -> int:
    """Count the dots of a line that may stand in a key: not those of a text behind a plain key."""
    key, _, value = line.partition(b"=")
    plain = b'"' not in key and b"'" not in key
    return (key if plain and value.lstrip().startswith((b'"', b"'")) else line).count(b".")
