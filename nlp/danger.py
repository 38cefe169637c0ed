"""Wordings of danger that no list of stems covers, in folded German.

Each signal has a cue, a plain piece of text that must stand in the clause, so that the pattern is hardly ever run.
`.{0,n}` never leaves a clause: triage cuts the text into clauses first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FIRE = "life_threat_fire"
POISONING = "poisoning"
SUICIDE = "suicide_crisis"
CHILD = "child_at_risk"
DOMESTIC = "domestic_violence"
CRIME = "crime_in_progress"
ALARMS = (FIRE, POISONING, SUICIDE, CHILD, DOMESTIC, CRIME)


class Signal(NamedTuple):
    """A wording of danger and the alarm it raises."""

    alarm: str
    cue: str
    pattern: re.Pattern[str]


_CLOSE = (
    r"(?:mann|freund|frau|freundin|partner\w*|vater|mutter|stiefvater|papa|mama|ex|sohn|bruder|ex-\w+|expartner|er|sie)"
)
_SOMEBODY = (
    r"(?:jemand\w*|einer?|ein|typ\w*|mann|maenner|frau|kerl\w*|leute|gruppe|jugendliche\w*|er|sie|die|der"
    r"|nachbar\w*|unbekannte\w*|fremde\w*)"
)
_PERSON = (
    r"(?:mann|frau|kind|jemand|vater|mutter|oma|opa|person|nachbar\w*|kollege|kollegin|freund\w*|sohn|tochter|er|einer"
    r"|papa|mama|junge|maedchen|radfahrer\w*|bruder|schwester)"
)
_CHILDREN = r"(?:kind|kinder|baby|kleinkind|saeugling|tochter|sohn|enkel\w*)"
_SWALLOWED = r"(?:geschluckt|verschluckt|getrunken|gegessen|genommen|eingenommen)"

_WORDINGS: tuple[tuple[str, str, str], ...] = (
    (FIRE, "flammen", r"\bin flammen\b|\bflammen (?:schlagen|aus)\b"),
    (FIRE, "feuer",
        r"\bfeuer ?!|\bfeuer (?:im|auf dem|am|beim) \w*(?:haus|keller|dach|balkon|zimmer|wohnung|nachbar\w*|hof"
        r"|flur)\b"),
    (FIRE, "feuer", r"^feuer\b\W*$|\bes gibt ein feuer\b"),
    (FIRE, "brenn",
        r"\b(?:haus|haeuser|wohnung|keller|auto|autos|container|muelltonnen?|wald|kueche|dach"
        r"|balkon)\b.{0,15}\bbrennen\b"),
    (FIRE, "rauch", r"\b(?:dichter|starker|schwarzer|ueberall) rauch|\brauch (?:im|dringt|kommt|quillt|steigt)"),
    (FIRE, "qualm", r"\b(?:dichter|starker|schwarzer|viel|ueberall) qualm|\bqualmt\b|\bqualm (?:im|aus|dringt|kommt)"),
    (FIRE, "gas", r"\b(?:riecht|stinkt)\b.{0,20}\bnach gas\b(?!-)|\bgas (?:stroemt|tritt) aus|\bgasleck|\bgasaustritt"),
    (FIRE, "explodier", r"\bexplodiert (?:gleich|gerade|hier|\W*$)|\bist (?:was|etwas|eine? \w+) explodiert"),
    (FIRE, "nicht",
        r"\b(?:bewegt|ruehrt|regt) sich nicht(?: mehr)?\b|\breagiert (?:nicht|auf nichts)(?: mehr)?\W*$"
        r"|\bwacht nicht (?:mehr )?auf"),
    (FIRE, "umgekippt", rf"\b{_PERSON}\b.{{0,40}}\bumgekippt"),
    (FIRE, "zusammengebrochen", rf"\b{_PERSON}\b.{{0,40}}\bzusammengebrochen"),
    (FIRE, "bren", r"\bes bren(?:n?d|t)\b"),
    (FIRE, "zuende", r"\bzuende[tn]\b.{0,30}\ban\b"),
    (FIRE, "verletzte", r"\bmehrere (?:schwer)?verletzte\b"),
    (FIRE, "blut", r"\bvoller blut\b|\bvoll mit blut\b"),
    (FIRE, "rauch", r"\bvoller rauch\b|\bvoll mit rauch\b"),
    (FIRE, "ire", r"^\W*(?:fire|there is a fire)\b"),
    (FIRE, "kein", r"\b(?:keine luft(?: mehr)?\W*$|(?:bekomm|krieg)\w* .{0,15}keine luft|kein(?:en)? puls)"),
    (FIRE, "erstick", r"\berstickt (?:gerade|gleich|fast|\W*$)|\bich ersticke\b(?! (?:im|an der|in) )"),
    (FIRE, "liegt", r"\bliegt .{0,40}\b(?:reglos|regungslos|leblos|blutend|blut|bewegungslos|ohnmaechtig)"),
    (FIRE, "blut",
        r"\bblutet (?:stark|sehr|heftig|wie|ueberall|aus|am kopf|und hoert)|\bueberall(?: ist)? blut"
        r"|\bviel blut\b"),
    (FIRE, "unfall",
        r"\bunfall (?:passiert|gerade|mit verletzten)|\b(?:hier|gerade|da) (?:\w+ ){0,3}(?:schwere[rn]?|ein"
        r"|einen) unfall\b|^schwerer unfall\b(?! (?:ist|waere|nur))"
        r"|\bunfall\W+.{0,25}verletzte\b"),
    (FIRE, "verletzt", r"\b(?:schwer|lebensgefaehrlich) verletzt"),
    (FIRE, "in",
        r"\b(?:ins (?:wasser|eis|hafenbecken)|in die warnow) (?:ein)?(?:gefallen|gestuerzt|gesprungen"
        r"|gebrochen)"),
    (FIRE, "wasser",
        r"\b(?:mann|frau|kind|jemand|person|junge|maedchen)\b (?:\w+ )?(?:ist |treibt "
        r"|liegt )?im (?:kalten )?wasser\b"),
    (FIRE, "eis", r"\b(?:ist|sind) (?:\w+ )?(?:im|ins) eis eingebrochen"),
    (FIRE, "ertrink", r"\b(?:ich|jemand|\w+) ertrinke\w*\b(?! (?:im|in) )"),
    (FIRE, "stirbt", r"\bstirbt (?:gerade|gleich|mir|hier)\b|\b(?:er|sie|mein\w* \w+) stirbt\W*$"),
    (FIRE, "ich sterbe", r"\bich sterbe\b"),
    (FIRE, "schmerzen",
        r"\b(?:starke|heftige|schlimme|grosse) .{0,12}schmerzen in der brust"
        r"|\bbrustschmerzen\b.{0,20}\b(?:stark|luft)"),
    (FIRE, "krampf", r"\bkrampfanfall|\bkrampft\b"),
    (FIRE, "wagen", r"\b(?:brauch\w*|schick\w*|ruf\w*|bitte) .{0,25}(?:kranken|rettungs)wagen\b(?!-| ?standort)"),
    (FIRE, "notarzt", r"\b(?:brauch\w*|schick\w*|ruf\w*|bitte) .{0,25}notarzt|\bnotarzt (?:bitte|schnell)"),
    (FIRE, "feuerwehr",
        r"\b(?:schick\w*|ruf(?:t|en sie)) .{0,15}feuerwehr|\bfeuerwehr (?:schnell|sofort|bitte kommen)"),
    (FIRE, "bombe", r"\bbombe (?:im|in|am|gefunden|liegt|explodiert)|\bbombendrohung"),
    (POISONING, "ge",
        rf"\b(?:tabletten|pillen|schlaftabletten|putzmittel|\w*reiniger|gift|saeure|knopfzelle|batterie"
        rf"|knollenblaetter\w*|frostschutz)\b.{{0,30}}\b{_SWALLOWED}"),
    (POISONING, "verschluckt",
        rf"\b(?:tabletten|pillen|schlaftabletten|putzmittel|\w*reiniger|gift|saeure|knopfzelle|batterie"
        rf"|knollenblaetter\w*|frostschutz)\b.{{0,30}}\b{_SWALLOWED}"),
    (POISONING, "schluckt",
        rf"\b{_SWALLOWED}\b.{{0,30}}\b(?:tabletten|pillen|putzmittel|gift|saeure|knopfzelle|batterie)\b"),
    (POISONING, "zu viel", r"\bzu viele? (?:tabletten|pillen|schlafmittel|medikamente)\b"),
    (POISONING, "kohlenmonoxid",
        r"\bkohlenmonoxid(?:vergiftung|-?melder (?:schlaegt|piept)|\b.{0,20}\b(?:in der wohnung|tritt aus"
        r"|ausgetreten))"),
    (SUICIDE, "bring",
        r"\bich bringe? mich (?:heute |jetzt |noch )?um\b|\bmich umzubringen\b|\bbringt sich (?:\w+ )?um\b"),
    (SUICIDE, "leben",
        r"\b(?:mir|sich) (?:heute |jetzt )?das leben (?:zu )?nehmen|\b(?:mache"
        r"|setze) (?:\w+ )?meinem leben ein ende|\bnicht mehr (?:weiter)?leben\b|\bnicht mehr am leben sein"),
    (SUICIDE, "sterben",
        r"\b(?:will|moechte|wuerde|werde) (?:ich )?(?:nur noch |einfach |am liebsten |jetzt |heute "
        r"|gerne? )*sterben"),
    (SUICIDE, "tot", r"\b(?:waere|wenn ich) (?:ich )?(?:am liebsten |lieber |besser |doch )?tot\b"),
    (SUICIDE, "spring",
        r"\b(?:ich|er|sie|jemand) .{0,30}\bspring\w*.{0,25}(?:bruecke|dach|gleis|fenster|balkon|hochhaus|zug\b)"
        r"|\b(?:will|wird|droht|gleich)\b.{0,30}(?:runter|hinunter|herunter|runterzu|herunterzu)spring"),
    (SUICIDE, "bruecke",
        r"\bbruecke\b.{0,30}\b(?:will|droht|gleich) .{0,15}springen|\b(?:von"
        r"|auf) der \w*bruecke (?:zu )?springen"),
    (SUICIDE, "springe", r"\bspringe (?:ich )?(?:jetzt|gleich|heute|vor|von|vom|aus)"),
    (SUICIDE, "vor d",
        r"\bvor (?:den|die) (?:\w+ )?(?:zug|bahn|s-bahn|strassenbahn)\b.{0,20}\b(?:werfe|springe|springen"
        r"|werfen|lege)|\b(?:werfe|springe|lege) (?:ich )?mich vor de?n"),
    (SUICIDE, "ausweg", r"\bkeinen (?:anderen )?ausweg mehr"),
    (SUICIDE, "schluss",
        r"\b(?:mache|mach) (?:ich )?(?:jetzt |heute |endlich )?schluss mit (?:allem|dem leben)"
        r"|\bich mache schluss\W*$"),
    (SUICIDE, "abschiedsbrief", r"\babschiedsbrief"),
    (SUICIDE, "pulsader", r"\bpulsader"),
    (CHILD, "allein",
        rf"\b{_CHILDREN}\b.{{0,30}}\b(?:ganz )?allein (?:in der wohnung|im auto|zu hause eingesperrt"
        rf"|zurueckgelassen)"),
    (CHILD, "auto",
        rf"\b{_CHILDREN}\b.{{0,30}}\b(?:im|in einem|in dem) (?:heissen |verschlossenen "
        rf"|geparkten )?auto\b.{{0,20}}(?:schrei|wein|hitze|eingeschlossen|eingesperrt|$)"),
    (CHILD, "ist",
        rf"\b(?:mein|unser|ein)e? (?:kleine[rs]? )?{_CHILDREN} ist (?:seit .{{0,20}})?(?:weg|verschwunden"
        rf"|entfuehrt|verloren gegangen|nicht nach hause gekommen)\b"),
    (CHILD, "schlaeg", rf"\b(?:schlaegt|verpruegelt|schuettelt)\b.{{0,20}}\b{_CHILDREN}\b"),
    (CHILD, "kind",
        rf"\b{_CHILDREN}\b (?:wird|werden) (?:\w+ )?(?:geschlagen|misshandelt|verpruegelt|angefasst|missbraucht"
        rf"|entfuehrt)"),
    (CHILD, "fasst", r"\bfasst .{0,15}\b(?:kind|kinder|maedchen|jungen?)\b.{0,30}\ban\b"),
    (CHILD, "t ",
        rf"\blockt .{{0,20}}\b{_CHILDREN}\b|\b(?:spricht|zerrt) .{{0,20}}{_CHILDREN}\b.{{0,20}}(?:ins auto"
        rf"|mit sich)"),
    (DOMESTIC, "schlaeg",
        rf"\b{_CLOSE} .{{0,25}}\bschlaegt (?:mich|uns|sie|zu|auf mich|wieder|nach mir)\b|\bschlaegt (?:mich"
        rf"|uns) (?:\w+ )?mein\w*"),
    (DOMESTIC, "schlaeg", r"\bschlaegt (?:gerade )?(?:seine|ihre|die eigene) (?:frau|freundin|mutter|partnerin)"),
    (DOMESTIC, "schlaeg",
        r"\bschlaegt (?:gerade )?(?:meine|unsere|die) (?:mutter|schwester|mama|oma|kinder|tochter)\b"),
    (DOMESTIC, "pruegel", rf"\b{_CLOSE} .{{0,15}}(?:ver)?pruegelt\b.{{0,10}}\b(?:mich|uns|sie|seine|ihre)"),
    (DOMESTIC, "wuerg", r"\bwuergt (?:mich|sie|ihn|seine)|\bhat mich gewuergt"),
    (DOMESTIC, "bringt",
        r"\bbringt (?:mich|uns|sie|ihn) (?:\w+ )?um\W*$|\bbringt (?:mich|uns|sie) sonst um|\bmich umbringt"),
    (DOMESTIC, "nicht", r"\blaesst (?:mich|uns) nicht (?:raus|weg|gehen|aus der)"),
    (DOMESTIC, "sperr", r"\b(?:hat mich|bin|werde) .{0,15}eingesperrt\b(?! gefuehl)|\bsperrt (?:mich|uns) ein"),
    (DOMESTIC, "angst um", r"\bangst um mein leben|\bangst um unser leben"),
    (DOMESTIC, "schrei",
        r"\b(?:nebenan|nachbar\w*|frau|wohnung\w*|ueber mir|unter mir)\b.{0,50}\bschrei\w* .{0,10}(?:um hilfe"
        r"|vor schmerz|panisch)|\bfrau schreit\b"),
    (DOMESTIC, "nach hause", r"\btraue mich nicht (?:mehr )?nach hause\b.{0,30}\b(?:mann|freund|schlaegt|vater)"),
    (CRIME, "ich",
        r"\b(?:ich werde|werde ich|wir werden) (?:\w+ ){0,3}(?:verfolgt|bedroht|angegriffen|ausgeraubt"
        r"|ueberfallen|erpresst|belaestigt|geschlagen)\b"),
    (CRIME, "mi", rf"\b{_SOMEBODY}\b.{{0,40}}\b(?:verfolgt|bedroht|bedrohen|verfolgen) (?:mich|uns)\b"),
    (CRIME, "mi",
        r"\b(?:folgt|folgen) mir\b|\b(?:laeuft|geht|rennt|schleicht|faehrt) mir (?:\w+ ){0,4}(?:nach"
        r"|hinterher)\b|\bgreift mich an\b|\bhaelt mich fest\b|\bfasst mich an\b"),
    (CRIME, "verfolgt", r"\bverfolgt mich (?:jemand|ein|seit)"),
    (CRIME, "tuer",
        r"\b(?:versucht|versuchen)\b.{0,30}\b(?:tuer|schloss)\b.{0,25}\b(?:aufzu\w+|auf|aufbrech\w*|eintret\w*"
        r"|einzu\w+)|\b(?:steht|haemmert|tritt)\b.{0,20}\b(?:an|vor|gegen) (?:der|die|meiner|meine"
        r"|unserer) (?:\w+)?tuer\b"),
    (CRIME, "br",
        r"\beinbrecher (?:im|in|sind|ist|bei|auf)\b|\b(?:jemand|sie|gerade) .{0,20}einzubrechen"
        r"|\bbricht (?:gerade|jemand|hier|da) .{0,20}ein\b|\bbrechen (?:gerade|hier|da|jetzt) .{0,20}\bein\b"),
    (CRIME, "bricht", r"\bbricht (?:gerade|jemand)\b.{0,40}\b(?:ein|auf)\b"),
    (CRIME, "wohnung", r"\b(?:jemand|fremder|einbrecher|unbekannter) (?:ist )?in (?:meiner|der|unserer) wohnung\b"),
    (CRIME, "schlagen",
        r"\bschlagen (?:gerade |hier |da )?(?:auf|sich)\b|\bschlagen (?:gerade )?(?:einen|jemanden|eine|ihn)\b"),
    (CRIME, "schlaeg",
        r"\bschlaegt (?:gerade |hier |da )?(?:auf (?:ihn|sie|eine[nr]?|jemand\w*|leute)|um sich|jemanden"
        r"|leute)\b|\bhier ist (?:gerade )?(?:eine )?schlaegerei\b|\bschlaegerei (?:vor|am|im|auf"
        r"|hier)\b.{0,40}\b(?:jetzt|gerade|schnell)"),
    (CRIME, "pruegel",
        r"\bpruegeln (?:gerade |hier |da )?(?:auf|sich)\b|\bpruegelt (?:gerade )?auf\b"
        r""),
    (CRIME, "wird",
        r"\bwird (?:\w+ ){0,4}(?:verpruegelt|zusammengeschlagen|ausgeraubt|vergewaltigt|ueberfallen|angegriffen"
        r"|niedergeschlagen|erstochen|abgestochen)\b"),
    (CRIME, "messer",
        r"\b(?:mann|typ|jemand|frau|jugendlicher|er|sie|kerl)\b.{0,20}\bmit (?:einem |nem |grossem "
        r"|dem )?(?:\w+ )?messer\b|\bzieht .{0,12}messer|\bfuchtelt .{0,20}messer|\bmesserangriff"
        r"|\bmesserstecherei"),
    (CRIME, "waffe",
        r"\b(?:mann|typ|jemand|frau|er|sie|kerl)\b.{0,20}\bmit (?:einer |ner )?(?:\w+ )?(?:waffe|schusswaffe)\b"
        r"|\bzieht .{0,12}waffe"),
    (CRIME, "pistole", r"\b(?:hat|mit|zieht) (?:eine[r]? |ne )?pistole"),
    (CRIME, "machete", r"\bmit (?:einer |ner )?(?:machete|axt)\b"),
    (CRIME, "gestochen", r"\bwurde (?:gerade|eben|soeben) .{0,20}gestochen|\bniedergestochen"),
    (CRIME, "schuess", r"\b(?:schuesse|hoere schuesse|fallen schuesse)\b(?! auf das tor)"),
    (CRIME, "geschossen", r"\bwird (?:\w+ )?geschossen\b"),
    (CRIME, "amok", r"\bamok(?:lauf|laeufer|fahr\w*)?\b"),
    (CRIME, "geisel", r"\bgeisel"),
    (CRIME, "polizei",
        r"\b(?:ruft|rufen sie|schickt|schicken sie|brauche?n? (?:sofort |dringend "
        r"|hier )?die?)\b .{0,12}polizei\b|\bpolizei (?:schnell|sofort|bitte kommen|hilfe)\b|\bbitte (?:schnell"
        r"|sofort) (?:die )?polizei|^\W*polizei\W*$"),
    (CRIME, "hilfe",
        r"^\W*(?:bitte )?(?:zu )?hilfe(?: bitte| schnell| hilfe)*\W*$|^\W*(?:\w+ )?hilfe ?!"
        r"|\bich brauche? (?:\w+ )?hilfe ?!|\bzu hilfe ?!|\b(?:ruft"
        r"|schreit|rufen|schreien|rufe) (?:\w+ )?um hilfe\b"),
    (CRIME, "hilfe",
        r"\bbrauche? (?:ganz |bitte )?(?:sofort|dringend|schnell|jetzt) (?:bitte )?hilfe\b(?! (?:bei|beim|mit"
        r"|fuer))|\bhilfe (?:jemand|ich werde|ich bin|mein|er |sie |schnell|kommt|kommen sie)"),
    (CRIME, "helf",
        r"\b(?:helft|hilf|helfen sie) mir(?: bitte| schnell)* ?!|\b(?:helft|hilf) mir(?: bitte| schnell)*\W*$"),
    (CRIME, "gerade",
        r"\bgerade (?!aeltere|senioren|frauen|abends|nachts|im |fuer|wir|weil|wenn|die "
        r"|bei ).{0,60}\b(?:belaestigt|klau\w*"
        r"|randalier\w*|aufgebrochen|ueberfallen|attackiert|zu stehlen|eingebrochen|beraubt)\b|\bgerade ueberfallen\b"),
    (CRIME, "trau",
        r"\btraue? mich nicht (?:mehr )?raus\b.{0,40}\b(?:er|jemand|typ|mann|wartet|draussen)\b"
        r""),
    (CRIME, "schlaegerei", r"\b(?:ist|gibt es) (?:gerade )?(?:eine )?(?:\w+ )?schlaegerei\b"),
    (CRIME, "help", r"^\W*(?:please )?help(?: me)?(?: please)?\W*$|\bhelp me ?!"),
    (CRIME, "police", r"\bcall (?:the )?police\b"),
    (CRIME, "pomoc", r"^\W*pomocy?\b|\bna pomoc\b|\bpomocy ?!"),
    (CRIME, "те", r"\b(?:помогите|спасите|рятуйте)\b"),
    (CRIME, "доп", r"\bдопоможіть\b"),
    (CRIME, "ا", r"النجدة|ساعدوني|انقذوني"),
    (CRIME, "treten", r"\btreten (?:gerade )?auf .{0,15} ein\b"),
    (CRIME, "sticht", r"\bsticht (?:auf|gerade)"),
    (CRIME, "lauert", r"\blauert (?:mir|uns) auf"),
    (SUICIDE, "ohne mich", r"\bbesser ohne mich"),
    (SUICIDE, "schneide mir", r"\bschneide mir .{0,15}(?:auf|adern)"),
    (CRIME, "sos", r"^\W*sos\b"),
    (CRIME, "notfall",
        r"^\W*(?:es ist ein |das ist ein |ein )?(?:medizinischer )?notfall\W*$|\b(?:das|es|dies"
        r"|hier) ist ein (?:echter |absoluter )?notfall"),
)  # fmt: skip

SIGNALS: tuple[Signal, ...] = tuple(Signal(alarm, cue, re.compile(wording)) for alarm, cue, wording in _WORDINGS)
