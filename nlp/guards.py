"""What takes the danger out of a wording: idioms, negation, the past, conditions, habits; in folded German."""

from __future__ import annotations

import re

from nlp.danger import CHILD, CRIME, DOMESTIC, FIRE, POISONING, SUICIDE

_LIGHTS = (
    r"(?:\w*(?:laterne|lampe|licht|leuchte|beleuchtung|birne|lichter|laternen|lampen|leuchten|kerze|kerzen)"
    r"|sonne|ofen|kamin|grill|osterfeuer|lagerfeuer|adventskranz)"
)
_NOTHING_ELSE = (
    r"(?! (?:\w+ )?(?:\w*haus|\w*auto|\w*keller|\w*container|\w*tonne|\w*wald|dach|balkon|wohnung|muell|mann|frau))"
)
# Cue and idiom: the idiom is blanked out before anything is looked for.
_IDIOMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (cue, re.compile(idiom))
    for cue, idiom in (
        ("brenn", r"\bbrennt? (?:\w+ ){0,3}(?:(?:unter|auf|an) den naegeln|auf der seele|am herzen|in den augen)"),
        ("brenn", r"\b(?:unter|auf) den naegeln\b.{0,10}\bbrennt?"),
        ("brenn", rf"\b{_LIGHTS}\b(?: \w+){{0,4}}? brennt?\b{_NOTHING_ELSE}|\bbrennt? (?:\w+ ){{0,5}}{_LIGHTS}\b"),
        ("brenn",
            r"\b(?:stimmung|luft|baum|huette|thema|frage|haut|augen|herz) (?:\w+ ){0,2}brennt?\b"
            r"|\bbrennt? (?:die luft|die huette|der baum|die haut|die sonne)\b"),
        ("brenn", r"\bbrennt? (?:darauf|dafuer|fuer)\b|\bbrenne\w* (?:frage|thema|problem|sorge)\w*"),
        ("feuer",
            r"\bfeuer (?:und flamme|in den augen|in der stimme|im herzen|gefangen)|\b(?:lager|oster|grill"
            r"|frei)feuer\w*|\bfeuerwerk\w*"),
        ("rauch",
            r"\brauch(?:en|er|verbot|melder|frei)\w*|\brauch (?:aus|vom|von) (?:\w+ ){0,2}(?:schornstein|kamin"
            r"|grill|zigarette)\w*"),
        ("explo",
            r"\b\w{3,}explosion(?:en)?\b(?<!gasexplosion)|\bexplosion (?:der|bei den|von) (?:\w*kosten|miet\w*"
            r"|preis\w*|zahl\w*|nebenkosten)|\b(?:kosten|preise|mieten) explodier\w*"),
        ("hilfe",
            r"\b(?:mit|ohne|dank) (?:der |die )?hilfe\b|\berste[rn]? hilfe\b|\bhilfe (?:fuer|bei|beim|zur|von"
            r"|durch|und beratung|holen)\b|\b\w{4,}hilfe\b"),
        ("hilfe", r"\b(?:stadtteil|viertel|ort|dorf|natur|wald) schreit um hilfe"),
        ("sos", r"\bsos \w+(?:club|treff|haus|kinderdorf)\b"),
        ("schiess", r"\b(?:bus|auto|autos|raser|radfahrer|roller) schiess(?:t|en)\b"),
        ("hilfe", r"\b(?:mehr|gute|schnelle|keine|wenig|deren|ihre) hilfe\b"),
        ("umbring", r"\bkoennte (?:ich )?(?:ihn|sie|den|die) umbringen"),
        ("bringt",
            r"\b(?:laerm|muecken|hitze|stress|krach|warterei|arbeit|treppe\w*|verkehr) bringt? (?:mich"
            r"|uns) (?:\w+ )?um\b"),
        ("ertrink",
            r"\bertrink\w* (?:\w+ )?(?:im|in) (?:muell|arbeit|verkehr|abfall|buerokratie|autos|papier)|\b(?:im"
            r"|in) (?:muell|arbeit|verkehr|abfall|papier) (?:\w+ )?ertrink\w*"),
        ("vergiftet",
            r"\bvergiftet\w* (?:\w+ ){0,2}(?:klima|stimmung|atmosphaere|miteinander|koeder)|\b(?:klima|stimmung"
            r"|atmosphaere|miteinander) (?:\w+ ){0,3}vergiftet"),
        ("schiess",
            r"\bschiesst? (?:\w+ ){0,3}(?:uebers? (?:das )?ziel|in die hoehe|wie pilze|aus dem boden|den ball"
            r"|ein tor|tore|mit boellern|mit raketen|fotos?|feuerwerk)|\bunkraut schiesst"),
        ("verfolg",
            r"\b(?:gedanke|frage|thema|angst|bild|bilder|geraeusch|erinnerung"
            r"|laerm)\w* (?:\w+ ){0,2}(?:verfolgt|verfolgen) mich|\bverfolgt mich (?:\w+ ){0,3}(?:gedanke|frage"
            r"|thema|im schlaf|bis in)"),
        ("herzinfarkt",
            r"\b(?:fast|beinahe|halben|bekomm\w* noch) (?:\w+ ){0,2}herzinfarkt|\bherzinfarkt(?:e|patient\w*"
            r"|risiko)\b|\bmeine[ms] (?:\w+ )?herzinfarkt\b"),
        ("schlaganfall",
            r"\bschlaganfall(?:patient\w*|station|risiko)\b|\bmeine[ms] (?:\w+ )?schlaganfall\b"
            r"|\bseit (?:\w+ )?schlaganfall\b"),
        ("eingeklemmt", r"\beingeklemmt zwischen\b|\bfuehl\w* (?:\w+ ){1,3}eingeklemmt"),
        ("blut", r"\bblutet (?:mir |einem )?das herz|\bdas herz blutet"),
        ("schlaegt",
            r"\bschlaegt (?:\w+ ){0,6}vor(?=\W*$|[,:.])|\bschlaegt (?:vor,|alarm|wurzeln|krach|wellen|eine bruecke)"),
        ("ertrinkt",
            r"\bertrinkt (?:\w+ ){0,2}(?:strasse|wiese|garten|keller|stadt\w*|park\w*|viertel|rasen)"
            r"|\b(?:strasse|wiese|garten|keller|stadt\w*|park\w*|viertel|rasen) ertrinkt"),
        ("stirbt", r"\b(?:innenstadt|zentrum|viertel|stadtteil|hoffnung|ortsteil|dorf) stirbt"),
        ("sterb", r"\b(?:baeume|geschaefte|laeden|bienen|innenstaedte) sterben|\bsterbenslangweilig"),
        ("schlaeg",
            r"\bschlaegt (?:mich|uns) (?:\w+ )?(?:um laengen|im spiel|beim schach|\w+ vor)"
            r"|\bschlaegt auf (?:den|die) (?:magen|stimmung|nerven|preise)"),
        ("schuess", r"\bschuesse (?:von|aus) (?:der |dem )?(?:jaeger\w*|schiessstand|schuetzen\w*)"),
        ("bedroht", r"\b(?:artensterben|mieterhoehung|armut|klimawandel|hochwasser|verlust) bedroht (?:mich|uns)"),
        ("messer", r"\bhat ein messer (?:im|am) (?:angebot|stand)|\bdurchmesser\b"),
        ("bricht",
            r"\b(?:dunkelheit|daemmerung|winter) (?:\w+ )?bricht|\bbricht (?:die"
            r"|der) (?:dunkelheit|daemmerung|winter|nacht|verkehr)\b.{0,15}\b(?:ein|an|zusammen)"),
        ("zusammengebrochen",
            r"\b(?:verkehr|netz|strom|internet|system|server|zaun|bank|geruest) (?:\w+ ){0,3}zusammengebrochen"),
    )
)  # fmt: skip

