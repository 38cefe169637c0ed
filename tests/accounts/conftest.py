"""The desk and its browsers, and somebody who comes in by name, password and code."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pyotp
import pytest
from lxml.html import HtmlElement, document_fromstring

from handlers.accounts import actions
from handlers.deps import Deps
from handlers.i18n import BERLIN
from storage.models import Role
from tests.desk.conftest import READS_FOR, WORKGROUP, Browser, seat, serve  # noqa: F401  (fixtures)
from tests.factories import StandingClock

PASSWORD = "ein Leuchtturm mit sieben Fenstern"
HALF_MINUTE = timedelta(seconds=30)
NAME = "ada"


@dataclass
class Person:
    """Somebody with an account; `secret` is what their app has, `recovery` their recovery codes."""

    deps: Deps
    clock: StandingClock
    id: int
    browser: Browser
    name: str = NAME
    password: str = PASSWORD
    secret: str = ""
    recovery: list[str] = field(default_factory=list)

    async def posts(self, path: str, **fields: str) -> tuple[int, HtmlElement]:
        return await posted(self.browser, path, **fields)

    async def sets_up(self) -> None:
        """Set up the second factor, and keep the recovery codes."""
        await self.browser.post("/moderation/zugang/zweiter-faktor", data={"proof": self.code() if self.secret else ""})
        page = document_fromstring(await (await self.browser.get("/moderation/zugang/zweiter-faktor")).text())
        self.secret = page.xpath("string(//ol//code)").replace(" ", "")
        status, page = await self.posts("/moderation/zugang/zweiter-faktor/bestaetigen", code=self.code())
        assert status == 200, words(page)
        self.recovery = [str(code) for code in page.xpath("//ol[@class='recovery']//code/text()")]

    async def chooses(self, password: str = PASSWORD, proof: str = "", again: str | None = None) -> int:
        """Choose a password; returns the status, 303 where it was taken."""
        fields = {"name": self.name, "password": password, "again": password if again is None else again}
        status, _page = await self.posts("/moderation/zugang/passwort", proof=proof, **fields)
        return status

    def code(self) -> str:
        """Return the code that the app shows now."""
        return pyotp.TOTP(self.secret).at(self.clock())

    def next_code(self) -> str:
        """Wait for a code that was not used yet."""
        self.clock.advance(HALF_MINUTE)
        return self.code()


Come = Callable[..., Awaitable[Person]]


@pytest.fixture
def join(deps: Deps, clock: StandingClock, serve: Callable[[], Awaitable[Browser]]) -> Come:  # noqa: F811  (the fixture)
    """Let somebody come in by link and set up all that their role needs for a password, and the password."""

    async def joined(role: Role = Role.MODERATOR, name: str = NAME, *, factor: bool | None = None) -> Person:
        until = (deps.now() + READS_FOR).astimezone(BERLIN).date() if role is Role.READER else None
        token = await actions.invite(deps, "Frieda Vogelsang", role, WORKGROUP if role is Role.MEMBER else None, until)
        person = Person(deps, clock, max(one.id for one in await actions.people(deps)), await serve(), name)
        await by_link(person.browser, token)
        if factor if factor is not None else role in (Role.ADMIN, Role.MODERATOR):
            await person.sets_up()
        assert await person.chooses() == 303
        return person

    return joined


async def by_link(browser: Browser, token: str) -> int:
    return (await browser.post(f"/moderation/anmelden/{token}", allow_redirects=False)).status


async def knock(browser: Browser, name: str = NAME, password: str = PASSWORD, address: str = "") -> tuple[int, str]:
    """Try name and password; returns the status and where it leads, or what the page says."""
    headers = {"X-Forwarded-For": address} if address else {}
    answer = await browser.post(
        "/moderation/anmelden", data={"name": name, "password": password}, headers=headers, allow_redirects=False
    )
    return answer.status, answer.headers.get("Location") or words(document_fromstring(await answer.text()))


async def enter(browser: Browser, code: str, address: str = "") -> int:
    """Enter a code after name and password; returns the status, 303 where it let in."""
    headers = {"X-Forwarded-For": address} if address else {}
    answer = await browser.post(
        "/moderation/anmelden/code", data={"code": code}, headers=headers, allow_redirects=False
    )
    return answer.status


async def posted(browser: Browser, path: str, **fields: str) -> tuple[int, HtmlElement]:
    answer = await browser.post(path, data=fields, allow_redirects=False)
    return answer.status, document_fromstring(await answer.text() or "<p></p>")


async def is_in(browser: Browser) -> bool:
    return (await browser.get("/moderation", allow_redirects=False)).status == 200


def words(page: HtmlElement) -> str:
    """Return what a page says, without its head."""
    return " ".join(page.xpath("string(//main)").split())
