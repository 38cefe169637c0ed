"""What a code may be, and which numbers are too small to be shown."""

import re

from handlers.errors import BadInputError
from handlers.i18n import Phrase, verbatim
from handlers.partners import texts
from handlers.slugs import free_slug, in_plain_letters

CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,22}[a-z0-9])?")
SUGGESTED_LENGTH = 16
LEAST_SHOWN = 10


class PartnerDetailsError(BadInputError):
    """Something that cannot be; the sentence belongs to one field of the form."""

    def __init__(self, field: str, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.field = field


def checked_code(typed: str, name: str, taken: set[str]) -> str:
    """Return the code as it was typed, in small letters, or one made of the name where none was; refuse a taken one."""
    code = typed.strip().casefold()
    if not code:
        return free_slug(in_plain_letters(name, SUGGESTED_LENGTH) or "partner", taken)
    if not CODE.fullmatch(code):
        raise PartnerDetailsError("code", texts.NO_CODE)
    if code in taken:
        raise PartnerDetailsError("code", texts.CODE_TAKEN)
    return code


def shown(number: int) -> Phrase:
    """Return a number as the desk sees it: a small one, and none, only as "fewer than"."""
    return verbatim(str(number)) if number >= LEAST_SHOWN else texts.FEW(least=LEAST_SHOWN)
