"""An update as every channel hands it in, and its sealed form: what is kept of one that was set aside."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from handlers.dialog.turn import Act, Commanded, Pressed, Said, Shared, Unreadable
from handlers.ports import Vault
from storage.models import Channel

ACTS = {kind.__name__: kind for kind in (Said, Commanded, Pressed, Shared, Unreadable)}


@dataclass(frozen=True, slots=True)
class Inbound:
    """One update.

    update_id  unique in its channel; the same id is taken once, however often it comes
    address    of the resident in the channel, e.g. a Telegram chat id
    language   what the channel says of the resident's language, "" where it says nothing
    act        None for an update that only has to be remembered
    told_at_once  whoever hands it in tells the resident what became of it
    network    the beginning of the address it came from, "" where the channel has none; it is kept nowhere
    said       what the resident's own page is to show as their line; "" where the channel shows it itself
    """

    channel: Channel
    update_id: int
    address: str
    act: Act | None
    language: str = ""
    said: str = ""
    network: str = ""
    told_at_once: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """One update that could not be read as an act.

    address  of the resident whose private chat it came from
    raw      as the channel brought it: JSON
    fault    what it could not be read for
    """

    channel: Channel
    update_id: int
    address: str
    raw: Any
    fault: str


Read = Callable[[Any], Inbound]
"""Reads an update as its channel brought it; raises whatever it runs into."""


def sealed(vault: Vault, inbound: Inbound) -> bytes:
    """Return an update encrypted; of one without an act no address either, since nobody's erasure would find it.

    As JSON in ASCII: an update may have failed for letters that nothing else can write down.
    """
    fields = asdict(inbound)
    del fields["network"]
    if inbound.act is None:
        fields["address"] = ""
    else:
        fields["act"] = [type(inbound.act).__name__, asdict(inbound.act)]
    return vault.seal(json.dumps(fields))


def sealed_raw(vault: Vault, unread: Unread) -> bytes:
    """Return an update encrypted as it came."""
    return vault.seal(json.dumps({"raw": unread.raw}))


def unsealed(vault: Vault, content: bytes, read: Read) -> Inbound:
    """Return the update again; what another key or another version wrote raises whatever it runs into.

    read  reads what was kept as it came
    """
    fields = json.loads(vault.unseal(content))
    if "raw" in fields:
        return read(fields["raw"])
    fields["channel"] = Channel(fields["channel"])
    if fields["act"] is not None:
        name, details = fields["act"]
        fields["act"] = ACTS[name](**details)
    return Inbound(**fields)
