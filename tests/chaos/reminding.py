"""Forums whose reminders are due in a moment: one after another, each with people who come to it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count

from handlers.deps import Deps
from handlers.forums import actions, registering
from handlers.forums.rules import moment_at
from handlers.i18n import BERLIN
from handlers.residents import actions as residents
from storage.models import Channel, ForumKind, ForumScope
from storage.readings.forums import ForumDetails

HEAD = "Erinnerung: "
EVERY_SECONDS = 4.0
DUE_IN = timedelta(seconds=3)
COMING = 15


def title_of(number: int) -> str:
    return f"Ortsforum Nummer {number}:"


class Reminding:
    """Calls forums until it is told to end.

    promised  who is to be reminded once of which forum: chat and title
    """

    def __init__(self, deps: Deps, chats: Sequence[int]) -> None:
        self.promised: list[tuple[int, str]] = []
        self._deps, self._chats = deps, list(chats)
        self._over = asyncio.Event()

    async def run(self) -> None:
        for number in count():
            if self._over.is_set():
                return
            await self._call(title_of(number))
            await asyncio.wait((asyncio.create_task(self._over.wait()),), timeout=EVERY_SECONDS)

    async def end(self) -> None:
        """Call no more, and return when all reminders are due."""
        self._over.set()
        await asyncio.sleep(DUE_IN.total_seconds())

    async def _call(self, title: str) -> None:
        """Announce a forum nobody subscribed to, and register some people; the reminder a day before it is due in a moment."""
        now = self._deps.now()
        deps = replace(self._deps, now=lambda: now)  # who registers after the reminder is due needs none
        tomorrow = (now + DUE_IN).astimezone(BERLIN).replace(tzinfo=None) + timedelta(days=1)
        starts_at = moment_at(tomorrow)
        forum = ForumDetails(
            title=title,
            kind=ForumKind.CITIZEN,
            scope=ForumScope.DISTRICTS,
            districts=(self._deps.city.districts[0].id,),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            place="Stadtteilzentrum",
        )
        forum_id = await actions.create(deps, forum)
        await actions.announce(deps, forum_id)
        coming, self._chats = self._chats[:COMING], self._chats[COMING:] + self._chats[:COMING]
        for chat in coming:
            resident_id = await residents.find(deps, Channel.TELEGRAM, str(chat))
            if resident_id is None:
                raise AssertionError("is no resident")
            await registering.register(deps, forum_id, resident_id)
            self.promised.append((chat, title))
