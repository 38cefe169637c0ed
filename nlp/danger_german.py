"""Scenes of danger told indirectly, in folded German: what one sees, hears, smells or hides from.

Unlike the short wordings of `nlp.danger` they may span the commas of a sentence. Each has the beginnings of words of
which one must stand in the sentence, so that the pattern is hardly ever run.
"""

from __future__ import annotations

from nlp.danger import CHILD, CRIME, DOMESTIC, FIRE, POISONING, SUICIDE

_PERSON = (
    r"\b(?:er|sie|jemand\w*|einer|keiner|ma+ma|mami|papa|papi|mutti|vati|vater|mutter|o[mp]a|\w*(?:mann|frau"
    r"|kind|kinder)"
    r"|jungs?|junge|maedchen|baby|saeugling|kleine[rnm]?|bruder|schwester|sohn|tochter|enkel\w*|freund(?:in)?"
    r"|kolleg\w*|nachbar\w*|\w*fahrer\w*|dame|herr|alte[rn]?|typ|betrunkene\w*|besoffene\w*|obdachlose\w*|person"
    r"|leute|menschen)\b"
)
_YOUNG = r"\b(?:\w*jaehrige[rnms]?|\w*kind(?:er)?|baby|saeugling|sohn|tochter|kleine[rns]?|enkel\w*|junge|maedchen)\b"
_WEAPON = (
    r"(?:\w*messer|axt|beil|machete|pistole|knarre|\w*waffe|gewehr|hammer|eisenstange|kettensaege|schere"
    r"|(?:baseball|tot)schlaeger)"
)
_HOUSE = (
    r"(?:fenster|tuer|\w*haus|wohnung|keller|dach\w*|treppe\w*|flur|stock|etage|schacht|balkon|kueche|zimmer"
    r"|gegenueber|nachbar\w*|unten|oben|nebenan)"
)
_WATER = (
    r"(?:warnow|ostsee|meer|wasser|see|hafen\w*|fluss|\w*teich|kanal|eis|\w*becken|mole|wellen?|stroemung|boot"
    r"|schlauchboot|luftmatratze|sup|kajak|kanu|kite\w*|surfer|schwimmer\w*)"
)
_VEHICLE = r"(?:bus|auto|lkw|laster|zug|bahn|s-bahn|strassenbahn|tram|transporter|motorrad|wagen)"

