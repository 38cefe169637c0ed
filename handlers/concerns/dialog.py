"""The way of a concern through the conversation: text, preview, corrections, hand in, list, withdraw."""

from dataclasses import dataclass, replace

from handlers.city.pack import District
from handlers.concerns import actions, correcting, preview, receipts, rules, signposts, texts
from handlers.concerns.payloads import (
    Choice,
    Correct,
    PlaceArea,
    PlaceDistrict,
    Preview,
    ShowPath,
    ShowWords,
    ToggleTopic,
    Withdraw,
)
from handlers.concerns.preview import Draft
from handlers.deps import Deps
from handlers.dialog.reply import Button, Reply, Row, ask, done, rows, say
from handlers.dialog.turn import Commanded, Shared, Turn
from handlers.errors import BadInputError
from handlers.i18n import Enumeration, Phrase, verbatim
from handlers.residents.district_question import UnsureDistrictError, in_area, understood
from storage.models import Outcome, Source
from storage.readings.concerns import ConcernReading

TEXT_STEP = "concerns.text"
CALM_STEP = "concerns.calm"
PLACE_STEP = "concerns.place"
TOPICS_STEP = "concerns.topics"
CORRECT_STEP = "concerns.correct"
SEND_WORDS = frozenset({"ja", "absenden", "senden", "ok", "okay", "richtig", "stimmt", "abgeben", "yes"})
SHOWN_OF_MINE = 10
SHOWN_WITH_BUTTONS = 5
SHOWN_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Correcting:
    """Which concern is written anew."""

    concern_id: int


async def on_concern_command(turn: Turn, deps: Deps) -> Reply:
    """Ask for the text, or take what was typed behind the command."""
    if isinstance(turn.act, Commanded) and turn.text.strip():
        return await on_text(turn, deps)
    return ask(texts.ASK_TEXT, step=TEXT_STEP, draft=Draft(), buttons=((_choice(texts.CANCEL, Choice.CANCEL),),))


async def on_text(turn: Turn, deps: Deps) -> Reply:
    """Say where a text is better helped, or take it as a new concern and show how it would be passed on."""
    rules.check_length(turn.text)
    signpost = await signposts.unasked(turn, deps)
    return signpost or await preview.show(deps, Draft(text=rules.check_text(turn.text)), turn.district)


async def on_words_at_signpost(turn: Turn, deps: Deps) -> Reply:
    """Take a typed yes as "hand it in all the same", anything else as a text of its own."""
    if _is_yes(turn.text):
        return await _anyway(turn, deps)
    return await on_text(turn, deps)


async def _anyway(turn: Turn, deps: Deps) -> Reply:
    draft = turn.draft(Draft)
    return await preview.show(deps, replace(draft, text=rules.check_text(draft.text)), turn.district)


def _is_yes(text: str) -> bool:
    return text.strip().strip("!.").casefold() in SEND_WORDS


async def on_asked_text(turn: Turn, deps: Deps) -> Reply:
    """Take the text that was asked for; what was already chosen stays. A location chooses the place."""
    if isinstance(turn.act, Shared):
        raise BadInputError(texts.ASK_TEXT)
    draft = replace(turn.draft(Draft), text=rules.check_text(turn.text))
    signpost = await signposts.asked(turn, deps, draft) if turn.step == TEXT_STEP else None
    return signpost or await preview.show(deps, draft, turn.district)


async def on_location(turn: Turn, deps: Deps) -> Reply:
    """Take a location out of the blue as the place of a concern to come."""
    district = _located(turn, deps)
    draft = Draft(district=district.id, place_chosen=True)
    return ask(texts.PLACE(district=district.name), texts.ASK_TEXT, step=TEXT_STEP, draft=draft)


def _located(turn: Turn, deps: Deps) -> District:
    """Return the district of a shared location where no list of districts stands above."""
    try:
        return understood(turn, deps)
    except BadInputError:
        raise BadInputError(texts.OUTSIDE(city=deps.city.info.short_name)) from None


async def on_words_at_preview(turn: Turn, deps: Deps) -> Reply:
    """Take a typed yes as "hand in", a location as the place, anything else as an addition: people write in two messages."""
    draft = turn.draft(Draft)
    if isinstance(turn.act, Shared):
        district = _located(turn, deps)
        return await preview.show(deps, replace(draft, district=district.id, place_chosen=True), turn.district)
    if _is_yes(turn.text):
        return await _hand_in(turn, deps, draft)
    longer = rules.check_text(f"{draft.text}\n{turn.text}")
    return await preview.show(deps, replace(draft, text=longer), turn.district, texts.ADDED)


