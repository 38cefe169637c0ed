"""What partners pass on about a forum: addresses, and texts ready to be copied."""

from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.forums import texts as forum_texts
from handlers.forums import words
from handlers.i18n import Phrase
from handlers.partners import texts
from handlers.partners.dialog import START_PREFIX
from storage.models import ForumKind, ForumState
from storage.readings.forums import ForumReading
from storage.readings.partners import PartnerReading


def forum_address(deps: Deps, forum: ForumReading, partner: PartnerReading | None) -> str:
    """Return the short address of a forum's page, as it is printed."""
    short = f"{deps.public_url}/f/{forum.id}"
    return f"{short}/{partner.code}" if partner else short


def chat_address(deps: Deps, partner: PartnerReading | None) -> str:
    """Return the address of the chat page."""
    return f"{deps.public_url}/chat?von={partner.code}" if partner else f"{deps.public_url}/chat"


def telegram_address(deps: Deps, partner: PartnerReading) -> str:
    """Return the deep link to the bot, "" while Telegram is off."""
    return f"https://t.me/{deps.bot_name}?start={START_PREFIX}-{partner.code}" if deps.bot_name else ""


def check_shareable(deps: Deps, forum: ForumReading) -> None:
    """Refuse to pass on what nobody can come to."""
    if not is_shareable(deps, forum):
        raise RefusalError(texts.NOT_ANNOUNCED)


def is_shareable(deps: Deps, forum: ForumReading) -> bool:
    """Tell whether one can still come to a forum."""
    return forum.state is ForumState.ANNOUNCED and forum.starts_at > deps.now()


def purpose(deps: Deps, forum: ForumReading) -> Phrase:
    """Return in one sentence what a forum is for."""
    if forum.kind is ForumKind.EXPERT:
        return texts.PURPOSE_EXPERT(city=deps.city.info.short_name)
    return texts.PURPOSE


def short_text(deps: Deps, forum: ForumReading, partner: PartnerReading | None) -> tuple[Phrase, ...]:
    """Return the lines for a messenger."""
    return (
        *_marked(forum),
        words.title(forum),
        words.from_to(forum),
        words.place(forum),
        texts.REGISTER_AT(url=forum_address(deps, forum, partner)),
    )


def long_text(deps: Deps, forum: ForumReading, partner: PartnerReading | None) -> tuple[Phrase, ...]:
    """Return the paragraphs for a newsletter or a website."""
    agenda = (forum_texts.AGENDA(agenda=forum.agenda),) if forum.agenda else ()
    return (
        *_marked(forum),
        texts.INVITES(operator=deps.city.info.operator, title=forum.title),
        purpose(deps, forum),
        *words.card(deps.city, forum),
        *agenda,
        texts.REGISTER_AT(url=forum_address(deps, forum, partner)),
        texts.CANNOT_COME(url=chat_address(deps, partner)),
    )


def _marked(forum: ForumReading) -> tuple[Phrase, ...]:
    return (texts.EXAMPLE,) if forum.example else ()