# Alarm, beginnings of words (`^` for every short text), pattern.
SCENES: tuple[tuple[str, str, str], ...] = (
    # Fire, smoke, gas, current
    (FIRE, "qualm rauch", rf"\b(?:qualm|rauch|(?:rauch|qualm)wolken?)\b.{{0,60}}\b{_HOUSE}\b"),
    (FIRE, "rauch feuer brand gas co kohlen",
        r"\b(?:rauch|feuer|brand|gas|co|kohlenmonoxid)-?(?:warn)?melder\b.{0,40}\b(?:geht|piept|piepst|schrillt"
        r"|schlaegt|heult|los|alarm)\b"),
    (FIRE, "feuer",
        rf"\bfeuer\b.{{0,20}}\b(?:beim|bei|im|in|auf|aufm|am|vor|unterm)\b.{{0,20}}\b{_HOUSE}\b"
        r"|\b(?:dachstuhl|haus|wohnung|keller)\W.{0,15}\bfeuer\b|\bfeuer (?:geht|greift|breitet)\b"),
    (FIRE, "fackel zuendel", r"\bfackel(?:n|t)\b.{0,50}\bab\b|\bzuendelt\b"),
    (FIRE, "riecht stinkt",
        r"\b(?:riecht|stinkt)\b.{0,25}\b(?:verbrannt|verschmort|angebrannt|brandgeruch|nach rauch)\b"),
    (FIRE, "riecht stinkt gas",
        r"\b(?:riecht|stinkt)\b.{0,30}\bnach gas\b|\bgas(?:flasche|leitung|hahn)?\b.{0,30}\b(?:stroemt|zischt"
        r"|entweicht)\b"),
    (FIRE, "leitung kabel mast steckdose",
        r"\b(?:\w*leitung|kabel|mast|steckdose)\b.{0,50}\b(?:funkt|funken|schmort|qualmt|unter strom)\b"),
    (FIRE, "strom", r"\b(?:unter wasser|ueberflutet|vollgelaufen)\b.{0,40}\bstrom\b.{0,20}\ban\b"),
    # Something falls, gives way or blows up
    (FIRE, "fallen faellt stuerz krach",
        r"\b(?:fallen|faellt|stuerzen|stuerzt|kracht|krachen)\b (?:gerade|grad|jetzt|gleich"
        r"|hier)\b.{0,40}\b(?:\w*steine?"
        r"|brocken|\w*ziegel|putz|\w*teile|scheiben?|dach|geruest|baum|aeste|last|mauer|decke|balkon)\b"),
    (FIRE, "gleich droht",
        r"\b(?:stuerzt|bricht|faellt|kommt|kippt)\b.{0,25}\bgleich (?:runter|herunter|ein|um|zusammen|ab)\b"
        r"|\bdroht (?:gerade |jetzt )?(?:einzustuerzen|umzukippen|abzustuerzen)"),
    (FIRE, "granate bombe munition blindgaenger fliegerbombe sprengstoff handgranate",
        r"\b(?:gefunden|ausgegraben|sieht aus|liegt)\b.{0,40}\b(?:\w*granate|\w*bombe|munition|blindgaenger"
        r"|sprengstoff)\b"
        r"|\b(?:\w*granate|\w*bombe|munition|blindgaenger|sprengstoff)\b.{0,40}\b(?:gefunden|ausgegraben|liegt)\b"),
    # Somebody is ill or hurt
    (FIRE, "umge gestuerzt gefallen zusammen hinge liegt",
        rf"{_PERSON}.{{0,60}}\b(?:umgefallen|umgekippt|gestuerzt|zusammen(?:gesackt|gebrochen|geklappt)|hingefallen"
        rf"|liegt)\b"
        r".{0,50}\b(?:(?:sagt|macht|antwortet) (?:nix|nichts)|nicht mehr|kaum|komisch|roechelt|stoehnt|blut\w*"
        r"|ganz still"
        r"|steif)\b"),
    (FIRE, "liegt liegen",
        rf"{_PERSON}.{{0,50}}\b(?:da )?liegt (?:er|sie|es)?\b ?(?:jetzt |nur )?(?:da|auf der (?:fahrbahn|strasse)"
        r"|am boden|auf(?:m| dem) boden|jetzt)\b|\b(?:einer|jemand) liegt (?:schon|am|da|auf)\b"),
    (FIRE, "liegt",
        r"\bliegt\b.{0,60}\b(?:bank|boden|gehweg|schnee|haltestelle|strasse|park|treppe\w*)\b.{0,60}\b(?:reagiert"
        r"|ruehrt"
        r"|regt|kaum|minus|unterkuehlt|erfriert|roechelt)\b"),
    (FIRE, "wach ansprechbar",
        r"\b(?:krieg|bekomm|bekommen)\w*\b.{0,25}\b(?:nicht|nich) (?:mehr )?wach\b|\bwacht (?:\w+ )?(?:nicht"
        r"|nich)(?: mehr)? auf"
        r"|\b(?:nicht|kaum) (?:mehr )?ansprechbar\b"),
    (FIRE, "atmet ruehrt bewegt regt reagiert antwortet",
        rf"{_PERSON}.{{0,60}}\b(?:atmet|ruehrt sich|bewegt sich|regt sich|reagiert|antwortet) (?:\w+ ){{0,3}}"
        r"(?:kaum|nicht|nich|nimmer|auf nichts)\b"),
    (FIRE, "blau schaum krampf", r"\blaeuft (?:ganz |schon )?blau\b|\b(?:lippen|gesicht) .{0,15}\bblau\b|\bschaum vor"),
    (FIRE, "hals zunge gesicht kehle",
        r"\b(?:hals|zunge|gesicht|kehle|rachen)\b.{0,20}\b(?:schwillt|schwellen|geschwollen|zugeschwollen)\b"),
    (FIRE, "brust arm gesicht",
        r"\b(?:schmerz\w*|druck|stiche?|sticht|brennen)\b.{0,20}\bbrust(?:korb)?\b|\bbrust\b.{0,30}\b(?:weh|schmerz\w*"
        r"|drueckt|eng)\b|\b(?:linker arm|linke arm|gesicht|mundwinkel)\b.{0,25}\b(?:taub|gelaehmt|haengt)\b"),
    (FIRE, "herz",
        r"\bans? herz (?:gegriffen|gefasst)|\bherz (?:rast|stolpert|bleibt)\b.{0,40}\b(?:luft|schwindel\w*"
        r"|gleich)\b"),
    (FIRE, "zucker blutzucker unterzucker",
        r"\b(?:blut|unter)?zucker\w*\b.{0,30}\b(?:unten|niedrig|zitter\w*)|\bunterzuckert\b"),
    (FIRE, "presswehen wehen baby frucht",
        r"\bpresswehen\b|\bwehen (?:alle|sind|kommen|schon)\b|\bbaby kommt\b(?! (?:im|bald|naechste))|\bfruchtblase"),
    (FIRE, "bin liege komm",
        r"\bbin (?:\w+ ){0,3}(?:gestuerzt|gefallen|hingefallen|ausgerutscht)\b.{0,40}\b(?:nicht"
        r"|nich) (?:mehr )?(?:hoch|auf)\b"
        r"|\bkomme? (?:alleine? |nicht |nich |mehr ){1,3}hoch\b|\bliege (?:hier |seit \w+ )?(?:im bad|am boden"
        r"|im flur)\b"),
    (FIRE, "blut", r"^\W*(?:ueberall )?blut (?:ueberall|am|auf)\b|\bblut (?:laeuft|spritzt|schiesst|hoert)\b"),
    (FIRE, "hund", r"\bhund\b.{0,30}\b(?:am (?:arm|bein|hals)|verbissen|beisst (?:gerade|ihn|sie|mich|das|den))\b"),
    (FIRE, "hund", r"\bhund\b.{0,40}\blaesst ihn (?:los|auf)\b|\bhund .{0,40}\blaesst nicht los\b"),
    (FIRE, "demen alzheimer",
        r"\b(?:dement\w*|demenz\w*|alzheimer)\b.{0,60}\b(?:weg|weggelaufen|verschwunden|rausgelaufen|nachthemd"
        r"|schlafanzug)\b"),
    # Traffic, heights, water
    (FIRE, "erfasst angefahren ueberfahren ueberrollt mitgeschleift geraten",
        rf"\b(?:vom?|von einem|von der|unter(?:m| den| die| einen)?) {_VEHICLE}\b.{{0,25}}\b(?:erfasst|angefahren"
        rf"|ueberfahren"
        r"|ueberrollt|mitgeschleift|geraten)\b"),
    (FIRE, "unfall verkehrsunfall",
        r"\bunfall\b.{0,60}\b(?:liegt|liegen|verletzt\w*|blut\w*|eingeklemmt|fahrer\w* (?:liegt|ist|bewegt))\b"),
    (FIRE, "gefallen gestuerzt abgestuerzt runtergefallen",
        r"\b(?:vom|von der|aus dem|aus der) (?:\w*geruest|\w*dach|leiter|\w*treppe|baum|fenster|balkon|mauer|kran"
        r"|bruecke)"
        r" (?:\w+ )?(?:gefallen|gestuerzt|abgestuerzt|runtergefallen)\b"),
    (CRIME, "falschfahrer geisterfahrer schlangenlinien entgegen besoffen betrunken",
        r"\b(?:falsch|geister)fahrer\b|\bfaehrt\b.{0,40}\b(?:schlangenlinien|besoffen|betrunken)\b"
        r"|\b(?:kommt mir|uns) (?:einer|jemand|ein auto) entgegen\b"),
    (FIRE, "gefallen gestuerzt eingebrochen gerutscht unterge abge treibt winkt kaempft",
        rf"\b(?:in|ins|auf dem|im|aufs) (?:\w+ ){{0,3}}{_WATER}\b.{{0,30}}\b(?:gefallen|gestuerzt|eingebrochen"
        rf"|gerutscht"
        rf"|untergegangen|abgetrieben)\b|\b(?:winkt|treibt|kaempft|schreit)\b.{{0,25}}\b{_WATER}\b"),
    (FIRE, "schaff komm",
        rf"\b{_WATER}\b.{{0,60}}\b(?:schaff(?:t|en)|komm(?:t|en))\b.{{0,15}}\bnicht (?:mehr )?(?:zurueck|rein|raus"
        rf"|an land)\b"),
    (FIRE, "boot schlauchboot luftmatratze sup kajak kanu segelboot",
        r"\b(?:\w*boot|luftmatratze|sup|kajak|kanu)\b.{0,50}\b(?:treibt|abgetrieben|gekentert|kentert|sinkt"
        r"|untergeht)\b"),
    # Poison
    (POISONING, "pilz beere tabletten pillen medika paracetamol ibu insulin "
        "drogen waschmittel spueli frost putz batterie knopf alkohol",
        r"\b(?:\w*pilze?|beeren|waschmittel|spueli|putzmittel|medikamente|tabletten|pillen|insulin|batterie|knopfzelle"
        r"|frostschutz\w*)\b.{0,25}\b(?:gegessen|getrunken|verschluckt|geschluckt|gespritzt|im mund)\b"),
    (POISONING, "packung schachtel blister paracetamol tabletten ibu",
        r"\b(?:ganze|komplette) (?:packung|schachtel|blister\w*)\b.{0,30}\b(?:genommen|geschluckt|intus|gegessen"
        r"|leer)\b"
        r"|\b\d+ (?:paracetamol|tabletten|ibu\w*|schlaftabletten)\b"),
    (POISONING, "melder kohlenmonoxidmelder therme heizung",
        r"\b(?:kopfschmerzen|schlecht|schwindel\w*|uebel)\b.{0,60}\b(?:\w*melder|therme|gasheizung)\b"),
    (POISONING, "getraenk glas drink",
        r"\b(?:ins|in mein|in den) (?:glas|getraenk|drink)\b.{0,25}\b(?:getan|gemischt|gekippt)\b"),
    # Suicide
    (SUICIDE, "nicht",
        r"\b(?:bin ich|ich bin|(?:er|sie) (?:morgen |bald )?)\b ?(?:dann |bald |morgen )?nicht mehr (?:da|hier)\b"),
    (SUICIDE, "gibt", r"\bgibt'?s? (?:es )?mich (?:dann |bald |morgen )?nicht mehr\b"),
    (SUICIDE, "leb lebt", r"\blebt? wohl\b"),
    (SUICIDE, "abschied verabschiedet",
        r"\babschieds(?:brief|nachricht|video)\w*|\bsich (?:\w+ ){0,3}verabschiedet\b(?! vom)"),
    (SUICIDE, "heute jetzt morgen",
        r"\b(?:heute|jetzt|morgen)(?: nacht| abend| frueh)? (?:mache?|tue?|beende) ich(?:'s| es| dem| allem)\b"
        r"|\b(?:heute|jetzt|morgen)(?: nacht| abend)? ist (?:es )?(?:alles )?(?:schluss|vorbei) (?:mit|fuer) mi"),
    (SUICIDE, "vorbereitet geregelt",
        r"\bhabe? (?:schon )?alles (?:vorbereitet|geregelt)\b.{0,40}\b(?:tschuess|leb|danke|ciao|adieu)"),
    (SUICIDE, "steh sitz bin",
        r"\b(?:stehe?|sitze?|bin) (?:\w+ ){0,2}(?:auf(?:m| dem| der| einer?)|oben|am|an den|hinter\w*) (?:\w+ ){0,2}"
        r"(?:dach|parkhaus|bruecke|gleis\w*|gelaender|hochhaus|schienen|klippe"
        r"|fensterbrett)\b.{0,60}\b(?:spring\w*|weiss nicht"
        r"|warte|runter|naechsten|schluss|ende|letzte\w*)\b"),
    (SUICIDE, "steht sitzt klettert stehen",
        rf"^(?=.*{_PERSON}).*\b(?:steht|sitzt|klettert|liegt)\b.{{0,30}}\b(?:hinter\w*|auf|aussen|ueber) (?:dem "
        rf"|den |das |die )?"
        r"(?:gelaender|gleis\w*|schienen|\w*dach|brueckenrand|brueckengelaender|kran)\b"),
    (SUICIDE, "gegen",
        r"\b(?:fahre?|faehrt|rase?) (?:\w+ ){0,2}gegen (?:einen|nen|den|die|eine) (?:naechsten? )?(?:baum|pfeiler"
        r"|wand)"),
    (SUICIDE, "geh", r"\bgehe? (?:ich )?(?:jetzt |heute )?ins wasser\b(?! (?:baden|schwimmen))"),
    (SUICIDE, "tabletten pillen strick seil rasierklinge messer",
        r"\b(?:tabletten|pillen|strick|seil|rasierklinge)\b.{0,15}\b(?:liegen?|haengt|steht|sind) (?:schon "
        r"|jetzt )?(?:vor mir"
        r"|bereit|da|neben mir)\b"),
    (SUICIDE, "sag schreib gesagt geschrieben droht",
        r"\b(?:will|wolle|moechte) (?:\w+ ){0,2}(?:sterben|tot sein|nicht mehr leben)\b"),
    (SUICIDE, "ritz schneid pulsadern",
        r"\b(?:ritz|schneid)\w* (?:er |sie )?(?:mich|sich) (?:gerade|jetzt|grad|schon wieder)\b"),
    # Children
    (CHILD, "weg verschwunden vermisst gekommen",
        rf"{_YOUNG} (?:\w+ ){{0,2}}(?:ist )?seit .{{0,30}}\b(?:weg|verschwunden|vermisst)\b"
        rf"|\bseit .{{0,25}}\b(?:ist|sind) (?:mein|unser)"
        r"\w* .{0,20}\b(?:weg|verschwunden|nicht nach hause gekommen)\b"),
    (CHILD, "niemand keiner allein sonne hitze",
        rf"^(?=.*{_YOUNG})(?=.*\b(?:auto|golf|wagen|parkplatz|fenster|balkon|fensterbrett|gleis\w*|fahrbahn)\b)"
        r".*\b(?:niemand (?:da|dabei)|keiner (?:da|bei|dabei)|allein(?:e)?|in der sonne|hitze|sonne knallt)\b"),
    (CHILD, "hand auto mitgenommen",
        rf"\b(?:mann|typ|fremde\w*|kerl)\b.{{0,30}}{_YOUNG}.{{0,30}}\b(?:an der hand|ins auto|mitgenommen)\b"),
    (CHILD, "zieh zerr schlepp",
        r"\b(?:ziehen|zerren|zieht|zerrt|schleppt|schleppen)\b.{0,40}\b(?:ins|in ein|in einen|in den) (?:auto"
        r"|\w*wagen|transporter|gebuesch)\b"),
    (CHILD, "schuettelt schlaegt",
        r"\b(?:schuettelt|schlaegt|tritt|wuergt) (?:gerade )?(?:das|ein|ihr|sein) (?:baby|kind|kleinkind)\b"),
    # Violence at home
    (DOMESTIC, "pruegelt verpruegelt", r"\b(?:ver)?pruegelt\b.{0,25}\b(?:seine|ihre|meine|mich|uns)\b"),
    (DOMESTIC, "hals kehle gurgel", r"\b(?:drueckt|haelt|schnuert)\b.{0,20}\b(?:hals|kehle|gurgel)\b"),
    (DOMESTIC, "los", r"\bgeht (?:\w+ )?auf (?:mich|uns|sie|ihn|seine \w+|ihre \w+) los\b"),
    (DOMESTIC, "wirft", r"\bwirft\b.{0,25}\bnach (?:mir|uns|ihr)\b"),
    (DOMESTIC, "laesst",
        r"\blaesst (?:mich|uns|sie) (?:\w+ )?(?:nicht|nich)\b(?! (?:los|mehr los|kalt|schlafen|in ruhe))"),
    (DOMESTIC, "ueberleb bringt",
        r"\bueberlebe? ich (?:das )?nicht\b|\bbringt er (?:mich|uns|sie)(?: um)?\b|\b(?:er|sie) bringt (?:mich"
        r"|uns) um\b"),
    (DOMESTIC, "nebenan ueber unter nachbar drueber drunter",
        r"\b(?:nebenan|(?:ueber|unter) (?:uns|mir)|nachbar\w*)\b.{0,60}\b(?:frau|kind|sie"
        r"|jemand)\b.{0,15}\b(?:schreit|wimmert|bruellt|kreischt)\b"),
    # Crime under way
    (CRIME, "einbrech",
        r"\b(?:gerade|grad|eben|jetzt)\b.{0,20}\beinbrecher|\beinbrecher\b.{0,20}\b(?:nebenan|unten|oben|drin"
        r"|gerade)\b"),
    (CRIME, "mach fummel hebel stocher",
        r"\b(?:macht|machen|fummelt|fummeln|hebelt|hebeln|stochert)\b.{0,20}\b(?:am|an) (?:\w+ ){0,2}(?:\w*schloss"
        r"|\w*tuer|fenster)\b"),
    (CRIME, "versuch",
        r"\bversuch(?:t|en)\b.{0,60}\b(?:einzuschlagen|aufzubrechen|einzubrechen|aufzuhebeln|reinzukommen"
        r"|einzusteigen|einzutreten)\b"),
    (CRIME, "ist sind",
        r"\b(?:jemand|einer|er|sie|wer|fremde\w*) (?:ist|sind) (?:noch |schon |wieder )?(?:in (?:der|meiner"
        r"|unserer) wohnung|im haus"
        r"|im keller|im treppenhaus)\b"),
    (CRIME, "hinter ausgestiegen",
        r"\b(?:noch|bleibt|laeuft|geht|steht|kommt) (?:immer )?(?:noch )?(?:dicht )?hinter mir\b"
        r"|\bmit mir ausgestiegen\b"),
    (CRIME, "tuer wohnungstuer haustuer",
        r"\b(?:vor|an|gegen) (?:der|meiner|unserer|die|meine|unsere) \w*tuer\b.{0,15}\b(?:haemmert|tritt|tobt"
        r"|bruellt|schlaegt|trommelt)\b"
        r"|\b(?:haemmert|tritt|trommelt|wummert)\b.{0,20}\btuer\b|\btuer haelt\b.{0,10}\b(?:nicht|nich)\b"
        r"|\bsteht (?:schon )?wieder vor (?:der|meiner|unserer) \w*tuer\b"),
    (CRIME, "schrank bett", r"\b(?:bin|sitze|liege|versteckt?) (?:\w+ ){0,3}(?:im schrank|unter(?:m| dem) bett)\b"),
    (CRIME, "eingesperrt eingeschlossen versteckt verbarrikadiert verstecke",
        r"\b(?:bad|klo|toilette|zimmer|keller|schrank|buero|auto)\b.{0,30}\b(?:eingesperrt|eingeschlossen"
        r"|versteckt|verbarrikadiert)\b"),
    (CRIME, "pst psst schick hoert kann",
        r"^\W*pss?t\b|\bschick(?:en|t)? (?:sie )?(?:bitte )?(?:schnell |sofort )?(?:jemand\w*|wen|hilfe"
        r"|einen streifenwagen)\b"
        r"|\bkann (?:bitte )?(?:jemand|wer|einer) (?:bitte )?(?:schnell |sofort )?(?:kommen|helfen)\b(?! (?:bei"
        r"|beim|mit))"
        r"|\ber hoert (?:mich|das|alles|uns|mit|das handy)\b|\bkann (?:gerade |grad "
        r"|jetzt )?nicht (?:laut )?(?:sprechen|reden|telefonieren)\b"),
    (CRIME, "tret tritt schlag pruegel",
        r"\b(?:treten|tritt|schlagen|pruegeln|pruegelt)\b.{0,15}\b(?:auf (?:einen|ihn|sie|jemand\w*|den|die"
        r"|eine\w*|mich|uns)|weiter)\b"),
    (CRIME, "schlaegerei", r"\bschlaegerei\b.{0,40}\b(?:liegt|treten|blut\w*|gerade|grad|jetzt)\b"),
    (CRIME, "messer kuechenmesser taschenmesser axt beil machete pistole knarre waffe schusswaffe gewehr hammer "
        "eisenstange kettensaege schere baseball totschlaeger",
        rf"\b(?:er|sie|der|die|einer|typ|mann|junge|kerl|jemand|und) hat (?:die|das|ne|eine|ein|'n|nen"
        rf"|n) (?:\w+ )?{_WEAPON}\b"),
    (CRIME, "messer kuechenmesser taschenmesser axt beil machete pistole knarre waffe schusswaffe gewehr hammer "
        "eisenstange kettensaege schere baseball totschlaeger",
        rf"\b(?:rennt|laeuft|steht|fuchtelt|kommt|sitzt|geht|bedroht)\b.{{0,40}}\bmit (?:ner|einer|nem|einem|dem"
        rf"|der) (?:\w+ )?{_WEAPON}\b"),
    (CRIME, "werden wird",
        r"\bwerden (?:gerade|grad|jetzt) (?:\w+ ){0,3}(?:ausgeraubt|beraubt|angegriffen|geschlagen|verpruegelt"
        r"|bedroht|gejagt)\b"
        r"|\bwird\b.{0,50}\bfestgehalten\b"),
    (CRIME, "eingekreist umzingelt umstellt eingekesselt", r"\b(?:eingekreist|umzingelt|umstellt|eingekesselt)\b"),
    (CRIME, "werfen schmeissen wirft",
        r"\b(?:werfen|schmeissen|wirft) (?:mit )?(?:flaschen|steinen?|brandsaetze|molotow\w*|pflastersteine)\b"),
    (CRIME, "stech steche knall bring erschiess toete",
        r"\b(?:ich|wir) (?:steche?|knalle?|bringe?|mache?) (?:den|die|ihn|sie|alle|euch|dich)\b.{0,30}\b(?:ab|um"
        r"|kalt)\b"
        r"|\bich (?:erschiesse?|toete?|ersteche?) (?:den|die|ihn|sie|alle|euch|dich)\b"),
    (CRIME, "hab", r"\b(?:ich )?habe? (?:\w+ )?(?:die|ne|eine) (?:waffe|pistole|knarre)\b"),
    (CRIME, "ruft schreit rufen schreien",
        rf"^(?=.*{_PERSON}).*\b(?:ruft|schreit|rufen|schreien) (?:\w+ ){{0,4}}um hilfe\b"),
    # Nothing but a cry
    (CRIME, "hilf notfal notruf polizei bitte schnell",
        r"^(?!.*\b(?:fuer|fehlt|mehr|super|toll\w*|danke|gut\w*|bei|beim|zur|zum|soll\w*|lob|kein\w*|wann|wie|wo"
        r"|nicht|war)\b)"
        r"\W*(?:bitte |schnell )*(?:hil+f+e+n?|notfal+|notruf|polizei)\b[!.,]*(?: [\w-]+){0,3}!*\W*$"
        r"|^\W*bitte jemand\W*$"),
    (FIRE, "krankenwagen rettungswagen notarzt feuerwehr rettung bitte schnell",
        r"^(?!.*\b(?:fuer|fehlt|mehr|super|toll\w*|danke|gut\w*|bei|beim|zur|zum|soll\w*|lob|braucht|kein\w*|nicht"
        r"|war)\b)\W*"
        r"(?:bitte |schnell )*(?:krankenwagen|rettungswagen|notarzt|feuerwehr)(?:[ ,!]+[\w-]+){0,4}\W*$"),
    (CRIME, "110 112", r"^\W*(?:11[02]\W*)+$"),
)  # fmt: skip
