"""Gather what the chat's templates show."""

from dataclasses import dataclass

from markupsafe import Markup

from handlers.channels.webchat.transcript import Transcript
from handlers.channels.webchat.wording import in_html
from handlers.city.pack import CityInfo
from handlers.deps import Deps
from handlers.dialog.table import Dialog
from handlers.i18n import Phrase
from handlers.pages.embedding import EMBEDDED
from handlers.pages.qr_code import qr_code


@dataclass(frozen=True, slots=True)
class ChatView:
    """The conversation and what stands around it.

    menu   commands worth showing, with what they are for
    known  every word that works behind a slash
    embedded  the page stands in a frame of another site, and so does whatever it leads to in the chat
    """

    talk: Transcript
    city: CityInfo
    menu: tuple[tuple[str, Phrase], ...]
    known: frozenset[str]
    embedded: bool = False

    @property
    def home(self) -> str:
        """The address of the conversation."""
        return f"/chat?{EMBEDDED}" if self.embedded else "/chat"

    @property
    def link(self) -> str:
        """The address of the private link."""
        return f"/chat/link?{EMBEDDED}" if self.embedded else "/chat/link"

    @property
    def news(self) -> str:
        """The address that is asked for news, ready for one more parameter."""
        return f"/chat/neues?{EMBEDDED}&" if self.embedded else "/chat/neues?"

    def file(self, line: str) -> str:
        """Return the address of the file of a line."""
        return f"/chat/datei/{line}" + (f"?{EMBEDDED}" if self.embedded else "")

    def picture(self, address: str) -> Markup:
        """Return an address as a QR code; it is drawn in the page, so that nobody is asked for it."""
        return qr_code(address)

    def html(self, text: str) -> Markup:
        """Return the words of the service as HTML, with links and command buttons."""
        return in_html(text, self.known)


def view_of(deps: Deps, dialog: Dialog, talk: Transcript, *, embedded: bool = False) -> ChatView:
    """Return the view of one conversation."""
    menu = tuple((name, command.purpose) for name, command in dialog.commands.items() if command.in_menu)
    aliases = (alias for command in dialog.commands.values() for alias in command.aliases)
    return ChatView(talk, deps.city.info, menu, frozenset({*dialog.commands, *aliases}), embedded)
