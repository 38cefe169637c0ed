"""A press release as journalists take it with them: on paper, or as plain text to copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handlers.city.programme import CityInfo
from handlers.deps import Deps
from handlers.i18n import BERLIN, Speaker, speaker
from handlers.newsroom import texts
from handlers.newsroom.rules import blocks
from handlers.signs import plain
from storage.readings.papers import PaperReading
from storage.readings.press import PressReading, PressVersionReading

LANGUAGE = "de"
TEMPLATE = Path(__file__).with_name("release.typ")
PARAGRAPH_END, LINE_END = "\r\n\r\n", "\r\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading or a paragraph, with its line ends."""

    words: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything release.typ sets, under the names it knows.

    warnings     what has to be read first: that it is a draft, or under embargo, or no longer what holds
    corrections  what was corrected when, the latest first
    papers       titles of documents with their addresses
    """

    operator: str
    kicker: str
    dateline: str
    warnings: tuple[str, ...]
    corrections: tuple[str, ...]
    title: str
    lead: str
    parts: tuple[Part, ...]
    papers_head: str
    papers: tuple[tuple[str, str], ...]
    contact_head: str
    contact: tuple[str, ...]
    url: str
    home: str


def paper_of(deps: Deps, release: PressReading, version: PressVersionReading, documents: list[PaperReading]) -> Paper:
    """Return a version of a release as it is handed out at this moment."""
    speaks, info = speaker(LANGUAGE), deps.city.info
    url = f"{deps.public_url}/presse/{release.slug}"
    day = (release.out_since(deps.now()) or version.public_from or deps.now()).astimezone(BERLIN).date()
    return Paper(
        operator=info.operator,
        kicker=speaks.say(texts.KICKER),
        dateline=speaks.say(texts.DATELINE(place=info.short_name, day=day)),
        warnings=tuple(_warnings(deps, speaks, release, version)),
        corrections=tuple(_corrections(speaks, release, version)),
        title=plain(version.title),
        lead=plain(version.lead),
        parts=tuple(Part(plain(block.words), block.is_heading) for block in blocks(version.text)),
        papers_head=speaks.say(texts.PAPERS),
        papers=tuple((plain(paper.title), _address(deps, paper)) for paper in documents),
        contact_head=speaks.say(texts.CONTACT),
        contact=tuple(_contact(speaks, info)),
        url=url,
        home=speaks.say(texts.AT_HOME(url=url)),
    )


def as_text(paper: Paper) -> str:
    """Return it as plain text; an empty line between paragraphs, as mail programs keep it."""
    papers = [paper.papers_head, *(f"{title}: {address}" for title, address in paper.papers)]
    said = [
        paper.operator,
        f"{paper.kicker}\n{paper.dateline}",
        *paper.warnings,
        *paper.corrections,
        paper.title,
        paper.lead,
        *(part.words for part in paper.parts),
        "\n".join(papers) if paper.papers else "",
        "\n".join((paper.contact_head, *paper.contact)),
        paper.home,
    ]
    return PARAGRAPH_END.join(words.replace("\n", LINE_END) for words in said if words) + LINE_END


def _warnings(deps: Deps, speaks: Speaker, release: PressReading, version: PressVersionReading) -> Iterator[str]:
    now, ends = deps.now(), version.public_from or version.embargo_until
    if version.public_from is None:
        yield speaks.say(texts.IS_DRAFT)
    if ends is not None and ends > now:
        yield speaks.say(texts.EMBARGO(moment=ends))
    if version.is_public(now) and version.number != release.public(now)[0].number:
        yield speaks.say(texts.EARLIER)


def _corrections(speaks: Speaker, release: PressReading, version: PressVersionReading) -> Iterator[str]:
    for one in release.versions:
        if one.number > version.number or not one.note:
            continue
        if one.public_from is None:
            yield speaks.say(texts.CORRECTS(note=one.note))
        else:
            yield speaks.say(texts.CORRECTED_ON(day=one.public_from.astimezone(BERLIN).date(), note=one.note))


def _contact(speaks: Speaker, info: CityInfo) -> Iterator[str]:
    asked = info.press
    lines = (
        asked.office,
        info.address,
        speaks.say(texts.PHONE(phone=asked.phone)) if asked.phone else "",
        asked.email,
        info.website,
    )
    yield from filter(None, lines)


def _address(deps: Deps, paper: PaperReading) -> str:
    newest = paper.public[0]
    return newest.link or f"{deps.public_url}/prozess/dokumente/{newest.id}"
