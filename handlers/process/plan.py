"""Where the process stands on a given day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.models import Phase


class Progress(StrEnum):
    DONE = "done"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase of the plan as people read it; both days belong to it."""

    title: str
    starts_on: date
    ends_on: date
    tasks: tuple[str, ...]
    progress: Progress
    example: bool


def plan_on(today: date, phases: Iterable[Phase]) -> tuple[Stretch, ...]:
    """Return the phases in their order, each with how far it is today."""
    return tuple(_stretch(today, phase) for phase in phases)


def _stretch(today: date, phase: Phase) -> Stretch:
    starts_on, ends_on = date.fromisoformat(phase.starts_on), date.fromisoformat(phase.ends_on)
    tasks = tuple(line.strip() for line in phase.tasks.splitlines() if line.strip())
    return Stretch(phase.title, starts_on, ends_on, tasks, progress_of(today, starts_on, ends_on), phase.example)


def progress_of(today: date, starts_on: date, ends_on: date) -> Progress:
    """Return how far a stretch of days is."""
    if today > ends_on:
        return Progress.DONE
    return Progress.NOW if today >= starts_on else Progress.COMING
