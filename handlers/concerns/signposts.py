"""Where a text is better helped than in the plan: said before anything is stored, and handing it in stays possible.

Each class of the triage has its sentence. A concern, and whatever the language floor is not sure of, has none.
"""

from collections.abc import Awaitable, Callable, Mapping

from handlers.concerns import actions, questions, rules, texts
from handlers.concerns.contacts import helplines
from handlers.concerns.payloads import Choice, NoDanger, Preview
from handlers.concerns.preview import Draft
from handlers.deps import Deps
from handlers.dialog.reply import Button, Reply, Row, ask, forgetting, say
from handlers.dialog.turn import Turn
from handlers.i18n import Phrase
from nlp.results import Reading, Triage
from storage.models import Source

SIGNPOST_STEP = "concerns.signpost"

Signpost = Callable[[Turn, Deps, Reading, Draft], Awaitable[Reply | None]]


async def unasked(turn: Turn, deps: Deps) -> Reply | None:
    """Return where a text that came by itself is better helped, None where it may be a concern."""
    return await _shown(turn, deps, _UNASKED, Draft(text=turn.text))


async def asked(turn: Turn, deps: Deps, draft: Draft) -> Reply | None:
    """Return the same for a draft somebody meant to hand in: a question or a greeting is then taken as they say."""
    return await _shown(turn, deps, _ASKED, draft)


async def _shown(turn: Turn, deps: Deps, signposts: Mapping[Triage, Signpost], draft: Draft) -> Reply | None:
    reading = turn.reading
    if reading is None or not reading.triage_sure or reading.triage not in signposts:
        return None
    return await signposts[reading.triage](turn, deps, reading, draft)


async def _to_helplines(_turn: Turn, deps: Deps, _reading: Reading, _draft: Draft) -> Reply:
    """Name the helplines; what was written is kept nowhere, so handing it in means writing it once more."""
    lines = helplines(deps.city.referral(Triage.CRISIS_SUPPORT))
    button = Button(texts.HAND_IN_ANYWAY, NoDanger())
    return forgetting(say(texts.CRISIS, *lines, texts.CRISIS_EMERGENCY, texts.CRISIS_NOT_STORED, buttons=((button,),)))


async def _to_police(_turn: Turn, deps: Deps, _reading: Reading, draft: Draft) -> Reply:
    lines = helplines(deps.city.referral(Triage.REPORT_CRIME))
    return _anyway(draft, texts.CRIME, *lines, texts.CRIME_NOW, texts.CRIME_AS_CONCERN)


async def _to_defect_service(_turn: Turn, deps: Deps, reading: Reading, draft: Draft) -> Reply | None:
    service = deps.city.klarschiff
    if service is None:
        return None
    words = ", ".join(dict.fromkeys(reading.text[span.start : span.end] for span in reading.triage_evidence[:3]))
    because = texts.DEFECT_BECAUSE(words=words) if words else texts.DEFECT
    return _anyway(draft, because, texts.DEFECT_LINK(name=service.name, url=service.portal), texts.DEFECT_AS_CONCERN)


async def _to_calm(turn: Turn, deps: Deps, reading: Reading, draft: Draft) -> Reply:
    """Answer an insult with one calm sentence; a person sees what was written, no list does."""
    await actions.set_aside(deps, resident_id=turn.resident_id, reading=reading, source=Source(turn.channel))
    return _anyway(draft, texts.ABUSE)


async def _to_help(_turn: Turn, deps: Deps, reading: Reading, draft: Draft) -> Reply:
    return _anyway(draft, *questions.answer(reading.text, deps), texts.QUESTION_AS_CONCERN)


async def _to_beginning(_turn: Turn, _deps: Deps, reading: Reading, draft: Draft) -> Reply | None:
    """Answer a greeting; signs without a word get the hint that every text without words gets."""
    if not any(character.isalpha() for character in reading.text):
        return None
    return say(texts.CHATTER) if len(reading.text) < rules.SHORTEST else _anyway(draft, texts.CHATTER)


def _anyway(draft: Draft, *paragraphs: Phrase) -> Reply:
    """Say where else to turn, and keep the text at hand for who wants to hand it in all the same."""
    return ask(*paragraphs, step=SIGNPOST_STEP, draft=draft, buttons=_BUTTONS)


_BUTTONS: tuple[Row, ...] = (
    (Button(texts.HAND_IN_ANYWAY, Preview(Choice.BACK)),),
    (Button(texts.NOT_NEEDED, Preview(Choice.CANCEL)),),
)
_ASKED: Mapping[Triage, Signpost] = {
    Triage.CRISIS_SUPPORT: _to_helplines,
    Triage.REPORT_CRIME: _to_police,
    Triage.DEFECT: _to_defect_service,
    Triage.ABUSE: _to_calm,
}
_UNASKED: Mapping[Triage, Signpost] = {**_ASKED, Triage.QUESTION: _to_help, Triage.CHATTER: _to_beginning}
