"""Button payloads: typed, at most 64 bytes on the wire, bound to the resident they were shown to.

On the wire a button is `name.arguments.token.code`: the name of the payload's class, its fields joined by ",", the token of the
question it answers (empty for a button that stays good), and a keyed code over all of it and the resident, so that nobody can make
one up or pass one on.
"""

from collections.abc import Callable
from dataclasses import fields
from hmac import compare_digest
from typing import Any, ClassVar, TypeVar, get_type_hints
from uuid import UUID

from handlers.errors import RefusalError
from handlers.i18n import phrase

LIMIT_BYTES = 64
STALE = phrase("This button no longer works. Please use the latest message, or type /hilfe.")

Sign = Callable[[str], str]
_known: dict[str, type["Payload"]] = {}
P = TypeVar("P", bound="type[Payload]")


class StaleButtonError(RefusalError):
    """The button belongs to a question that was answered or replaced, or was not ours."""

    def __init__(self) -> None:
        super().__init__(STALE)


class Payload:
    """Base of all payloads: frozen dataclasses whose fields are int or short str without "." and ","."""

    wire_name: ClassVar[str] = ""
    lasting: ClassVar[bool] = False


def payload(wire_name: str, *, lasting: bool = False) -> Callable[[P], P]:
    """Register a payload under its name on the wire; `lasting` ones are good without an open question."""

    def register(kind: P) -> P:
        if _known.setdefault(wire_name, kind) is not kind:
            raise ValueError(f"two payloads are called {wire_name}")
        kind.wire_name, kind.lasting = wire_name, lasting
        return kind

    return register


def encode(value: Payload, *, resident_id: UUID, token: str, sign: Sign) -> str:
    """Return the button's code on the wire; a code that would be too long is a fault of ours."""
    arguments = ",".join(str(getattr(value, field.name)) for field in fields(value))  # type: ignore[arg-type]  # every payload is a dataclass
    head = f"{value.wire_name}.{arguments}.{'' if value.lasting else token}"
    code = f"{head}.{sign(f'{resident_id}:{head}')}"
    if len(code.encode()) > LIMIT_BYTES:
        raise ValueError(f"the payload {value.wire_name} does not fit into {LIMIT_BYTES} bytes")
    return code


def decode(code: str, *, resident_id: UUID, token: str, sign: Sign) -> Payload:
    """Return the payload of a pressed button; StaleButtonError when it is forged, foreign, or of an older question."""
    head, _, signature = code.rpartition(".")
    parts = head.split(".")
    if len(parts) != 3 or not compare_digest(signature.encode(), sign(f"{resident_id}:{head}").encode()):
        raise StaleButtonError
    name, arguments, its_token = parts
    kind = _known.get(name)
    if kind is None or (not kind.lasting and its_token != token):
        raise StaleButtonError
    return _build(kind, arguments.split(",") if arguments else [])


def _build(kind: type[Payload], arguments: list[str]) -> Payload:
    hints: dict[str, Any] = get_type_hints(kind)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # every payload is a dataclass
    if len(names) != len(arguments):
        raise StaleButtonError
    try:
        return kind(**{name: hints[name](argument) for name, argument in zip(names, arguments, strict=True)})
    except ValueError as error:
        raise StaleButtonError from error
