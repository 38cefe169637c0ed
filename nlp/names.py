"""Names of persons in a surface text, found by clear cues only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.stems import words

_WORD = r"[A-ZÄÖÜÀ-Þ][a-zäöüßà-ÿ'’]+(?:[A-ZÄÖÜ][a-zäöüß]+)?(?:-[A-ZÄÖÜ][a-zäöüß]+)*"
_PARTICLES = r"(?:(?:von|van|de|da|zu|vom|el|al|bin)(?: (?:der|den|dem|la))? )?"
_SHORT_FORM = r"[A-ZÄÖÜ]\."
_NAME = rf"(?:{_SHORT_FORM} ?)*{_PARTICLES}{_WORD}"
_TITLES = r"(?:(?:Dr|Prof|Dipl)\.?(?:-?(?:Ing|med|phil|jur|rer|nat)\.?)* ?|Doktor |Professor(?:in)? )*"
_ADDRESSED = re.compile(
    rf"(?<![\w-])(?:Herrn?|Frau|Hr\.|Fr\.|Familie|Fam\.|Fräulein|Eheleute|(?:Dr"
    rf"|Prof)\.) {_TITLES}(?P<name>{_NAME}(?:(?: |-){_PARTICLES}{_WORD})?)"
)
_INTRODUCED = re.compile(
    rf"(?i:\b(?:ich hei(?:ß|ss)e|mein name (?:ist|lautet)|ich bin (?:die|der)|ich bin|name:|gez\."
    rf"|hier (?:ist|schreibt)|unterzeichnet:?)) {_TITLES}(?P<name>{_NAME}(?: {_PARTICLES}{_WORD})?)"
)
_INTRODUCED_SMALL = re.compile(
    r"\b(?:mein name ist|ich hei(?:ß|ss)e) (?P<name>[a-zäöüß]{3,20}(?: [a-zäöüß]{3,20})?)(?= *(?:[,.!\n]|und\b|$))",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?i:\b(?:gr(?:ü|ue)(?:ß|ss)en?|gru(?:ß|ss)|hochachtungsvoll|mfg|lg|vg))[ ,!.]*\n?(?i:ihre?[ ,]|von "
    rf"|dein[e]? )?[ ]*(?P<name>{_NAME}(?: {_PARTICLES}{_WORD}){{0,2}})[ .!]*(?=\n|$|,)"
)
_RELATED = re.compile(
    r"\b(?:Nachbar(?:in|n)?|Kolleg(?:e|in)|(?:Ver)?[Mm]ieter(?:in)?|Hausmeister(?:in)?|(?:Ehe|ehe)?[Mm]ann"
    r"|(?:Ehe|ehe)?[Ff]rau"
    rf"|Sohn|Tochter|Freund(?:in)?|Enkel(?:in)?|Bruder|Schwester|Dealer|Bewohner(?:in)?) (?P<name>{_NAME}(?: {_WORD})?)"
)
# After these cues a name stands; True where it must begin with a first name to be told from a noun.
_CUES = ((_INTRODUCED, False), (_RELATED, True), (_INTRODUCED_SMALL, False), (_SIGNED, False))
_SIGNS = re.compile(
    r"Her|Fr|Fam|Dr|Prof|Ehel|hei[sß]|[Nn]ame|NAME|[Gg]r[uü]|hochacht|Hochacht|[MmLlVv]f?[Gg]|[Ii]ch bin"
    r"|[Hh]ier|Nachb|Kolle|ieter|meister|[Mm]ann|rau|Sohn|Toch|Enk|Brud|Schwe|Deal|Bewoh|gez|nterz"
)
_NO_PERSON_BEFORE = re.compile(
    r"(?:^|\W)(?:als|eine?[rs]?|jede[rs]?|keine?[r]?|meine?[rm]?|seine?[rm]?|ihre?[rm]?|unsere[r]?|alte[n]?"
    r"|ältere[n]?|junge[n]?|"
    r"diese[r]?|andere[n]?|schwangere[n]?|welche[r]?|fremde[n]?|manche)\s$",
    re.IGNORECASE,
)
_NOT_NAMES = words(
    """
    bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin minister ministerin präsident
    präsidentin doktor professor professorin wachtmeister polizist kommissar senator senatorin nachbar nachbarin
    hausmeister pastor pfarrer lehrer lehrerin direktor kollege gott der die das es sie nicht so alle dies hier
    mann männer frau frauen kind kinder angst hilfe probleme problem geld hund polizei feuerwehr abends nachts
    morgens ich wir ihr rentner rentnerin mutter vater oma opa student studentin schülerin schüler anwohner
    anwohnerin mieter mieterin bewohner bewohnerin einwohner einwohnerin bürger bürgerin nachbarn rostocker
    rostockerin radfahrer radfahrerin fußgänger fußgängerin mitglied opfer zeuge zeugin dafür dagegen auch
    gerade schon immer sehr wieder mitarbeiter mitarbeiterin angestellte beamter ihre stadt rostock verwaltung
    alleinerziehend behindert gehbehindert blind krank jahre meinung seit ein eine einer jetzt gern gerne froh
    für gegen aus besorgt verärgert wütend traurig müde allein neu willkommen unsere unser alleine
    """
)
# After Herr or Frau a second word is a name only behind a first name: `Herr Müller Krach` is not.
_FIRST_NAMES = words(
    """
    achim adam ahmed alex alexander alexandra ali alina amira andrea andreas angela angelika anja anke anna anne
    annegret annett annika antje arne astrid axel barbara bastian beate ben benjamin bernd bettina birgit björn
    brigitte britta carina carla carmen carsten charlotte chris christa christel christian christiane christina
    christine claudia clara conny cornelia dagmar daniel daniela david dennis detlef dieter dietmar dirk dominik
    doris dorothea edith elena elfriede elias elisabeth elke ella ellen elsa emil emilia emily emma erich erik
    erika ernst erwin eva fabian fatima felix finn florian frank franz franziska frauke frieda friedrich fritz
    gabi gabriele georg gerd gerda gerhard gisela greta günter günther gudrun guido hanna hannah hannelore
    hannes hans harald hartmut heidi heike heiko heinrich heinz helene helga helmut henry herbert hermann hilde
    holger horst ibrahim ilse ina ines inge ingeborg ingo ingrid irene iris irina jakob jan jana janine jens
    jessica joachim johann johanna johannes jonas josef judith julia julian jürgen jutta kai karin karl karla
    karsten katharina kathrin katja katrin kerstin kevin kirsten klaus kristin kurt lara lars laura lea lena
    leon leonie leonard lina linda lisa lotte louis luca lucas luisa lukas lutz magdalena maik manfred manuela
    marc marcel marco maren margarete margot maria marie marina mario marion markus marlies martha martin
    martina mathias matthias max maximilian melanie mia michael michaela mike mohammed monika monique mustafa
    nadine nadja natalia nicole nils nina nora norbert olaf oleg olena oliver oskar otto patrick paul paula
    peggy peter petra philipp rainer ralf ramona regina reiner renate rené rita robert roland rolf ronny
    rosemarie rudi rudolf ruth sabine sabrina sandra sara sarah sascha sebastian siegfried sigrid silke silvia
    simon simone sofia sonja sophie stefan stefanie steffen stephan susanne sven svenja svetlana sylvia tanja
    tatjana theo thomas thorsten tim tina tobias tom torsten udo ulf ulla ulrich ulrike ursula ute uta uwe
    valentina vera veronika victoria viktor volker waltraud werner wilhelm willi wolf wolfgang yvonne yusuf
    zeynep
    """
)


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield names after Herr, Frau, `ich heiße`, `mein Nachbar`, and under a greeting at the end."""
    if not _SIGNS.search(text):
        return
    yield from _addressed(text)
    for pattern, first_name_needed in _CUES:
        for match in pattern.finditer(text):
            needed = first_name_needed or match.group().casefold().startswith("ich bin")
            if _is_name(match["name"]) and (not needed or _starts_with_first_name(match["name"])):
                yield match.span("name")


def _addressed(text: str) -> Iterator[tuple[int, int]]:
    for match in _ADDRESSED.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        is_noun = match.group().startswith("Frau ") and _NO_PERSON_BEFORE.search(before)
        if not is_noun and _is_name(match["name"]):
            yield match.start("name"), match.end("name") - _surplus(match["name"])


def _is_name(name: str) -> bool:
    return not any(word.casefold() in _NOT_NAMES for word in name.split())


def _starts_with_first_name(name: str) -> bool:
    return re.split(r"[ -]", name, maxsplit=1)[0].casefold() in _FIRST_NAMES


def _surplus(name: str) -> int:
    """Return how many characters at the end are no part of the name: a capital noun behind the surname."""
    words = name.split(" ")
    if len(words) == 1 or _starts_with_first_name(name) or words[0].endswith(".") or words[0][0].islower():
        return 0
    return len(name) - len(words[0])
