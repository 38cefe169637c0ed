"""The pictures of the handbooks: the pages still show what the text says of them. `make pictures` takes the pictures anew."""

import os
import re
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import APIResponse, Browser, Page, expect

from tests.browser.conftest import Server, Visit
from tests.browser.handbook import DESK, PICTURES, TAKEN, WIDTH, Picture, take
from tests.browser.test_walk import begin, hand_in, press

pytestmark = pytest.mark.browser

WRITE = os.environ.get("HANDBOOK_PICTURES") == "write"
SOON = date.today() + timedelta(days=20)  # noqa: DTZ011  (any day to come will do)
HIDDEN = "Frau Petra Schulz aus der Warnowallee 12 traut sich abends nicht mehr zur Haltestelle Lütten Klein, es ist dort zu dunkel."
CARDS = "\n".join(
    (
        "Text;Ortsteil;Quelle",
        "Am Doberaner Platz ist es abends sehr dunkel, dort fehlen Laternen.;Kröpeliner-Tor-Vorstadt;Karte",
        "Auf dem Radweg am Schutower Ring fahren viele viel zu schnell.;Evershagen;Karte",
        "In Schmarl liegt am Spielplatz jeden Tag Müll, auch Scherben.;Schmarl;Tischnotiz",
        "Am Hauptbahnhof wünsche ich mir abends mehr Streifen der Polizei.;Stadtmitte;Karte",
        "Im Sommer ist es am Strand nachts sehr laut, wir können nicht schlafen.;Seebad Warnemünde;Karte",
        "Der Tunnel an der Haltestelle Marienehe ist ein Angstraum.;Reutershagen;Karte",
        "Vor der Schule parken morgens Autos auf dem Gehweg.;Toitenwinkel;Tischnotiz",
        "Für Jugendliche fehlt in Groß Klein ein Treffpunkt am Abend.;Groß Klein;Karte",
        "In unserem Haus wurden in einem Jahr drei Keller aufgebrochen.;Südstadt;Karte",
        "Die Brücke über die Gleise ist im Winter glatt und wird nicht gestreut.;Dierkow-Neu;Karte",
        f"{HIDDEN};Lütten Klein;Karte",
    )
)
FORUM = {
    "title": "Forum für Lütten Klein und Evershagen",
    "kind": "citizen",
    "scope": "central",
    "starts_at": f"{SOON}T18:00",
    "ends_at": f"{SOON}T20:00",
    "place": "Stadtteil- und Begegnungszentrum Lütten Klein",
    "address": "Danziger Straße 45d, 18107 Rostock",
    "access": "step_free",
    "agenda": "Begrüßung\nGespräch an Thementischen\nWie es weitergeht",
}
NOTES = {"summary": "Etwa vierzig Menschen kamen. Am häufigsten ging es um dunkle Wege zu den Haltestellen."}
DECISION = {
    "outcome": "not_adopted",
    "reason": "not_competent",
    "words": "Über die Streifen entscheidet die Landespolizei. Wir haben ihr Ihren Wunsch geschildert.",
    "body": "steering_group",
    "decided_on": str(date.today() - timedelta(days=1)),  # noqa: DTZ011
}


