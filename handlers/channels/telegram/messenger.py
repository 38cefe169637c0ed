"""Send our messages over Telegram, and say in the house's words what became of them."""

from collections.abc import Awaitable, Callable

import structlog
import telegram
from telegram import Bot, InputFile, LinkPreviewOptions, ReplyKeyboardRemove
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from handlers.channels.telegram import texts
from handlers.channels.telegram.keyboards import inline_keyboard, location_keyboard, words
from handlers.channels.telegram.pace import RecentSends
from handlers.channels.telegram.request import FloodError, NotSentError, ServerFaultError
from handlers.i18n import speaker
from handlers.message import Message
from handlers.ports import TOO_MANY, Fate, Sending

log = structlog.get_logger(__name__)
CAPTION_LIMIT = 1024
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
TOKEN_REFUSED_WAIT_SECONDS = 60.0
GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")


class TelegramMessenger:
    """The Messenger of this channel; an address is the id of a private chat."""

    def __init__(self, bot: Bot, sends: RecentSends | None = None) -> None:
        self._bot = bot
        self._sends = sends or RecentSends()
        # Chats that show the location key; after a restart it stays a little longer, which does no harm.
        self._with_location_key: set[str] = set()

    async def send(self, address: str, message: Message, language: str) -> Sending:
        """Send and say what became of it; nothing is raised for what Telegram answered."""
        try:
            sent = await self._send(address, message, language)
        except TelegramError as error:
            return self._fate(address, error)
        return Sending(Fate.SENT, channel_message=str(sent.message_id))

    async def _send(self, address: str, message: Message, language: str) -> telegram.Message:
        if message.content is not None:
            return await self._send_document(address, message, message.content)
        below = inline_keyboard(message)
        if message.location:
            key = location_keyboard(speaker(language).say(texts.SHARE_LOCATION))
            self._with_location_key.add(address)
            if below is None:
                return await self._counted(address, self._bot.send_message, text=words(message), reply_markup=key)
            # A message has either kind of keys, and the question itself must carry its buttons.
            hint = speaker(language).say(texts.LOCATION_HINT)
            await self._counted(address, self._bot.send_message, text=hint, reply_markup=key)
        elif below is None and address in self._with_location_key:
            self._with_location_key.discard(address)
            gone = ReplyKeyboardRemove()
            return await self._counted(address, self._bot.send_message, text=words(message), reply_markup=gone)
        return await self._counted(
            address,
            self._bot.send_message,
            text=words(message),
            reply_markup=below,
            link_preview_options=NO_PREVIEW,
        )

    async def _send_document(self, address: str, message: Message, content: bytes) -> telegram.Message:
        name = message.enclosure.name if message.enclosure else "Datei"
        caption = words(message)
        if len(caption) > CAPTION_LIMIT:
            await self._counted(address, self._bot.send_message, text=caption)
            caption = ""
        return await self._counted(
            address,
            self._bot.send_document,
            document=InputFile(content, filename=name),
            caption=caption or None,
            reply_markup=inline_keyboard(message),
        )

    async def _counted(
        self, address: str, call: Callable[..., Awaitable[telegram.Message]], **what: object
    ) -> telegram.Message:
        sent = await call(chat_id=int(address), **what)
        self._sends.note_sent(address)
        return sent

    def _fate(self, address: str, error: TelegramError) -> Sending:
        reason = type(error).__name__
        match error:
            case FloodError(wait_seconds=wait):
                return Sending(Fate.LATER, None, wait, self._sends.refused(address, wait), TOO_MANY)
            case Forbidden():
                return Sending(Fate.UNREACHABLE, reason="403")
            case BadRequest() if any(gone in error.message.lower() for gone in GONE):
                return Sending(Fate.UNREACHABLE, reason="chat not found")
            case BadRequest() | ChatMigrated():
                # Telegram's own words: they name what is wrong with our message, and never quote it.
                return Sending(Fate.REFUSED, reason=f"400 {error.message}"[:200])
            case InvalidToken():
                log.error("telegram.token_refused")
                return Sending(Fate.LATER, None, TOKEN_REFUSED_WAIT_SECONDS, True, "token refused")
            case NotSentError() | ServerFaultError():
                return Sending(Fate.LATER, reason=reason)
            case TimedOut() | NetworkError():
                return Sending(Fate.AMBIGUOUS, reason=reason)
        return Sending(Fate.AMBIGUOUS, reason=reason)
