"""Onboarding, district, language, pause, stop, help: what a resident can settle about themselves."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers.deps import Deps
from handlers.dialog.reply import Button, Reply, Row, Words, ask, done, go_on_with, rows, say
from handlers.dialog.turn import Commanded, Said, Shared, Turn
from handlers.errors import BadInputError
from handlers.i18n import PageAddress, Phrase, verbatim
from handlers.languages import form_of
from handlers.residents import actions, texts
from handlers.residents.district_question import (
    UnsureDistrictError,
    area_buttons,
    district_buttons,
    in_area,
    understood,
)
from handlers.residents.payloads import Agree, ChooseArea, ChooseDistrict, ChooseLanguage, Hear, PauseFor
from storage.models import Resident

CONSENT_STEP = "residents.consent"
DISTRICT_STEP = "residents.district"
YES_WORDS = frozenset(
    {"ja", "yes", "ok", "okay", "einverstanden", "gut", "gerne", "так", "да", "نعم", "tak", "zgoda", "vâng", "có"}
)
LONGEST_TYPED_DISTRICT = 60
LONGEST_PUT_OFF = 4096

StartPayload = Callable[[Turn, Deps, str], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class PutOff:
    """What a resident said before they agreed: texts, or one command."""

    texts: tuple[str, ...] = ()
    command: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Settling:
    """Why the district is asked: `subscribe` when announcements for it are wanted."""

    subscribe: bool = False


def on_start(payloads: Mapping[str, StartPayload]) -> Callable[[Turn, Deps], Awaitable[Reply]]:
    """Return the step of /start; a deep link's payload `name-rest` goes to the one registered under its name."""

    async def start(turn: Turn, deps: Deps) -> Reply:
        name, _, rest = turn.text.strip().partition("-")
        followed = payloads.get(name)
        if followed is not None and rest:
            return await followed(turn, deps, rest)
        return await begin(turn, deps)

    return start


async def begin(turn: Turn, deps: Deps) -> Reply:
    """Greet whoever comes, and ask those for their consent who have not given it."""
    return await _welcome_back(turn, deps) if turn.consented else ask_consent(turn, deps, PutOff())


async def _welcome_back(turn: Turn, deps: Deps) -> Reply:
    """Greet somebody we know, and offer announcements to who gets none: they may have stopped or blocked us once."""
    if await actions.hears_of_forums(deps, turn.resident_id):
        return done(texts.WELCOME_BACK, texts.NO_EMERGENCY, texts.HELP)
    return done(
        texts.WELCOME_BACK, texts.NO_EMERGENCY, texts.HELP, texts.ASK_SUBSCRIPTION, buttons=subscription_buttons()
    )


def ask_consent(turn: Turn, deps: Deps, put_off: PutOff, *before: Phrase) -> Reply:
    """Say who we are, in which other languages too, and ask for consent, keeping what was put off."""
    privacy = PageAddress(f"{deps.public_url}/datenschutz")
    paragraphs = (
        *_draft_note(turn.language),
        texts.GREETING(operator=deps.city.info.operator),
        texts.NO_EMERGENCY,
        texts.PRIVACY_SHORT,
        texts.PRIVACY_LINK(url=privacy),
        *before,
        texts.ASK_CONSENT,
    )
    agree = (Button(texts.AGREE, Agree()),)
    buttons = (agree, *_language_buttons(deps, but=turn.language))
    return ask(*paragraphs, step=CONSENT_STEP, draft=put_off, buttons=buttons)


async def gate(turn: Turn, deps: Deps) -> Reply | None:
    """Stop what needs consent until it was given; what was said is kept and goes on afterwards."""
    if turn.consented:
        return None
    match turn.act:
        case Said(text=text):
            return ask_consent(turn, deps, PutOff(texts=(text,)), texts.WORDS_KEPT_BACK)
        case Commanded(name=name, rest=rest):
            return ask_consent(turn, deps, PutOff(command=name, rest=rest))
    return ask_consent(turn, deps, PutOff())


def afterword(deps: Deps, resident: Resident) -> Words | None:
    """Tell once that the privacy notice has changed; consent holds for what it was given for, so nothing waits for an answer."""
    if not actions.is_to_be_told(deps, resident):
        return None
    change = deps.city.info.privacy_change
    what = (texts.NOTICE_NEW(change=change),) if change else ()
    link = texts.PRIVACY_LINK(url=PageAddress(f"{deps.public_url}/datenschutz"))
    agree = ((Button(texts.AGREE_AGAIN, Agree()),),)
    return Words((texts.NOTICE_CHANGED, *what, link, texts.CONSENT_HOLDS), agree)


