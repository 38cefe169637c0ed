"""The draft of a concern and how it is shown before it is handed in."""

from dataclasses import dataclass

from handlers.concerns import actions, texts
from handlers.concerns.payloads import Choice, Preview, ShowWords
from handlers.deps import Deps
from handlers.dialog.reply import Button, Reply, Row, ask
from handlers.i18n import Enumeration, Phrase, verbatim
from nlp.personal import redact
from nlp.results import PersonalSpan, Reading
from storage.models import TagOrigin
from storage.readings.concerns import TopicReading

PREVIEW_STEP = "concerns.preview"
MOST_TO_SHOW = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A concern on its way.

    district         chosen by the resident; None with place_chosen: no particular place; None without: as suggested
    topics           chosen by the resident; None: as suggested
    shown            words taken for personal data that the resident says are none
    """

    text: str = ""
    district: str | None = None
    place_chosen: bool = False
    topics: tuple[str, ...] | None = None
    shown: tuple[str, ...] = ()


def place_of(draft: Draft, reading: Reading, own_district: str | None) -> str | None:
    """Return the district a draft would be handed in with: chosen, else named in the text, else the resident's own."""
    if draft.place_chosen:
        return draft.district
    if reading.places:
        return reading.district
    return own_district


def topics_of(draft: Draft, reading: Reading) -> tuple[TopicReading, ...]:
    """Return the topics a draft would be handed in with; a suggested one that was kept keeps its evidence."""
    automatic = actions.suggested(reading)
    if draft.topics is None:
        return automatic
    known = {topic.id: topic for topic in automatic}
    return tuple(known.get(chosen) or TopicReading(chosen, TagOrigin.RESIDENT, None, ()) for chosen in draft.topics)


def redacted(draft: Draft, reading: Reading) -> str:
    """Return the text as it is passed on: without personal data, but for words the resident says are none."""
    return redact(reading.text, (found for found in reading.personal if words_of(found, reading) not in draft.shown))


def words_of(found: PersonalSpan, reading: Reading) -> str:
    """Return the words that were taken for personal data."""
    return reading.text[found.span.start : found.span.end]


async def show(deps: Deps, draft: Draft, own_district: str | None, *before: Phrase) -> Reply:
    """Show the draft as it would be passed on, and ask whether it is right."""
    reading = await deps.read(draft.text)
    passed_on = redacted(draft, reading)
    paragraphs = [*before, texts.PREVIEW, texts.QUOTED(text=passed_on)]
    if passed_on != draft.text:
        paragraphs.append(texts.HIDDEN)
    paragraphs.append(_place_line(deps, draft, reading, own_district))
    paragraphs.append(_topics_line(deps, draft, reading))
    paragraphs.append(texts.IS_IT_RIGHT)
    return ask(*paragraphs, step=PREVIEW_STEP, draft=draft, buttons=(*_buttons(), *_hidden(draft, reading)))


def _buttons() -> tuple[Row, ...]:
    return (
        (Button(texts.SEND, Preview(Choice.SEND)),),
        (Button(texts.CHANGE_TEXT, Preview(Choice.TEXT)), Button(texts.CHANGE_PLACE, Preview(Choice.PLACE))),
        (Button(texts.CHANGE_TOPICS, Preview(Choice.TOPICS)), Button(texts.CANCEL, Preview(Choice.CANCEL))),
    )


def _hidden(draft: Draft, reading: Reading) -> tuple[Row, ...]:
    """Return a button for each word that is hidden: we may be wrong about it."""
    words = dict.fromkeys(words_of(found, reading) for found in reading.personal)
    buttons = [
        (Button(texts.SHOW_WORDS(words=hidden), ShowWords(number)),)
        for number, hidden in enumerate(words)
        if hidden not in draft.shown
    ]
    return tuple(buttons[:MOST_TO_SHOW])


def _place_line(deps: Deps, draft: Draft, reading: Reading, own_district: str | None) -> Phrase:
    district = place_of(draft, reading, own_district)
    if district is None:
        return texts.NO_PLACE
    name = deps.city.district(district).name
    if draft.place_chosen:
        return texts.PLACE(district=name)
    if reading.places:
        span = reading.places[0].span
        return texts.PLACE_BECAUSE(district=name, words=reading.text[span.start : span.end])
    return texts.PLACE_YOURS(district=name)


def _topics_line(deps: Deps, draft: Draft, reading: Reading) -> Phrase:
    topics = topics_of(draft, reading)
    if not topics:
        return texts.NO_TOPIC
    words = tuple(_topic_words(deps, topic, reading.text) for topic in topics)
    return texts.TOPICS(topics=Enumeration(words, between="\n• "))


def _topic_words(deps: Deps, topic: TopicReading, text: str) -> Phrase:
    label = deps.city.topic(topic.id).label
    if not topic.evidence:
        return verbatim(label)
    words = ", ".join(dict.fromkeys(text[start:end] for start, end in topic.evidence[:3]))
    return texts.TOPIC_BECAUSE(topic=label, words=words)
