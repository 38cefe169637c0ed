"""An installation with something on every page, made through its own doors; and where each route of the router is then seen."""

import re
import sqlite3
from datetime import date, timedelta

from aiohttp import web
from playwright.sync_api import APIResponse, Page

from bot.web import DESK as DESK_ROUTES
from bot.web import PUBLIC
from tests.browser.conftest import Server
from tests.browser.test_walk import CONCERN, begin, hand_in, press

DESK = "/moderation"
PROCESS = f"{DESK}/process"
ANNOUNCED = "forum-lichtenhagen-gross-klein"
SOON = date.today() + timedelta(days=40)  # noqa: DTZ011  (any day to come will do)
FORUM = {
    "title": "Forum im Entwurf",
    "kind": "citizen",
    "scope": "districts",
    "districts": "ot-08",
    "starts_at": f"{SOON}T18:00",
    "ends_at": f"{SOON}T20:00",
    "place": "SBZ Lütten Klein",
    "access": "step_free",
}
PARAGRAPH = {"chapter": "Licht", "label": "1.1", "title": "Haltestellen", "words": "Alle Haltestellen sind hell."}
MODULE = {"title": "Zuständigkeit", "words": "Dafür ist das Land zuständig; wir haben es dorthin weitergegeben."}
PHASE = {"title": "Beteiligung", "starts_on": "2026-01-01", "ends_on": "2036-12-31", "tasks": "Foren\nChat"}
MEETING = {"body": "steering_group", "held_on": "2026-12-01", "agenda": "Licht", "minutes": "Eins\n\nZwei"}
DECISION = {"kind": "operative", "text": "Die Lampen werden erneuert.", "due": "2027-01-15", "state": "open"}
PAPER = {"title": "Entwurf", "kind": "draft", "visibility": "public", "link": "https://stadt.example/entwurf.pdf"}
BOOKING = {"booked_on": "2026-11-20", "amount": "12", "purpose": "Miete"}
READER = {"name": "Rita Reder", "role": "reader", "until": str(SOON)}
SECOND = {"name": "Zoe Zweite", "role": "moderator"}
PARTNER = {"name": "Stadtbibliothek", "kind": "library", "code": "bib"}
RELEASE = {"title": "Erstes Forum", "lead": "Die Stadt lädt ein.", "text": "Alle sind willkommen.\n\n# Wann\nAm Abend."}
INSULT = "Ihr seid doch alle Arschlöcher im Rathaus"

