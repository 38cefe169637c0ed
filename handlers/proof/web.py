"""The page for whoever holds a receipt."""

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.pages.callers import address_of
from handlers.pages.forms import WHOLE_FORM, Form, FormErrors, read_post
from handlers.pages.keys import DEPS
from handlers.pages.layout import render
from handlers.proof import actions, texts
from handlers.proof.actions import Seen
from handlers.proof.rules import Tries

TRIES = web.AppKey("TRIES", Tries)


class ReceiptForm(BaseModel):
    """Number and code as they were typed."""

    number: str = Field(max_length=40)
    code: str = Field(max_length=40)


async def on_form(request: web.Request) -> web.Response:
    """Ask for number and code."""
    return await _page(request, Form(), None, 200)


async def on_receipt(request: web.Request) -> web.Response:
    """Show the concern of a number and its code."""
    posted = await read_post(request)
    form = posted.fill(ReceiptForm)
    if isinstance(form, FormErrors):
        return await _page(request, form, None, 400)
    deps, tries = request.app[DEPS], request.config_dict[TRIES]
    seen = await actions.find(deps, tries, address_of(request), form.number, form.code)
    if seen is None:
        return await _page(request, posted.refused(WHOLE_FORM, texts.UNKNOWN), None, 404)
    return await _page(request, Form(), seen, 200)


async def _page(request: web.Request, form: Form, seen: Seen | None, status: int) -> web.Response:
    return render(
        request,
        "proof/one.html" if seen else "proof/form.html",
        status=status,
        form=form,
        seen=seen,
        chain=await actions.chain(request.app[DEPS]),
        states=texts.STATES,
        outcomes=texts.OUTCOMES,
        acts=texts.STEPS,
        other_act=texts.OTHER_STEP,
    )
