"""Read a text with parse_mode HTML as Telegram does: few tags, four named entities, everything closed."""

import re
from html import unescape
from typing import Any

from tests.fakes.bot_api.refusal import bad_request

TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[^\s<>/]*)(?P<rest>[^<>]*)>|(?P<entity>&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)|(?P<less><)"
)
KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, Telegram's measure of offsets."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the plain text and its entities, or refuse what Telegram refuses."""
    text, position = "", 0
    open_tags: list[tuple[str, int, str]] = []
    entities: list[dict[str, Any]] = []
    for token in TOKEN.finditer(source):
        text += source[position : token.start()]
        position = token.end()
        if token["entity"]:
            text += unescape(token["entity"])
        elif token["less"] is not None:
            raise bad_request(f"can't parse entities: Unclosed start tag at byte offset {token.start()}")
        elif token["close"]:
            entities += _closed(open_tags, token["tag"], text, token.start())
        else:
            _check_tag(token["tag"], token["rest"], token.start())
            open_tags.append((token["tag"], utf16_length(text), token["rest"]))
    if open_tags:
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1][0]}\"")
    return text + source[position:], entities


def _check_tag(tag: str, rest: str, offset: int) -> None:
    if tag not in KINDS or (tag == "span" and 'class="tg-spoiler"' not in rest):
        raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {offset}')


def _closed(open_tags: list[tuple[str, int, str]], tag: str, text: str, offset: int) -> list[dict[str, Any]]:
    if not open_tags or (tag and open_tags[-1][0] != tag):
        raise bad_request(f'can\'t parse entities: Unexpected end tag "{tag}" at byte offset {offset}')
    name, start, rest = open_tags.pop()
    length = utf16_length(text) - start
    if not length:
        return []
    entity: dict[str, Any] = {"type": KINDS[name], "offset": start, "length": length}
    if name == "a":
        link = re.search(r'href="([^"]*)"', rest)
        if link is None:
            return []
        entity["url"] = unescape(link[1])
    return [entity]
