"""Partners at the desk: the list, and one with their links and numbers."""

from aiohttp import web

from handlers.forums import actions as forums
from handlers.i18n import speaker
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import LANGUAGE, render
from handlers.pages.pagination import paginate
from handlers.partners import actions, sharing, texts
from handlers.partners.form import KnownPartnerForm, NewPartnerForm, form_of
from handlers.partners.rules import LEAST_SHOWN, PartnerDetailsError

LIST = "/moderation/partner"
SAYINGS = {"added": texts.ADDED, "saved": texts.SAVED}


async def on_list(request: web.Request) -> web.Response:
    """Show all partners, and the form of another."""
    return await _list_page(request, Form())


async def on_add(request: web.Request) -> web.Response:
    """Put a partner on the list."""
    posted = await read_post(request)
    filled = posted.fill(NewPartnerForm)
    if isinstance(filled, FormErrors):
        return await _list_page(request, filled)
    try:
        added = await actions.add(request.app[DEPS], request[MODERATOR], filled.name, filled.kind, filled.code)
    except PartnerDetailsError as refusal:
        return await _list_page(request, posted.refused(refusal.field, refusal.sentence))
    raise web.HTTPSeeOther(f"{LIST}/{added}?did=added")


async def on_one(request: web.Request) -> web.Response:
    """Show one partner: links, posters of the coming forums, numbers."""
    return await _page(request, None)


async def on_edit(request: web.Request) -> web.Response:
    """Change a partner."""
    filled = (await read_post(request)).fill(KnownPartnerForm)
    if isinstance(filled, FormErrors):
        return await _page(request, filled)
    deps, who, partner_id = request.app[DEPS], request[MODERATOR], number_in(request, "partner")
    await actions.edit(deps, who, partner_id, filled.name, filled.kind, active=filled.active)
    raise web.HTTPSeeOther(f"{LIST}/{partner_id}?did=saved")


async def _page(request: web.Request, refused: FormErrors | None) -> web.Response:
    deps = request.app[DEPS]
    partner = await actions.get(deps, number_in(request, "partner"))
    return render(
        request,
        "partners/one.html",
        status=400 if refused else 200,
        partner=partner,
        form=refused or form_of(partner),
        kinds=_kinds(),
        chat=sharing.chat_address(deps, partner),
        telegram=sharing.telegram_address(deps, partner),
        forums=[forum for forum in await forums.list_next(deps) if sharing.is_shareable(deps, forum)],
        opened=await actions.opened(deps, partner.id),
        least=LEAST_SHOWN,
        saying=SAYINGS.get(request.query.get("did", "")),
    )


async def _list_page(request: web.Request, form: Form) -> web.Response:
    partners = await actions.list_all(request.app[DEPS])
    pages = paginate(request, len(partners))
    return render(
        request,
        "partners/list.html",
        status=400 if form.errors else 200,
        partners=partners[pages.offset :][: pages.size],
        pages=pages,
        kinds_said=texts.KINDS,
        form=form,
        kinds=_kinds(),
    )


def _kinds() -> list[tuple[str, str]]:
    speaks = speaker(LANGUAGE)
    return [(str(kind), speaks.say(said)) for kind, said in texts.KINDS.items()]
