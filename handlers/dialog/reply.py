"""What goes back to a resident: messages with buttons, and what is asked next."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from handlers.dialog.payloads import Payload, Sign, encode
from handlers.dialog.turn import Act
from handlers.i18n import PageAddress, Phrase, Speaker
from handlers.message import Enclosure, Key, Message


@dataclass(frozen=True, slots=True)
class Button:
    """A button before it is written down: a label, and a payload or an address, perhaps one to scan from the screen."""

    label: Phrase
    payload: Payload | None = None
    url: str | PageAddress = ""
    scan: bool = False


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """One message before it is written down.

    receipt  it confirms something stored, and is repeated where it is unsure whether it arrived
    """

    paragraphs: tuple[Phrase, ...]
    buttons: tuple[Row, ...] = ()
    location: bool = False
    enclosure: Enclosure | None = None
    receipt: bool = False

    def spoken(self, speaker: Speaker, *, resident_id: UUID, token: str, sign: Sign) -> Message:
        """Write the message down for one resident."""

        def key(button: Button) -> Key:
            code = encode(button.payload, resident_id=resident_id, token=token, sign=sign) if button.payload else ""
            return Key(speaker.say(button.label), code, speaker.value(button.url), button.scan)

        keys = tuple(tuple(key(button) for button in row) for row in self.buttons)
        return Message(speaker.join(self.paragraphs), keys, self.location, self.enclosure)


class Then(StrEnum):
    """What happens to the open question."""

    KEEP = "keep"
    CLOSE = "close"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a turn.

    step, draft  of the question that is asked (only with ASK); draft is a dataclass or anything else JSON can hold
    again        an act that was put off and is now taken as if the resident did it a moment later
    forget       what the resident said is kept nowhere, not even in the transcript of the web chat
    """

    messages: tuple[Words, ...]
    then: Then = Then.KEEP
    step: str = ""
    draft: object = None
    again: Act | None = None
    forget: bool = False


def say(*paragraphs: Phrase, buttons: tuple[Row, ...] = ()) -> Reply:
    """Answer and leave the open question as it is."""
    return Reply((Words(paragraphs, buttons),))


def done(*paragraphs: Phrase, buttons: tuple[Row, ...] = (), receipt: bool = False) -> Reply:
    """Answer and close the open question."""
    return Reply((Words(paragraphs, buttons, receipt=receipt),), Then.CLOSE)


def ask(
    *paragraphs: Phrase, step: str, draft: object = None, buttons: tuple[Row, ...] = (), location: bool = False
) -> Reply:
    """Answer and ask: the next text, press or location goes to `step`, which finds `draft` again."""
    return Reply((Words(paragraphs, buttons, location),), Then.ASK, step, draft)


def go_on_with(act: Act) -> Reply:
    """Close the open question and take an act that was put off before it."""
    return Reply((), Then.CLOSE, again=act)


def forgetting(reply: Reply) -> Reply:
    """Return the reply to a text of which nothing may be kept."""
    return replace(reply, forget=True)


def rows(buttons: list[Button], across: int = 1) -> tuple[Row, ...]:
    """Lay buttons out in rows of `across`."""
    return tuple(tuple(buttons[start : start + across]) for start in range(0, len(buttons), across))
