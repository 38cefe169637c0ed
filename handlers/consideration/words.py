"""The path of a concern in words: what its author reads when something happened, and when they ask."""

from handlers.city.pack import CityPack
from handlers.consideration import texts
from handlers.consideration.path import Path, Verdict
from handlers.i18n import BERLIN, Enumeration, Phrase, verbatim
from storage.models import ObjectionState, Outcome

SHOWN_LENGTH = 200


def news(city: CityPack, path: Path, acts: tuple[str, ...]) -> list[Phrase]:
    """Return what is new about a concern, from how it stands now; nothing where what happened has been undone meanwhile.

    acts  since its author was told the last time, the oldest first
    """
    if path.outcome in (Outcome.WITHDRAWN, Outcome.ERASED):
        return []
    if path.decided:
        head = texts.STAYS if acts[-1] == "upheld" else texts.DECIDED
        return [head(number=path.number), *_joined(path), *verdicts(city, path), *_may_object(path)]
    if path.weighed_as:
        return [texts.JOINED(number=path.number, lead=path.weighed_as)]
    if acts[-1] == "assigned":
        return [texts.ON_LISTS(number=path.number)]
    # Told of a decision, or of being joined, before: now it is open. What was never told need not be taken back.
    return [texts.REOPENED(number=path.number)] if acts[0] in ("reopened", "freed") else []


def whole(city: CityPack, path: Path) -> list[Phrase]:
    """Return the whole path of a concern with dates, reasons and paragraphs."""
    steps = tuple(texts.STEP(at=step.at.astimezone(BERLIN).date(), act=texts.STEPS[step.act]) for step in path.steps)
    return [
        texts.PATH(number=path.number, steps=Enumeration(steps, between="\n")),
        *_joined(path),
        *verdicts(city, path),
        *_objection(path),
        *_may_object(path),
    ]


def verdicts(city: CityPack, path: Path) -> list[Phrase]:
    """Return what was decided, passage by passage, each with reason, place in the plan, who decided and when."""
    return [said for verdict in path.verdicts for said in _verdict(city, verdict, quoted=path.several)]


def _verdict(city: CityPack, verdict: Verdict, *, quoted: bool) -> list[Phrase]:
    reasons = {reason.id: reason.words for reason in city.reasons}
    bodies = {body.id: body.title for body in city.process.bodies}
    quote = [texts.ABOUT(text=_short(verdict.text))] if quoted and verdict.text else []
    why = [verbatim(said) for said in (reasons.get(verdict.reason, ""), verdict.words) if said]
    place = verdict.paragraph
    where = [texts.IN_PLAN(label=place.label, title=place.title, chapter=place.chapter)] if place else []
    by = texts.DECIDED_BY(body=bodies.get(verdict.body, verdict.body), at=verdict.decided_on)
    return [*quote, texts.OUTCOMES[verdict.outcome], *why, *where, by]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_LENGTH else f"{text[:SHOWN_LENGTH].rstrip()} …"


def _joined(path: Path) -> list[Phrase]:
    return [texts.WEIGHED_TOGETHER(lead=path.weighed_as)] if path.weighed_as else []


def _objection(path: Path) -> list[Phrase]:
    return [texts.OBJECTION_OPEN] if path.objection is ObjectionState.OPEN else []


def _may_object(path: Path) -> list[Phrase]:
    return [texts.MAY_OBJECT] if path.may_object else []
