"""/export in the chat of a moderator. Everybody else gets the answer every unknown command gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from handlers.accounts import actions as desk
from handlers.deps import Deps
from handlers.dialog import texts as dialog_texts
from handlers.dialog.payloads import Payload, StaleButtonError, payload
from handlers.dialog.reply import Button, Reply, Then, Words, ask, rows, say
from handlers.dialog.turn import Turn
from handlers.errors import ForbiddenError
from handlers.exports import actions, rules, texts
from handlers.exports.files import Format
from handlers.i18n import Phrase, verbatim
from handlers.message import Enclosure
from handlers.moderation import rules as desk_rules
from handlers.pages.keys import SignedIn
from storage.readings.concerns import ConcernFilter

PRODUCER = "concerns"
LIST_STEP = "exports.list"
FORMAT_STEP = "exports.format"
ALL = -1
FORMATS = {Format.XLSX: texts.FORMAT_XLSX, Format.CSV: texts.FORMAT_CSV, Format.JSON: texts.FORMAT_JSON}


@payload("exlist")
@dataclass(frozen=True, slots=True)
class ListPayload(Payload):
    """The list of a workgroup by its place in the pack, or ALL."""

    place: int


@payload("exform")
@dataclass(frozen=True, slots=True)
class FormatPayload(Payload):
    """The format of the list chosen before."""

    place: int
    kind: str


async def on_export(turn: Turn, deps: Deps) -> Reply:
    """Ask which list."""
    who = await _exporter(deps, turn.resident_id)
    if who is None:
        return say(dialog_texts.UNKNOWN_COMMAND)
    return _ask_list(deps, who, texts.WHICH_LIST)


async def on_list(turn: Turn, deps: Deps) -> Reply:
    """Take the list, ask for the format."""
    place = turn.pressed(ListPayload).place
    who = await _exporter(deps, turn.resident_id)
    if who is None or place not in _places(deps, who):
        raise StaleButtonError
    buttons = [Button(label, FormatPayload(place, kind.value)) for kind, label in FORMATS.items()]
    return ask(texts.WHICH_FORMAT, step=FORMAT_STEP, buttons=rows(buttons, across=3))


async def on_format(turn: Turn, deps: Deps) -> Reply:
    """Send the list as a file; its bytes are made when it is sent."""
    chosen = turn.pressed(FormatPayload)
    who = await _exporter(deps, turn.resident_id)
    if who is None or chosen.place not in _places(deps, who) or chosen.kind not in FORMATS:
        raise StaleButtonError
    narrowed = ConcernFilter(workgroup=_workgroup(deps, chosen.place))
    kind = Format(chosen.kind)
    file = Enclosure(
        PRODUCER,
        actions.file_name(deps, narrowed, kind),
        {"resident": str(turn.resident_id), "workgroup": narrowed.workgroup, "format": kind.value},
    )
    return Reply((Words((texts.HERE_IT_IS,), enclosure=file),), Then.CLOSE)


async def on_text(_turn: Turn, _deps: Deps) -> Reply:
    """Answer a text where a button was asked for."""
    return say(texts.USE_BUTTONS)


async def produce(deps: Deps, arguments: Mapping[str, str | None]) -> bytes:
    """Return the file at the moment it is sent; whether its reader may still have it is asked again now."""
    who = await _exporter(deps, UUID(arguments["resident"] or ""))
    if who is None:
        raise ForbiddenError(texts.NO_LONGER_ALLOWED)
    narrowed = desk_rules.within_reach(who, ConcernFilter(workgroup=arguments["workgroup"]))
    return await actions.write_bytes(deps, narrowed, Format(arguments["format"] or ""), who)


async def _exporter(deps: Deps, resident_id: UUID) -> SignedIn | None:
    """Return the person at the desk whose chat this is, if they may have lists there."""
    who = await desk.behind_chat(deps, resident_id)
    return who if who and who.role in rules.IN_CHAT else None


def _ask_list(deps: Deps, who: SignedIn, question: Phrase) -> Reply:
    buttons = [Button(_label(deps, place), ListPayload(place)) for place in _places(deps, who)]
    return ask(question, step=LIST_STEP, buttons=rows(buttons))


def _places(deps: Deps, who: SignedIn) -> list[int]:
    """Return the lists this person may have."""
    workgroups = [place for place, known in enumerate(deps.city.workgroups) if desk_rules.may_see(who, (known.id,))]
    return [ALL, *workgroups] if rules.may_have_raw(who) else workgroups


def _label(deps: Deps, place: int) -> Phrase:
    if place == ALL:
        return texts.ALL
    workgroup = deps.city.workgroups[place]
    return verbatim(f"{workgroup.number} {workgroup.label}")


def _workgroup(deps: Deps, place: int) -> str | None:
    return None if place == ALL else deps.city.workgroups[place].id
