"""Say no in one manner: an expected no carries its sentence and its HTTP status, everything else is a fault."""

from datetime import timedelta

from handlers.i18n import Phrase


class RefusalError(Exception):
    """An expected no.

    sentence  what the person reads, with its parameters already bound.
    status    the HTTP status of the same no on a web page.
    """

    status = 409

    def __init__(self, sentence: Phrase, *, status: int | None = None) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence
        if status is not None:
            self.status = status


class NotFoundError(RefusalError):
    """The thing does not exist, or is not for this person to know of."""

    status = 404


class ForbiddenError(RefusalError):
    """The person is known, but their role does not allow this."""

    status = 403


class BadInputError(RefusalError):
    """What was typed or sent cannot be taken as it is."""

    status = 400


class TooOftenError(RefusalError):
    """Too much came from one sender; after `wait` it is looked at again."""

    status = 429

    def __init__(self, sentence: Phrase, wait: timedelta) -> None:
        super().__init__(sentence)
        self.wait = wait


class DiskFullError(Exception):
    """Nothing can be stored at present. Whoever noticed it has logged it; what was to be stored has to come again."""
