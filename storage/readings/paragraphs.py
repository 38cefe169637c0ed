"""Paragraphs of the plan and text modules, as the desk's lists show them."""

from dataclasses import dataclass

from storage.readings.considerations import ParagraphReading


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A paragraph and how many considerations, whatever became of them, name it."""

    paragraph: ParagraphReading
    cited: int


@dataclass(frozen=True, slots=True)
class ModuleReading:
    """A text the desk uses again and again."""

    id: int
    title: str
    words: str
