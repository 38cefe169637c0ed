"""Name what doors find on the application (`request.app[DEPS]`) and on a request at the desk (`request[MODERATOR]`)."""

from dataclasses import dataclass

from aiohttp import web

from handlers.deps import Deps
from storage.models import Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who sits at the desk; `workgroup` is set for members and only for them."""

    id: int
    name: str
    role: Role
    workgroup: str | None


DEPS = web.AppKey("DEPS", Deps)
MODERATOR = web.RequestKey("MODERATOR", SignedIn)
