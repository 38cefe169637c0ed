"""Wordings of danger in Polish, for text in lower case without Polish letters (ą is a, ł is l)."""

from __future__ import annotations

from nlp.danger import CHILD, CRIME, DOMESTIC, FIRE, POISONING, SUICIDE

_WHO = (
    r"(?:on|ona|ktos|mezczyzna|facet|kobieta|pan|pani|mama|tata|babcia|dziadek|dziecko|syn|corka|corecz\w*"
    r"|synek|sasiad\w*|kolega|kolezanka"
    r"|brat|siostra|maz|zona|chlop\w*|dziewczyn\w*|motocyklista|rowerzysta|kierowca|czlowiek|tesc|tesciowa"
    r"|ziec|starszy|trener|niemowle|bezdomny)"
)
_YOUNG = (
    r"(?:dzieck\w+|dzieci|syn\w*|cor\w{1,5}|niemowl\w+|chlopi?e?c\w*|chlopczyk\w*|dziewczynk\w*|maluch\w*"
    r"|\w+latek|\w+latk\w|wnuk\w*|wnuczk\w*)"
)
_HOME = (
    r"(?:dom\w{0,2}|mieszkani\w+|kuchni\w|piwnic\w|dach\w*|balkon\w*|auto|samochod\w*|klat\w+|blok\w*|garaz\w*"
    r"|smietnik\w*|kontener\w*)"
)
_WEAPON = r"(?:noz\w{0,3}|pistolet\w*|bro\w{1,3}|siekier\w+|mlotk\w+|maczet\w+|kijem|palka|strzelb\w+|tasak\w*)"

