"""/auskunft and /loeschen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.deps import Deps
from handlers.dialog.payloads import Payload, payload
from handlers.dialog.reply import Button, Reply, Words, ask, done, rows
from handlers.dialog.turn import Turn
from handlers.i18n import PageAddress, Phrase
from handlers.languages import form_of
from handlers.privacy import actions, information, texts

ERASE_STEP = "privacy.erase"


class Extent(StrEnum):
    ALL = "all"
    PERSON = "person"
    NOTHING = "nothing"


@payload("erase")
@dataclass(frozen=True, slots=True)
class Erase(Payload):
    extent: Extent


async def on_information(turn: Turn, deps: Deps) -> Reply:
    """Show what is stored, and hand out all of it as a file."""
    stored = await actions.stored_about(deps, turn.resident_id)
    lines = [
        texts.STORED,
        texts.SINCE(at=stored.since),
        texts.LANGUAGE(language=form_of(stored.language).name),
        texts.DISTRICT(district=deps.city.district(stored.district).name) if stored.district else texts.NO_DISTRICT,
        texts.SUBSCRIBED if stored.subscribed else texts.NOT_SUBSCRIBED,
        texts.CONSENTED(version=_day_of(stored.consent_version), at=stored.consented_at)
        if stored.consent_version
        else texts.NOT_CONSENTED,
        texts.CONCERNS(n=stored.concerns),
        texts.REGISTRATIONS(n=stored.registrations),
        texts.ANSWERS(n=stored.responses),
        texts.MORE(url=PageAddress(f"{deps.public_url}/datenschutz")),
    ]
    file = information.file_for(deps, turn.resident_id)
    return Reply((Words(tuple(lines)), Words((texts.AS_FILE,), enclosure=file)))


def _day_of(version: str) -> date | str:
    """Return the day a privacy notice is named after; a city may also name it otherwise."""
    try:
        return date.fromisoformat(version)
    except ValueError:
        return version


async def on_erase_command(turn: Turn, deps: Deps) -> Reply:
    """Show what goes and what stays as a number only, and ask what shall be erased."""
    stored = await actions.stored_about(deps, turn.resident_id)
    buttons = [
        Button(texts.ERASE_ALL, Erase(Extent.ALL)),
        Button(texts.ERASE_PERSON, Erase(Extent.PERSON)),
        Button(texts.KEEP_ALL, Erase(Extent.NOTHING)),
    ]
    return ask(*_goes(stored), *_stays(stored), texts.ASK_ERASE, step=ERASE_STEP, draft=None, buttons=rows(buttons))


def _goes(stored: actions.Stored) -> list[Phrase]:
    counted = (
        (texts.GO_REGISTRATIONS, stored.registrations),
        (texts.GO_ANSWERS, stored.responses),
        (texts.GO_TEXTS, stored.concerns),
    )
    return [texts.TO_GO, texts.GO_PERSON, texts.GO_WORDS, *(line(n=n) for line, n in counted if n)]


def _stays(stored: actions.Stored) -> list[Phrase]:
    of_concerns = [texts.STAY_CONCERNS(n=stored.concerns), texts.STAY_LEDGER] if stored.concerns else []
    quoted = [texts.STAY_QUOTES] if stored.concerns else []
    return [texts.TO_STAY, *of_concerns, texts.STAY_JOURNAL, *quoted]


async def on_words_at_erase(turn: Turn, deps: Deps) -> Reply:
    """Ask again: erasing is chosen by button only."""
    return await on_erase_command(turn, deps)


async def on_erase(turn: Turn, deps: Deps) -> Reply:
    """Erase as chosen and say so; the farewell is the last message that goes out."""
    extent = turn.pressed(Erase).extent
    if extent is Extent.NOTHING:
        return done(texts.KEPT)
    await actions.erase(deps, turn.resident_id, concerns_too=extent is Extent.ALL)
    return done(texts.ERASED_ALL if extent is Extent.ALL else texts.ERASED_PERSON)
