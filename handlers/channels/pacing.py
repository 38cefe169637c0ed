"""How much one resident is listened to: as fast as people write, and danger and /stopp without a bound."""

from handlers.channels.inbound import Inbound
from handlers.deps import Deps
from handlers.dialog import engine, texts
from handlers.dialog.reply import Words
from handlers.dialog.table import Dialog
from handlers.dialog.turn import Act, Commanded
from handlers.residents import actions as residents
from nlp.results import Reading, Triage

STOP = "stopp"


def too_often(deps: Deps, dialog: Dialog, inbound: Inbound, reading: Reading | None) -> int:
    """Count an update that has an act, and return how often it is too often by now: 0 while its resident is listened to."""
    if inbound.act is None or _is_always_heard(dialog, inbound.act, reading):
        return 0
    return deps.pace.charge(deps.messages, f"{inbound.channel} {inbound.address}", deps.now())


async def slow_down(deps: Deps, inbound: Inbound, beyond: int) -> None:
    """Let an update be; the first beyond the rate is answered, unless whoever brought it tells the resident at once."""
    deps.meters.slowed.add(deps.messages.name)
    if beyond > 1 or inbound.told_at_once:
        return
    async with deps.open_work() as work:
        resident = await residents.meet(deps, work, inbound.channel, inbound.address, inbound.language)
        await engine.send(deps, work, resident, inbound.channel, Words((texts.TOO_MANY,)))
        work.after_commit(deps.wake_outbox)


def _is_always_heard(dialog: Dialog, act: Act, reading: Reading | None) -> bool:
    if reading is not None and reading.triage is Triage.ACUTE_DANGER:
        return True
    meant = engine.command_in_words(act)
    command = dialog.named(meant.name) if isinstance(meant, Commanded) else None
    return command is not None and command is dialog.named(STOP)
