"""The triage as a spaCy component: bare wishes and cries for help first, then what a model makes of words and meaning.

The stems of the city's rules choose the helplines; without a model they decide as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.learning.features import Row
from nlp.learning.matter import Matter, matter_of
from nlp.learning.model import LearnedModel
from nlp.learning.models import Models
from nlp.lexicon import AlarmRule
from nlp.results import Span, Triage
from nlp.triage.alarms import Alarms
from nlp.triage.cries import is_cry
from nlp.triage.wishes import is_wish

TRIAGE = "forumsbote_triage"
_WORDS_FILE, _MODELS_FOLDER = "words.json", "models"
# So sure the model must be of danger in a text of so few words, which may be the answer to any question.
_SURE_OF_FEW_WORDS = {1: 0.9, 2: 0.9, 3: 0.5, 4: 0.1}
# So sure it must be of danger where the text is surely about a topic that no alarm of the city is about.
_SURE_WHERE_CALM = 0.2
# From this score on the class of a text without danger is sure enough to act on it before a person has seen it.
_SURE_OF_KIND = 0.5
# Of despair nothing is kept: who is misunderstood there would have to write everything once more.
_SURE_OF_DESPAIR = 0.85


class Triaging:
    """Leave class, alarm and the words that led to them on the Doc; needs forms, language, meaning and topics."""

    def __init__(self) -> None:
        self._models = Models()
        self.adopt([])

    def adopt(self, words: Any) -> None:
        """Take the display rules of a city, JSON-able data."""
        self.words = words
        self._alarms = Alarms([AlarmRule(rule["id"], tuple(rule["stems"]), tuple(rule["matters"])) for rule in words])

    def learn(self, models: Models) -> None:
        """Take the models, one for surely German texts and one for all others."""
        self._models = models

    def __call__(self, doc: Doc) -> Doc:
        called = self._alarms.called(doc._.folded)
        judged = _judge(doc, self._models.model_for(doc))
        doc._.alarm, doc._.triage_evidence = None, ()
        doc._.triage, doc._.triage_sure = judged.kind, judged.sure
        calm = self._alarms.none_about(tag.id for tag in doc._.topics)
        if is_wish(doc._.folded.text):
            doc._.triage, doc._.triage_sure = Triage.QUESTION, True
        elif _is_cry(doc) or judged.danger(bool(called), calm):
            doc._.triage, doc._.triage_sure = Triage.ACUTE_DANGER, True
            doc._.alarm = called[0].alarm if called else self._alarms.fitting(_matters(doc, judged))
        if doc._.triage is not Triage.CONCERN:
            stems = {hit.span for hit in called} if doc._.alarm else set()
            doc._.triage_evidence = tuple(sorted({*stems, *judged.words(doc, doc._.triage)}))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save rules and models."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _WORDS_FILE).write_text(
            json.dumps(self.words, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8"
        )
        self._models.to_disk(folder / _MODELS_FOLDER)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Triaging:
        """Load what `to_disk` saved."""
        self.adopt(json.loads((Path(path) / _WORDS_FILE).read_text(encoding="utf-8")))
        self._models = Models.from_disk(Path(path) / _MODELS_FOLDER)
        return self


@Language.factory(TRIAGE)
def make_triaging(nlp: Language, name: str) -> Triaging:
    return Triaging()


class _Judged:
    """What a model makes of a text; without a model nothing but that it may be a concern."""

    def __init__(
        self, model: LearnedModel | None, matter: Matter, row: Row | None, scores: Mapping[Triage, float]
    ) -> None:
        self._model, self._matter, self._row, self.scores = model, matter, row, scores

    @property
    def kind(self) -> Triage:
        """The best class but danger."""
        others = (kind for kind in self.scores if kind is not Triage.ACUTE_DANGER)
        return max(others, key=self.scores.__getitem__, default=Triage.CONCERN)

    @property
    def sure(self) -> bool:
        """Tell whether the best class but danger can be acted on."""
        least = _SURE_OF_DESPAIR if self.kind is Triage.CRISIS_SUPPORT else _SURE_OF_KIND
        return self.scores.get(self.kind, 0.0) >= least

    def danger(self, called: bool, calm: bool) -> bool:
        """Tell whether somebody is in danger; without a model that is where a stem of the city's rules stands in the text.

        calm  the text is surely about a topic that no alarm of the city is about.
        """
        if self._model is None:
            return called
        level = self._model.facts.levels[self._model.facts.labels.index(Triage.ACUTE_DANGER)]
        few = _SURE_OF_FEW_WORDS.get(len(self._matter.words), 0.0)
        return self.scores.get(Triage.ACUTE_DANGER, 0.0) >= max(level, few, _SURE_WHERE_CALM if calm else 0.0)

    def words(self, doc: Doc, kind: Triage) -> Iterable[Span]:
        """Return the words that speak most for a class."""
        if self._model is None or self._row is None:
            return ()
        found = self._model.evidence(self._matter.words, self._row, [kind.value])[kind.value]
        return (doc._.folded.span(span.start, span.end) for span in found)


def _judge(doc: Doc, model: LearnedModel | None) -> _Judged:
    matter = matter_of(doc, masked=False)
    if model is None or not matter.words:
        return _Judged(model, matter, None, {})
    row = model.row(matter.plain)
    scores = dict(zip(map(Triage, model.facts.labels), model.scores(row, matter).tolist(), strict=True))
    for meaning in doc._.later_meanings:
        # Danger may be told at the end of a long story.
        later = model.scores(row, replace(matter, meaning=meaning))[model.facts.labels.index(Triage.ACUTE_DANGER)]
        scores[Triage.ACUTE_DANGER] = max(scores[Triage.ACUTE_DANGER], float(later))
    return _Judged(model, matter, row, scores)


def _is_cry(doc: Doc) -> bool:
    return is_cry(doc._.folded.text) or is_cry(doc._.surface.text.lower())


def _matters(doc: Doc, judged: _Judged) -> Sequence[str]:
    """Return what a text of danger is about: despair where that is the second-best class, else its topics."""
    despair = [judged.kind.value] if judged.kind is Triage.CRISIS_SUPPORT else []
    return [*despair, *(tag.id for tag in doc._.guess)]
