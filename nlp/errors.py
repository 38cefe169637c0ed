"""What can be wrong with the material a reader is given."""

from __future__ import annotations


class CorpusError(ValueError):
    """A line of a JSONL corpus that cannot be used; `line` counts from 1, `field` is the one at fault."""

    def __init__(self, line: int, field: str, fault: str) -> None:
        super().__init__(f"line {line}, field {field!r}: {fault}")
        self.line = line
        self.field = field
        self.fault = fault


class LexiconError(ValueError):
    """A word of the city's lexicon that cannot be searched for."""

    def __init__(self, field: str, word: str, fault: str) -> None:
        super().__init__(f"{field}: {word!r} {fault}")
        self.field = field
        self.word = word
        self.fault = fault


class TooFewTextsError(ValueError):
    """A corpus that nothing can be learned from."""

    def __init__(self) -> None:
        super().__init__("at least two different labels with two texts each are needed")


class ModelError(ValueError):
    """A kept model that cannot be used."""

    def __init__(self, name: str, fault: str) -> None:
        super().__init__(f"model {name!r} {fault}")
        self.name = name
        self.fault = fault
