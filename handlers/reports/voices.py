"""What people said, beside the figures: quotes, open questions, and what few named."""

from handlers.counting.cells import LEAST
from handlers.counting.names import Names
from handlers.counting.shown import Safe
from handlers.counting.tally import NONE
from handlers.reports import texts
from handlers.reports.document import Block, Heading, Quote, Words
from handlers.reports.tally import Quotable, Voiced
from handlers.reports.words import say

QUOTES_SHOWN = 10


def blocks(tally: Voiced, found: Safe | None, known: Names) -> list[Block]:
    """Return quotes, open questions, and the topics that few named."""
    return [*_quotes(tally, known), *_questions(tally, known), *_minority(found, known)]


def _quotes(tally: Voiced, known: Names) -> list[Block]:
    quotes = tally.quotes(QUOTES_SHOWN)
    if not quotes:
        return []
    return [
        Heading(1, say(texts.QUOTES)),
        Words(say(texts.HOW_QUOTED), "note"),
        *(_quote(one, known) for one in quotes),
    ]


def _questions(tally: Voiced, known: Names) -> list[Block]:
    questions: list[Block] = [_quote(one, known) for one in tally.questions()]
    return [Heading(1, say(texts.OPEN_QUESTIONS)), *(questions or [Words(say(texts.NO_QUESTIONS))])]


def _minority(found: Safe | None, known: Names) -> list[Block]:
    few = [topic for topic in found.topics.shown if topic in found.topics.few and topic != NONE] if found else []
    if not few:
        return []
    return [
        Heading(1, say(texts.MINORITY)),
        Words(say(texts.MINORITY_WORDS(least=LEAST))),
        *(Words(known.topics[topic], "item") for topic in few),
    ]


def _quote(one: Quotable, known: Names) -> Quote:
    return Quote(one.text, say(texts.QUOTE_SOURCE(number=one.number, topic=known.topics.get(one.topic, one.topic))))
