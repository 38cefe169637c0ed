"""How good the language part is, as the tables of docs/language.md: `python -m tests.nlp.tables [--sealed | --older]`.

Without an option it reads the material the models were trained on, which says only that nothing is broken. With --sealed it
reads the parts that nothing was chosen by. Looking costs: a change made because of what was seen there makes it
training material, so docs/language.md counts the looks. With --older it reads sealed parts of before, which are none any more.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from handlers.city.loading import load
from nlp.learning.measures import Figures, measure
from nlp.lexicon import Lexicon
from nlp.reader import SHIPPED, Reader
from nlp.results import OTHER, Reading, Triage

MATERIAL = Path(__file__).resolve().parents[2] / "nlp/material"
LANGUAGES = ("de", "en", "uk", "ru", "ar", "pl", "vi")
CONFIDENT = 0.6
# The parts of the material by the option that asks for them: triage, topics.
LEARNED = (("triage_train.jsonl",), ("topics_train.jsonl",))
SEALED = (("triage_sealed2.jsonl",), ("topics_sealed2.jsonl",))
OLDER = (("triage_sealed.jsonl", "triage_test.jsonl"), ("topics_sealed.jsonl", "topics_test.jsonl"))


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of the material beside what was made of it."""

    labels: tuple[str, ...]
    language: str
    reading: Reading


def judged(reader: Reader, files: Iterable[str]) -> list[Judged]:
    """Read files of the material."""
    records = [json.loads(line) for name in files for line in (MATERIAL / name).read_text("utf-8").splitlines()]
    readings = reader.read_many(record["text"] for record in records)
    return [
        Judged(tuple(record.get("topics") or [record["triage"]]), record.get("language", "de"), reading)
        for record, reading in zip(records, readings, strict=True)
    ]


def danger_table(found: Sequence[Judged]) -> Iterator[str]:
    """Yield recall and precision of acute danger by language."""
    yield "| acute_danger | n | recall | precision | all classes right | language right |\n|---|---|---|---|---|---|"
    for language in (*LANGUAGES, "all"):
        chosen = [one for one in found if language in (one.language, "all")]
        danger = [one for one in chosen if Triage.ACUTE_DANGER in one.labels]
        raised = [one for one in chosen if one.reading.triage is Triage.ACUTE_DANGER]
        hits = sum(one.reading.triage is Triage.ACUTE_DANGER for one in danger)
        right = sum(one.reading.triage.value in one.labels for one in chosen)
        told = sum(one.reading.language == one.language for one in chosen)
        yield (
            f"| {language} | {len(danger)} | {share(hits, len(danger))} | {share(hits, len(raised))} "
            f"| {share(right, len(chosen))} | {share(told, len(chosen))} |"
        )


def class_table(found: Sequence[Judged]) -> Iterator[str]:
    """Yield recall and precision of each class, and what it is most often taken for."""
    yield "| class | n | recall | precision | most often taken for |\n|---|---|---|---|---|"
    for kind in Triage:
        true = [one for one in found if kind in one.labels]
        named = [one for one in found if one.reading.triage is kind]
        hits = sum(kind in one.labels for one in named)
        others = [one.reading.triage for one in true if one.reading.triage is not kind]
        taken = max(sorted(set(others)), key=others.count, default="-")
        yield (
            f"| {kind} | {len(true)} | {share(hits, len(true))} | {share(hits, len(named))} "
            f"| {taken} ({others.count(taken) if others else 0}) |"
        )


def topics_figures(name: str, lexicon: Lexicon, found: Sequence[Judged], keywords: Reader) -> Iterator[str]:
    """Yield one row: all, with and without an obvious keyword, workgroup, and the surest part."""
    obvious = [bool(set(one.labels) & {tag.id for tag in keywords.read(one.reading.text).topics}) for one in found]
    parts = [best(found), best(chosen(found, obvious, True)), best(chosen(found, obvious, False))]
    groups = {topic.id: topic.workgroup for topic in lexicon.topics}
    top = [(one, one.reading.guess[0]) for one in found if one.reading.guess]
    grouped = sum(groups.get(tag.id) in {groups.get(label) for label in one.labels} for one, tag in top)
    surest = sorted(top, key=lambda pair: -pair[1].score)[: round(len(found) * CONFIDENT)]
    sure = sum(tag.id in one.labels for one, tag in surest)
    named = [one for one in found if one.reading.topics]
    right = sum(one.reading.topics[0].id in one.labels for one in named)
    figures = " | ".join(f"{part.micro:.3f} / {part.macro:.3f} ({part.texts})" for part in parts)
    yield (
        f"| {name} | {figures} | {share(grouped, len(found))} | {share(sure, len(surest))} "
        f"| {share(len(named), len(found))} at {share(right, len(named))} |"
    )


