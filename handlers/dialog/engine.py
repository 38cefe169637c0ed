"""Take one turn: find who answers it, keep the open question, write the answer into the outbox; all in the caller's transaction."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from handlers.deps import Deps
from handlers.dialog import texts
from handlers.dialog.payloads import Payload, StaleButtonError, decode
from handlers.dialog.reply import Reply, Then, Words, done, say
from handlers.dialog.table import Dialog
from handlers.dialog.turn import Act, Commanded, Pressed, Said, Shared, Turn, Unreadable, adapter_of, words_of
from handlers.errors import RefusalError
from handlers.i18n import speaker
from handlers.message import to_json
from nlp.results import Reading
from storage.models import Channel, OpenQuestion, OutgoingKind, Resident
from storage.unit_of_work import UnitOfWork

AGAIN_LIMIT = 2


@dataclass(frozen=True, slots=True)
class Heard:
    """How a turn was taken.

    keep  False when what was said may be kept nowhere
    step  name of the step that was open when the turn came, "" where none was
    """

    keep: bool
    step: str


async def converse(
    deps: Deps,
    work: UnitOfWork,
    dialog: Dialog,
    resident: Resident,
    channel: Channel,
    act: Act,
    reading: Reading | None,
    network: str = "",
) -> Heard:
    """Answer one act of a resident whose row is locked; what is written commits with `work` or not at all.

    deps     already joined to the work (`deps.within(work)`)
    reading  of the words of the act, made before the transaction began (`read_ahead`)
    network  the beginning of the address the act came from, "" where the channel has none; it is kept nowhere
    """
    act = command_in_words(act)
    keep, steps = True, []
    for _ in range(AGAIN_LIMIT):
        question = await work.dialogs.open_question(resident.id)
        turn = replace(_turn(deps, resident, channel, act, question), reading=reading, network=network)
        reply = await _answer_safely(deps, work, dialog, turn)
        await _write_down(deps, work, resident, turn, reply)
        keep = keep and not reply.forget
        steps.append(turn.step)
        if reply.again is None:
            break
        act, reading = reply.again, await read_ahead(deps, reply.again)
    more = dialog.afterword(deps, resident) if keep else None
    if more is not None:
        await send(deps, work, resident, channel, more)
    work.after_commit(deps.wake_outbox)
    return Heard(keep, steps[0])


async def read_ahead(deps: Deps, act: Act) -> Reading | None:
    """Read the words of an act, None where it has none; outside of any transaction, which then need not wait for it."""
    words = words_of(act)
    return await deps.read(words) if words else None


def command_in_words(act: Act) -> Act:
    """Understand the most important commands without their slash: who types only "Stopp" means it."""
    if isinstance(act, Said):
        word = act.text.strip().strip("!./").casefold()
        if word in texts.COMMANDS_IN_WORDS:
            return Commanded(word)
    return act


def _turn(deps: Deps, resident: Resident, channel: Channel, act: Act, question: OpenQuestion | None) -> Turn:
    turn = Turn(
        resident_id=resident.id,
        channel=channel,
        language=resident.language,
        district=resident.district,
        at=deps.now(),
        act=act,
        consented=resident.consent_version is not None,
    )
    if question is None:
        return turn
    return replace(turn, step=question.step, token=question.token, draft_json=question.draft)


async def _answer_safely(deps: Deps, work: UnitOfWork, dialog: Dialog, turn: Turn) -> Reply:
    """Let the one who is responsible answer; an expected no becomes its sentence, and what was begun is undone."""
    try:
        async with work.attempt():
            return await _answer(deps, dialog, turn)
    except RefusalError as refusal:
        return say(refusal.sentence)


async def _answer(deps: Deps, dialog: Dialog, turn: Turn) -> Reply:
    danger = await dialog.alarm(turn, deps) if turn.reading else None
    if danger is not None:
        return danger
    match turn.act:
        case Unreadable():
            return await dialog.unreadable(turn, deps)
        case Commanded(name=name):
            return await _answer_command(deps, dialog, turn, name)
        case Pressed(code=code):
            return await _answer_press(deps, dialog, turn, code)
    return await _answer_openly(deps, dialog, turn)


async def _answer_command(deps: Deps, dialog: Dialog, turn: Turn, name: str) -> Reply:
    command = dialog.named(name)
    if command is None:
        return say(texts.UNKNOWN_COMMAND)
    if not command.before_consent:
        stopped_at_gate = await dialog.gate(turn, deps)
        if stopped_at_gate is not None:
            return stopped_at_gate
    return await command.step(turn, deps)


async def _answer_press(deps: Deps, dialog: Dialog, turn: Turn, code: str) -> Reply:
    payload = await _payload_of(deps, turn, code)
    step = dialog.presses.get(type(payload))
    if step is None:
        raise StaleButtonError
    return await step(replace(turn, payload=payload), deps)


async def _payload_of(deps: Deps, turn: Turn, code: str) -> Payload:
    """Return what a button means; one that was shown under a former number of the same resident is good as well."""
    try:
        return decode(code, resident_id=turn.resident_id, token=turn.token, sign=deps.vault.sign)
    except StaleButtonError:
        async with deps.open_reading() as work:
            _, *former = await work.addresses.numbers_of(turn.resident_id)
        for number in former:
            with suppress(StaleButtonError):
                return decode(code, resident_id=number, token=turn.token, sign=deps.vault.sign)
        raise


async def _answer_openly(deps: Deps, dialog: Dialog, turn: Turn) -> Reply:
    """Answer a text or a location: by the step of the open question, else as something new."""
    step = dialog.steps.get(turn.step)
    if step is not None:
        return await step(turn, deps)
    stopped_at_gate = await dialog.gate(turn, deps)
    if stopped_at_gate is not None:
        return stopped_at_gate
    return await (dialog.location if isinstance(turn.act, Shared) else dialog.free_text)(turn, deps)


async def _write_down(deps: Deps, work: UnitOfWork, resident: Resident, turn: Turn, reply: Reply) -> None:
    token = turn.token
    match reply.then:
        case Then.ASK:
            token = secrets.token_urlsafe(4)
            kind: Any = type(reply.draft)
            draft = adapter_of(kind).dump_python(reply.draft, mode="json")
            await work.dialogs.ask(
                OpenQuestion(resident_id=resident.id, step=reply.step, token=token, draft=draft, asked_at=turn.at)
            )
        case Then.CLOSE:
            token = ""
            await work.dialogs.close_question(resident.id)
    for words in reply.messages:
        await send(deps, work, resident, turn.channel, words, token=token)


async def send(
    deps: Deps, work: UnitOfWork, resident: Resident, channel: Channel, words: Words, *, token: str = ""
) -> None:
    """Write one answer for a resident into the outbox, due now, for the channel they spoke in."""
    message = words.spoken(speaker(resident.language), resident_id=resident.id, token=token, sign=deps.vault.sign)
    kind = OutgoingKind.RECEIPT if words.receipt else OutgoingKind.REPLY
    await work.outbox.add(resident.id, kind, to_json(message), at=deps.now(), channel=channel)


async def cancel(_turn: Turn, _deps: Deps) -> Reply:
    """Close whatever was asked."""
    return done(texts.CANCELLED)
