"""What comes before everything else: a text that speaks of danger now gets the emergency numbers, and nothing is stored."""

from handlers.city.pack import Contact
from handlers.concerns import texts
from handlers.concerns.contacts import helplines
from handlers.concerns.dialog import CALM_STEP
from handlers.concerns.payloads import NoDanger
from handlers.deps import Deps
from handlers.dialog.reply import Button, Reply, forgetting, say
from handlers.dialog.turn import Turn
from nlp.results import Triage

POLICE_FIRST = frozenset({"crime_in_progress", "domestic_violence", "child_at_risk"})


async def alarm(turn: Turn, deps: Deps) -> Reply | None:
    """Answer a text that speaks of danger now with 110 and 112 as its first sentence, or None for any other text.

    The text is not stored anywhere. The open question stays as it is.
    """
    reading = turn.reading
    if turn.step == CALM_STEP or reading is None or reading.triage is not Triage.ACUTE_DANGER:
        return None
    rule = reading.alarm or ""
    first = texts.DANGER_110 if rule in POLICE_FIRST else texts.DANGER_110_112
    lines = helplines(_contacts(deps, rule))
    further = (texts.HELPLINES, *lines) if lines else ()
    button = Button(texts.NO_DANGER, NoDanger())
    return forgetting(say(first, texts.NOT_READ_LIVE, *further, buttons=((button,),)))


def _contacts(deps: Deps, rule: str) -> tuple[Contact, ...]:
    known = {alarm.id for alarm in deps.city.alarms}
    return deps.city.contacts_for(rule) if rule in known else ()
