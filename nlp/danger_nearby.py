"""Further scenes of danger in folded German: who comes near, what gives way, who says goodbye; as in `danger_german`."""

from __future__ import annotations

from nlp.danger import CHILD, CRIME, DOMESTIC, FIRE, POISONING, SUICIDE

_ATTACKER = (
    r"\b(?:er|sie|(?:mein )?ex\w*|\w*mann|typ\w*|kerl\w*|jemand|einer|stalker|vater|papa|freund|sohn"
    r"|nachbar\w*|fremde\w*|zwei|drei|leute|welche|die)\b"
)
_VICTIM = r"\b(?:mich|uns|mir|sie|ihn|ihr|ihm|ein\w* \w+|den \w+|die \w+|das \w+|seine\w* \w+|ihre\w* \w+|jemand\w*)\b"
_AT_ONCE = r"\b(?:gerade|grad|grade|jetzt|eben|soeben|im moment|sofort|schnell|immer noch|noch)\b"

NEARBY: tuple[tuple[str, str, str], ...] = (
    # He comes, he waits, he threatens
    (CRIME, "komm",
        r"\b(?:er|sie|der) kommt (?:gleich|jetzt|schon|wieder|die treppe|hoch|rein|zurueck"
        r"|naeher)\b.{0,60}\b(?:angst|hilfe|schnell|bitte"
        r"|hoch|rein)\b|\bkomm(?:t|en sie)? (?:bitte |doch |ganz )*schnell\b|\bbeeilt euch\b|\bbitte beeil"),
    (CRIME, "steht stehen wartet warten lauert sucht",
        rf"{_ATTACKER} (?:\w+ ){{0,3}}(?:steht|stehen|wartet|warten|sucht|lauert) (?:\w+ ){{0,2}}(?:vor (?:der"
        rf"|meiner|unserer|meinem|unserem)"
        r" (?:\w*tuer|fenster|schule|auto)|unten|draussen|auf mich|mich|uns)\b"),
    (CRIME, "ruettel klink schritte stimmen glas scheibe",
        r"\bruettel(?:t|n)\b.{0,20}\b(?:tuer|klinke|fenster|tor)\b|\bhoere (?:\w+ ){0,3}(?:schritte|stimmen|glas"
        r"|scheiben?)\b.{0,50}"
        r"\b(?:unten|keller|wohnung|klirr\w*|haus|flur|allein)"),
    (CRIME, "klettert klettern steigt steigen",
        rf"{_ATTACKER} (?:\w+ ){{0,3}}(?:klettert|klettern|steigt|steigen)\b.{{0,30}}\b(?:balkon|zaun|fenster"
        rf"|terrasse|garten|dach)\b"),
    (CRIME, "garten balkon terrasse fremd",
        r"\b(?:jemand|fremde\w*|einer|typ|mann) (?:ist|schleicht|laeuft|sitzt|steht) (?:\w+ ){0,3}(?:in (?:meinem"
        r"|unserem) (?:garten|auto|keller)"
        r"|(?:auf|an) (?:meine|unsere)\w* (?:balkon|terrasse|fenster|grundstueck)|um(?:s| das| unser) haus)\b"),
    (CRIME, "droht drohen drohe",
        r"\bdroht (?:mir|uns|ihr|ihm|damit|mit|gerade|meine\w*|alles|das)\b(?! (?:schliess\w*|die schliessung"
        r"|der abriss|verlust))"
        r".{0,40}\b(?:messer|umbring\w*|schlaeg\w*|anzu\w+|sprengen|toet\w*|waffe|pistole|abstech\w*|jetzt|gerade"
        r"|gewalt|hund|zu \w+en)\b"),
    (CRIME, "will wollen versuch",
        rf"\b(?:will|wollen|versucht|versuchen) (?:\w+ ){{0,2}}{_VICTIM} (?:\w+ ){{0,3}}(?:umbringen|umzubringen"
        rf"|schlagen|toeten|abstechen|verpruegeln"
        r"|mitnehmen|mitzunehmen|entfuehren|anzuenden|anzuzuenden|erwuergen|zu zerren|ausrauben|fest\w*halten)\b"),
    (CRIME, "wird werden werd",
        r"\b(?:wird|werden|werde) (?:\w+ ){0,6}(?:beraubt|ausgeraubt|zusammengeschlagen|verpruegelt|geschlagen"
        r"|getreten|bedroht|gewuergt|gejagt"
        r"|vergewaltigt|bedraengt|festgehalten|entfuehrt|angegriffen|belaestigt|attackiert|gequaelt|erpresst)\b"),
    (CRIME, "klau stehl knack flex schraub brech randal demolier zerstoer zertret zerschlag "
        "sprueh spray schmei trete wirf werf raub ueberfall schlag schlaeg",
        rf"^(?=.*{_AT_ONCE}).*\b(?:klaut|klauen|stehlen|stiehlt|knackt|knacken|flext|flexen|schrauben|randaliert"
        rf"|randalieren|demoliert|demolieren"
        r"|zerstoeren|zertreten|zerschlagen|zerschlaegt|spruehen|sprueht|sprayt|sprayen|schmeisst|schmeissen"
        r"|ueberfaellt|ueberfallen|rauben"
        r"|brechen|schlagen|schlaegt)\b.{0,50}\b(?:auto\w*|raeder|rad|fahrrad\w*|roller|scheiben?|automat\w*|laden"
        r"|kiosk|tuer|fenster|schloss|kupfer|kabel"
        r"|haltestelle|tasche|handy|leute\w*|jemand\w*|mann|frau|jungen?|tankstelle)\b"),
    (CRIME, "lassen lasst halten haelt packt draeng bedraeng",
        r"\b(?:lassen|lasst) (?:mich|uns|sie|ihn) nicht (?:durch|gehen|weg|raus|vorbei)\b|\b(?:halten|haelt|packt"
        r"|bedraengt|bedraengen) (?:gerade |grad )?"
        r"(?:mich|ihn|sie|eine \w+|ein \w+)\b.{0,25}(?:\bfest\b|\b(?:schreit|weint|wehrt)|$)"),
    (CRIME, "onanier exhib entbloesst holt filmt",
        r"\b(?:onaniert|entbloesst sich|holt sich einen)\b|\bexhibitionist\b.{0,30}\b(?:gerade|grad|jetzt|hier|am"
        r"|im)\b"),
    (CRIME, "schuss geschossen geknallt knall schreien rennen",
        r"\bschuss\b.{0,20}\b(?:gefallen|gehoert)|\bes (?:hat|wird) (?:gerade |grad |eben )?(?:geknallt"
        r"|geschossen)\b|\balle (?:rennen|schreien|laufen weg)\b"),
    (CRIME, "nur zurueckruf leise fluester",
        r"\bkann nur (?:schreiben|tippen|fluestern)\b|\bnicht zurueckrufen\b|\bmuss leise sein\b"
        r"|\bdarf (?:\w+ ){0,3}nicht (?:hoeren|merken|mitkriegen)\b"),
    # At home
    (DOMESTIC, "rast dreh flipp tob zerschlaeg",
        r"\b(?:mann|freund|vater|papa|ex|sohn|partner|stiefvater|bruder|er)\b.{0,25}\b(?:rastet|dreht"
        r"|flippt) (?:\w+ ){0,3}(?:aus|durch)\b"
        r"|\b(?:er|mann|freund|vater) (?:tobt|zerschlaegt|zertruemmert)\b"),
    (DOMESTIC, "besoffen betrunken alkohol",
        r"\b(?:mann|freund|vater|papa|ex|er)\b.{0,30}\b(?:besoffen|betrunken)\b.{0,50}\b(?:angst|schlaegt|schreit"
        r"|geht auf|tobt|messer|kinder|mich)\b"),
    (DOMESTIC, "nimmt schluessel handy tuer abgeschlossen",
        r"\b(?:hat|nimmt) (?:mir |uns )?(?:den schluessel|das handy|mein handy|die schluessel) (?:weg|abgenommen"
        r"|weggenommen)\b.{0,40}|"
        r"\bhat (?:die )?tuer (?:\w+ )?abgeschlossen\b"),
    (DOMESTIC, "tut weh angst zuhause",
        r"\bhabe? (?:solche |so )?angst,? (?:dass|das) (?:er|sie) (?:mich|uns|ihr|den kindern) (?:\w+ )?(?:was"
        r"|etwas|wieder|tot|um)"),
    # A body in need
    (FIRE, "lallt redet spricht mundwinkel sprechen laehm",
        r"\b(?:lallt|redet (?:\w+ )?(?:wirr|komisch|unsinn)|spricht (?:\w+ )?(?:undeutlich|komisch)"
        r"|mundwinkel haengt)\b"
        r"|\b(?:mann|frau|mutter|vater|oma|opa|er|sie)\b.{0,20}\bkann (?:\w+ ){0,3}nicht mehr (?:sprechen|reden"
        r"|laufen|stehen)\b"),
    (FIRE, "allerg wespe biene stich epipen asthma inhalator spray",
        r"\b(?:allergisch\w*|wespe|biene|asthma\w*|epipen|inhalator)\b.{0,60}\b(?:luft|schwillt|geschwollen|schock"
        r"|zu|atm\w*|leer|hals)\b"),
    (FIRE, "verschluck luft wuerg",
        r"\b(?:hat|habe) sich verschluckt\b.{0,40}|\b(?:krieg|bekomm|kriegt|bekommt|kriege"
        r"|bekomme)\w* (?:\w+ ){0,3}(?:keine|kaum|schlecht) luft\b"),
    (FIRE, "finger hand arm bein kopf",
        r"\b(?:finger|hand|arm|bein)\b.{0,20}\b(?:abgetrennt|abgeschnitten|abgesaegt|ist ab|ab und)\b"
        r"|\bkopf\b.{0,25}\b(?:aufgeschlagen|blutet|platzwunde)\b"),
    (FIRE, "heisse kochend verbrueh verbrannt oel fett",
        r"\b(?:kochend\w*|heisse\w*) (?:wasser|oel|fett|tee|kaffee|suppe)\b.{0,40}\b(?:kind|baby|gekippt"
        r"|uebergossen|ueber|haut|verbrueht)\b"),
    (FIRE, "irrt laeuft laufen autobahn gleis fahrbahn",
        r"\b(?:irrt|laeuft|laufen|rennt|spielen|sitzt|liegt|steht|geht) (?:\w+ ){0,4}(?:auf|ueber) (?:der|die"
        r"|den) (?:\w*autobahn|\w*gleise?n?|schienen|fahrbahn)\b"),
    (FIRE, "drin drinnen leute menschen",
        r"\b(?:jemand|leute|menschen|kinder|einer|frau|mann|oma) (?:ist |sind )?(?:noch )?(?:drin|drinnen|darunter"
        r"|drunter|eingeschlossen)\b"),
    (FIRE, "steckt stecke feststeck festge eingeklemmt",
        r"\b(?:kind|baby|junge|maedchen|er|sie|arm|kopf|hand|fuss|bein|ich|wir)\b.{0,25}\b(?:steckt|stecke"
        r"|stecken) (?:\w+ ){0,5}fest\b|\bsteck\w* im (?:aufzug|fahrstuhl)\b"),
    (FIRE, "wasser keller flut deich",
        r"\b(?:wasser|flut) steigt\b.{0,50}\b(?:keller|schnell|auto|raus|wohnung|uns)\b|\bdeich (?:bricht"
        r"|ist gebrochen)\b"),
    (FIRE, "zuckt gespritzt spritze genommen drogen zusammen",
        r"\b(?:zuckt|verdreht die augen|augen verdreht)\b|\bspritze\b.{0,20}\b(?:im arm|noch im|steckt)\b.{0,40}"
        r"|\bganz kalt\b.{0,30}\b(?:bewegt|atmet|blau|steif)\b"),
    (FIRE, "zeitung nachbar briefkasten gemeldet",
        r"\b(?:nachbar\w*|dame|herr|oma|opa)\b.{0,60}\b(?:macht|oeffnet|meldet"
        r"|antwortet)\b.{0,12}\bnicht\b.{0,60}\b(?:tagen|licht|tv|fernseher|geruch|riecht|klopf\w*)\b"),
    (FIRE, "lodert funken glimmt brent brend verpuff pfanne knister",
        r"\b(?:lodert|verpuffung|es brent|brent es|es brend)\b|\b(?:pfanne|fett|oel|adventskranz|gardine|vorhang"
        r"|sofa|matratze|steckdose)\b.{0,20}\b(?:brennt|brent|glimmt|qualmt)\b"),
    (POISONING, "genommen geschluckt tropfen komisch",
        r"\bhabe? (?:was|etwas|zu ?viel|zu viele) (?:\w+ )?(?:genommen|geschluckt)\b"
        r"|\bk\.?-?o\.?-?tropfen\b.{0,40}\b(?:bekommen|drin|gerade|schwindel\w*|komisch)\b"),
    # Children and those who cannot find home
    (CHILD, "finde finden suche suchen vermiss weggelaufen heim",
        r"\b(?:finde|finden|suche|suchen|vermisse|vermissen) (?:\w+ ){0,2}(?:mein|unser)e?n? (?:\w+ )?(?:kind|sohn"
        r"|tochter|enkel\w*|maedchen|jungen|kleine\w*|oma|opa|vater|mutter|mann)\b"
        r"(?! (?:einen|eine|ein) )|\b(?:kind|sohn|tochter|opa|oma|vater|mutter)\b.{0,15}\b(?:ist"
        r"|sind) (?:\w+ ){0,2}(?:weggelaufen|abgehauen|ausgerissen)\b"),
    (CHILD, "allein kind kinder baby",
        r"\b(?:kind|kinder|baby|kleinkind)\b.{0,30}\b(?:steht|stehen|sitzt|klettert|weint|schreit"
        r"|laeuft)\b.{0,40}\b(?:allein|alleine|niemand|keiner|ohne eltern|fenster|stunden)\b"),
    # Goodbyes
    (SUICIDE, "danke verzeiht verzeih leid passt pass sagt letzte",
        r"\bdanke fuer alles\b.{0,40}\b(?:lebt|ade|adieu|machts gut|tschuess|mehr)\b|\bverzeiht? mir\b"
        r"|\bsagt? (?:meine\w*|bitte meine\w*) (?:\w+ ){1,3}(?:dass ich|lieb)"
        r"|\bletzte nachricht\b|\b(?:mein|heute ist mein) letzter (?:tag|abend)\b"
        r"|\bpasst? (?:bitte )?auf meine?n? (?:\w+ )?auf\b.{0,40}\b(?:mehr|weg|nicht)"),
    (SUICIDE, "kann ertrag schaff",
        r"\b(?:kann|ertrage|schaffe?)\b.{0,15}\bnicht (?:mehr|laenger)\b.{0,60}\b(?:tabletten|ende|bruecke|schluss"
        r"|springe?n?|messer|klinge|sterben|tot|heute nacht|abschied)\b"),
    (SUICIDE, "vermissen merken weg tot",
        r"\b(?:niemand|keiner) (?:wird|wuerde) (?:mich|es) (?:\w+ )?(?:vermissen|merken)\b.{0,40}\b(?:weg|tot"
        r"|nicht mehr)|\bwenn ich (?:weg|tot|nicht mehr da) bin\b"),
    (SUICIDE, "klinge strick seil erhaengen erschiessen aufhaengen vergiften toeten umbringen",
        r"\b(?:klinge|strick|seil)\b.{0,25}\b(?:in der hand|um den hals|am hals|schon)\b|\b(?:mich"
        r"|sich) (?:\w+ ){0,2}(?:erhaengen|erschiessen|aufhaengen|vergiften|toeten|umbringen)\b"),
)  # fmt: skip
