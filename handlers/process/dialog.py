"""Tell in chat how the process goes on."""

from handlers.deps import Deps
from handlers.dialog.reply import Reply, say
from handlers.dialog.turn import Turn
from handlers.i18n import BERLIN, PageAddress, Phrase
from handlers.process import texts
from handlers.process.plan import Progress, Stretch, plan_on


async def on_schedule(turn: Turn, deps: Deps) -> Reply:
    """List the phases with their dates and where we are today."""
    async with deps.open_reading() as work:
        phases = plan_on(turn.at.astimezone(BERLIN).date(), await work.plan.phases())
    if not phases:
        return say(texts.NO_PLAN(url=PageAddress(deps.public_url)))
    examples = (texts.EXAMPLE,) if any(phase.example for phase in phases) else ()
    return say(texts.PLAN(title=deps.city.process.title), *examples, *map(_line, phases))


def _line(phase: Stretch) -> Phrase:
    if phase.progress is Progress.STOPPED:
        return texts.IS_STOPPED(title=phase.title)
    sentence = {Progress.DONE: texts.WAS, Progress.NOW: texts.IS, Progress.COMING: texts.WILL_BE}[phase.progress]
    return sentence(title=phase.title, starts=phase.starts_on, ends=phase.ends_on)