def best(found: Sequence[Judged]) -> Figures:
    """Measure what is named when something must be named."""
    return measure((one.labels, [tag.id for tag in one.reading.guess] or [OTHER]) for one in found)


def chosen(found: Sequence[Judged], obvious: Sequence[bool], wanted: bool) -> list[Judged]:
    return [one for one, has in zip(found, obvious, strict=True) if has is wanted]


def topics_table(lexicon: Lexicon, reader: Reader, found: Sequence[Judged]) -> Iterator[str]:
    """Yield the topics by language; micro / macro F1 (n)."""
    keywords = Reader.from_lexicon(lexicon)
    yield "| topics | all | with a fitting keyword | without | workgroup | surest 60 % right | named without a person |"
    yield "|---|---|---|---|---|---|---|"
    german = [one for one in found if one.language == "de"]
    read = [Judged(one.labels, "de", reading) for one, reading in zip(german, keywords.read_many(
        one.reading.text for one in german), strict=True)]  # fmt: skip
    yield from topics_figures("keywords alone, de", lexicon, read, keywords)
    for language in LANGUAGES:
        some = [one for one in found if one.language == language]
        if some:
            yield from topics_figures(language, lexicon, some, keywords)


def topic_table(found: Sequence[Judged]) -> Iterator[str]:
    """Yield each topic with its F1, German only, and what is confused most."""
    figures = best([one for one in found if one.language == "de"])
    yield "| topic (de) | n | precision | recall | F1 |\n|---|---|---|---|---|"
    for one in figures.labels:
        yield f"| {one.label} | {one.count} | {one.precision:.2f} | {one.recall:.2f} | {one.f1:.2f} |"
    yield "\nConfused most: " + ", ".join(f"{true} → {named} ({n})" for true, named, n in figures.confused)


def speed_table(reader: Reader) -> Iterator[str]:
    """Yield speed on one core and the sizes; short German texts are those of at most 12 words."""
    records = [json.loads(line) for line in (MATERIAL / "topics_train.jsonl").read_text("utf-8").splitlines()]
    short = [one["text"] for one in records if one["language"] == "de" and 4 <= len(one["text"].split()) <= 12]
    others = [one["text"] for one in records if one["language"] != "de"][:100]
    list(reader.read_many([*short[:200], *others[:2]]))
    started = time.perf_counter()
    list(reader.read_many(short))
    batch = len(short) / (time.perf_counter() - started)
    megabytes = sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file()) / 1e6
    yield "| speed and size | measured |\n|---|---|"
    yield f"| short German texts in batch | {batch:,.0f}/s |"
    yield f"| one short German text, p95 | {p95(reader, short[:500]):.1f} ms |"
    yield f"| one text in another language, p95 | {p95(reader, others):.0f} ms |"
    yield f"| our models on disk | {megabytes:.1f} MB |"


def p95(reader: Reader, texts: Sequence[str]) -> float:
    taken = []
    for text in texts:
        started = time.perf_counter()
        reader.read(text)
        taken.append(time.perf_counter() - started)
    return float(np.percentile(taken, 95) * 1000)


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure the language part on our own material.")
    parser.add_argument("--sealed", action="store_true", help="the sealed parts; note the look in docs/language.md")
    parser.add_argument("--older", action="store_true", help="the older sealed parts, looked at before")
    picked = parser.parse_args()
    parts = OLDER if picked.older else SEALED if picked.sealed else LEARNED
    lexicon = load("rostock").lexicon()
    reader = Reader.shipped(lexicon)
    triage, topics = (judged(reader, files) for files in parts)
    for table in (
        danger_table(triage),
        class_table(triage),
        topics_table(lexicon, reader, topics),
        topic_table(topics),
        speed_table(reader),
    ):
        print(*table, "", sep="\n")


if __name__ == "__main__":
    main()
