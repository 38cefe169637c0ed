"""The shape of the dialogue table that bot/dialog.py fills in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from handlers.deps import Deps
from handlers.dialog.payloads import Payload
from handlers.dialog.reply import Reply, Words
from handlers.dialog.turn import Turn
from handlers.i18n import Phrase
from storage.models import Resident, Role

Step = Callable[[Turn, Deps], Awaitable[Reply]]
Guard = Callable[[Turn, Deps], Awaitable[Reply | None]]
Afterword = Callable[[Deps, Resident], Words | None]


def no_afterword(_deps: Deps, _resident: Resident) -> None:
    """Say nothing more."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it does, what it is for (shown in menus), its English names, and whether it is good before consent.

    roles  for the chats of which people at the desk it is there; None for everybody. The step itself sees to it.
    """

    step: Step
    purpose: Phrase
    aliases: tuple[str, ...] = ()
    before_consent: bool = False
    in_menu: bool = True
    roles: frozenset[Role] | None = None


@dataclass(frozen=True, slots=True)
class Dialog:
    """Who answers what. Everything a resident can do is in here, at a glance.

    commands    by their German name; they win over every open question
    steps       by the name an open question carries
    presses     by the kind of payload
    free_text   text while nothing was asked
    location    a location while nothing was asked
    unreadable  photos, voice and the like
    alarm       sees every text first; an answer from it ends the turn
    gate        sees what needs consent; an answer from it ends the turn
    afterword   may say one thing more once a turn was answered
    """

    commands: Mapping[str, Command]
    steps: Mapping[str, Step]
    presses: Mapping[type[Payload], Step]
    free_text: Step
    location: Step
    unreadable: Step
    alarm: Guard
    gate: Guard
    afterword: Afterword = no_afterword

    def named(self, word: str) -> Command | None:
        """Return the command of this name or alias, in any case."""
        name = word.casefold()
        if name in self.commands:
            return self.commands[name]
        return next((command for command in self.commands.values() if name in command.aliases), None)
