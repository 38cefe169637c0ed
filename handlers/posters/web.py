"""Posters and handbills: one for everyone on the page of a forum, and those of the partners at the desk."""

from dataclasses import asdict

from aiohttp import web

from handlers.errors import NotFoundError
from handlers.forums import actions as forums
from handlers.forums import texts as forum_texts
from handlers.i18n import speaker
from handlers.pages.addresses import number_in
from handlers.pages.conditional import answer_tagged
from handlers.pages.forms import Form, clean
from handlers.pages.keys import DEPS, PRINTER
from handlers.pages.layout import LANGUAGE, render
from handlers.partners import actions as partners
from handlers.partners import sharing
from handlers.partners import texts as partner_texts
from handlers.posters.kinds import SheetKind
from handlers.posters.sheet import TEMPLATE, sheet_of
from storage.readings.forums import ForumReading
from storage.readings.partners import PartnerReading

CONTENT_TYPE = "application/pdf"
FILE_NAMES = {SheetKind.POSTER: "plakat", SheetKind.HANDBILL: "handzettel"}
FOR_EVERYONE = {"Cache-Control": "public, max-age=300"}


async def on_public_poster(request: web.Request) -> web.Response:
    """Give the poster of a forum one can still come to."""
    deps = request.app[DEPS]
    forum = await forums.get_public(deps, clean(request.match_info["slug"]))
    if not sharing.is_shareable(deps, forum):
        raise NotFoundError(forum_texts.NO_SUCH_FORUM)
    return await _sheet(request, forum, SheetKind.POSTER, None)


async def on_sharing(request: web.Request) -> web.Response:
    """Show what can be printed and shared about a forum, as it is or with the code of a partner."""
    deps = request.app[DEPS]
    forum, partner = await _asked_for(request)
    speaks = speaker(LANGUAGE)
    return render(
        request,
        "posters/sharing.html",
        forum=forum,
        partner=partner,
        partners=[(str(one.id), one.name) for one in await partners.list_all(deps) if one.active],
        choice=Form.of(partner=partner.id if partner else None),
        shareable=sharing.is_shareable(deps, forum),
        refused=partner_texts.NOT_ANNOUNCED,
        address=sharing.forum_address(deps, forum, partner),
        texts=Form.of(
            short=speaks.join(sharing.short_text(deps, forum, partner), "\n"),
            long=speaks.join(sharing.long_text(deps, forum, partner)),
        ),
    )


async def on_poster(request: web.Request) -> web.Response:
    """Give the poster of a forum, with the code of a partner where one is chosen."""
    return await _desk_sheet(request, SheetKind.POSTER)


async def on_handbill(request: web.Request) -> web.Response:
    """Give two handbills on one sheet, likewise."""
    return await _desk_sheet(request, SheetKind.HANDBILL)


async def _desk_sheet(request: web.Request, kind: SheetKind) -> web.Response:
    forum, partner = await _asked_for(request)
    sharing.check_shareable(request.app[DEPS], forum)
    return await _sheet(request, forum, kind, partner)


async def _asked_for(request: web.Request) -> tuple[ForumReading, PartnerReading | None]:
    deps, asked = request.app[DEPS], request.query.get("partner", "")
    forum = await forums.get(deps, number_in(request, "forum"))
    if not asked:
        return forum, None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 9):
        raise NotFoundError(partner_texts.NO_SUCH_PARTNER)
    return forum, await partners.get(deps, int(asked))


async def _sheet(
    request: web.Request, forum: ForumReading, kind: SheetKind, partner: PartnerReading | None
) -> web.Response:
    sheet = sheet_of(request.app[DEPS], forum, kind, partner)
    body = await request.app[PRINTER].print(TEMPLATE, asdict(sheet))
    name = f"{FILE_NAMES[kind]}-{forum.slug}{f'-{partner.code}' if partner else ''}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return answer_tagged(request, body, CONTENT_TYPE, headers=headers | FOR_EVERYONE)
