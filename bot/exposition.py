"""Write figures down in Prometheus' text format, version 0.0.4.

Source: prometheus.io/docs/instrumenting/exposition_formats, "Text format details".
"""

import math
from collections.abc import Iterable, Iterator

from handlers.meters import Family, Sample

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def text_of(families: Iterable[Family]) -> str:
    """Return the figures, each family once with what it means and how it moves."""
    return "".join(f"{line}\n" for family in families for line in _lines(family))


def _lines(family: Family) -> Iterator[str]:
    yield f"# HELP {family.name} {_escaped(family.meaning)}"
    yield f"# TYPE {family.name} {family.kind}"
    for sample in family.samples:
        yield f"{family.name}{sample.suffix}{_labels(sample)} {_number(sample.value)}"


def _labels(sample: Sample) -> str:
    if not sample.labels:
        return ""
    return "{" + ",".join(f"{name}={_quoted(value)}" for name, value in sample.labels.items()) + "}"


def _quoted(words: str) -> str:
    return '"' + _escaped(words).replace('"', '\\"') + '"'


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\n", "\\n")


def _number(value: float) -> str:
    """Return a figure as Go reads it: whole ones without a point."""
    if math.isfinite(value):
        return str(int(value)) if value == int(value) else repr(value)
    return "NaN" if math.isnan(value) else "+Inf" if value > 0 else "-Inf"
