"""The corpus in messages over Telegram: it arrives as the words it is, and never becomes bold, a link or a command of ours."""

from handlers.channels.telegram.connection import OurBot
from handlers.channels.telegram.messenger import TelegramMessenger
from handlers.i18n import speaker, verbatim
from handlers.message import Key, Message
from handlers.ports import Fate
from tests.attack.sinks import MANY, words
from tests.fakes.bot_api import FakeBotApi
from tests.telegram.conftest import api as api
from tests.telegram.conftest import bot as bot


async def test_a_text_arrives_as_it_was_typed_in_words_and_on_buttons(api: FakeBotApi, bot: OurBot) -> None:
    messenger, erika, say = TelegramMessenger(bot), api.user("Erika"), speaker("de").say
    erika.starts()
    for text in MANY:
        spoken = say(verbatim(text))
        sending = await messenger.send(
            str(erika.id), Message(f"Ihr Text: {spoken}", ((Key(spoken[:60], code="y.1"),),)), "de"
        )

        assert sending.fate is Fate.SENT, text
        assert words(erika.last.text) == words(f"Ihr Text: {text}")
        assert [[words(key.label) for key in row] for row in erika.last.rows] == [[words(spoken[:60])]]
    sent = [call.params for call in api.calls if call.method == "sendMessage"]
    assert len(sent) == len(MANY)
    assert [one for one in sent if {"parse_mode", "entities"} & set(one)] == []
    assert api.violations == []
