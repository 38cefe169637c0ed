"""Where the process stands on a given day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.models import PhaseState
from storage.readings.plan import PhaseReading


class Progress(StrEnum):
    DONE = "done"
    NOW = "now"
    COMING = "coming"
    STOPPED = "stopped"


SAID = {PhaseState.RUNNING: Progress.NOW, PhaseState.DONE: Progress.DONE, PhaseState.STOPPED: Progress.STOPPED}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase of the plan as people read it; both days belong to it."""

    title: str
    starts_on: date
    ends_on: date
    tasks: tuple[str, ...]
    progress: Progress
    example: bool


def plan_on(today: date, phases: Iterable[PhaseReading]) -> tuple[Stretch, ...]:
    """Return the phases in their order, each with how far it is today."""
    return tuple(_stretch(today, phase) for phase in phases)


def _stretch(today: date, phase: PhaseReading) -> Stretch:
    tasks = tuple(line.strip() for line in phase.tasks.splitlines() if line.strip())
    progress = progress_of(today, phase.starts_on, phase.ends_on, phase.state)
    return Stretch(phase.title, phase.starts_on, phase.ends_on, tasks, progress, phase.example)


def progress_of(today: date, starts_on: date, ends_on: date, state: PhaseState = PhaseState.PLANNED) -> Progress:
    """Return how far a phase is: what the desk said of it, and by its days where it is only planned."""
    if state in SAID:
        return SAID[state]
    if today > ends_on:
        return Progress.DONE
    return Progress.NOW if today >= starts_on else Progress.COMING
