"""What Telegram answers when it does not do what was asked."""

from dataclasses import dataclass


@dataclass
class RefusedError(Exception):
    """A call is refused with this status, this description and, for 429, the seconds to wait.

    ours  True when the caller made a mistake (it is then listed in `violations`), False when the world is simply like that
          (blocked, too many, a second poller).
    """

    status: int
    description: str
    retry_after: int | None = None
    ours: bool = True

    def body(self) -> dict[str, object]:
        """Return the answer as the Bot API spells it."""
        body: dict[str, object] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(what: str) -> RefusedError:
    """Return a 400 in Telegram's wording."""
    return RefusedError(400, f"Bad Request: {what}")