async def on_choice(turn: Turn, deps: Deps) -> Reply:
    """Do what was chosen under the preview."""
    draft = turn.draft(Draft)
    match turn.pressed(Preview).choice:
        case Choice.SEND:
            return await _hand_in(turn, deps, draft)
        case Choice.TEXT:
            return ask(texts.ASK_NEW_TEXT, step=TEXT_STEP, draft=draft, buttons=((_choice(texts.BACK, Choice.BACK),),))
        case Choice.TOPICS:
            return await _ask_topics(turn, deps, draft)
        case Choice.PLACE:
            return _ask_place(deps, draft)
        case Choice.NOWHERE:
            return await preview.show(deps, replace(draft, district=None, place_chosen=True), turn.district)
        case Choice.CANCEL:
            return done(texts.DISCARDED)
    return await _anyway(turn, deps)


async def on_show_words(turn: Turn, deps: Deps) -> Reply:
    """Show words again that are no personal data."""
    draft = turn.draft(Draft)
    reading = await deps.read(draft.text)
    hidden = list(dict.fromkeys(preview.words_of(found, reading) for found in reading.personal))
    chosen = hidden[turn.pressed(ShowWords).number :][:1]
    return await preview.show(deps, replace(draft, shown=(*draft.shown, *chosen)), turn.district)


async def _hand_in(turn: Turn, deps: Deps, draft: Draft) -> Reply:
    reading = await deps.read(draft.text)
    concern = await actions.submit(
        deps,
        actions.Submission(
            resident_id=turn.resident_id,
            reading=reading,
            source=Source(turn.channel),
            redacted=preview.redacted(draft, reading),
            district=preview.place_of(draft, reading, turn.district),
            topics=preview.topics_of(draft, reading),
        ),
    )
    await actions.no_longer_aside(deps, turn.resident_id, draft.text)
    code = receipts.line(deps, concern.number)
    return done(texts.RECEIPT(number=concern.number), code, _way_of(deps, concern), texts.SEE_MINE, receipt=True)


def _way_of(deps: Deps, concern: ConcernReading) -> Phrase:
    if not concern.workgroups:
        return texts.GOES_TO_PERSON
    labels = [deps.city.workgroup(workgroup).label for workgroup in concern.workgroups]
    return texts.GOES_TO(workgroups=Enumeration(tuple(verbatim(label) for label in labels)))


def _choice(label: Phrase, choice: Choice) -> Button:
    return Button(label, Preview(choice))


def _back() -> Row:
    return (_choice(texts.BACK, Choice.BACK),)


def _ask_place(deps: Deps, draft: Draft, *before: Phrase) -> Reply:
    areas = rows([Button(verbatim(area.name), PlaceArea(area.id)) for area in deps.city.areas], across=2)
    rest = ((_choice(texts.NOWHERE, Choice.NOWHERE), _choice(texts.BACK, Choice.BACK)),)
    return ask(*before, texts.ASK_PLACE, step=PLACE_STEP, draft=draft, buttons=(*areas, *rest), location=True)


async def on_place_words(turn: Turn, deps: Deps) -> Reply:
    """Take a typed or shared place."""
    draft = turn.draft(Draft)
    try:
        district = understood(turn, deps)
    except UnsureDistrictError as unsure:
        buttons = rows([Button(verbatim(one.name), PlaceDistrict(one.id)) for one in unsure.candidates])
        return ask(unsure.sentence, step=PLACE_STEP, draft=draft, buttons=(*buttons, _back()))
    return await preview.show(deps, replace(draft, district=district.id, place_chosen=True), turn.district)


async def on_place_area(turn: Turn, deps: Deps) -> Reply:
    """Take a Stadtbereich: where it has one district that is it, else ask which."""
    draft = turn.draft(Draft)
    districts = in_area(deps, turn.pressed(PlaceArea).area)
    if len(districts) > 1:
        buttons = rows([Button(verbatim(one.name), PlaceDistrict(one.id)) for one in districts])
        return ask(texts.ASK_PLACE, step=PLACE_STEP, draft=draft, buttons=(*buttons, _back()))
    return await preview.show(deps, replace(draft, district=districts[0].id, place_chosen=True), turn.district)


async def on_place_district(turn: Turn, deps: Deps) -> Reply:
    """Take a pressed district as the place."""
    district = deps.city.district(turn.pressed(PlaceDistrict).district)
    draft = replace(turn.draft(Draft), district=district.id, place_chosen=True)
    return await preview.show(deps, draft, turn.district)


async def _ask_topics(turn: Turn, deps: Deps, draft: Draft) -> Reply:
    chosen = await _chosen_topics(deps, draft)
    buttons = [
        Button((texts.CHOSEN if topic.id in chosen else texts.NOT_CHOSEN)(topic=topic.label), ToggleTopic(topic.id))
        for topic in deps.city.topics
    ]
    finish = ((_choice(texts.TOPICS_DONE, Choice.BACK),),)
    asked = texts.ASK_TOPICS(most=rules.MOST_TOPICS, n=len(chosen))
    return ask(asked, step=TOPICS_STEP, draft=replace(draft, topics=chosen), buttons=(*rows(buttons), *finish))


