"""Notice that a channel turns our messages to a resident away; another channel of theirs is their inbox from then on."""

from uuid import UUID

from handlers.deps import Deps
from handlers.dialog import engine
from handlers.dialog.reply import Words
from handlers.residents import texts
from storage.models import Channel, Standing
from storage.unit_of_work import UnitOfWork


async def note_refusal(deps: Deps, work: UnitOfWork, resident_id: UUID, channel: Channel) -> bool:
    """Note that a channel turns a resident's messages away, and say so once in the other; False where they have no other."""
    resident = await work.residents.get_for_update(resident_id)
    identities = await work.addresses.of(resident_id)
    others = [one for one in identities if one.channel != channel]
    if resident is None or not others:
        return False
    refusing = [one for one in identities if one.channel == channel and one.refused_at is None]
    for identity in refusing:
        identity.refused_at = deps.now()
    if refusing and resident.standing is not Standing.STOPPED:
        await engine.send(deps, work, resident, Channel(others[0].channel), Words((texts.TURNED_AWAY,)))
    return True


async def refuse(deps: Deps, resident_id: UUID, channel: Channel) -> bool:
    """Do the same where a channel says so by itself."""
    async with deps.open_work() as work:
        noted = await note_refusal(deps, work, resident_id, channel)
        work.after_commit(deps.wake_outbox)
    return noted
