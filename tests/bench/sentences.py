"""Short German texts, put together from parts by a seed: no two alike for long, none that sounds an alarm."""

import random
from collections.abc import Iterator
from functools import cache

from handlers.city.loading import load
from nlp.reader import Reader
from nlp.results import Triage

PLACES = (
    "in Evershagen", "am Doberaner Platz", "in der Langen Straße", "hinter dem Hauptbahnhof", "in Lütten Klein",
    "an der Haltestelle Reutershagen", "im Park bei uns in Dierkow", "vor der Schule in Toitenwinkel", "in der Südstadt",
    "am Stadthafen", "auf dem Spielplatz in Groß Klein", "bei den Garagen in Schmarl", "in unserem Viertel",
)  # fmt: skip
WHEN = ("abends", "seit Wochen", "nach 22 Uhr", "jeden Morgen", "am Wochenende", "im Winter", "immer wieder", "oft")
WORRIES = (
    "ist es {when} so dunkel, dass ich einen Umweg gehe {place}.",
    "wird {when} laut gestritten und getrunken {place}.",
    "rasen {when} Autos durch die Tempo-30-Zone {place}.",
    "liegt {when} überall Müll und Glas {place}.",
    "steht {when} die Feuerwehrzufahrt voll mit parkenden Autos {place}.",
    "weiß bei einem Stromausfall niemand, wohin man sich wenden soll {place}.",
    "wurden {when} Fahrräder gestohlen {place}.",
    "kommt {when} kaum jemand vom Ordnungsamt vorbei {place}.",
    "sind die Wege für Rollatoren und Kinderwagen {when} kaum zu schaffen {place}.",
    "lief beim letzten Starkregen der Keller voll {place}, und {when} steht das Wasser noch auf der Straße.",
)
OPENINGS = ("Bei uns", "Ich finde,", "Mir fällt auf:", "Guten Tag,", "Leider", "Als Mutter von zwei Kindern sage ich:")
WISHES = (
    "Bitte mehr Licht.", "Mehr Streifen würden helfen.", "Kann die Stadt da etwas tun?", "Ein Zebrastreifen wäre gut.",
    "Wir Nachbarn helfen gern mit.", "Danke, dass Sie fragen!", "Viele ältere Leute trauen sich nicht mehr hinaus.", "",
    "Sie erreichen mich unter 0381 1234567.", "Meine Adresse ist anna.muster@example.org.",
)  # fmt: skip


@cache
def _reader() -> Reader:
    return Reader.shipped(load("rostock").lexicon())


def concerns(seed: int) -> Iterator[str]:
    """Yield those that are shown a preview at once: no alarm, no signpost."""
    for text in short_texts(seed):
        reading = _reader().read(text)
        if reading.triage is Triage.CONCERN or not (reading.triage_sure or reading.triage is Triage.ACUTE_DANGER):
            yield text


def short_texts(seed: int) -> Iterator[str]:
    """Yield texts of 60 to 250 characters for ever, the same for the same seed."""
    chosen = random.Random(seed)  # noqa: S311  (a bench must be repeatable, not secret)
    while True:
        worry = chosen.choice(WORRIES).format(when=chosen.choice(WHEN), place=chosen.choice(PLACES))
        yield f"{chosen.choice(OPENINGS)} {worry} {chosen.choice(WISHES)}".strip()
