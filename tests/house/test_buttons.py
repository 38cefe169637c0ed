"""Every button that can be shown has somebody who answers it."""

from bot.dialog import DIALOG
from handlers.dialog import payloads


def test_every_payload_is_answered_by_a_step() -> None:
    # Other tests of this process may have payloads of their own.
    known = {kind for kind in payloads._known.values() if kind.__module__.startswith("handlers.")}

    assert known - set(DIALOG.presses) == set()
    assert len(known) >= 20