class Album:
    """An installation with a day's work in it, a window for whoever is signed in, and one for nobody."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._visit = Visit(browser, server)
        self._server = server
        self.desk = self._visit.page(width=WIDTH, reduced_motion="reduce")
        self.nobody = self._visit.page(width=WIDTH, reduced_motion="reduce")
        self.places: dict[str, str] = {}

    def begin(self) -> None:
        """Come in, and let somebody write in the chat."""
        self.desk.goto(self._server.sign_in_link)
        press(self.desk, "Jetzt anmelden")
        # The first text a process reads takes longer than a test waits, where others work on the machine.
        self.nobody.context.request.get(f"{self._server.address}/readyz", timeout=120_000)
        begin(self.nobody)
        hand_in(self.nobody, "An der Haltestelle in Lichtenhagen ist es abends viel zu dunkel.")
        self._lose_a_message()
        self._sends(f"{DESK}/forums/new", FORUM)
        self._sends(f"{DESK}/berichte/forum/4/notes", NOTES)

    def show_a_file(self) -> None:
        """Choose a file with cards and stop at its preview."""
        self.desk.goto(f"{DESK}/concerns/import")
        self.desk.get_by_label("CSV oder XLSX").set_input_files(
            {"name": "karten.csv", "mimeType": "text/csv", "buffer": CARDS.encode("utf-8-sig")}
        )
        press(self.desk, "Vorschau zeigen")

    def take_the_file_in(self) -> None:
        """Take the cards in, and let a second person propose not to take one up."""
        press(self.desk, "11 Zeilen jetzt übernehmen")
        expect(self.desk.get_by_text("11 Anliegen übernommen")).to_be_visible()
        self.places["hidden"] = self._number_of("traut")
        self.places["proposed"] = self._number_of("Streifen")
        self._propose(f"{DESK}/concerns/{self.places['proposed']}/consideration")

    def _propose(self, weighing: str) -> None:
        answer = self._sends(f"{DESK}/people", {"name": "Jana Beispiel", "role": "moderator"})
        [link] = set(re.findall(rf"{DESK}/anmelden/[\w-]{{43}}", answer.text()))
        second = self._visit.page()
        second.goto(link)
        press(second, "Jetzt anmelden")
        second.goto(weighing)
        [passage] = set(re.findall(r"passages/(\d+)/decide", second.content()))
        self._sends(f"{weighing}/passages/{passage}/decide", DECISION, second)

    def _number_of(self, word: str) -> str:
        self.desk.goto(f"{DESK}/concerns?text={word}")
        return self.desk.locator("[data-row] a.number").first.inner_text()

    def _sends(self, path: str, form: dict[str, str], page: Page | None = None) -> APIResponse:
        answer = (page or self.desk).context.request.post(self._server.address + path, form=form)
        assert answer.ok, (path, answer.status, re.findall(r'class="wrong".*', answer.text()))
        return answer

    def _lose_a_message(self) -> None:
        """Let one answer have failed, as no channel of this installation can."""
        with sqlite3.connect(self._server.database, timeout=10) as opened:
            opened.execute("UPDATE outgoing SET state = 'failed' WHERE id = (SELECT max(id) FROM outgoing)")
        opened.close()

    def open(self, picture: Picture) -> Page:
        """Return the window with the page of a picture."""
        page = self.nobody if picture.path.endswith("/anmelden") else self.desk
        page.set_viewport_size({"width": picture.window, "height": picture.height})
        if picture.name == "datei":
            self.show_a_file()
        else:
            page.goto(picture.path.format(**self.places))
        if picture.opens:
            page.locator(picture.opens).click()
        return page

    def close(self) -> None:
        self._visit.close()


@pytest.fixture(scope="module")
def album(browser: Browser, server: Server) -> Iterator[Album]:
    album = Album(browser, server)
    album.begin()
    yield album
    album.close()


def test_every_page_of_the_pictures_still_shows_what_the_handbook_says_of_it(album: Album) -> None:
    for picture in sorted(TAKEN, key=lambda one: one.name != "datei"):
        page = album.open(picture)
        for words in picture.words:
            seen = page.get_by_text(words).or_(page.get_by_role("button", name=words)).locator("visible=true")
            assert seen.count(), f"{picture.name}: „{words}“ is not shown any more"
        if WRITE:
            PICTURES.mkdir(exist_ok=True)
            (PICTURES / f"{picture.name}.png").write_bytes(take(page, picture))
        if picture.name == "datei":
            album.take_the_file_in()


def test_every_picture_was_taken() -> None:
    assert {path.stem for path in PICTURES.glob("*.png")} == {picture.name for picture in TAKEN}
