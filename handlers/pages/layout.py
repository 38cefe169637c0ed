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
from handlers.languages import GERMAN, LanguageForm, form_of
from handlers.pages.assets import address_of
from handlers.pages.canonical import canonical
from handlers.pages.embedding import is_embedded
from handlers.pages.keys import MODERATOR, SignedIn
from handlers.pages.naming import name_fields
from handlers.pages.reading import Choice, choices, language_named, language_of, tell_language
from handlers.pages.rows import named
from handlers.pages.site import SITE, Site
from handlers.pages.texts import ROLES
from handlers.signs import Spoken, plain

TEMPLATES = Path(__file__).parent / "templates"
# What the desk and its files speak.
LANGUAGE = GERMAN


@dataclass(frozen=True, slots=True)
class Page:
    """What the layout itself needs to know: where the reader stands, what they read, who they are at the desk (if anyone).

    form       the language form of this page
    canonical  the address this page is known by
    neutral    its address that names no language
    languages  the menu of all of them, empty at the desk
    embedded   the page stands in a frame of another site
    """

    site: Site
    path: str
    form: LanguageForm
    canonical: str
    neutral: str
    languages: tuple[Choice, ...]
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
    text = words(request, template, **values)
    response = web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=headers)
    tell_language(request, response)
    return response


def words(request: web.Request, template: str, /, **values: object) -> str:
    """Return a template as the HTML that `render` answers with."""
    language = language_of(request)
    page = Page(
        request.config_dict[SITE],
        request.path,
        form_of(language),
        canonical(request, language_named(request)),
        canonical(request),
        choices(request),
        request.get(MODERATOR),
        is_embedded(request),
    )
    return name_fields(environment(language).get_template(template).render(page=page, **values))


@cache
def environment(language: str) -> Environment:
    """Build the templates' surroundings for one language; macros speak it too, without being handed anything."""
    speaks = speaker(language)
    surroundings = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
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
        "short_moment": lambda at: speaks.short_moment(at).replace(" ", "\N{NO-BREAK SPACE}"),
        "clock": speaks.clock,
        "day": speaks.day,
        "short_day": speaks.short_day,
        "listed": speaks.listed,
        "language_name": lambda code: speaks.form.locale.languages.get(code, code),
        "german": _marked_german if speaks.form.lang != GERMAN else lambda words: words,
        "paragraphs": paragraphs,
        "named": named,
        "weekday": lambda at: format_date(at.astimezone(BERLIN), "EEE", locale=speaks.form.locale).rstrip("."),
        "day_number": lambda at: format_date(at.astimezone(BERLIN), "d", locale=speaks.form.locale),
        "month": lambda at: format_date(at.astimezone(BERLIN), "MMM", locale=speaks.form.locale),
    }
    return surroundings


def _shown(value: object) -> object:
    """Return what a template says without the unseen signs of people; what a Speaker or a template made is clean."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup | Spoken) else value


def _spoken(speaks: Speaker, sentence: Phrase, values: Mapping[str, object]) -> Spoken:
    return speaks.say(sentence(**values))


def _marked_german(words: str) -> Markup | str:
    """Mark data of the city as German, so that a page in another language is read out right, and runs right."""
    return Markup('<span lang="de" dir="auto">{}</span>').format(plain(words)) if words else words


def paragraphs(text: str) -> Markup:
    """Return plain text as HTML paragraphs: an empty line ends a paragraph, a line end stays one."""
    shown = text if isinstance(text, Spoken) else plain(text)
    blocks = (block.strip("\n") for block in shown.split("\n\n"))
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in block.split("\n")))
        for block in blocks
        if block
    )
