"""Understand what the page posted: a text, a button, a command, a location, or the beginning."""

import hashlib
import math
import re
import secrets

from handlers.dialog.turn import Act, Commanded, Pressed, Said, Shared
from handlers.pages.forms import Posted

TEXT_LIMIT = 4096
COMMAND = re.compile(r"/(\w{1,32})(?:\s+(.*))?", re.DOTALL)
START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
NONCE_BYTES = 12


def act_of(posted: Posted) -> Act | None:
    """Return what the resident did; None where there was nothing in it.

    A button goes before the text that may stand half-typed in the field beside it.
    """
    if code := posted.value("press"):
        return Pressed(code)
    if "start" in posted.values:
        return Commanded("start", start_payload(posted.value("start")))
    if posted.value("share"):
        return _location(posted.value("latitude"), posted.value("longitude"))
    text = (posted.value("command") or posted.value("text")).strip()
    command = COMMAND.fullmatch(text)
    if command:
        return Commanded(command[1].casefold(), (command[2] or "").strip())
    return Said(text) if text else None


def too_long(posted: Posted) -> bool:
    """Tell whether more was written than any channel takes, in whichever field."""
    return any(len(posted.value(field)) > TEXT_LIMIT for field in ("text", "command", "press", "page"))


def start_payload(typed: str) -> str:
    """Return the payload of a link to the chat, or "" where it is none."""
    return typed if START_PAYLOAD.fullmatch(typed) else ""


def _location(latitude: str, longitude: str) -> Shared | None:
    try:
        place = Shared(float(latitude), float(longitude))
    except ValueError:
        return None
    # Not a number fails every comparison, so this refuses it too.
    return place if math.fabs(place.latitude) <= 90 and math.fabs(place.longitude) <= 180 else None


def new_nonce() -> str:
    """Return the number of a page, so that a form sent twice by a double click is taken once."""
    return secrets.token_urlsafe(NONCE_BYTES)


def update_id(address: str, nonce: str, act: Act) -> int:
    """Return the id of an update, 0 ≤ id < 2**63: the same page and the same act give the same one.

    The act is part of it, for with the browser's back button a page can honestly be used for a second, other act.
    """
    digest = hashlib.sha256(f"{address}\n{nonce}\n{act!r}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1
