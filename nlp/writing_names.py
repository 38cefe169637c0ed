"""Write the word lists by which names are told from words: `python -m nlp.writing_names SPACY_LOOKUPS_FOLDER`.

Needs two packages that the product itself does without: `faker` (MIT), whose providers list first names and surnames of
many countries, and `spacy-lookups-data` (MIT), unpacked in the given folder, which has a million German forms with the
logarithm of their probability and their Brown cluster: names stand in few clusters, because they stand in the same
surroundings. The result, nlp/wordlists/forms.txt.gz, is committed; what its columns mean stands in nlp/known_forms.py.
"""

from __future__ import annotations

import gzip
import importlib
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlp.known_forms import FILE, KNOWN, LIKELY, NONE, SURE, Form, write_forms
from nlp.stems import words

_NEAR = ("de_DE", "de_AT", "de_CH")
_ABROAD = (
    "tr_TR", "pl_PL", "ru_RU", "uk_UA", "vi_VN", "en_GB", "en_US", "ro_RO", "hr_HR", "cs_CZ", "it_IT", "es_ES", "fr_FR",
    "nl_BE", "sv_SE", "da_DK", "en_NG", "en_IN", "ar_AA", "ar_PS", "ar_SA", "bg_BG", "hu_HU", "zh_CN",
)  # fmt: skip
# Of the clusters those whose words are first names, and those whose words are surnames.
_FIRST_CLUSTERS = frozenset([24, 56, 120, 248, 504, 888])
_LAST_CLUSTERS = frozenset([8, 40])
_RAREST_FIRST, _RAREST_LAST, _RAREST_WORD = -17.6, -17.3, -14.2
_LEVELS = (-14.2, -13.0, -11.5, -9.5, -8.0)
# Where the capital form is a name, the small one counts as a word only if it is not much rarer.
_SMALL_AS_NAME = 2.0
_NOUN = 1.5
_LEAST_LETTERS = 2
_PARTICLES = words("von van der den de la di du le del da zu al el bin ben ibn abu und")
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "æ": "ae", "ß": "ss", "đ": "d"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Romanised as Germans, Ukrainians and Russians write them.
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "w", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "je", "ё": "jo", "ж": "sch", "з": "s",
        "и": "i", "і": "i", "ї": "ji", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ъ": "",
        "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja", "'": "", "’": "",
    }
)  # fmt: skip
_ENGLISH = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "yo", "ж": "zh", "з": "z",
        "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
        "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia", "'": "", "’": "",
    }
)  # fmt: skip
# First names of the region and of its newcomers that neither package has, and short forms.
_OWN_FIRST = """
    basti bea benni berni biggi conny dani domi ede ferdi flori flo fiete friedel gitti hajo hansi harry heinzi hotte ilka
    jenny jessi jojo juppi kalle kathi kati keule klausi krischan kuddel lenchen lisbeth loni mandy manne maik matze micha
    micki mimi moni ole olli paule pit ralle resi ricky rolli ronny rudi schorsch siggi steffi steff susi tessi tilly tini
    toni trudi uschi ulli uli urmel vroni wolle walli willi zosia antek kasia basia gosia asia magda tomek jurek wojtek
    pawel marek darek olek kuba janek olena oksana iryna iryna oleksandr serhii andrii mykola dmytro vasyl taras bohdan
    kateryna yulia julija svitlana tetiana nataliia yevhen vitalii volodymyr yaroslav anastasiia mariia oleh ihor vadym
    halyna liudmyla nadiia viktoriia zoriana solomiia mohamad mohammad muhammad ahmad mahmoud mustafa omar samir tarek
    yaman rami bilal hamza khaled walid yasin yassin ibrahim ismail issa nour noor amira amina layla leyla rania hanan
    samira fatma aisha aischa maryam mariam zahra hala reem rima suad karim kareem yusuf youssef hassan hussein ali abbas
    abdulrahman abdul abdullah jamal jamil nabil emeka chidi ngozi amadou mamadou ibrahima fatou kofi kwame samuel thi
    lan hoa mai linh huong thanh tuan duc minh hung dung quang phuong thao trang ngoc hien hanh nga van
    саша паша миша коля вася петя ваня женя дима лёша леша лена оля таня наташа катя маша даша света ира юля настя виталик
    толик славик валера гена боря серёжа серёга андрюха володя костя рома стас влад никита кирилл тарас назар оксана остап
    богдан мар'яна соломія зоряна галя люба надя вера тамара людмила алиса полина аня артём тимур рустам
    سعاد ليلى هدى منى سلمى رنا ريم هبة هناء سميرة أمينة فاطمة عائشة خديجة مريم زينب سمر نور لمى دعاء إيمان أمل نادية وفاء سهام
    محمد أحمد محمود علي حسن حسين عمر خالد وليد سامر سمير كريم ياسر يوسف إبراهيم مصطفى عبدالله طارق زياد بلال حمزة أنس رامي فادي باسل
    hein jochen jörn jörg hinnerk henrike wencke merle gesa swantje tjark torben thorben malte momme fiete levke lasse mats
    """
