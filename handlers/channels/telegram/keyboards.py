"""Lay a message's buttons out as Telegram wants them."""

from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from handlers.message import Key, Message

IN_A_ROW_MOST = 8


def inline_keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """Return the buttons below the message, None where there are none; rows that are too long go on in the next line."""
    rows = [
        [_button(key) for key in row[start : start + IN_A_ROW_MOST] if _is_shown(key)]
        for row in message.keys
        for start in range(0, len(row), IN_A_ROW_MOST)
    ]
    shown = [row for row in rows if row]
    return InlineKeyboardMarkup(shown) if shown else None


def words(message: Message) -> str:
    """Return the text, and below it the addresses that cannot be buttons."""
    left_out = [f"{key.label}: {key.url}" for row in message.keys for key in row if not _is_shown(key)]
    return "\n\n".join([message.text, *left_out])


def location_keyboard(label: str) -> ReplyKeyboardMarkup:
    """Return the one key that shares the resident's location."""
    key = KeyboardButton(label, request_location=True)
    return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)


def link_keyboard(label: str, url: str) -> InlineKeyboardMarkup:
    """Return a single link."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, url=url)]])


def _button(key: Key) -> InlineKeyboardButton:
    if key.url:
        return InlineKeyboardButton(key.label, url=key.url)
    return InlineKeyboardButton(key.label, callback_data=key.code)


def _is_shown(key: Key) -> bool:
    """Tell whether Telegram takes the button: it refuses the whole message for an address like http://localhost."""
    if not key.url:
        return True
    address = urlsplit(key.url)
    return address.scheme in ("http", "https") and "." in (address.hostname or "")
