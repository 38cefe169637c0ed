"""A resident in the middle of a survey: the house's talker, with an eye on the newest message only."""

from uuid import UUID

from handlers.message import Key, Message
from tests.talking import Talker

MARKS = "☑☐✓ "


class SmallTalk:
    """One resident; every act returns the words of the bot's newest message."""

    def __init__(self, talker: Talker) -> None:
        self.talker = talker

    @property
    def last(self) -> Message:
        return self.talker.heard[-1]

    async def agrees(self) -> None:
        """Agree to the privacy notice."""
        await self.talker.commands("start")
        await self.presses("Einverstanden")

    async def commands(self, name: str) -> str:
        return (await self.talker.commands(name))[-1].text

    async def says(self, text: str) -> str:
        return (await self.talker.says(text))[-1].text

    async def shares(self, latitude: float, longitude: float) -> str:
        return (await self.talker.shares(latitude, longitude))[-1].text

    async def presses(self, label: str) -> str:
        """Press the first button of the newest message whose label begins so, marks aside."""
        return await self.presses_code(self.key(label).code)

    async def presses_code(self, code: str) -> str:
        return (await self.talker.presses_code(code))[-1].text

    def key(self, label: str) -> Key:
        found = [key for row in self.last.keys for key in row if key.label.lstrip(MARKS).startswith(label)]
        assert found, f"no button {label!r} among {self.labels()}"
        return found[0]

    def labels(self) -> list[str]:
        return [key.label for row in self.last.keys for key in row]

    async def resident_id(self) -> UUID:
        return await self.talker.resident_id()
