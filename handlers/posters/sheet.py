"""What stands on a sheet, as plain words; where it stands is the matter of sheet.typ."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import segno
from babel.dates import format_date

from handlers.deps import Deps
from handlers.forums import texts as forum_texts
from handlers.forums import words
from handlers.i18n import BERLIN, Speaker, speaker
from handlers.pages.assets import STATIC
from handlers.partners import sharing
from handlers.partners import texts as partner_texts
from handlers.posters import texts
from handlers.posters.kinds import SheetKind
from handlers.signs import plain
from storage.readings.forums import ForumReading
from storage.readings.partners import PartnerReading

TEMPLATE = Path(__file__).with_name("sheet.typ")
LANGUAGE = "de"
GABLES = STATIC / "gables.svg"
WALL_CLOCK = "%H:%M"
MAY_BREAK = "\u200b"
UNBROKEN = re.compile(r"\S{31,}")
PIECE = re.compile(r"(.{12})(?=.)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything sheet.typ sets, under the names it knows; `gables` and `code` are SVG."""

    kind: SheetKind
    name: str
    operator: str
    gables: str
    kicker: str
    title: str
    notice: str
    weekday: str
    day: str
    hours: str
    place: str
    address: str
    purpose: str
    audience: str
    access: tuple[str, ...]
    code: str
    code_says: str
    invitation: str
    url: str
    short_address: str
    host: str
    partner: str


def sheet_of(deps: Deps, forum: ForumReading, kind: SheetKind, partner: PartnerReading | None) -> Sheet:
    """Return what stands on a sheet about a forum; with a partner it bears their name and their code."""
    speaks, url = speaker(LANGUAGE), sharing.forum_address(deps, forum, partner)
    start = forum.starts_at.astimezone(BERLIN)
    return Sheet(
        kind=kind,
        name=speaks.say(texts.NAMES[kind](title=forum.title)),
        operator=deps.city.info.operator,
        gables=Path(GABLES).read_text(encoding="utf-8"),
        kicker=speaks.say(texts.KICKER(process=deps.city.process.title, kind=forum_texts.KINDS[forum.kind])),
        title=divisible(forum.title),
        notice=speaks.say(partner_texts.EXAMPLE) if forum.example else "",
        weekday=format_date(start.date(), "EEEE", locale=LANGUAGE),
        day=speaks.day(start.date()),
        hours=_hours(speaks, forum),
        place=divisible(forum.place),
        address=divisible(forum.address),
        purpose=speaks.say(sharing.purpose(deps, forum)),
        audience=speaks.say(words.audience(deps.city, forum)),
        access=tuple(_capital(speaks.say(forum_texts.ACCESSES[one])) for one in forum.access),
        code=code_of(url),
        code_says=speaks.say(texts.CODE_SAYS(url=url)),
        invitation=speaks.say(texts.INVITATION),
        url=url,
        short_address=_short(url),
        host=speaks.say(texts.HOST(operator=deps.city.info.operator)),
        partner=divisible(partner.name) if partner else "",
    )


def code_of(url: str) -> str:
    """Return the QR code of an address as SVG, large enough for an old telephone in bad light."""
    picture = BytesIO()
    segno.make(url, error="m").save(picture, kind="svg", border=0, xmldecl=False, scale=8)
    return picture.getvalue().decode()


def divisible(typed: str) -> str:
    """Let what has no blank for long be divided anywhere, so that nothing runs off the paper."""
    return UNBROKEN.sub(lambda found: PIECE.sub(rf"\1{MAY_BREAK}", found[0]), " ".join(plain(typed).split()))


def _hours(speaks: Speaker, forum: ForumReading) -> str:
    start, end = forum.starts_at.astimezone(BERLIN), forum.ends_at.astimezone(BERLIN)
    until = speaks.clock(end) if start.date() == end.date() else f"{speaks.day(end.date())}, {speaks.clock(end)}"
    return speaks.say(texts.HOURS(start=start.strftime(WALL_CLOCK), end=until))


def _short(url: str) -> str:
    """Return an address to be typed, divisible behind its slashes."""
    return divisible(url.partition("://")[2]).replace("/", f"/{MAY_BREAK}")


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
