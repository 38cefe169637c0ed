"""Every button that can be shown has somebody who answers it."""

from bot.dialog import DIALOG
from handlers.dialog import payloads


def test_every_payload_is_answered_by_a_step() -> None:
    known = set(payloads._known.values())

    assert known - set(DIALOG.presses) == set()
    assert len(known) >= 20
