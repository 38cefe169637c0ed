"""Gather what the chat's templates show."""

from dataclasses import dataclass

from markupsafe import Markup

from handlers.channels.webchat.transcript import Transcript
from handlers.channels.webchat.wording import in_html
from handlers.city.pack import CityInfo
from handlers.deps import Deps
from handlers.dialog.table import Dialog
from handlers.i18n import Phrase


@dataclass(frozen=True, slots=True)
class ChatView:
    """The conversation and what stands around it.

    menu   commands worth showing, with what they are for
    known  every word that works behind a slash
    """

    talk: Transcript
    city: CityInfo
    menu: tuple[tuple[str, Phrase], ...]
    known: frozenset[str]

    def html(self, text: str) -> Markup:
        """Return the words of the service as HTML, with links and command buttons."""
        return in_html(text, self.known)


def view_of(deps: Deps, dialog: Dialog, talk: Transcript) -> ChatView:
    """Return the view of one conversation."""
    menu = tuple((name, command.purpose) for name, command in dialog.commands.items() if command.in_menu)
    aliases = (alias for command in dialog.commands.values() for alias in command.aliases)
    return ChatView(talk, deps.city.info, menu, frozenset({*dialog.commands, *aliases}))
