"""Answer what we cannot take."""

from handlers.channels.telegram import texts
from handlers.deps import Deps
from handlers.dialog.reply import Reply, say
from handlers.dialog.turn import Turn, Unreadable


async def on_unreadable(turn: Turn, _deps: Deps) -> Reply:
    """Say what to do instead; the open question stays open."""
    kind = turn.act.kind if isinstance(turn.act, Unreadable) else ""
    return say(texts.UNREADABLE.get(kind, texts.OTHER))
