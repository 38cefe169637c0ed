"""Names of persons behind clear cues in a surface text: `Frau ...`, `ich heiße ...`, `my name is ...`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.known_forms import KNOWN
from nlp.name_cues_abroad import CAPITAL, CAPITAL_WORD, find_names_abroad
from nlp.name_tokens import form_of
from nlp.stems import words

_PARTICLES = r"(?:(?:von|van|de|da|zu|vom|el|al|bin)(?: (?:der|den|dem|la))? |(?:[Aa]l|[Ee]l)-)?"
_SHORT = rf"[{CAPITAL}]\."
_NAME = rf"(?:{_SHORT} ?)*{_PARTICLES}{CAPITAL_WORD}"
_ANY = r"[^\W\d_]{2,25}(?:[-'][^\W\d_]{2,25})*"
_TITLES = r"(?:(?:(?:dr|prof|dipl)\.?(?:-?(?:ing|med|phil|jur|rer|nat)\.?)*|doktor|professor(?:in)?) ?\b *)*"
_BEFORE_SURNAME = re.compile(
    rf"(?<![\w-])(?P<cue>herrn?|frau|hr\.?|fr\.?|familie|fam\.|fräulein|eheleute|mrs?\.?|ms\.?|miss|pani?|pana|(?:dr|prof|ing)\.)"
    rf" {_TITLES}(?P<name>(?P<initials>(?:[a-zäöü]\. ?)*){_PARTICLES}{_ANY}|[a-zäöü]\.)",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    rf"(?i:\b(?:hei(?:ß|ss)e|mein name (?:ist|lautet)|ich bin (?:die|der)|ich bin|ich bins|name:|gez\.|hier (?:ist|schreibt|spricht)"
    rf"|unterzeichnet:?|my name(?: is|'s)|name is|this is|nazywam się|mam na imię|na imię|imię:|tên(?: tôi)?(?: là)?)) (?i:{_TITLES})"
    rf"(?P<name>{_NAME}(?: {_PARTICLES}{CAPITAL_WORD}){{0,3}})"
)
_INTRODUCED_SMALL = re.compile(
    r"\b(?:mein name ist|(?:ich )?hei(?:ß|ss)e|my name is|nazywam się|mam na imię) "
    r"(?P<name>[^\W\d_]{3,20}(?: [^\W\d_]{3,20})?)(?= *(?:[,.!\n]|(?:und|bin|and|i)\b|$))",
    re.IGNORECASE,
)
_I_AM_SMALL = re.compile(r"\bich bins?(?: die| der)? (?P<name>[a-zäöüß]{3,15})(?!\w)", re.IGNORECASE)
_SIGNED = re.compile(
    rf"(?i:\b(?:gr(?:ü|ue)(?:ß|ss)en?|gru(?:ß|ss)|hochachtungsvoll|mfg|lg|vg|regards|pozdrawiam|с уважением|з повагою))[ ,!.]*\n?"
    rf"(?i:ihre?[ ,]|von |deine? |eu(?:er|re) )?[ ]*(?P<name>{_NAME}(?: {_PARTICLES}{CAPITAL_WORD}){{0,2}})[ .!]*(?=\n|$|,)"
)
_SIGNED_SMALL = re.compile(
    r"\b(?:mfg|lg|vg|gr(?:ü|ue)(?:ß|ss)e|gru(?:ß|ss))[ ,!.]*\n? *(?P<name>[a-zäöüß]{3,15})[ .!]*$"
)
_NO_PERSON_BEFORE = re.compile(
    r"(?:^|\W)(?:als|eine?[rnms]?|jede[rs]?|keine?[r]?|meine?[rmn]?|deine?[rm]?|seine?[rm]?|ihre?[rm]?|unsere[r]?|eure|die|der|alte[nr]?"
    r"|ältere[nr]?|junge[nr]?|diese[r]?|andere[nr]?|schwangere[nr]?|welche[r]?|fremde[nr]?|manche|ganze|arme|nette|betrunkene"
    r"|obdachlose|verwirrte|erste|halbe|zwei|drei|pro|neue|deutsche|syrische|ukrainische)\s$",
    re.IGNORECASE,
)
_NOT_NAMES = words(
    """
    bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin minister ministerin präsident kommissarin ober
    präsidentin doktor professor professorin wachtmeister polizist kommissar senator senatorin nachbar nachbarin
    hausmeister pastor pfarrer lehrer lehrerin direktor direktorin kollege gott der die das es sie nicht so alle dies hier
    silvester сильвестр
    mann männer frau frauen kind kinder angst hilfe probleme problem geld hund polizei feuerwehr abends nachts
    morgens ich wir ihr rentner rentnerin mutter vater oma opa student studentin schülerin schüler anwohner
    anwohnerin mieter mieterin bewohner bewohnerin einwohner einwohnerin bürger bürgerin nachbarn rostocker
    rostockerin radfahrer radfahrerin fußgänger fußgängerin mitglied opfer zeuge zeugin dafür dagegen auch
    gerade schon immer sehr wieder mitarbeiter mitarbeiterin angestellte beamter ihre stadt rostock verwaltung
    alleinerziehend behindert gehbehindert blind krank jahre meinung seit ein eine einer jetzt gern gerne froh
    für gegen aus besorgt verärgert wütend traurig müde allein neu willkommen unsere unser alleine
    und oder mit im in am an auf bei zum ist war hat hatte sagt sagte will wird wurde kann muss geht
    the is was a my not from and your mit ihre jemand niemand keiner merkel scholz holle doktor dr prof
    lehrling azubi soldat seemann verkäuferin krankenschwester pfleger pflegerin mama papa
    """
)
_SURE_NAME = re.compile(r"herrn?|hr\.?|fr\.|mrs?\.?|ms\.?", re.IGNORECASE)
_SHORT_SURNAME = re.compile(r"(?<![\w-])(?P<first>[^\W\d_]{3,}) [^\W\d_]\.(?!\w)")
_POLISH = frozenset(["pan", "pani", "pana"])
# A text without any of these, in small letters, holds none of the cues.
_SIGNS_OF_ADDRESS = (
    "herr", "frau", "hr.", "hr ", "fr.", "fr ", "fam", "dr.", "prof", "ing.", "fräulein", "ehel", "mr", "ms ", "ms.", "miss", "pan ",
    "pani", "pana",
)  # fmt: skip
_SIGNS_OF_INTRODUCTION = (
    "heiße", "heisse", "name", "ich bin", "gez.", "hier ist", "hier schreibt", "hier spricht", "unterzeichnet", "this is", "nazywam",
    "imię", "tên", "grü", "grue", "gruß", "gruss", "hochacht", "mfg", "lg", "vg", "regards", "pozdr", "уваж", "повагою",
)  # fmt: skip
_SIGN_OF_SHORT_SURNAME = re.compile(r"[^\W\d_] [^\W\d_]\.")


def find_cued_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of names behind a cue; behind Herr and Frau only the first word is sure."""
    small = text.lower()
    if any(sign in small for sign in _SIGNS_OF_ADDRESS):
        yield from _addressed(text)
    if any(sign in small for sign in _SIGNS_OF_INTRODUCTION):
        yield from _introduced(text)
    if _SIGN_OF_SHORT_SURNAME.search(text):
        yield from _with_short_surname(text)
    if not text.isascii():
        yield from find_names_abroad(text)


