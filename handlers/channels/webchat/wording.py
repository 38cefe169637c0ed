"""Show plain text as HTML: addresses become links, commands become buttons, everything else stays what it is."""

import re
from collections.abc import Container

from markupsafe import Markup, escape

# A quotation mark ends an address; for a browser a backslash is a slash, for a reader it is not.
_ENDS = r"\s<>\"\\\u201c\u201d\u201e\u00ab\u00bb"
MARKED = re.compile(
    rf"(?P<address>https?://[^{_ENDS}]+[^{_ENDS}.,;:!?)])|(?<![\w/:.])/(?P<command>\w{{1,32}})(?![\w/])"
)
ADDRESS = Markup('<a href="{0}">{0}</a>')
COMMAND = Markup('<button type="submit" form="talk" name="command" value="/{0}" class="inline">/{0}</button>')


def in_html(text: str, commands: Container[str]) -> Markup:
    """Return a message as HTML; of words with a slash only the known commands become buttons."""
    parts: list[Markup] = []
    behind = 0
    for found in MARKED.finditer(text):
        parts.append(escape(text[behind : found.start()]))
        parts.append(_marked(found, commands))
        behind = found.end()
    return Markup("").join([*parts, escape(text[behind:])])


def _marked(found: re.Match[str], commands: Container[str]) -> Markup:
    if found["address"]:
        return ADDRESS.format(found["address"])
    if found["command"].casefold() in commands:
        return COMMAND.format(found["command"])
    return escape(found[0])
