"""Training of a model of topics: `python -m bot.training CORPUS MODEL CITY`.

The command line starts it as a process of its own: scikit-learn takes a second and 100 MB to import, which the service
and the other commands shall not pay.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from bot.progress import Progress
from bot.scores import together
from handlers.city.errors import CityPackError
from handlers.city.loading import load
from nlp.errors import LexiconError, TooFewTextsError
from nlp.learning.corpus import Labelled, read_corpus
from nlp.learning.matter import Matter
from nlp.learning.models import Models
from nlp.learning.training import Trained, train
from nlp.reader import Reader
from nlp.results import OTHER


def main(corpus: Path, model: Path, city: str) -> int:
    """Train on a JSONL file, save the reader in a folder, and print the figures; return the exit code.

    city  whose places and words the reader has; its keywords count too where all labels are its topics.
    """
    try:
        with corpus.open(encoding="utf-8", errors="replace") as lines:
            read = read_corpus(lines)
        for fault in read.faults:
            typer.echo(str(fault), err=True)
        for line in _lines(_trained(read.texts, model, city), model):
            typer.echo(line)
    except (CityPackError, LexiconError, TooFewTextsError, OSError) as mistake:
        typer.echo(str(mistake), err=True)
        return 2
    return 1 if read.faults else 0


def _trained(texts: Sequence[Labelled], model: Path, city: str) -> Trained:
    lexicon = load(city).lexicon()
    reader = Reader.from_lexicon(lexicon)
    mixed = {label for text in texts for label in text.labels} <= {OTHER, *(topic.id for topic in lexicon.topics)}
    entries = lexicon.topics if mixed else ()
    matters = list(_matters(reader, texts, mixed))
    trained = train(texts, matters, entries, Progress("Training"), meaning=True)
    reader = Reader.shipped(lexicon)
    reader.learn(Models(trained.model))
    reader.save(model)
    return trained


def _matters(reader: Reader, texts: Sequence[Labelled], masked: bool) -> Iterator[Matter]:
    progress = Progress("Texte")
    read = reader.matters((text.text for text in texts), masked, meaning=True)
    for done, matter in enumerate(read, start=1):
        progress(done, len(texts))
        yield matter


def _lines(trained: Trained, model: Path) -> Iterator[str]:
    facts = trained.model.facts
    yield f"{facts.texts} Texte, {len(facts.labels)} Themen -> {model}"
    yield together("cross-validated, best named in any case", trained.best)
    yield together(f"cross-validated, only from a score of {facts.sure:.2f} on", trained.sure)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
