"""Talk to the real dialogue table as a resident would, over the same intake every channel uses."""

from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from sqlmodel import col, select

from bot.dialog import DIALOG
from handlers.channels.inbound import Inbound
from handlers.channels.intake import Taken, take_in
from handlers.deps import Deps
from handlers.dialog.turn import Act, Commanded, Pressed, Said, Shared, Unreadable
from handlers.message import Key, Message, from_json
from handlers.residents import actions as residents
from storage.models import Channel, Outgoing
from tests.factories import StandingClock

_updates = count(1)


@dataclass
class Talker:
    """One resident in one channel. Every act returns the messages it was answered with."""

    deps: Deps
    clock: StandingClock
    channel: Channel
    address: str
    heard: list[Message] = field(default_factory=list)
    _last: int = 0

    async def says(self, text: str) -> list[Message]:
        return await self.does(Said(text))

    async def commands(self, name: str, rest: str = "") -> list[Message]:
        return await self.does(Commanded(name, rest))

    async def shares(self, latitude: float, longitude: float) -> list[Message]:
        return await self.does(Shared(latitude, longitude))

    async def sends(self, kind: str) -> list[Message]:
        return await self.does(Unreadable(kind))

    async def presses(self, label: str) -> list[Message]:
        """Press the newest button that carries this label (or begins with it)."""
        return await self.does(Pressed(self.key(label).code))

    async def hands_in(self, text: str) -> list[Message]:
        """Hand in a text, past a signpost where one is shown."""
        [answer] = await self.says(text)
        if any(key.label.startswith("Trotzdem") for row in answer.keys for key in row):
            await self.presses("Trotzdem als Anliegen")
        return await self.presses("Absenden")

    async def presses_code(self, code: str) -> list[Message]:
        return await self.does(Pressed(code))

    def key(self, label: str) -> Key:
        """Return the newest button with this label."""
        for message in reversed(self.heard):
            for row in message.keys:
                for key in row:
                    if key.label.startswith(label):
                        return key
        shown = [key.label for message in self.heard[-3:] for row in message.keys for key in row]
        raise AssertionError(f"no button {label!r}; the last ones were {shown}")

    async def does(self, act: Act, update_id: int | None = None) -> list[Message]:
        """Do one act and return what was answered."""
        number = next(_updates) if update_id is None else update_id
        taken = await take_in(self.deps, DIALOG, Inbound(self.channel, number, self.address, act))
        assert taken in (Taken.DONE, Taken.REPEATED), taken
        return await self.answers()

    async def answers(self) -> list[Message]:
        """Return what was written to this resident since the last look."""
        resident_id = await self.resident_id()
        async with self.deps.open_reading() as work:
            query = (
                select(Outgoing)
                .where(Outgoing.resident_id == resident_id, col(Outgoing.id) > self._last)
                .order_by(col(Outgoing.id))
            )
            rows = (await work._session.exec(query)).all()
        self._last = max((row.id for row in rows), default=self._last)
        new = [from_json(row.body) for row in rows if row.body is not None]
        self.heard += new
        return new

    async def resident_id(self) -> UUID:
        found = await residents.find(self.deps, self.channel, self.address)
        assert found is not None
        return found

    @property
    def last(self) -> str:
        """The text of the newest message."""
        return self.heard[-1].text
