"""Put the installation together: database, city, reader of texts, channels, and the tables that hold them to each other."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.dialog import DIALOG
from bot.journal import FileJournal
from bot.settings import Settings, secret_key
from bot.vault import AddressVault
from handlers.broadcast import composing as broadcast
from handlers.channels import intake
from handlers.channels.inbound import Inbound
from handlers.channels.telegram.translate import translate
from handlers.channels.webchat.messenger import WebMessenger
from handlers.city.loading import load
from handlers.city.pack import CityPack
from handlers.city.places import DistrictFinder
from handlers.consideration import telling
from handlers.deps import MESSAGES, Deps
from handlers.exports import dialog as exports
from handlers.forums.rules import ForumMoment
from handlers.meters import Meters
from handlers.moderation.jobs import take_model
from handlers.outbox.post import Composer, Post, Producer
from handlers.ports import Messenger
from handlers.privacy import information
from handlers.process import composing as process
from handlers.reminders import composing as reminders
from nlp.in_force import InForce
from nlp.learning.shelf import Shelf
from storage import migrating
from storage.database import Database, connect
from storage.models import COURSE_CHANGED, Channel

COMPOSERS: Mapping[str, Composer] = {
    ForumMoment.ANNOUNCED: broadcast.compose,
    ForumMoment.MOVED: broadcast.compose,
    ForumMoment.CANCELLED: broadcast.compose,
    ForumMoment.PLACE_FREE: broadcast.compose,
    ForumMoment.WEEK: reminders.compose,
    ForumMoment.DAY: reminders.compose,
    ForumMoment.TWO_HOURS: reminders.compose,
    telling.COMPOSER: telling.compose,
    COURSE_CHANGED: process.compose,
}
PRODUCERS: Mapping[str, Producer] = {
    exports.PRODUCER: exports.produce,
    information.PRODUCER: information.produce,
}


@dataclass(frozen=True, slots=True)
class Installation:
    """Everything one process holds open."""

    settings: Settings
    database: Database
    deps: Deps


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def installation(
    settings: Settings, *, wake_outbox: Callable[[], None] = lambda: None
) -> AsyncIterator[Installation]:
    """Open the installation and close it again; its database is migrated first."""
    database = connect(settings.database_url)
    try:
        await migrating.upgrade(database)
        yield Installation(settings, database, build_deps(settings, database, load(settings.city), wake_outbox))
    finally:
        await database.close()


def build_deps(settings: Settings, database: Database, city: CityPack, wake_outbox: Callable[[], None]) -> Deps:
    """Return what every action takes."""
    in_force = model_in_force(settings, city)
    return Deps(
        open_work=database.work,
        open_reading=database.reading,
        now=now,
        city=city,
        places=DistrictFinder(city),
        reader=in_force.reader,
        in_force=in_force,
        vault=AddressVault(secret_key(settings)),
        journal=FileJournal(settings.journal_file, now),
        public_url=settings.origin,
        bot_name="",
        send_rate=settings.send_rate,
        raw_texts_kept=timedelta(days=settings.raw_text_days) if settings.raw_text_days else None,
        wake_outbox=wake_outbox,
        meters=Meters(),
        messages=replace(MESSAGES, most=settings.messages_a_minute),
    )


def model_in_force(settings: Settings, city: CityPack) -> InForce:
    """Return the reader with the model that is in force; with the shipped one where that is broken."""
    in_force = InForce(city.lexicon(), Shelf(settings.models))
    take_model(in_force)
    return in_force


def build_post(telegram: Messenger | None) -> Post:
    """Return what the sender needs beside Deps."""
    messengers: dict[Channel, Messenger] = {Channel.WEB: WebMessenger()}
    if telegram is not None:
        messengers[Channel.TELEGRAM] = telegram
    return Post(messengers, COMPOSERS, PRODUCERS)


async def take_again(deps: Deps, channel: Channel, update_id: int) -> bool:
    """Take an update that was set aside in once more; False when it failed again."""

    def read(raw: Any) -> Inbound:  # only Telegram's are kept as they came
        return translate(raw, deps.bot_name).inbound

    return await intake.take_again(deps, DIALOG, read, channel, update_id) is not intake.Taken.SET_ASIDE
