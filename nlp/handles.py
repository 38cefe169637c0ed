"""User names on the net in a surface text: with @, or behind the name of a service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.name_tokens import form_of
from nlp.stems import words

_AT = re.compile(r"(?<![\w@./])@[A-Za-z_ÄÖÜäöü](?:[\w.-]{0,31}\w|_)(?:@[\w-]+(?:\.[\w-]+)+)?(?![\w@])")
_SERVICE = re.compile(
    r"\b(?:insta(?:gram)?|telegram|tg|tiktok|snap(?:chat)?|discord|twitter|twitch|steam|threema|signal|facebook|fb|youtube|mastodon"
    r"|bluesky|threads|reddit|whatsapp|kleinanzeigen|ebay|vinted|jodel|linkedin|xbox|playstation|psn|roblox|skype|viber|wechat|zalo|vk"
    r"|(?:nutzer|benutzer|user|nick|account|profil|konto|anmelde|login)-?(?:name\w*|kennung)?|nick|handle|alias|username|nickname"
    r"|инстаграм\w*|телеграм\w*|тикток\w*|ник|інстаграм\w*|нік)\b|انستغرام|تلغرام|تيليجرام|حساب",
    re.IGNORECASE,
)
# A text without any of these, in small letters, names no service.
_SIGNS_OF_SERVICE = (
    "insta", "telegr", "tiktok", "snap", "discord", "twit", "steam", "threema", "signal", "facebook", "fb", "youtube", "mastodon",
    "bluesky", "threads", "reddit", "whatsapp", "kleinanz", "ebay", "vinted", "jodel", "linkedin", "xbox", "playst", "psn", "roblox",
    "skype", "viber", "wechat", "zalo", "vk", "user", "utzer", "nick", "account",
    "profil", "konto", "login", "anmelde", "handle", "alias",
    "tg", "стаграм", "елеграм", "икток", "ник", "нік", "انستغرام", "تلغرام", "تيليجرام", "حساب",
)  # fmt: skip
_WORD = re.compile(r"(?<![\w@./#+-])[A-Za-zÄÖÜäöü_0-9](?:[\w.#-]{1,31}[\w#]|_)(?![\w@])")
# Between a service and a user name: `insta heißt er`, `telegram, name dort`, `nutzername bei euch im portal ist`.
_LINK = re.compile(
    r"[\s:,(/\"„'-]*(?:(?:name|id|account|profil|nutzername|username|konto|kanal|user|dort|da|da heißt|ist|lautet|hei(?:ß|ss)[et]"
    r"|er|sie|ich|bin|nennt sich|von|als|unter|bei euch|im (?:portal|forum|stadtforum|netz|chat)|mein|dein|sein|is|as|at|my|it's"
    r"|the|same|on|gamertag|war|der|die)\b[\s:,\"„'-]*){0,6}",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"[:(]|\b(?:ist|lautet|hei(?:ß|ss)[et]|name|id|unter|als|account|profil|nennt|is|bin|nutzername|username|dort)\b",
    re.IGNORECASE,
)
# The other way round: `als tomtomhro bei instagram`, `der sich seewolf1312 nennt, auf insta`.
_NAMED_BEFORE = re.compile(
    r"\b(?:als|unter|sich|hei(?:ß|ss)[et]|name|profil|account|nick)[ :„\"]+(?P<name>[A-Za-zÄÖÜäöü0-9_][\w.-]{2,31})[“\"]?"
    r"(?: (?:nennt|heißt|unterwegs))?,? (?:bei|auf|in|im|über) (?:\w+ )?$"
)
_NEAR, _NEAR_BEFORE = 45, 70
_SIGN = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]{2,}[A-ZÄÖÜ][a-zäöüß]{2,}|[^\W\d_]{3,}\d|[A-Za-z]\w*_\w|_\w*[A-Za-z]|#\d{4}|\d[A-Za-z]\w*[A-Za-z]|[a-z][A-Z]\w*[A-Z]|[a-z]{3,}\.(?:[a-z]{3,}|\d)|[a-z]-[a-z]\d"
)
_UNDERLINED = re.compile(r"(?<![\w@./-])[A-Za-z]{3,}\w*_\w*[A-Za-z0-9](?![\w@.])")
_NO_HANDLES = re.compile(
    r".*[_*:](?:innen|in|r|n|s)$|(?:img|dsc|vid|pxl|screenshot)_?.*|.*\.(?:de|com|net|org|jpe?g|png|pdf|mp4|info|eu|me)$",
    re.IGNORECASE,
)
_NOT_ALONE = words("name account profil kanal gruppe chat nummer id und oder nicht gesperrt")


def find_handles(text: str) -> Iterator[tuple[int, int]]:
    """Yield user names: `@anna_s`, `insta: merlemeer`, `discord gr1mm#4471`, and words joined by a low line."""
    if "@" in text:
        for match in _AT.finditer(text):
            yield match.span()
    small = text.lower()
    for service in _SERVICE.finditer(text) if any(sign in small for sign in _SIGNS_OF_SERVICE) else ():
        yield from _before(text, service.start())
        yield from _behind(text, service.start(), service.end())
    if "_" in text:
        for match in _UNDERLINED.finditer(text):
            if not _NO_HANDLES.fullmatch(match.group()):
                yield match.span()


def _before(text: str, service_start: int) -> Iterator[tuple[int, int]]:
    """Yield the user name that leads to a service, if it looks like one or is no word."""
    named = _NAMED_BEFORE.search(text, max(0, service_start - _NEAR_BEFORE), service_start)
    if (
        named
        and not _SERVICE.fullmatch(named["name"])
        and (_SIGN.search(named["name"]) or _is_unheard_of(named["name"]))
    ):
        yield named.span("name")


def _behind(text: str, service_start: int, position: int) -> Iterator[tuple[int, int]]:
    """Yield the user name behind a service: any word that looks like one nearby, or right behind it a word unheard of."""
    link = _LINK.match(text, position)
    linked = link.end() if link else position
    for match in _WORD.finditer(text, position):
        word = match.group()
        if match.start() > position + _NEAR:
            return
        if _NO_HANDLES.fullmatch(word) or _SERVICE.fullmatch(word) or word.isdigit() or len(word) < 3:
            continue
        told = match.start() == linked and (_TELLS.search(text, position, linked) or text[:service_start].endswith("("))
        if _SIGN.search(word) or (told and _is_unheard_of(word)):
            yield match.span()
            return


def _is_unheard_of(word: str) -> bool:
    form = form_of(word.casefold())
    alone = word.isascii() and word.islower() and len(word) > 4 and word not in _NOT_ALONE
    mixed = any(char.isdigit() for char in word) and any(char.isalpha() for char in word)
    return mixed or (alone and not form.word and not form.first and not form.last)
