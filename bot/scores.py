"""Figures of tagging, as lines of text."""

from collections.abc import Iterator

from nlp.learning.measures import Figures


def together(name: str, figures: Figures) -> str:
    """Return one line with what holds for all labels together."""
    return (
        f"{name}: micro F1 {figures.micro:.3f}, macro F1 {figures.macro:.3f}, weighted F1 {figures.weighted:.3f}, "
        f"precision {figures.precision:.3f}, exact {figures.exact:.3f}, "
        f"n = {figures.texts}, tagged {figures.answered}"
    )


def in_full(name: str, figures: Figures) -> Iterator[str]:
    """Yield the figures of all labels together, of each, and what is taken for what."""
    yield together(name, figures)
    width = max((len(one.label) for one in figures.labels), default=5)
    yield f"{'label':{width}}  precision  recall     F1     n"
    for one in figures.labels:
        yield f"{one.label:{width}}  {one.precision:9.3f}  {one.recall:6.3f}  {one.f1:5.3f}  {one.count:4}"
    for true, named, count in figures.confused:
        yield f"{true} taken for {named}: {count}"