_NEGATED_BEFORE = re.compile(r"\b(?:nicht|kein\w*|nie|niemals|niemand\w*|ohne|weder) (?:\w+ )?$")
_NEGATED_AFTER = re.compile(
    r"\W*(?:(?:hier|da|es|mehr|auch|zum glueck|gar|doch|ja) )*(?:nicht(?! (?:weit|nur|auf|mehr auf))|kein\w*"
    r"|nie|niemals|nichts|niemand\w*)\b"
)
_NOW = re.compile(
    r"\b(?:jetzt|gerade|grade|grad|soeben|momentan|aktuell|sofort|schnell|im moment|in diesem moment"
    r"|immer noch|noch immer|seit|schon wieder|heute)\b"
)
_LONG_AGO = re.compile(
    r"\b(?:letzte[nrms]?|vorige[nrms]?|vergangene[nrms]?) (?:\w+ )?(?:woche|monat|jahr|jahre|jahren|winter"
    r"|sommer|herbst|fruehjahr|fruehling|silvester|nacht|mal|wochenende|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonntag)"
    r"|\bvor (?:\w+ ){1,2}(?:tagen|wochen|monaten|jahren|jahr|monat|woche)\b|\bdamals\b|\bfrueher\b"
    r"|\bals kind\b|\b(?:19|20)\d\d\b|\beinmal (?:wurde|hat|ist)\b|\bschon (?:mal|einmal)\b"
)
_LATELY = re.compile(r"\b(?:gestern|vorgestern|neulich|kuerzlich|wurden?|hatten?|gab|geworden|worden)\b")
_SUPPOSED = re.compile(
    r"\b(?:wenn|falls|sollte|sobald|bevor|ob|im fall\w*|was (?:tun|mache ich|muss ich|soll)|wie verhalte"
    r"|angst,? (?:dass|vor)|sorge,? dass|befuercht\w*|koennte|stellen sie sich vor"
    r"|film|zeitung|nachrichten|fernsehen|gelesen|buch|theaterstueck|uebung|uebt|probe|probealarm|krimi"
    r"|schulung|praevention|beratung|vortrag"
    r"|kampagne|statistik|plakat|aufklaerung|schutz|gefahr|thema)\b"
)
_PAST = re.compile(
    r"\b(?:gestern|vorgestern|neulich|kuerzlich|wurden?|hatten?|gab|war|waren|sonntags|samstags|in der nacht zu)\b"
)
_FICTION = re.compile(
    r"\b(?:film|krimi|serie|im spiel|computerspiel|im schlaf|am grill|uebung|probealarm|theaterstueck|buch|scherz|witz|lol|haha)\b"
)
_ASKED_FOR = re.compile(
    r"\b(?:mehr|weniger|lob|danke|dankbar|finde|bessere?r?|man|immer wieder|oft|manchmal|viele|thema|forum"
    r"|masterplan|kontrolle\w*"
    r"|kosten|preise|mieten?|stadtteil|praevention|schoen|toll|super|stimmung|laterne\w*|ampel\w*|lampe\w*"
    r"|licht)\b|\bnicht mehr weiter\b"
)
_JOKE = re.compile(r"\b(?:scherz|lol|haha|langeweile|vor lachen|nicht sterben)\b")
_IF = re.compile(r"\b(?:wenn|falls|sollte|waere|koennte|angst, dass|sorge, dass|irgendwann)\b")
_WISHED = re.compile(
    r"\b(?:wuensche?|waere gut|waere schoen|sollte[nt]?|braeuchte|fehlt|fehlen|muesste|besser waere|wir brauchen)\b"
)
_HABIT = re.compile(
    r"\b(?:oft|immer wieder|manchmal|staendig|haeufig|regelmaessig|dauernd|jede[nrs]?|viele|abends|nachts"
    r"|am wochenende|an wochenenden|meistens|selten|jaehrlich|zu silvester|an silvester|taeglich"
    r"|hin und wieder)\b"
)
_ME = re.compile(r"\b(?:ich|mich|mir|mein\w*|uns)\b")
_ALL_CLEAR = re.compile(
    r"\b(?:(?:kein|keinen|nicht ein) (?:akuter )?(?:notfall|notruf)|keine (?:akute )?gefahr|nichts akutes"
    r"|ist nicht akut|nicht dringend)\b"
)
_MATTERS = frozenset(
    {"haeusliche gewalt", "mobbing in der schule", "suizid", "selbstmord", "missbraucht", "vergewaltigt"}
)
_WISH = re.compile(
    r"\b(?:wuensch\w*|wichtig|mehr|sollte\w*|muss|muessen|forder\w*|thema|praevention\w*|beratung\w*"
    r"|aufklaerung|projekt\w*|kurs\w*|gegen|opfer|hilfe|angebot\w*|statistik|plakat\w*|finde|frage)\b"
)


