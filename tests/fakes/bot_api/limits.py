"""The limits Telegram states in prose: lengths of texts, captions and buttons."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.bot_api.html_text import parse_html
from tests.fakes.bot_api.refusal import bad_request

TEXT_MOST, CAPTION_MOST = 4096, 1024
BUTTONS_MOST, BUTTONS_IN_A_ROW_MOST = 100, 8
CALLBACK_BYTES_MOST = 64
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}
BUTTON_KINDS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
}  # fmt: skip


def formatted(params: Mapping[str, Any], name: str, most: int) -> tuple[str, list[dict[str, Any]]]:
    """Return a text as it will be read, trimmed, with its entities; refuse one that is too long."""
    mode, text = params.get("parse_mode"), params.get(name, "")
    entities: list[dict[str, Any]] = list(params.get("entities", []))
    if mode == "HTML":
        text, entities = parse_html(text)
    elif mode is not None:
        raise bad_request("unsupported parse_mode")
    text = text.strip()
    if len(text) > most:
        raise bad_request("message is too long" if most == TEXT_MOST else "message caption is too long")
    return text, entities


def check_markup(markup: Mapping[str, Any] | None) -> None:
    """Refuse keyboards Telegram would refuse."""
    if markup is None:
        return
    rows = markup.get("inline_keyboard", markup.get("keyboard", []))
    if sum(map(len, rows)) > BUTTONS_MOST:
        raise bad_request("reply markup is too long")
    if any(len(row) > BUTTONS_IN_A_ROW_MOST for row in rows):
        raise bad_request("too many buttons in a row")
    for row in rows:
        for button in row:
            if not button["text"].strip():
                raise bad_request("inline keyboard button text must be non-empty")
            if "inline_keyboard" in markup:
                _check_inline(button)
            else:
                _check_reply_button(button)


def _check_inline(button: Mapping[str, Any]) -> None:
    if len(BUTTON_KINDS & set(button)) != 1:
        raise bad_request("inline keyboard button must have exactly one kind")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= CALLBACK_BYTES_MOST:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        check_link(button["url"])


def _check_reply_button(button: Mapping[str, Any]) -> None:
    if len(set(button) - {"text", "style", "icon_custom_emoji_id"}) > 1:
        raise bad_request("keyboard button must have at most one kind")


def check_link(url: str) -> None:
    """Refuse a link without a scheme Telegram opens or without a dot in its host."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https", "tg"}:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if parts.scheme != "tg" and "." not in (parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def check_commands(commands: list[dict[str, str]], scope: Mapping[str, Any]) -> None:
    """Refuse a list of commands Telegram would refuse."""
    if scope.get("type") not in SCOPES:
        raise bad_request("unsupported BotCommandScope specified")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        if not COMMAND.fullmatch(each["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(each["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
