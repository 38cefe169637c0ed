"""Learning the German topics anew with what the desk corrected: `python -m bot.relearning`.

A process of its own as bot.training is. It ends with 0 where the new model was taken, 1 where it was refused.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime

import typer

from bot.logs import set_up
from bot.progress import Progress
from bot.settings import Settings, SettingsError, read_settings
from bot.wiring import installation, now
from handlers.city.errors import CityPackError
from handlers.deps import Deps
from handlers.moderation import corrections
from nlp.errors import LexiconError, TooFewTextsError
from nlp.in_force import InForce
from nlp.learning.corpus import Labelled
from nlp.learning.gate import changes
from nlp.lexicon import Lexicon
from nlp.reader import knows
from nlp.relearning import Lesson, Offered, frozen_sentences, offer, own_sentences, relearn, usable
from nlp.results import GERMAN
from storage.readings.corrections import CorrectionReading

OTHER_TOPICS = "Das Stadtpaket hat andere Themen als unsere Sätze: bitte `nlp train --corpus --model` nehmen."


def main() -> int:
    """Train, compare, and take the new model if it is not worse; return the exit code."""
    try:
        settings = read_settings()
        set_up(settings.log_format)
        deps, decided = asyncio.run(_gathered(settings))
        lexicon, frozen, sentences = deps.city.lexicon(), frozen_sentences(), own_sentences()
        if not knows(lexicon, (label for sentence in sentences for label in sentence.labels)):
            typer.echo(OTHER_TOPICS, err=True)
            return 2
        return learn(deps.in_force, lexicon, lesson_of(sentences, decided, lexicon, frozen), frozen, now())
    except (SettingsError, CityPackError, LexiconError, TooFewTextsError, OSError) as mistake:
        typer.echo(str(mistake), err=True)
        return 2


def lesson_of(
    sentences: Sequence[Labelled],
    decided: Sequence[CorrectionReading],
    lexicon: Lexicon,
    frozen: Sequence[Labelled],
) -> Lesson:
    """Return sentences together with the German ones of what the desk decided."""
    german = [one for one in decided if one.language == GERMAN]
    texts = [Labelled(one.text, one.topics) for one in german]
    until = max((one.at for one in german), default=None)
    return Lesson(tuple(sentences), usable(texts, lexicon, frozen), until)


def learn(in_force: InForce, lexicon: Lexicon, lesson: Lesson, frozen: Sequence[Labelled], at: datetime) -> int:
    """Train on a lesson, say what came of it, and return 0 where the new model was taken, else 1."""
    typer.echo(f"Gelernt wird aus {len(lesson.sentences)} Sätzen und {len(lesson.corrections)} Anliegen.")
    model = relearn(lesson, lexicon, Progress("Texte"), Progress("Training"))
    offered = offer(in_force, model, lesson, frozen, at)
    for line in _lines(offered):
        typer.echo(line)
    for reason in offered.refused:
        typer.echo(f"Nicht übernommen: {reason}", err=True)
    return 1 if offered.refused else 0


async def _gathered(settings: Settings) -> tuple[Deps, list[CorrectionReading]]:
    async with installation(settings) as opened:
        return opened.deps, [decided async for decided in corrections.each(opened.deps)]


def _lines(offered: Offered) -> Iterator[str]:
    """Yield the comparison topic by topic, and what became of the new model."""
    before, after = offered.before, offered.after
    compared = changes(before, after)
    width = max((len(change.topic) for change in compared), default=5)
    yield f"{'topic':{width}}    n  in force    new   change"
    for one in compared:
        mark = "  !" if one.is_loss else ""
        yield f"{one.topic:{width}} {one.n:4}  {one.before:8.3f}  {one.after:5.3f}  {one.after - one.before:+.3f}{mark}"
    for name, old, new in (("micro F1", before.micro, after.micro), ("macro F1", before.macro, after.macro)):
        yield f"{name:{width}} {after.texts:4}  {old:8.3f}  {new:5.3f}  {new - old:+.3f}"
    yield f"Beiseitegelegt: refused/{offered.name}" if offered.refused else f"In Kraft ist jetzt {offered.name}."


if __name__ == "__main__":
    sys.exit(main())