def _with_short_surname(text: str) -> Iterator[tuple[int, int]]:
    for match in _SHORT_SURNAME.finditer(text):
        if _begins_as_first_name(match["first"]):
            yield match.span()


def _addressed(text: str) -> Iterator[tuple[int, int]]:
    for match in _BEFORE_SURNAME.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        of_noun = _NO_PERSON_BEFORE.search(before) is not None
        end = match.end("name")
        if (match["initials"] or "")[:1].islower():
            continue
        if not _is_name(match["name"]) or not _may_be_surname(match["cue"], match["name"], of_noun):
            end = match.start("name") + len((match["initials"] or "").rstrip())
        if end > match.start("name") and (match["name"][0].isupper() or match["name"][-1].isalpha()):
            yield match.start("name"), end


def _may_be_surname(cue: str, name: str, of_noun: bool) -> bool:
    """Tell whether what follows a cue can be a surname: with a capital nearly anything, else no everyday word.

    of_noun  an article or adjective stands before the cue, as in `der Herr Müller`, but also in `der Herr saß`.
    """
    word = name.split()[-1]
    form = form_of(word.casefold())
    known = bool(form.first or form.last)
    if word[0].isupper():
        return len(word) > 1 and form.word <= 4 and ((known and form.word < 4) or not of_noun)
    if of_noun or cue.casefold() in _POLISH:
        return False
    if _SURE_NAME.fullmatch(cue):
        return form.word < 3 or (form.noun and form.word <= 4)
    return (known and form.word < 4) or form.word == 0 or (form.noun and form.word < 4)


def _introduced(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_INTRODUCED, _INTRODUCED_SMALL, _I_AM_SMALL, _SIGNED, _SIGNED_SMALL):
        for match in pattern.finditer(text):
            weak = match.group().casefold().startswith(("ich bin", "hier", "this is", "name is"))
            if (
                _is_name(match["name"])
                and not _begins_with_word(match["name"])
                and (not weak or _begins_as_first_name(match["name"]))
            ):
                yield match.span("name")


def _begins_with_word(name: str) -> bool:
    """Tell whether a name of two words begins with an everyday one in small letters: `ich heiße übrigens Gisela`."""
    return " " in name and name[0].islower() and form_of(name.split(" ")[0].casefold()).word > 2


def _is_name(name: str) -> bool:
    return not any(word.casefold() in _NOT_NAMES for word in name.split())


def _begins_as_first_name(name: str) -> bool:
    form = form_of(re.split(r"[ -]", name, maxsplit=1)[0].casefold())
    return form.first >= KNOWN and form.word < (4 if name[0].isupper() else 1)