async def on_words_before_consent(turn: Turn, deps: Deps) -> Reply:
    """Take a typed yes as consent, and put off anything else that is written meanwhile."""
    if turn.text.strip().strip("!.").casefold() in YES_WORDS:
        return await on_agree(turn, deps)
    put_off = turn.draft(PutOff)
    if isinstance(turn.act, Shared):
        return ask_consent(turn, deps, put_off)
    kept = (*put_off.texts, turn.text)
    if sum(map(len, kept)) > LONGEST_PUT_OFF:
        return ask_consent(turn, deps, put_off)
    return ask_consent(turn, deps, PutOff(texts=kept), texts.WORDS_KEPT_BACK)


async def on_agree(turn: Turn, deps: Deps) -> Reply:
    """Note consent, then go on with what was put off, or ask about announcements; agreed again, what is asked stays asked."""
    await actions.agree(deps, turn.resident_id)
    if turn.consented and turn.step != CONSENT_STEP:
        return say(texts.AGREED_AGAIN)
    put_off = turn.draft(PutOff) if turn.step == CONSENT_STEP else PutOff()
    if put_off.texts:
        return go_on_with(Said("\n".join(put_off.texts)))
    if put_off.command:
        return go_on_with(Commanded(put_off.command, put_off.rest))
    return done(texts.AGREED, texts.ASK_SUBSCRIPTION, buttons=subscription_buttons())


def subscription_buttons() -> tuple[Row, ...]:
    """Return the three answers to: may we tell you of forums?"""
    return rows(
        [
            Button(texts.HEAR_NEAR, Hear("near")),
            Button(texts.HEAR_CITY, Hear("city")),
            Button(texts.HEAR_NONE, Hear("none")),
        ]
    )


async def on_hear(turn: Turn, deps: Deps) -> Reply:
    """Note whether forums are announced to the resident; for their district it has to be known."""
    if not turn.consented:
        return ask_consent(turn, deps, PutOff())
    which = turn.pressed(Hear).which
    await actions.subscribe(deps, turn.resident_id, wanted=which != "none")
    if which == "none":
        return say(texts.NOT_SUBSCRIBED)
    if which == "city":
        return say(texts.SUBSCRIBED_CITY)
    if turn.district is None:
        return ask_district(deps, Settling(subscribe=True))
    return say(texts.SUBSCRIBED_NEAR(district=deps.city.district(turn.district).name))


def ask_district(deps: Deps, settling: Settling, *before: Phrase) -> Reply:
    """Ask where the resident lives."""
    buttons = (*area_buttons(deps), (Button(texts.RATHER_NOT, ChooseDistrict("-")),))
    return ask(*before, texts.ASK_DISTRICT, step=DISTRICT_STEP, draft=settling, buttons=buttons, location=True)


async def on_district_command(turn: Turn, deps: Deps) -> Reply:
    """Ask for the district, or take it when it was typed behind the command."""
    if turn.text.strip():
        return await _named(turn, deps)
    if turn.district is None:
        return ask_district(deps, Settling())
    return ask_district(deps, Settling(), texts.YOUR_DISTRICT(district=deps.city.district(turn.district).name))


async def _named(turn: Turn, deps: Deps) -> Reply:
    """Take the name behind the command; where it is unknown the question follows, for there is no list to choose from yet."""
    try:
        return await on_district_words(turn, deps)
    except BadInputError as unknown:
        return ask_district(deps, Settling(), unknown.sentence)


async def on_district_words(turn: Turn, deps: Deps) -> Reply:
    """Take a typed name or a shared location as the resident's district; a long text is something else they want to say."""
    if isinstance(turn.act, Said) and len(turn.text.strip()) > LONGEST_TYPED_DISTRICT:
        return go_on_with(turn.act)
    settling = turn.draft(Settling) if turn.step == DISTRICT_STEP else Settling()
    try:
        district = understood(turn, deps)
    except UnsureDistrictError as unsure:
        return ask(unsure.sentence, step=DISTRICT_STEP, draft=settling, buttons=district_buttons(unsure.candidates))
    return await _settle(turn, deps, district.id, settling)


async def on_area(turn: Turn, deps: Deps) -> Reply:
    """Take a Stadtbereich: where it has one district that is it, else ask which."""
    settling = turn.draft(Settling)
    area = deps.city.area(turn.pressed(ChooseArea).area)
    districts = in_area(deps, area.id)
    if len(districts) == 1:
        return await _settle(turn, deps, districts[0].id, settling)
    asked = texts.IN_WHICH_PART(area=area.name)
    return ask(asked, step=DISTRICT_STEP, draft=settling, buttons=district_buttons(districts))


