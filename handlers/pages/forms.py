"""Read a form into a pydantic model, or into the same form again with a sentence at each field that is wrong."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import UnionType
from typing import TypeVar, Union, get_args, get_origin
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_request import FileField
from pydantic import BaseModel, ValidationError

from handlers.i18n import Phrase
from handlers.pages import texts
from handlers.pages.complaints import complaint

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")
WHOLE_FORM = ""
MOST_FIELDS = 1000  # our largest form, with every topic and Ortsteil ticked, has about a hundred
# What a torn or forged multipart body makes the parser raise.
TORN = (
    ValueError,
    LookupError,
    AssertionError,
    RuntimeError,
    HttpProcessingError,
    web.HTTPException,
    web.RequestPayloadError,
)
MANY = (list, tuple, set, frozenset, Sequence)

Values = Mapping[str, tuple[str, ...]]
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Form:
    """What a page shows in its fields, and what is wrong with it.

    values  field → what was typed or chosen, as text; several for check boxes.
    errors  field → sentence; under WHOLE_FORM what belongs to no field.
    """

    values: Values = field(default_factory=dict)
    errors: Mapping[str, Phrase] = field(default_factory=dict)

    @classmethod
    def of(cls, **values: object) -> "Form":
        """Return a form that starts with these values; None leaves a field empty, True ticks a box."""
        return cls({name: _as_typed(value) for name, value in values.items()})

    def value(self, name: str) -> str:
        """Return the text of a field, empty when there is none."""
        return next(iter(self.values.get(name, ())), "")

    def chosen(self, name: str, option: object) -> bool:
        """Tell whether an option of a field is chosen."""
        return str(option) in self.values.get(name, ())

    def error(self, name: str) -> Phrase | None:
        """Return what is wrong with a field."""
        return self.errors.get(name)


class FormErrors(Form):
    """A form that cannot be taken as it is; to be shown again."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Posted:
    """What a person sent: cleaned of control characters, line ends as \\n, otherwise as typed."""

    values: Values = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    broken: bool = False

    def value(self, name: str) -> str:
        """Return the text of a field, empty when there is none."""
        return next(iter(self.values.get(name, ())), "")

    def fill(self, model: type[M]) -> M | FormErrors:
        """Return the model, or the form with a sentence for every field the model does not take."""
        if self.broken:
            return self.refused(WHOLE_FORM, texts.UNREADABLE)
        try:
            return model.model_validate(_input(self.values, model))
        except ValidationError as error:
            wrong = {".".join(map(str, found["loc"][:1])): complaint(found) for found in reversed(error.errors())}
            return FormErrors(self.values, dict(reversed(wrong.items())))

    def as_form(self) -> Form:
        """Return the form as it was typed, with nothing wrong."""
        return Form(self.values)

    def refused(self, name: str, sentence: Phrase) -> FormErrors:
        """Return the form again with one sentence, for a no that only the action could know."""
        return FormErrors(self.values, {name: sentence})


async def read_post(request: web.Request) -> Posted:
    """Read a posted form, urlencoded or multipart, as far as it goes; only a body beyond the limit raises (413)."""
    if request.content_type == "application/x-www-form-urlencoded":
        return _urlencoded(await request.read())
    if not request.can_read_body:
        return Posted()
    if request.content_type != "multipart/form-data":
        return Posted(broken=True)
    try:
        fields = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise
    except TORN:
        return Posted(broken=True)
    uploads = {
        name: Upload(value.filename, value.file.read())
        for name, value in fields.items()
        if isinstance(value, FileField)
    }
    words = [(name, value) for name, value in fields.items() if isinstance(value, str)]
    return _posted(words, uploads) if len(words) <= MOST_FIELDS else Posted(broken=True)


def _urlencoded(body: bytes) -> Posted:
    words = body.decode("utf-8", errors="replace")
    try:
        return _posted(parse_qsl(words, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS))
    except ValueError:
        return Posted(broken=True)


def read_query(request: web.Request) -> Posted:
    """Read the parameters of the address (filters of a list) in the same manner."""
    return _posted(list(request.query.items()))


def clean(text: str) -> str:
    """Take out NUL and its like and half surrogates, which no database and no reader can use; line ends become \\n."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _posted(pairs: Sequence[tuple[str, str]], uploads: Mapping[str, Upload] | None = None) -> Posted:
    values: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        values[clean(name)].append(clean(value))
    return Posted({name: tuple(several) for name, several in values.items()}, uploads or {})


def _input(values: Values, model: type[BaseModel]) -> dict[str, object]:
    """Return what the model is to check: an empty field counts as not given, white space around a value does not count."""
    given: dict[str, object] = {}
    for name, info in model.model_fields.items():
        alias = info.alias or name
        words = [stripped for value in values.get(alias, ()) if (stripped := value.strip())]
        if words:
            given[alias] = words if takes_many(info.annotation) else words[0]
    return given


def takes_many(annotation: object) -> bool:
    """Tell whether a field of this type holds several values."""
    if get_origin(annotation) in (Union, UnionType):
        return any(takes_many(part) for part in get_args(annotation))
    return (get_origin(annotation) or annotation) in MANY


def _as_typed(value: object) -> tuple[str, ...]:
    match value:
        case None | False:
            return ()
        case True:
            return ("on",)
        case list() | tuple() | set() | frozenset():
            return tuple(str(one) for one in value)
    return (str(value),)
