"""Forums for everyone: the list, one forum, and both as calendars."""

from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from handlers.city.pack import District
from handlers.deps import Deps
from handlers.errors import NotFoundError
from handlers.forums import actions, calendar, city_map, texts, words
from handlers.i18n import PageAddress, Phrase, speaker
from handlers.pages.conditional import answer_tagged
from handlers.pages.forms import Form, clean
from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from handlers.pages.pagination import paginate
from handlers.pages.qr_code import qr_code
from handlers.pages.reading import language_asked, language_of
from storage.models import ForumState
from storage.readings.forums import ForumReading

KEPT_IN_FEED = timedelta(days=90)
LONGEST_NAME = 60
CALENDAR_HEADERS = {"Cache-Control": "public, max-age=300"}
# Opened by itself the map brings its own few lines of style.
MAP_HEADERS = CALENDAR_HEADERS | {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
}


async def on_list(request: web.Request) -> web.Response:
    """Show what comes next, for one Ortsteil where it is asked for."""
    deps = request.app[DEPS]
    district = _asked_district(request)
    forums = await actions.list_public(deps, deps.now(), district.id if district else None)
    pages = paginate(request, len(forums))
    feed = _calendar_address(request, f"/foren.ics?ortsteil={district.slug}" if district else "/foren.ics")
    return render(
        request,
        "forums/public_list.html",
        forums=[(forum, words.audience(deps.city, forum)) for forum in forums[pages.offset :][: pages.size]],
        pages=pages,
        district=district,
        districts=[(one.slug, one.name) for one in deps.city.districts],
        filters=Form.of(ortsteil=district.slug if district else None),
        feed=feed,
        subscribe=f"webcal://{deps.public_url.partition('://')[2]}{feed}",
        texts=texts,
    )


async def on_one(request: web.Request) -> web.Response:
    """Show one forum."""
    deps = request.app[DEPS]
    forum = await actions.get_public(deps, clean(request.match_info["slug"]))
    return render(
        request,
        "forums/public_one.html",
        forum=forum,
        over=forum.ends_at <= deps.now(),
        open=forum.state is ForumState.ANNOUNCED and forum.starts_at > deps.now(),
        telegram=f"https://t.me/{deps.bot_name}?start=forum-{forum.id}" if deps.bot_name else "",
        calendar=_calendar_address(request, f"/foren/{forum.slug}.ics"),
        said=spoken(deps, forum),
        texts=texts,
        marked=city_map.marked(deps.city, forum),
        address=words.page_of(deps, forum).url,
        picture=qr_code(words.page_of(deps, forum).url, scale=4),
    )


def _calendar_address(request: web.Request, path: str) -> str:
    """Return the address of a calendar in the language of the page that names it."""
    return speaker(language_of(request)).address(PageAddress(path))


async def on_map(request: web.Request) -> web.Response:
    """Give the map of one forum as a picture."""
    deps = request.app[DEPS]
    forum = await actions.get_public(deps, clean(request.match_info["slug"]))
    picture = city_map.draw(deps.city, city_map.marked(deps.city, forum))
    return web.Response(text=picture, content_type=city_map.CONTENT_TYPE, charset="utf-8", headers=MAP_HEADERS)


async def on_calendar(request: web.Request) -> web.Response:
    """Give one forum as a calendar file."""
    deps = request.app[DEPS]
    forum = await actions.get_public(deps, clean(request.match_info["slug"]))
    return _calendar(request, calendar.one_forum(deps, forum, language_asked(request)), f"{forum.slug}.ics")


async def on_feed(request: web.Request) -> web.Response:
    """Give all forums as a calendar to subscribe to, or those that concern one Ortsteil."""
    deps = request.app[DEPS]
    district, city = _asked_district(request), deps.city.info.short_name
    name = texts.CALENDAR_NAME(city=city)
    if district is not None:
        name = texts.CALENDAR_NAME_NEAR(city=city, district=district.name)
    forums = await actions.list_public(deps, deps.now() - KEPT_IN_FEED, district.id if district else None)
    return _calendar(request, calendar.feed(deps, forums, name, language_asked(request)), "foren.ics")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What every page about one forum says of it in words."""

    when: Phrase
    kind: Phrase
    audience: Phrase
    place: Phrase
    access: tuple[Phrase, ...]
    state: Phrase


def spoken(deps: Deps, forum: ForumReading) -> Spoken:
    """Return a forum in words."""
    return Spoken(
        when=words.from_to(forum),
        kind=texts.KINDS[forum.kind],
        audience=words.audience(deps.city, forum),
        place=words.place(forum),
        access=tuple(texts.ACCESSES[one] for one in forum.access),
        state=texts.STATES[forum.state],
    )


def _asked_district(request: web.Request) -> District | None:
    """Return the Ortsteil of `?ortsteil=` by id, address or name; refuse one the city does not have."""
    deps, asked = request.app[DEPS], request.query.get("ortsteil", "").strip()[:LONGEST_NAME]
    if not asked:
        return None
    for district in deps.city.districts:
        if asked in (district.id, district.slug):
            return district
    found = deps.places.by_name(asked).exact
    if found is None:
        raise NotFoundError(texts.NO_SUCH_DISTRICT(name=asked))
    return found


def _calendar(request: web.Request, body: bytes, name: str) -> web.Response:
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return answer_tagged(request, body, calendar.CONTENT_TYPE, charset="utf-8", headers=CALENDAR_HEADERS | disposition)
