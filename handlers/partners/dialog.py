"""The link of a partner to Telegram."""

from handlers.deps import Deps
from handlers.dialog.reply import Reply
from handlers.dialog.turn import Turn
from handlers.partners import actions
from handlers.residents.dialog import begin
from storage.models import Way

START_PREFIX = "partner"


async def on_start_payload(turn: Turn, deps: Deps, code: str) -> Reply:
    """Count that the link of a partner was followed, then begin as always."""
    await actions.count_arrival(deps, code, Way.TELEGRAM)
    return await begin(turn, deps)
