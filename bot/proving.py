"""`forumsbote ledger verify`: whether the ledger is as it was written."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Annotated

import typer

from bot.progress import Progress
from handlers.deps import Deps
from handlers.ledger import actions as ledger
from handlers.ledger.actions import Proof

Run = Callable[[Callable[[Deps], Awaitable[Proof]]], Proof]


def commands(run: Run) -> typer.Typer:
    """Return the commands of the ledger; `run` does an action over the installation."""
    group = typer.Typer(help="Protokoll der Vorgänge.", no_args_is_help=True)

    @group.callback()
    def alone() -> None:
        """Protokoll der Vorgänge."""

    @group.command("verify")
    def verify(
        head: Annotated[str, typer.Option(help="ein früher notiertes Kettenende; ohne: das in der Datenbank")] = "",
    ) -> None:
        """Prüfen, ob das Protokoll unverändert ist; nennt sein Ende zum Notieren (Ende mit 1: es ist verändert)."""
        progress = Progress("Vorgänge")
        proof = run(lambda deps: ledger.verify(deps, head, progress))
        for line in lines(proof):
            typer.echo(line)
        wrong = list(faults(proof, head))
        for line in wrong:
            typer.echo(line, err=True)
        if wrong:
            raise typer.Exit(1)

    return group


def lines(proof: Proof) -> Iterator[str]:
    """Yield what is as it should be."""
    yield f"{proof.entries} Vorgänge gelesen, {proof.waiting} warten auf ihren Platz in der Kette."
    if proof.broken is None:
        yield "Die Kette ist ganz: Nichts wurde geändert, entfernt, eingefügt oder umgestellt."
        if proof.head:
            yield f"Kettenende, bitte an einem anderen Ort notieren: {proof.head}"
    if proof.ended_at is not None:
        yield f"Das notierte Kettenende ist das von Stelle {proof.ended_at}: Bis dorthin ist alles, wie es damals war."


def faults(proof: Proof, head: str) -> Iterator[str]:
    """Yield what is not."""
    if proof.broken is not None:
        yield f"Die Kette bricht an Stelle {proof.broken}: Was von dort an steht, ist nicht, wie es geschrieben wurde."
    if head and proof.ended_at is None:
        yield "In dem notierten Kettenende endete diese Kette nie: Davor wurde etwas verändert, oder ihr Ende fehlt."
