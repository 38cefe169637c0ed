"""The words a city brings: topics with their keywords, places, streets and alarm rules."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic; keywords and exclude are lower-case German stems, matched inside words after folding."""

    id: str
    workgroup: str
    keywords: tuple[str, ...]
    exclude: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A name of a place and the district it lies in.

    A name that may mean several districts has an entry for each.

    kind  `name` for the district itself, the kind of an alias, `landmark`, or `ambiguous`. Names of kind `abbr`, and names in
          capitals of up to four letters, are found only when written exactly like this.
    """

    name: str
    district: str
    kind: str


@dataclass(frozen=True, slots=True)
class AlarmRule:
    """A display rule of the city: whose contacts are shown when one of the stems stands in a text of danger.

    matters  topics, or a class of the triage, for which it is shown where no stem stands in the text.
    """

    id: str
    stems: tuple[str, ...]
    matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of one city; the alarms are in the order in which they win."""

    topics: tuple[TopicEntry, ...]
    places: tuple[PlaceEntry, ...]
    streets: tuple[str, ...]
    alarms: tuple[AlarmRule, ...]

    def to_json(self) -> str:
        """Return the lexicon as JSON text, the same for equal lexicons."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Lexicon:
        """Read what `to_json` wrote; a missing field raises KeyError."""
        data = json.loads(text)
        return cls(
            topics=tuple(
                TopicEntry(topic["id"], topic["workgroup"], tuple(topic["keywords"]), tuple(topic["exclude"]))
                for topic in data["topics"]
            ),
            places=tuple(PlaceEntry(place["name"], place["district"], place["kind"]) for place in data["places"]),
            streets=tuple(data["streets"]),
            alarms=tuple(
                AlarmRule(rule["id"], tuple(rule["stems"]), tuple(rule["matters"])) for rule in data["alarms"]
            ),
        )