# Where a route with a place in its path is seen, once furnished. A route that is missing here fails the test of all pages.
PLACES = {
    "/foren/{slug}.ics": f"/foren/{ANNOUNCED}.ics",
    "/foren/{slug}/karte.svg": f"/foren/{ANNOUNCED}/karte.svg",
    "/foren/{slug}/plakat.pdf": f"/foren/{ANNOUNCED}/plakat.pdf",
    "/foren/{slug}": f"/foren/{ANNOUNCED}",
    "/api/v1/forums/{id}": f"/api/v1/forums/{ANNOUNCED}",
    "/static/{name}": "/static/app.css",
    f"{DESK}/people/{{id}}": f"{DESK}/people/2",
    f"{DESK}/people/{{id}}/role": f"{DESK}/people/2/role",
    f"{DESK}/partner/{{partner}}": f"{DESK}/partner/1",
    f"{DESK}/presse/{{release}}": f"{DESK}/presse/1",
    f"{DESK}/presse/{{release}}/pressemitteilung.pdf": f"{DESK}/presse/1/pressemitteilung.pdf",
    f"{DESK}/presse/{{release}}/pressemitteilung.txt": f"{DESK}/presse/1/pressemitteilung.txt",
    f"{DESK}/presse/{{release}}/edit": f"{DESK}/presse/1/edit",
    f"{DESK}/presse/{{release}}/withdraw": f"{DESK}/presse/1/withdraw",
    f"{DESK}/forums/{{forum}}/aushang": f"{DESK}/forums/1/aushang",
    f"{DESK}/forums/{{forum}}/plakat.pdf": f"{DESK}/forums/1/plakat.pdf",
    f"{DESK}/forums/{{forum}}/handzettel.pdf": f"{DESK}/forums/1/handzettel.pdf",
    f"{DESK}/concerns.{{format}}": f"{DESK}/concerns.csv",
    f"{DESK}/concerns/import/template.{{format}}": f"{DESK}/concerns/import/template.csv",
    f"{DESK}/plan/{{paragraph}}": f"{DESK}/plan/1",
    f"{DESK}/textbausteine/{{module}}": f"{DESK}/textbausteine/1",
    f"{DESK}/berichte/{{kind}}.{{format}}": f"{DESK}/berichte/plan.html",
    f"{DESK}/berichte/{{kind}}/{{about}}.{{format}}": f"{DESK}/berichte/forum/1.html",
    f"{DESK}/berichte/forum/{{forum}}/notes": f"{DESK}/berichte/forum/1/notes",
    f"{DESK}/berichte/forum/{{forum}}/release": f"{DESK}/berichte/forum/1/release",
    f"{DESK}/forums/{{forum}}": f"{DESK}/forums/1",
    f"{DESK}/forums/{{forum}}/edit": f"{DESK}/forums/1/edit",
    f"{DESK}/forums/{{forum}}/announce": f"{DESK}/forums/4/announce",
    f"{DESK}/forums/{{forum}}/cancel": f"{DESK}/forums/1/cancel",
    f"{DESK}/surveys/{{survey}}": f"{DESK}/surveys/1",
    f"{PROCESS}/phases/{{phase}}": f"{PROCESS}/phases/1",
    f"{PROCESS}/phases/{{phase}}/edit": f"{PROCESS}/phases/1/edit",
    f"{PROCESS}/phases/{{phase}}/remove": f"{PROCESS}/phases/4/remove",
    f"{PROCESS}/workgroups/{{workgroup}}/members/new": f"{PROCESS}/workgroups/prevention/members/new",
    f"{PROCESS}/workgroups/members/{{member}}/edit": f"{PROCESS}/workgroups/members/1/edit",
    f"{PROCESS}/workgroups/members/{{member}}/remove": f"{PROCESS}/workgroups/members/1/remove",
    f"{PROCESS}/meetings/{{meeting}}": f"{PROCESS}/meetings/1",
    f"{PROCESS}/meetings/{{meeting}}/edit": f"{PROCESS}/meetings/1/edit",
    f"{PROCESS}/meetings/{{meeting}}/discard": f"{PROCESS}/meetings/2/discard",
    f"{PROCESS}/meetings/{{meeting}}/decisions/new": f"{PROCESS}/meetings/1/decisions/new",
    f"{PROCESS}/decisions/{{decision}}/edit": f"{PROCESS}/decisions/1/edit",
    f"{PROCESS}/documents/{{document}}": f"{PROCESS}/documents/1",
    f"{PROCESS}/documents/{{document}}/edit": f"{PROCESS}/documents/1/edit",
    f"{PROCESS}/documents/{{document}}/versions/new": f"{PROCESS}/documents/1/versions/new",
    f"{PROCESS}/documents/versions/{{version}}/visibility": f"{PROCESS}/documents/versions/1/visibility",
    f"{PROCESS}/budget/lines/{{line}}": f"{PROCESS}/budget/lines/1",
    f"{PROCESS}/budget/lines/{{line}}/edit": f"{PROCESS}/budget/lines/1/edit",
    f"{PROCESS}/budget/bookings/{{booking}}/counter": f"{PROCESS}/budget/bookings/1/counter",
}
# Files that come with what somebody uploaded or asked for in the chat, and what is only there half way through signing in.
NO_PAGE = {
    "/prozess/dokumente/{version}": "an uploaded file",
    f"{PROCESS}/documents/versions/{{version}}/file": "an uploaded file",
    "/chat/datei/{line}": "a file",
    "/f/{forum}": "leads on to the page of the forum",
    "/f/{forum}/{code}": "leads on to the page of the forum",
    "/chat/neues": "a piece of the chat page: one of the states",
    f"{DESK}/anmelden/code": "half way through signing in: one of the states",
}


