"""What is stored about one resident, as rows by the name of their table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PersonalReading:
    """All of it; `titles` says what forums, surveys and questions are called that rows name by number."""

    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    titles: Mapping[str, str]