async def _chosen_topics(deps: Deps, draft: Draft) -> tuple[str, ...]:
    if draft.topics is not None:
        return draft.topics
    return tuple(topic.id for topic in actions.suggested(await deps.read(draft.text)))


async def on_topic(turn: Turn, deps: Deps) -> Reply:
    """Tick a topic or take its tick away."""
    draft = turn.draft(Draft)
    topic = deps.city.topic(turn.pressed(ToggleTopic).topic).id
    chosen = await _chosen_topics(deps, draft)
    if topic in chosen:
        chosen = tuple(other for other in chosen if other != topic)
    elif len(chosen) >= rules.MOST_TOPICS:
        raise BadInputError(texts.TOO_MANY_TOPICS(most=rules.MOST_TOPICS))
    else:
        chosen = (*chosen, topic)
    return await _ask_topics(turn, deps, replace(draft, topics=chosen))


async def on_words_at_topics(turn: Turn, deps: Deps) -> Reply:
    """Show the topics once more: they are chosen by button."""
    return await _ask_topics(turn, deps, turn.draft(Draft))


async def on_mine(turn: Turn, deps: Deps) -> Reply:
    """List the resident's own concerns with what became of them."""
    concerns, total = await actions.mine(deps, turn.resident_id, SHOWN_OF_MINE)
    if not concerns:
        return say(texts.MINE_EMPTY)
    lines = [_line(concern) for concern in concerns]
    buttons = [
        (Button(texts.SHOW_PATH(number=concern.number), ShowPath(concern.id)), *_withdrawing(concern))
        for concern in concerns[:SHOWN_WITH_BUTTONS]
    ]
    more = (texts.MINE_LAST(last=SHOWN_OF_MINE),) if total > len(concerns) else ()
    return say(texts.MINE(n=total), *lines, *more, buttons=tuple(buttons))


def _withdrawing(concern: ConcernReading) -> Row:
    open_still = concern.outcome is Outcome.OPEN
    return (Button(texts.WITHDRAW(number=concern.number), Withdraw(concern.id, 0)),) if open_still else ()


def _line(concern: ConcernReading) -> Phrase:
    shown = concern.text if len(concern.text) <= SHOWN_LENGTH else f"{concern.text[:SHOWN_LENGTH].rstrip()} …"
    state = texts.STATES[concern.status] if concern.outcome is Outcome.OPEN else texts.OUTCOMES[concern.outcome]
    if not shown:
        return texts.MINE_LINE_ERASED(number=concern.number, at=concern.received_at.date(), state=state)
    return texts.MINE_LINE(number=concern.number, at=concern.received_at.date(), text=shown, state=state)


async def on_withdraw(turn: Turn, deps: Deps) -> Reply:
    """Ask once whether it is meant, then withdraw."""
    pressed = turn.pressed(Withdraw)
    concern = await actions.own(deps, turn.resident_id, pressed.concern_id)
    if not pressed.sure:
        button = Button(texts.WITHDRAW_YES, Withdraw(concern.id, 1))
        return say(texts.WITHDRAW_SURE(number=concern.number), buttons=((button,),))
    number = await actions.withdraw(deps, turn.resident_id, concern.id)
    return say(texts.WITHDRAWN(number=number))


async def on_correct(turn: Turn, deps: Deps) -> Reply:
    """Ask for the new text of a concern nobody has read yet."""
    concern = await actions.own(deps, turn.resident_id, turn.pressed(Correct).concern_id)
    await correcting.check_possible(deps, turn.resident_id, concern.id)
    buttons = ((_choice(texts.CANCEL, Choice.CANCEL),),)
    return ask(
        texts.ASK_CORRECTED(number=concern.number), step=CORRECT_STEP, draft=Correcting(concern.id), buttons=buttons
    )


async def on_corrected_text(turn: Turn, deps: Deps) -> Reply:
    """Take the new text and show how it is passed on."""
    reading = await deps.read(rules.check_text(turn.text))
    number = await correcting.correct(deps, turn.resident_id, turn.draft(Correcting).concern_id, reading)
    return done(texts.CORRECTED(number=number), texts.QUOTED(text=reading.redacted), receipt=True)


async def on_no_danger(turn: Turn, deps: Deps) -> Reply:
    """Ask for the text once more after an alarm; this time it is taken as a concern, whatever it says."""
    return ask(texts.ASK_CALM_TEXT, step=CALM_STEP, draft=Draft(), buttons=((_choice(texts.CANCEL, Choice.CANCEL),),))