class Furnished:
    """An installation with content, and the desk signed in at it."""

    def __init__(self, server: Server, desk: Page, chat: Page) -> None:
        self.server = server
        self.desk = desk
        self.chat = chat
        self.number = ""
        self._own: dict[str, str] = {}

    def furnish(self) -> None:
        """Put something on every page."""
        self.desk.goto(self.server.sign_in_link)
        press(self.desk, "Jetzt anmelden")
        self._talk()
        self.sends(f"{DESK}/forums/new", FORUM)
        self.sends(f"{DESK}/plan", PARAGRAPH)
        self.sends(f"{DESK}/textbausteine", MODULE)
        self.sends(f"{PROCESS}/phases/new", PHASE)
        self.sends(f"{PROCESS}/meetings/new", MEETING)
        self.sends(f"{PROCESS}/meetings/new", MEETING)
        self.sends(f"{PROCESS}/meetings/1/decisions/new", DECISION | {"concerns": self.number})
        self.sends(f"{PROCESS}/documents/new", PAPER)
        self.sends(f"{PROCESS}/budget/lines/1/bookings", BOOKING)
        self.sends(f"{DESK}/zugang/zweiter-faktor", {})
        invited = self.sends(f"{DESK}/people", READER).text()
        self.sends(f"{DESK}/partner", PARTNER)
        self.sends(f"{DESK}/presse/new", RELEASE)
        link = self.chat.context.request.post(f"{self.server.address}/chat/link").text()
        survey = self.desk.context.request.get(f"{self.server.address}{DESK}/surveys/1").text()
        release = self._let_out()
        self._own = {
            "/presse/{slug}": release,
            "/presse/{slug}.pdf": f"{release}.pdf",
            "/presse/{slug}.txt": f"{release}.txt",
            "/chat/weiter/{token}": re.findall(r"/chat/weiter/[\w-]+", link)[0],
            f"{DESK}/anmelden/{{token}}": re.findall(rf"{DESK}/anmelden/[\w-]{{43}}", invited)[0],
            f"{DESK}/concerns/{{number}}": f"{DESK}/concerns/{self.number}",
            f"{DESK}/concerns/{{number}}/consideration": f"{DESK}/concerns/{self.number}/consideration",
            f"{DESK}/surveys/{{survey}}/questions/{{question}}": re.findall(
                r"/moderation/surveys/1/questions/\w+", survey
            )[0],
            f"{DESK}/stoerungen/messages/{{message}}/again": f"{DESK}/stoerungen/messages/{self._lose_a_message()}/again",
        }

    def _talk(self) -> None:
        begin(self.chat)
        self.number = hand_in(self.chat, CONCERN)
        self.chat.get_by_label("Ihre Nachricht").fill(INSULT)
        press(self.chat, "Senden")
        press(self.chat, "Nicht nötig")

    def sends(self, path: str, form: dict[str, str]) -> APIResponse:
        """Send a form of the desk, which must be taken."""
        answer = self.desk.context.request.post(self.server.address + path, form=form)
        assert answer.ok, (path, answer.status, re.findall(r'class="wrong".*', answer.text()))
        return answer

    def _let_out(self) -> str:
        """Have the press release approved by a second person; returns where everybody reads it."""
        invited = self.sends(f"{DESK}/people", SECOND).text()
        browser = self.desk.context.browser
        assert browser is not None
        second = browser.new_context(base_url=self.server.address).request
        second.post(re.findall(rf"{DESK}/anmelden/[\w-]{{43}}", invited)[0])
        shown = second.get(f"{DESK}/presse/1").text()
        seen = re.findall(r'name="seen" value="([^"]+)"', shown)[0]
        assert second.post(f"{DESK}/presse/1/approve", form={"seen": seen}).ok
        return str(re.findall(r'href="(/presse/[\w-]+)"', second.get("/presse").text())[0])

    def _lose_a_message(self) -> int:
        """Let a message that has left have failed, as no channel of this installation can; returns its id."""
        with sqlite3.connect(self.server.database, timeout=10) as opened:
            [(number,)] = opened.execute("SELECT max(id) FROM outgoing").fetchall()
            opened.execute("UPDATE outgoing SET state = 'failed' WHERE id = ?", (number,))
        opened.close()
        return int(number)

    def address_of(self, path: str) -> str:
        """Return where a GET route of the router shows something."""
        address = (PLACES | self._own).get(path, path)
        assert "{" not in address, f"{path}: say in tests/browser/content.py where this page is seen"
        return address


def get_routes() -> list[str]:
    """Return the paths of all GET routes, public ones first."""
    public = [route.path for route in PUBLIC if isinstance(route, web.RouteDef) and route.method == "GET"]
    return public + [route.path for route in DESK_ROUTES if route.method == "GET"]