_OWN_LAST = """
    nguyen tran pham le hoang phan vu vo dang bui do ho ngo duong ly al-masri haddad khatib darwish saleh salem nasser
    kowalski nowak petrow iwanow smirnow morosow kovalenko kovalchuk shevchenko bondarenko tkachenko melnyk petrenko
    """

# Ordinary words of these texts that are rare elsewhere, and that look like surnames there.
_OWN_WORDS = """
    rolli rollis späti spätis boje bojen ruß schmalz grieß gully gullys kratzer tinder vape vapes crystal meth codein tilidin lyrica
    speed laube lauben landstrom pieper marine sail husky köter köder kombi audi golf passat polo skoda opel ford seat dacia toyota
    sprinter mokick simson simsons schwalbe bengalo bengalos pyro böller kracher shisha bong bongs joint kippe kippen stummel pulle
    pullen buddel mucke zoff randale rempler schubser spanner glotzer gaffer raser drängler blitzer poller pömpel hubbel schlagloch
    bordstein kantstein handlauf lehne fliese latte bohle bohlen planke planken mole buhne steg ponton kutter jolle kanu kite surfer
    qualle robbe möwe möwen krähe krähen marder waschbär keiler bache rotte frischling biber zecke wespe hornisse dackel pudel
    dobermann rottweiler pitbull staffi amstaff bello waldi glutnest trafo hydrant funkloch akku powerbank kurbelradio notstrom
    kanister propan butan förster pastor pfarrer küster wirt gabel skier romane wade überhang hagel frost reif glatteis matsch
    knirps knirpse gör gören bengel halbstarke krawall radau klamauk remmidemmi party partys fete sause wodka korn schnaps pils
    dealer junkie junkies penner säufer trinker schnorrer pöbler rowdy rowdys hooligan hooligans ultra ultras nazi nazis antifa
    klo klos dixi pissoir windel windeln rollator rollatoren gehhilfe krücke krücken bon pos tan pin puk sos kahn kai pier quai
    laage doberan warnemünde evershagen lütten schmarl toitenwinkel dierkow gehlsdorf reutershagen biestow peez bramow kassebohm
    morsch stumpf helle heller stehn gehn sehn mudder vadder lütte lütten düwel minsch minschen huus dörp straat kinner klock hunn
    imer wider nich nichts garnich weis sol komt ligt rent zurük grad ebend nochmal sperrmüll mülltonne nix isses gibts wieso hing
    saß saßen lief rannte schrie brüllte pöbelte klappert wühlt rattert quietscht leite such tu funke bohrer fräse flex laufender
    said pane over somebody ban parks mates hooks june till amber summer charity hope faith joy hung gun
    since came bent rattles döner vivaldi
    """


