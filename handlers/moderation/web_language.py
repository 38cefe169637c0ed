"""The door to the model of topics."""

from aiohttp import web

from handlers.moderation import texts
from handlers.moderation.language import language_page
from handlers.pages.keys import DEPS
from handlers.pages.layout import render

TRAIN, RESTORE = "forumsbote nlp train", "forumsbote nlp restore"


async def on_language(request: web.Request) -> web.Response:
    """Show the card of the model in force, what waits to be learned, and the other models."""
    return render(
        request,
        "moderation/language.html",
        shown=await language_page(request.app[DEPS]),
        states=texts.MODEL_STATES,
        train=TRAIN,
        restore=RESTORE,
    )
