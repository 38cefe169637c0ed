"""`forumsbote updates`: messages of residents that could not be taken in."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Protocol, TypeVar

import typer

from bot.wiring import take_again
from handlers.deps import Deps
from handlers.moderation import troubles
from handlers.moderation.troubles import UpdateName
from storage.models import Channel

T = TypeVar("T")
OPERATOR = "operator"
LISTED = 1000
NAME = typer.Argument(metavar="ID", help="Kennung, wie updates list sie nennt")


class Run(Protocol):
    """Does an action over the installation."""

    def __call__(self, action: Callable[[Deps], Awaitable[T]], /) -> T: ...


def commands(run: Run) -> typer.Typer:
    """Return the commands around updates that were set aside."""
    group = typer.Typer(help="Nachrichten, die nicht aufgenommen werden konnten.", no_args_is_help=True)

    @group.command("list")
    def list_them() -> None:
        """Nennen, was nicht aufgenommen werden konnte: Kennung, Zeitpunkt, Versuche, Ursache; nie den Inhalt."""
        for update in (found := run(lambda deps: troubles.updates(deps, LISTED))):
            gone = "" if update.kept else ", Wortlaut gelöscht"
            name = UpdateName(Channel(update.channel), update.update_id)
            typer.echo(f"{name}  {update.at:%d.%m.%Y %H:%M} UTC, {update.tries} Versuche, {update.reason or '-'}{gone}")
        if not found:
            typer.echo("Alle Nachrichten wurden aufgenommen.")

    @group.command("retry")
    def retry(
        name: Annotated[str | None, NAME] = None,
        every: Annotated[
            bool, typer.Option("--all", help="alle, deren Inhalt noch da ist, die älteste zuerst")
        ] = False,
    ) -> None:
        """Eine Nachricht erneut aufnehmen, als käme sie jetzt, oder mit --all alle (Ende mit 1: einige scheitern erneut)."""
        if every == (name is not None):
            typer.echo("Bitte eine Kennung nennen, oder --all.", err=True)
            raise typer.Exit(2)
        if name is None:
            done = run(lambda deps: troubles.retry_all(deps, take_again, OPERATOR))
            typer.echo(f"Aufgenommen: {done.taken}, erneut gescheitert: {done.failed}.")
            raise typer.Exit(1 if done.failed else 0)
        run(lambda deps: troubles.retry(deps, take_again, OPERATOR, UpdateName.read(name)))
        typer.echo(f"Aufgenommen: {name}.")

    @group.command("drop")
    def drop(name: Annotated[str, NAME]) -> None:
        """Eine Nachricht verwerfen; ihr Inhalt ist dann für immer weg."""
        run(lambda deps: troubles.drop(deps, OPERATOR, UpdateName.read(name)))
        typer.echo(f"Verworfen: {name}.")

    return group