async def on_district(turn: Turn, deps: Deps) -> Reply:
    """Take a pressed district."""
    chosen = turn.pressed(ChooseDistrict).district
    return await _settle(turn, deps, None if chosen == "-" else chosen, turn.draft(Settling))


async def _settle(turn: Turn, deps: Deps, district: str | None, settling: Settling) -> Reply:
    await actions.live_in(deps, turn.resident_id, district)
    if district is None:
        return done(texts.SUBSCRIBED_CITY if settling.subscribe else texts.DISTRICT_FORGOTTEN)
    name = deps.city.district(district).name
    return done(texts.SUBSCRIBED_NEAR(district=name) if settling.subscribe else texts.DISTRICT_SET(district=name))


async def on_language_command(turn: Turn, deps: Deps) -> Reply:
    """Offer the language forms of the pack, or take the one that was typed behind the command, by its tag or its own name."""
    typed = turn.text.strip().casefold()
    for language in deps.city.info.languages:
        if typed in (language, form_of(language).name.casefold()):
            return await _speak(turn, deps, language)
    return say(texts.ASK_LANGUAGE, buttons=_language_buttons(deps))


async def on_language(turn: Turn, deps: Deps) -> Reply:
    """Note the language that was pressed."""
    return await _speak(turn, deps, turn.pressed(ChooseLanguage).language)


async def _speak(turn: Turn, deps: Deps, language: str) -> Reply:
    """Note the language and answer in it; who is still being asked for consent is asked again in words they understand."""
    if language not in deps.city.info.languages:
        return say(texts.ASK_LANGUAGE, buttons=_language_buttons(deps))
    await actions.speak(deps, turn.resident_id, language)
    if turn.step == CONSENT_STEP:
        return ask_consent(replace(turn, language=language), deps, turn.draft(PutOff))
    return say(texts.LANGUAGE_SET, *_draft_note(language))


def _language_buttons(deps: Deps, but: str = "") -> tuple[Row, ...]:
    """Return a button for each language form in its own words, for who is looking for it reads no other; two a row."""
    offered = [language for language in deps.city.info.languages if language != but]
    return rows([Button(verbatim(form_of(language).name), ChooseLanguage(language)) for language in offered], across=2)


def _draft_note(language: str) -> tuple[Phrase, ...]:
    return (texts.DRAFT,) if form_of(language).draft else ()


async def on_pause_command(_turn: Turn, _deps: Deps) -> Reply:
    """Offer how long to be quiet."""
    buttons = [
        Button(texts.PAUSE_WEEK, PauseFor(7)),
        Button(texts.PAUSE_MONTH, PauseFor(30)),
        Button(texts.RESUME, PauseFor(0)),
    ]
    return say(texts.ASK_PAUSE, buttons=rows(buttons))


async def on_pause(turn: Turn, deps: Deps) -> Reply:
    """Be quiet for so many days, or tell of forums again."""
    days = min(turn.pressed(PauseFor).days, 366)
    await actions.pause(deps, turn.resident_id, days)
    if days == 0:
        return say(texts.RESUMED)
    return say(texts.PAUSED(until=turn.at + timedelta(days=days)))


async def on_stop(turn: Turn, deps: Deps) -> Reply:
    """Stop, at once and over every open question."""
    await actions.stop(deps, turn.resident_id)
    return done(texts.STOPPED, buttons=((Button(texts.RESUME, PauseFor(0)),),))


async def on_help(_turn: Turn, _deps: Deps) -> Reply:
    """Show what one can do."""
    return say(texts.HELP, texts.NO_EMERGENCY)


async def on_contact(_turn: Turn, deps: Deps) -> Reply:
    """Say who is responsible and how to reach them; what the city has not filled in is left out."""
    info = deps.city.info
    lines = [texts.CONTACT(operator=info.operator)]
    if info.office and info.address:
        lines.append(texts.CONTACT_OFFICE(office=info.office, address=info.address))
    if info.contact_email:
        lines.append(texts.CONTACT_MAIL(email=info.contact_email))
    if info.phone:
        lines.append(texts.CONTACT_PHONE(phone=info.phone))
    if info.website:
        lines.append(texts.CONTACT_WEBSITE(website=info.website))
    return say(*lines, texts.NO_EMERGENCY)


async def on_privacy(_turn: Turn, deps: Deps) -> Reply:
    """Show the short notice and where the full one stands."""
    url = PageAddress(f"{deps.public_url}/datenschutz")
    return say(texts.PRIVACY_SHORT, texts.PRIVACY_LINK(url=url), buttons=((Button(texts.READ_PRIVACY, url=url),),))