def without_idioms(text: str) -> str:
    """Return the folded text with harmless idioms blanked out."""
    for cue, idiom in _IDIOMS:
        if cue in text:
            text = idiom.sub("§", text)
    return text


def all_clear(text: str, alarm: str) -> bool:
    """Tell whether the text says that nothing is urgent, where one may believe it."""
    return alarm in (FIRE, CRIME) and _ALL_CLEAR.search(text) is not None


def is_harmless(clause: str, start: int, end: int, alarm: str) -> bool:
    """Tell whether the clause takes back the wording of danger found from start to end.

    Recall first: who speaks of suicide, poison or violence at home is believed unless the words deny it.
    """
    before, after, now = clause[:start], clause[end:], _NOW.search(clause) is not None
    if _NEGATED_BEFORE.search(before) or _NEGATED_AFTER.match(after):
        return True
    if clause[start:end] in _MATTERS and (not (now or _ME.search(clause)) or _WISH.search(clause)):
        return True
    if _LONG_AGO.search(clause) and not now:
        return True
    if alarm in (FIRE, CRIME, DOMESTIC, CHILD) and not now and _LATELY.search(clause):
        return True
    if alarm in (FIRE, CRIME, POISONING) and _SUPPOSED.search(before):
        return alarm != CRIME or not re.search(r"\b(?:ich werde|verfolgt mich|folgt mir)\b", clause)
    return alarm in (FIRE, CRIME) and not now and _HABIT.search(clause) is not None and not _ME.search(clause)


def is_told(sentence: str, alarm: str) -> bool:
    """Tell whether a scene of danger is over, only thought of, a habit, or seen in a film."""
    if alarm == SUICIDE:
        return _JOKE.search(sentence) is not None
    now = _NOW.search(sentence) is not None
    if _FICTION.search(sentence) or (not now and (_LONG_AGO.search(sentence) or _PAST.search(sentence))):
        return True
    if _WISHED.search(sentence):
        return True
    return not now and (_IF.search(sentence) is not None or _HABIT.search(sentence) is not None)


def is_wished(text: str) -> bool:
    """Tell whether a text speaks of what should become, so that single signs of danger in it mean little."""
    return _ASKED_FOR.search(text) is not None
