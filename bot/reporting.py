"""`forumsbote report`: one report as a file."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from handlers.deps import Deps
from handlers.exports.actions import OPERATOR
from handlers.reports import actions
from handlers.reports.wishes import wish_of

Run = Callable[[Callable[[Deps], Awaitable[None]]], None]


def add_to(app: typer.Typer, run: Run) -> None:
    """Give a command line the command; `run` runs an action over the installation."""

    @app.command()
    def report(
        kind: Annotated[str, typer.Argument(help="forum, workgroup, area, table, plan oder final")],
        output: Annotated[Path, typer.Option("--output", "-o", help="Zieldatei: .docx, .html, die Tabelle auch .xlsx")],
        about: Annotated[str, typer.Option(help="Kennung des Forums, der Arbeitsgruppe oder des Stadtbereichs")] = "",
    ) -> None:
        """Einen Bericht schreiben; kleine Zahlen sind zurückgehalten."""

        async def write(deps: Deps) -> None:
            wish = wish_of(kind, output.suffix.removeprefix("."), about)
            await actions.write_file(deps, output, wish, OPERATOR)

        run(write)
        typer.echo(f"Bericht in {output}.")