@dataclass(frozen=True, slots=True)
class _Lookups:
    """What spacy-lookups-data knows of a form as written: log probability and cluster."""

    probability: Mapping[str, float]
    cluster: Mapping[str, int]


def main() -> None:
    lookups = _lookups(Path(sys.argv[1]))
    first, last = _from_faker("first"), _from_faker("last")
    for own, names in ((_OWN_FIRST, first), (_OWN_LAST, last)):
        for name in own.split():
            names.setdefault(name, KNOWN)
    _add_clusters(lookups, first, _FIRST_CLUSTERS, _RAREST_FIRST)
    _add_clusters(lookups, last, _LAST_CLUSTERS, _RAREST_LAST)
    usual = _words(lookups)
    forms = {
        form: Form(first.get(form, NONE), last.get(form, NONE), *usual.get(form, (0, False)))
        for form in sorted({*first, *last, *usual})
    }
    FILE.write_bytes(write_forms(forms))
    print(f"{len(first)} first names, {len(last)} surnames, {len(usual)} words; {FILE.stat().st_size} bytes")  # noqa: T201 - the script's own words


def _lookups(folder: Path) -> _Lookups:
    read = [
        json.loads(gzip.decompress((folder / f"de_lexeme_{part}.json.gz").read_bytes())) for part in ("prob", "cluster")
    ]
    return _Lookups(*read)


def _from_faker(part: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for locales, strength in ((_NEAR, SURE), (_ABROAD, KNOWN)):
        for locale in locales:
            for name in _listed(locale, part):
                for form in _forms(name):
                    found.setdefault(form, strength)
    return found


def _listed(locale: str, part: str) -> Iterator[str]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for attribute in dir(provider):
        names = getattr(provider, attribute)
        if part in attribute and "name" in attribute and "format" not in attribute and isinstance(names, Iterable):
            yield from (str(name) for name in names)


def _forms(name: str) -> Iterator[str]:
    for word in name.casefold().replace("-", " ").split():
        if len(word) >= _LEAST_LETTERS and word.isalpha() and word not in _PARTICLES:
            yield from (word, word.translate(_UMLAUTS), _without_marks(word))
            if "а" <= word[0] <= "є":
                yield from (word.translate(_LATIN), word.translate(_ENGLISH))


def _without_marks(word: str) -> str:
    """Return a word as it is typed on a keyboard without its letters: `Yılmaz` as `Yilmaz`."""
    if word[0] > "\u024f":
        return word
    plain = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _add_clusters(lookups: _Lookups, names: dict[str, int], clusters: frozenset[int], rarest: float) -> None:
    for form, cluster in lookups.cluster.items():
        written_as_name = form.isalpha() and form.istitle() and len(form) > _LEAST_LETTERS
        if cluster in clusters and written_as_name and lookups.probability.get(form, rarest) > rarest:
            names.setdefault(form.casefold(), LIKELY)


def _words(lookups: _Lookups) -> dict[str, tuple[int, bool]]:
    """Return how usual forms are as words, from 1 to 5, and whether they are nouns."""
    found = {}
    for form in {written.casefold() for written, p in lookups.probability.items() if p > _RAREST_WORD}:
        small, capital = (lookups.probability.get(w, -30.0) for w in (form, form.capitalize()))
        is_name = lookups.cluster.get(form.capitalize()) in _FIRST_CLUSTERS | _LAST_CLUSTERS
        usual = (small if small > capital - _SMALL_AS_NAME else -30.0) if is_name else max(small, capital)
        level = sum(usual > at_least for at_least in _LEVELS)
        if level and form.isalpha() and len(form) >= _LEAST_LETTERS:
            found[form] = level, capital - small > _NOUN
    for word in _OWN_WORDS.split():
        level, noun = found.get(word, (0, False))
        found[word] = max(level, 3), noun
    return found


if __name__ == "__main__":
    main()