WORDINGS: tuple[tuple[str, str], ...] = (
    (FIRE,
        rf"\bpozar\b\W*$|\bpozar (?:w|na|u)\b|\b{_HOME}\b.{{0,20}}\b(?:plonie|plona|pali sie|pala sie)\b"
        rf"|\b(?:pali sie|plonie)\b.{{0,20}}\b{_HOME}\b|^\W*pali sie\b|\bplonie\b"),
    (FIRE,
        r"\bdym(?:u)?\b.{0,30}\b(?:z|spod|wydobywa|leci|wszedzie|pelno)\b|\b(?:pelno|gesty|czarny|wszedzie) dym\w*"
        r"|\b(?:czuc|smierdzi|pachnie|zapach|ulatnia)\b.{0,20}\b(?:gaz\w*|spaleniz\w+|spalonym)\b"
        r"|\bczujnik\b.{0,30}\b(?:wyje|piszczy|pika)|\bczad\b.{0,20}\b(?:ulatnia|w|czuj\w+)|\b(?:butla"
        r"|gaz)\b.{0,30}\b(?:syczy|ulatnia|wycieka)"),
    (FIRE, r"\b(?:przewod|kabel|linia|drut)\b.{0,40}\b(?:iskrzy|zerwan\w+|spadl)|\b(?:woda|zalan\w+)\b.{0,30}\bprad\b"),
    (FIRE,
        r"\bnie (?:oddycha|reaguje|rusza sie|wstaje|budzi sie|odpowiada|daje znaku)\b|\bnie chce (?:wstac"
        r"|sie obudzic)|\bnie moge (?:go|jej|\w+) (?:do)?budzic|\bnieprzytomn\w+|\bstracil\w? przytomnosc"
        r"|\bzemdlal\w?|\bzaslab\w+|\bmasaz serca|\bnie czuje (?:nog|reki|nogi)"),
    (FIRE,
        r"\bnie (?:moge|moze) (?:zlapac )?(?:oddychac|oddechu|tchu)|\bdusi (?:sie|mnie)\b|\bdusze sie\b|\bsinie\w*"
        r"|\bsine\b|\bdrgawk\w+|\bpiana\b.{0,10}\bust|\bma (?:zawal|udar)|\b(?:boli|klucie|ucisk"
        r"|bol)\b.{0,20}\b(?:klat\w+|piers\w+|mostk\w+)|\bzlapal\w? sie za serce|\bpuchnie\b|\bspuchl\w+ (?:gardlo"
        r"|jezyk)"),
    (FIRE,
        r"\bkrew\b.{0,20}\b(?:leje|leci|tryska|wszedzie|cieknie)|\bkrwawi\w*|\bpelno krwi|\bwykrwawia|\bduzo krwi"
        r"|\bkaluz\w+ krwi"),
    (FIRE,
        rf"\b{_WHO}\b.{{0,40}}\b(?:przewrocil\w*|upadl\w?|spadl\w?|lezy)\b.{{0,40}}\b(?:nie|sniegu|ziemi|podlodze"
        rf"|ulicy|jeczy|krw\w*)\b|\b(?:spadl\w?|wypadl\w?)\b.{{0,15}}\b(?:dachu|balkonu|okna|drabiny|schodow"
        rf"|rusztowania|mostu|dzwigu)|\blezy (?:w|na) (?:sniegu|mrozie)"),
    (FIRE,
        r"\bwypad(?:ek|ku)\b.{0,40}\b(?:nie rusza|lezy|rann\w+|krew|zakleszcz\w+|uwiezion\w+|karetk\w+"
        r"|skrzyzowani\w+)|\b(?:potracil\w?|przejechal\w?|wjechal\w?)\b.{0,30}\b(?:dzieck\w+|auto|tramwaj"
        r"|przystan\w+|ludzi|pieszeg\w+|rowerzyst\w+|kobiet\w+)|\bpod (?:autem|tramwajem|kolami)"),
    (FIRE,
        r"\b(?:tonie|tona|tone)\b|\bpekl\w?\b.{0,15}\blod|\blod\w* (?:sie )?(?:pekl|zalamal)|\b(?:wpadl\w?"
        r"|spadl\w?|skoczyl\w?)\b.{0,10}\b(?:wody|rzeki|kanalu|morza|stawu|portu)|\bznosi\b.{0,30}\b(?:morz\w"
        r"|wod\w)|\b(?:materac|ponton|lodk\w|kajak)\b.{0,40}\b(?:znosi|dryfuje|tonie|wywroc\w+)"),
    (FIRE,
        r"\b(?:demencj\w+|alzheimer\w*)\b.{0,50}\b(?:wyszl\w|wyszedl|zginal|zaginel\w|nie wrocil\w?)|\b(?:granat"
        r"|bombe?|niewypal|pocisk|ladunek)\b.{0,25}\b(?:znale\w+|lezy|wykopa\w+)|\b(?:znale\w+|wykopa\w+"
        r"|lezy)\b.{0,25}\b(?:granat|bomb\w|niewypal|pocisk)|\bwybuch\w?\b.{0,15}\b(?:w|gaz\w*|teraz|byl)\b"),
    (FIRE,
        r"\b(?:karetk\w|pogotowi\w|straz\w*|lekarza)\b.{0,20}\b(?:szybko|prosze|potrzebn\w+|natychmiast|tu"
        r"|wezwij\w*)|\b(?:prosze|szybko|wezwijcie|przyslijcie|dzwoncie)\b.{0,20}\b(?:karetk\w|pogotowi\w|straz"
        r"|policj\w|kogos)|^\W*(?:karetk\w|pogotowie)\b|\brodze\b|\bodeszly (?:mi |jej )?wody|\bskurcze co\b"
        r"|\bcukier\b.{0,25}\b(?:spadl|niski|trzes\w+)"),
    (POISONING,
        r"\b(?:polkn\w+|wypil\w?|zjadl\w?|polykal\w*|nalykal\w+|wzial|wziela|lyknel\w?"
        r"|lyknal)\b.{0,30}\b(?:tablet\w+|bateri\w+|kreta?|plyn\w?|srodek|grzyb\w*|proszk\w+|orzesz\w+|opakowanie"
        r"|trutk\w+|wybielacz\w*|lek\w{0,3})\b|\bprzedawkowa\w+|\b(?:dosypal|wsypal"
        r"|wrzucil)\w?\b.{0,20}\b(?:drinka|piwa|szklan\w+)|\bzatrul\w? sie"),
    (SUICIDE,
        r"\bnie chce (?:juz )?(?:zyc|mi sie zyc)|\b(?:chce|chcial\w+bym) (?:umrzec|sie zabic)"
        r"|\bzabij[ea] sie\b(?! z)|\bzabic sie\b|\bskoncz\w+ (?:ze soba|z tym wszystkim|z zyciem)"
        r"|\bodebrac sobie zycie|\bsamoboj\w+|\blist\w? pozegnaln\w+|\bjutro (?:juz )?mnie (?:juz )?nie bedzie"
        r"|\bzegnajcie\b|\bpozegnal\w? sie (?:ze|z) (?:wszystkimi|nami)|\bskocz\w*\b.{0,15}\b(?:mostu|dachu|okna"
        r"|pod)"),
    (SUICIDE,
        r"\b(?:stoje|siedze|stoi|siedzi)\b.{0,15}\b(?:na|za)\b.{0,10}\b(?:moscie|dachu|torach|krawedzi|barierk\w+"
        r"|parapecie)|\b(?:pociete rece|podcial\w? sobie|tne sie|ciac sie|tnie sie|podciac zyly)"
        r"|\b(?:zamkn\w+)\b.{0,30}\b(?:zyletk\w+|nozem|brzytw\w+)"),
    (CHILD,
        rf"\b{_YOUNG}\b.{{0,40}}\b(?:zagin\w+|zgubil\w*|zniknal|zniknela|nie wrocil\w?)\b|\b(?:zaginal|zaginela"
        rf"|zginelo|zniknal|zniknela|zgubil\w?)\b.{{0,20}}\b{_YOUNG}\b|\b(?:zabral|porwal"
        rf"|uprowadzil)\w?\b.{{0,15}}\b{_YOUNG}\b"),
    (CHILD,
        rf"\b(?:ciagnie|ciagna|wciaga|porywa|bije|szarpie|potrzasa|katuje)\b.{{0,20}}\b{_YOUNG}\b"
        rf"|\b{_YOUNG}\b.{{0,30}}\b(?:samo|sam|sama|zamkniet\w+)\b.{{0,25}}\b(?:aucie|samochodzie|okn\w+|balkon\w+)"),
    (DOMESTIC,
        r"\b(?:bije|dusi|katuje|kopie|tlucze|szarpie)\b.{0,15}\b(?:mnie|nas|ja|mame|zone|dzieci|matke)\b|\b(?:mnie"
        r"|nas) (?:\w+ )?(?:bije|dusi|zabije|pozabija|katuje)\b|\b(?:zabije|pozabija) (?:mnie|nas)"
        r"|\bnie (?:chce mnie wypuscic|wypuszcza|pozwala mi wyjsc)|\bzamknal (?:mnie|nas|drzwi)"
        r"|\bpoduszk\w\b.{0,20}\btwarzy|\bszuka mnie\b|\bon mnie\b.{0,15}\bszuka"),
    (DOMESTIC,
        r"\b(?:byly|eks)\b.{0,60}\b(?:drzwi\w*|okn\w+|adres|pod domem|przyszedl|znalazl|czeka|dobija)"
        r"|\b(?:sasiad\w*|za sciana|nade mna|pode mna|u gory)\b.{0,40}\b(?:krzyczy|wrzeszczy|placze|bije|bija"
        r"|awantura teraz)|\bkrzyczy\b.{0,15}\b(?:ratunku|pomocy|morduja|zabij\w+)"),
    (CRIME,
        r"^\W*(?:na )?pomocy?\b\W*(?:\w+\W*){0,2}$|\bna pomoc\b|\bpomocy\W.{0,40}\b(?:on|ktos|prosze|szybko|bij\w+"
        r"|ratun\w+)|\bpomocy ?!|\bratunku\b|\bratujcie\b|\bpomozcie\b(?!.{0,12} (?:w|z|znalezc)\b)"
        r"|^\W*policj[aei]\b\W*(?:\w+\W*){0,2}$|\bwezwijcie policj\w"),
    (CRIME,
        r"\bnie moge (?:mowic|rozmawiac|dzwonic)|\b(?:przyslijcie|wyslijcie) (?:kogos|policj\w)|^\W*(?:ciii*"
        r"|cicho)\b|\b(?:chowam sie|ukrywam sie|schowal\w+ sie|siedze w szafie)|\b(?:wywaza|wylamuje|dobija"
        r"|wlamuje|wlamuja|wali|kopie|grzebie|majstruje)\b.{0,25}\b(?:drzwi\w*|zamku|okn\w+|sie do|mieszkani\w+"
        r"|piwnic\w)|\bwytrych\w*"),
    (CRIME,
        r"\b(?:idzie|ida|lazi|biegnie|jedzie|sledzi|goni)\b.{0,15}\b(?:za mna|za nami|za nia|mnie)\b"
        r"|\bza mna (?:idzie|ida|lazi|biegnie|jedzie)\b|\b(?:sledzi|goni|przesladuje) mnie\b"),
    (CRIME,
        r"\b(?:bija|kopia|napadaja|rabuja|gwalca|dusza|trzymaja|okladaja|atakuja)\b.{0,30}\b(?:chlopak\w*"
        r"|czlowieka|mezczyzn\w|dziewczyn\w*|kobiet\w|mnie|go|ja|kogos|kogo)\b|\bbojka\b.{0,30}\b(?:krew|lezy"
        r"|noz\w*|teraz)|\bstrzel(?:aja|a|anina)\b(?! (?:gol|bramk))|\bstrzaly\b|\bceluje\b"),
    (CRIME,
        rf"\b(?:z|ma|wyciagnal|wymachuje|macha|biega|grozi)\b.{{0,15}}\b{_WEAPON}\b|\b(?:rzucaja"
        rf"|rzuca)\b.{{0,20}}\b(?:butelk\w+|kamieni\w+)|\btlum\b.{{0,40}}\b(?:nas|okna|hotel\w*)|\botoczyli\b"),
    (CRIME,
        r"\b(?:teraz|wlasnie|w tej chwili)\b.{0,30}\b(?:krad\w+|okrada\w+|wlamuj\w+|napada\w+|groz\w+)|\b(?:kradna"
        r"|okradaja|wlamuja sie)\b.{0,30}\b(?:teraz|wlasnie|oknem)|\bgrozi (?:mi|nam|ze)|\b(?:zabije|zadzgam"
        r"|zastrzele) (?:go|ja|ich|was|wszystkich)|\bpijany\b.{0,15}\b(?:jedzie|za kierownica)"
        r"|\bza kierownica\b.{0,15}\bpijan\w+|\bpod prad\b.{0,15}\bautostrad\w+"),
)  # fmt: skip

TAMED = (
    r"\b(?:zeszl\w+|wczoraj|tydzien temu|miesiac temu|rok temu|lat temu|dni temu|tygodni\w* temu|kiedys"
    r"|dawniej|w dziecinstwie|jak bylem maly|jak bylam mala"
    r"|jesli kiedys|gdyby|w razie|film\w*|w grze|w tej grze|cwiczeni\w+|nie pilne|nic sie nie stalo|trzeba"
    r"|powinn\w+|wiecej policji|w koncu ktos|kurs\w*|w maju|w lipcu|w sierpniu)\b"
)
NOW = r"\b(?:teraz|wlasnie|w tej chwili|nadal|szybko|natychmiast|dzis|dzisiaj)\b"
