"""Turn a template and its values into a response, in the language of the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aiohttp import web
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from handlers.i18n import BERLIN, Phrase, Speaker, speaker
from handlers.pages.assets import address_of
from handlers.pages.embedding import is_embedded
from handlers.pages.keys import MODERATOR, SignedIn
from handlers.pages.site import SITE, Site
from handlers.pages.texts import ROLES

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Page:
    """What the layout itself needs to know: where the reader stands, and who they are at the desk (if anyone).

    embedded  the page stands in a frame of another site
    """

    site: Site
    path: str
    language: str
    viewer: SignedIn | None
    embedded: bool

    def at(self, section: str) -> bool:
        """Tell whether the reader is in this section of the navigation; "/" is only the start page itself."""
        return self.path == section or (section != "/" and self.path.startswith(section + "/"))


def render(
    request: web.Request,
    template: str,
    /,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> web.Response:
    """Answer with a template from templates/, e.g. render(request, "forums/list.html", forums=...).

    Templates see the values, `page` (see Page), and the functions and filters listed on top of macros.html. A value that a
    template names and nobody gave is a fault.
    """
    page = Page(request.config_dict[SITE], request.path, LANGUAGE, request.get(MODERATOR), is_embedded(request))
    words = environment(LANGUAGE).get_template(template).render(page=page, **values)
    return web.Response(text=words, status=status, content_type="text/html", charset="utf-8", headers=headers)


@cache
def environment(language: str) -> Environment:
    """Build the templates' surroundings for one language; macros speak it too, without being handed anything."""
    speaks = speaker(language)
    surroundings = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    surroundings.globals |= {
        "_": lambda key, **values: _spoken(speaks, Phrase(key), values),
        "ngettext": lambda one, many, n, **values: _spoken(speaks, Phrase(one, many), {"n": n, **values}),
        "static": address_of,
    }
    surroundings.filters |= {
        "speak": speaks.say,
        "role": lambda role: speaks.say(ROLES[role]),
        "moment": speaks.moment,
        "short_moment": speaks.short_moment,
        "clock": speaks.clock,
        "day": speaks.day,
        "short_day": speaks.short_day,
        "paragraphs": paragraphs,
        "weekday": lambda at: format_date(at.astimezone(BERLIN), "EEE", locale=language).rstrip("."),
        "day_number": lambda at: format_date(at.astimezone(BERLIN), "d", locale=language),
        "month": lambda at: format_date(at.astimezone(BERLIN), "MMM", locale=language),
    }
    return surroundings


def _spoken(speaks: Speaker, sentence: Phrase, values: Mapping[str, object]) -> str:
    return speaks.say(sentence(**values))


def paragraphs(text: str) -> Markup:
    """Return plain text as HTML paragraphs: an empty line ends a paragraph, a line end stays one."""
    blocks = (block.strip("\n") for block in text.replace("\r\n", "\n").split("\n\n"))
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in block.split("\n")))
        for block in blocks
        if block
    )
