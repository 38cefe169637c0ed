"""Say whose pages these are."""

from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says about the house it stands in.

    service     the name in the header, e.g. "Forumsbote".
    city        e.g. "Hanse- und Universitätsstadt Rostock".
    public_url  origin under which people reach the pages, without a slash at its end.
    embedders   origins of other sites whose pages may show the chat in a frame, none if empty.
    """

    service: str
    city: str
    public_url: str
    embedders: tuple[str, ...] = ()

    @property
    def behind_tls(self) -> bool:
        """Tell whether cookies may be kept to https."""
        return self.public_url.startswith("https://")


SITE = web.AppKey("SITE", Site)
