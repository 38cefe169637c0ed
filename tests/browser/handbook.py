"""The pictures of the handbooks: where each is taken, which words have to stand there, and how it becomes a small file."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

HANDBOOKS = Path(__file__).parents[2] / "docs" / "handbuch"
PICTURES = HANDBOOKS / "bilder"
DESK = "/moderation"
WIDTH = 1000
LIMIT_BYTES = 60_000
COLOURS = 48


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    path    where it is taken, with {places} of the content; "" for the page that is open anyway
    words   what the handbook says of the page, and the page has to show
    height  of the window in CSS pixels
    window  its width; the picture is never wider than WIDTH
    top     what stands at its upper edge, a selector; the beginning of the page where it is ""
    opens   what is pressed before, a selector; "" for nothing
    """

    name: str
    path: str
    words: tuple[str, ...]
    height: int = 640
    top: str = ""
    opens: str = ""
    window: int = WIDTH


TAKEN = (
    Picture("anmelden", f"{DESK}/anmelden", ("Anmeldename", "Passwort", "Anmelden"), 500),
    Picture("uebersicht", DESK, ("Übersicht", "neue Anliegen", "Weitere Seiten"), 760),
    Picture("karte", f"{DESK}/concerns/new", ("Karte oder Notiz eintragen", "Kanal", "Speichern und nächste"), 880),
    Picture("datei", "", ("Datei übernehmen", "Vorschau", "11 Zeilen jetzt übernehmen"), 700),
    Picture(
        "liste",
        f"{DESK}/concerns?status=new",
        ("Diese Liste der Reihe nach bearbeiten", "Auswahl", "Frist", "In Arbeit bei"),
        top=".keys-hint",
        window=1280,
    ),
    Picture(
        "anliegen",
        f"{DESK}/concerns/{{hidden}}?status=new",
        ("Stimmt so: bestätigen, an die Arbeitsgruppe geben, nächstes", "Überspringen", "Originaltext zeigen"),
        880,
    ),
    Picture(
        "schwaerzen",
        f"{DESK}/concerns/{{hidden}}?status=new",
        ("Welche Wörter sind personenbezogen?", "Was sie sind", "Diese Wörter schwärzen"),
        480,
        top="details[data-key=v]",
        opens="details[data-key=v] > summary",
    ),
    Picture("ankuendigen", f"{DESK}/forums/4/announce", ("Forum ankündigen?", "Jetzt ankündigen"), 940),
    Picture(
        "abwaegung", f"{DESK}/concerns/{{proposed}}/consideration", ("Als zweite Person bestätigen",), top=".panel"
    ),
    Picture("freigabe", f"{DESK}/berichte/forum/4/release", ("Den Bericht freigeben?", "Freigeben"), 400),
    Picture("bilanz", f"{DESK}/bilanz", ("Die Bilanz geht auf", "Was dem Schlussbericht noch fehlt"), 760),
    Picture("stoerungen", f"{DESK}/stoerungen", ("Störungen", "Erneut senden", "Erledigt"), 560),
)


def take(page: Page, picture: Picture) -> bytes:
    """Return what stands in the window as a PNG with few colours."""
    if picture.top:
        page.locator(picture.top).first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 16)")
    # Browsers write the form of a day in their own language, not in that of the page.
    page.evaluate("document.querySelectorAll('input[type=date]').forEach(one => one.type = 'text')")
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    fitting = taken.convert("RGB")
    fitting.thumbnail((WIDTH, taken.height))
    small = fitting.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    small.save(packed, "PNG", optimize=True)
    return packed.getvalue()
