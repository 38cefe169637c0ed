"""Say whose pages these are."""

from dataclasses import dataclass

from aiohttp import web

from handlers.languages import GERMAN


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says about the house it stands in.

    service     the name in the header, e.g. "Forumsbote".
    city        e.g. "Hanse- und Universitätsstadt Rostock".
    public_url  origin under which people reach the pages, without a slash at its end.
    languages   tags of the language forms the public pages speak, in the order of the menu.
    imprint     address of the city's own imprint, "" where it has not named one.
    embedders   origins of other sites whose pages may show the chat in a frame, none if empty.
    """

    service: str
    city: str
    public_url: str
    languages: tuple[str, ...] = (GERMAN,)
    imprint: str = ""
    embedders: tuple[str, ...] = ()

    @property
    def behind_tls(self) -> bool:
        """Tell whether cookies may be kept to https."""
        return self.public_url.startswith("https://")

    def cookie_name(self, name: str) -> str:
        """Prefix the name of a cookie where TLS allows it: browsers then take it from this host and path only."""
        return f"__Host-{name}" if self.behind_tls else name


SITE = web.AppKey("SITE", Site)
