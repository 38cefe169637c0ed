"""What report somebody wants: of what kind, about what, in which format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from handlers.errors import BadInputError, NotFoundError
from handlers.reports import texts
from storage.readings.concerns import ConcernFilter


class Kind(StrEnum):
    """The kinds of report; the first three are about something."""

    FORUM = "forum"
    WORKGROUP = "workgroup"
    AREA = "area"
    TABLE = "table"
    PLAN = "plan"
    FINAL = "final"


class Form(StrEnum):
    DOCX = "docx"
    HTML = "html"
    XLSX = "xlsx"


ABOUT_SOMETHING = frozenset({Kind.FORUM, Kind.WORKGROUP, Kind.AREA})
CONTENT_TYPES: Mapping[Form, str] = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.HTML: "text/html",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One report; `about` is the id of a forum, a workgroup or a Stadtbereich, `narrowed` is for the table only."""

    kind: Kind
    form: Form
    about: str = ""
    narrowed: ConcernFilter = field(default_factory=ConcernFilter)


def wish_of(kind: str, form: str, about: str = "", narrowed: ConcernFilter | None = None) -> Wish:
    """Read a wish as it is typed; refuses what there is not."""
    if kind not in set(Kind) or bool(about) != (kind in ABOUT_SOMETHING):
        raise NotFoundError(texts.UNKNOWN_REPORT)
    if form not in set(Form) or (form == Form.XLSX and kind != Kind.TABLE):
        raise BadInputError(texts.UNKNOWN_FORM, status=404)
    return Wish(Kind(kind), Form(form), about, narrowed or ConcernFilter())
