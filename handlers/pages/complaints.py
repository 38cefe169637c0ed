"""Say in a whole sentence what pydantic found wrong with a field."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from handlers.i18n import Phrase
from handlers.pages import texts

Context = Mapping[str, Any]


class FieldError(ValueError):
    """Raised by a model's own validator; its sentence is shown at the field."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence


SENTENCES: Mapping[str, Callable[[Context], Phrase]] = {
    "missing": lambda _: texts.MISSING,
    "string_too_long": lambda context: texts.TOO_LONG(n=context["max_length"]),
    "string_too_short": lambda context: texts.TOO_SHORT(n=context["min_length"]),
    "greater_than_equal": lambda context: texts.TOO_SMALL(least=context["ge"]),
    "less_than_equal": lambda context: texts.TOO_LARGE(most=context["le"]),
    "enum": lambda _: texts.NOT_A_CHOICE,
    "literal_error": lambda _: texts.NOT_A_CHOICE,
    "too_short": lambda _: texts.MISSING_CHOICE,
}
# Several types of error of one kind share the beginning of their name.
KINDS: Mapping[str, Phrase] = {
    "int": texts.NOT_A_NUMBER,
    "float": texts.NOT_A_NUMBER,
    "datetime": texts.NOT_A_MOMENT,
    "date": texts.NOT_A_DAY,
    "bool": texts.NOT_A_CHOICE,
}


def complaint(found: ErrorDetails) -> Phrase:
    """Return the sentence for one error, a general one where pydantic knows more kinds than we have words."""
    context: Context = found.get("ctx", {})
    raised = context.get("error")
    if isinstance(raised, FieldError):
        return raised.sentence
    if found["type"] in SENTENCES:
        return SENTENCES[found["type"]](context)
    return KINDS.get(found["type"].split("_")[0], texts.WRONG)
