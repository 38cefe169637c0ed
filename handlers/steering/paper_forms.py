"""Documents as the forms of the desk have them; the file itself comes as an upload."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, StringConstraints

from handlers.pages.complaints import FieldError
from handlers.pages.forms import Posted
from handlers.steering import texts
from handlers.steering.documents import NewVersion
from storage.models import PaperKind, Visibility


def _web_address(typed: str) -> str:
    """Refuse what is no address of a web page: a link of ours must never run anything."""
    try:
        parts = urlsplit(typed)
    except ValueError as error:
        raise FieldError(texts.NO_LINK) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or any(sign.isspace() for sign in typed):
        raise FieldError(texts.NO_LINK)
    return typed


Link = Annotated[str, StringConstraints(max_length=500), AfterValidator(_web_address)]


class TitleForm(BaseModel):
    """How a document is called."""

    title: Annotated[str, StringConstraints(max_length=200)]
    kind: PaperKind


class VersionForm(BaseModel):
    """A version: a link, or the upload `file`."""

    visibility: Visibility
    link: Link | None = None
    note: Annotated[str, StringConstraints(max_length=500)] = ""

    def version(self, posted: Posted) -> NewVersion:
        """Return what is handed in, with the upload that came with the form."""
        upload = posted.uploads.get("file")
        return NewVersion(self.visibility, upload.content if upload else None, self.link or "", self.note)


class PaperForm(TitleForm, VersionForm):
    """A document with its first version."""
