"""Name what doors find on the application (`request.app[DEPS]`) and on a request at the desk (`request[MODERATOR]`)."""

from dataclasses import dataclass

from aiohttp import web

from handlers.deps import Deps
from handlers.typesetting.printing import Printer
from storage.models import Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who sits at the desk; `workgroup` is set for members and only for them."""

    id: int
    name: str
    role: Role
    workgroup: str | None

    @property
    def facilitates(self) -> bool:
        """Tell whether this person works on what residents handed in, and does not only read it."""
        return self.role in (Role.ADMIN, Role.MODERATOR)

    @property
    def actor(self) -> str:
        """The name under which the ledger knows this person."""
        return f"moderator:{self.id}"


DEPS = web.AppKey("DEPS", Deps)
MODERATOR = web.RequestKey("MODERATOR", SignedIn)
PRINTER = web.AppKey("PRINTER", Printer)
