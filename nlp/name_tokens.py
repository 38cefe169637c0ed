"""The words of a surface text as the model of names sees them."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.known_forms import KNOWN, LIKELY, NONE, UNKNOWN, Form, known_forms
from nlp.stems import words

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*|\d+|[^\w\s]|\n")
_ENDS = frozenset('.!?:\n„"“(–-•…')
_PARTICLES = words("von van der den dem de da di du la le zu zur zum vom el al bin ben ibn abu und")
_ABBREVIATED = words("dr prof dipl ing med phil str nr st fr hr fam tel gez dipl-ing bzw ca evtl zb z b d h u a i")
_SEEN: dict[str, tuple[str, Form, str, str]] = {}
_LONGEST_NAME = 30
# What is never a part of a name, though it stands where names stand.
_NEVER = words(
    """
    herr herrn hr hrn frau fr familie fam dr prof doktor professor professorin dipl ing med oma opa omi opi mama papa tante onkel
    mutter vater mutters vaters omas opas mamas papas schwester bruder nachbar nachbarin kollege kollegin hausmeister sohn tochter
    pan pani mr mrs ms miss mister
    ich du er sie es wir ihr mein meine dein sein der die das ein eine und oder aber nicht mit von bei für auf an in zu im am
    gruß grüße lg vg mfg hallo moin hey danke bitte ja nein ok rostock rostocker warnow ostsee
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april juni juli
    september oktober november dezember weihnachten ostern silvester pfingsten
    deutschland berlin hamburg schwerin wismar stralsund greifswald lübeck kiel bremen dresden leipzig münchen köln hannover
    corona hansa polizei facebook instagram telegram tiktok whatsapp google youtube twitter lidl aldi netto rewe edeka penny
    rossmann fielmann deichmann douglas saturn norma kaufland wiro rsag lego iban tel gott jesus allah euro
    """
)


class Token(NamedTuple):
    """A word, number or sign of a text.

    form   what is known of the word.
    shape  `C` with a capital first, `A` all capitals, `s` small, `d` digits, `.` a sign.
    kind   one letter that sums up form and shape, see `_kind_of`.
    first  it begins a sentence, so that its capital says nothing.
    """

    start: int
    end: int
    text: str
    small: str
    form: Form
    shape: str
    kind: str
    first: bool


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text in reading order."""
    found: list[Token] = []
    first = True
    new = tuple.__new__
    for match in _TOKEN.finditer(text):
        word = match.group()
        seen = _SEEN.get(word) or _seen(word)
        # As Token(...) makes it, in half the time: this runs for every word of every text.
        found.append(new(Token, (*match.span(), word, *seen, first)))
        first = seen[2] == "." and (first or (word in _ENDS and not (word == "." and _is_abbreviated(found))))
    return found


def _is_abbreviated(found: list[Token]) -> bool:
    return len(found) > 1 and found[-2].small in _ABBREVIATED


def _seen(word: str) -> tuple[str, Form, str, str]:
    """Return small letters, form, shape and kind of a word; kept are only words of the lists, never those of residents."""
    seen = _looked_at(word)
    if seen[0] in known_forms() or seen[2] == ".":
        _SEEN[word] = seen
    return seen


def is_genitive(token: Token) -> bool:
    """Tell whether a word is a first name with an s: `Karls`."""
    base = known_forms().get(token.small[:-1]) if token.small.endswith("s") else None
    return base is not None and base.first >= KNOWN


def _looked_at(word: str) -> tuple[str, Form, str, str]:
    char = word[0]
    if char.isdigit():
        return word, UNKNOWN, "d", "d"
    if not char.isalpha():
        return word, UNKNOWN, ".", "."
    small = word.casefold()
    shape = "s" if char.islower() or small == word else "A" if len(word) > 1 and word.isupper() else "C"
    form = form_of(small)
    return small, form, shape, _kind_of(form, shape, small)


def form_of(small: str) -> Form:
    """Return what is known of a word in small letters; parts of a double name are taken together."""
    if small in _NEVER or len(small) > _LONGEST_NAME:
        return Form(NONE, NONE, 5, False)
    if "-" in small or "'" in small:
        return _joined([_single(part) for part in re.split("[-']", small) if part not in _PARTICLES])
    return _single(small)


def _single(small: str) -> Form:
    known = known_forms()
    form = known.get(small)
    if form is None and len(small) > 3 and small.endswith(("s", "'")):
        base = known.get(small[:-1])
        if base is not None and (base.first or base.last) and not base.word:
            return Form(NONE if base.last else base.first, base.last, 0, False)
    return form or UNKNOWN


def _joined(parts: list[Form]) -> Form:
    if not parts or any(part.word and not part.first and not part.last for part in parts):
        return Form(NONE, NONE, 1, True)
    first = min(part.first for part in parts)
    last = min(max(part.last, LIKELY if part is UNKNOWN else NONE) for part in parts)
    if not first and parts[0].first and parts[-1].last:
        return Form(NONE, parts[-1].last, 0, False)
    return Form(first, last, 0, False)


def _kind_of(form: Form, shape: str, small: str) -> str:
    """Return `F` first name, `L` surname, `B` both, in small letters where only likely; else `N` noun, `w`, `v` word, `U` unknown.

    A frequent word that is a name as well is `X`, or `w` where it is written small.
    """
    if form.word >= 3 and (form.first or form.last):
        return "X" if shape != "s" or form.noun else "w"
    if form.first or form.last:
        letter = "B" if form.first and form.last else "F" if form.first else "L"
        return letter if max(form.first, form.last) > LIKELY else letter.lower()
    if form.word:
        return "N" if form.noun else "w" if form.word > 3 else "v"
    return "U" if shape != "s" else "u"
