"""What sounds like danger and is none: figures of speech, and the sender's own word that nothing is urgent; folded German."""

from __future__ import annotations

import re

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

_ALL_CLEAR = re.compile(
    r"\b(?:(?:kein|keinen|nicht ein) (?:akuter )?(?:notfall|notruf)|keine (?:akute )?gefahr|nichts akutes"
    r"|ist nicht akut|nicht dringend)\b"
)


def sounds_only(text: str) -> bool:
    """Tell whether a folded text holds a figure of speech that borrows the words of danger, or says that nothing is urgent."""
    return _ALL_CLEAR.search(text) is not None or any(cue in text and idiom.search(text) for cue, idiom in _IDIOMS)
