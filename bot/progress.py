"""How far long work has come, told on standard error."""

import sys

import typer

STEP = 10


class Progress:
    """Tell every tenth that is done: in one place on a screen, line by line in a file."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._told = -1

    def __call__(self, done: int, total: int) -> None:
        """Say that so many of so many parts are done."""
        percent = done * 100 // max(total, 1)
        if percent // STEP == self._told:
            return
        self._told = percent // STEP
        screen = sys.stderr.isatty()
        ends = not screen or done >= total
        typer.echo(("\r" if screen else "") + f"{self._label}: {percent:3} %", err=True, nl=ends)
