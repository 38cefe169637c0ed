"""Learn the weights of the model of names anew: `python -m nlp.training_names`.

Learns from two thirds of nlp/material/personal_dev.tsv, from nlp/material/names_train.tsv, and from the sentences about
topics and triage, in which nobody is named but those of nlp/material/names_elsewhere.txt. Each name is exchanged several
times for others of nlp/wordlists, now and then for one that no list has, and a part of the texts is written small, so that
the model learns the surroundings and not the names. The same material gives the same weights.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from nlp.known_forms import LIKELY, SURE, known_forms
from nlp.name_model import BIAS, FILE, candidates, features
from nlp.name_tokens import tokens_of
from nlp.stems import words

MATERIAL = Path(__file__).parent / "material"
_MARK = re.compile(r"\[\[([A-Z]+):(.+?)\]\](?!\])")
_NAME_WORD = re.compile(r"[^\W\d_]{3,}")
_EXCHANGES, _SMALL, _CAPITALS, _INVENTED = 8, 0.3, 0.02, 0.15
_LEAST_WEIGHT = 0.04
_ONSETS = sorted(words("b br d dr f fr g gr h j k kl kr l m n p pr r s sch schw st t tr v w z"))
_VOWELS = sorted(words("a e i o u ä ö ü ei au ie"))
_CODAS = sorted(words("b ck ff g k l ll ld lm lz m n nd nn nk ns p r rg rk rn rt s ss t tt tz ow itz ke mann er el"))

Marked = tuple[str, list[tuple[int, int]]]


def main() -> None:
    chance = random.Random(20)  # noqa: S311 - the same exchanges each time, nothing secret
    rows: list[dict[str, int]] = []
    answers: list[bool] = []
    for text, names in _texts(chance):
        tokens = tokens_of(text)
        for i in candidates(tokens, ()):
            rows.append(dict.fromkeys(features(tokens, i), 1))
            answers.append(any(start <= tokens[i].start < end for start, end in names))
    weights = _learned(rows, answers)
    FILE.write_text(json.dumps(weights, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8")
    print(f"{len(rows)} words, {sum(answers)} of names, {len(weights)} weights")  # noqa: T201 - the script's own words


def _learned(rows: list[dict[str, int]], answers: list[bool]) -> dict[str, float]:
    often = Counter(one for row in rows for one in row)
    kept = [{one: 1 for one in row if often[one] > 2} for row in rows]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(kept)
    model = LogisticRegression(C=1.0, max_iter=400)
    model.fit(matrix, answers)
    named = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    weights = {str(name): round(float(w), 2) for name, w in named.items() if abs(w) >= _LEAST_WEIGHT}
    return {BIAS: round(float(model.intercept_[0]), 2), **weights}


def _texts(chance: random.Random) -> Iterator[Marked]:
    pools = _pools()
    for line in _marked_lines():
        yield _marked(line)
        for _ in range(_EXCHANGES if "[[NAME:" in line else 1):
            exchanged = _MARK.sub(lambda mark: _exchanged(mark, pools, chance), line)
            yield _in_letters(_marked(exchanged), chance)
    for text, names in _unnamed_texts():
        yield text, names
        yield _in_letters((text, names), chance)


def _marked_lines() -> Iterator[str]:
    for line in (MATERIAL / "personal_dev.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and int(sha256(line.encode()).hexdigest(), 16) % 3:
            yield line
    yield from filter(None, (MATERIAL / "names_train.tsv").read_text(encoding="utf-8").splitlines())


def _unnamed_texts() -> Iterator[Marked]:
    named = set((MATERIAL / "names_elsewhere.txt").read_text(encoding="utf-8").split())
    for file in ("topics_train.jsonl", "triage_train.jsonl"):
        for line in (MATERIAL / file).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            yield text, [match.span() for match in _NAME_WORD.finditer(text) if match.group() in named]


def _marked(line: str) -> Marked:
    text, position, names = "", 0, []
    for mark in _MARK.finditer(line):
        text += line[position : mark.start()]
        if mark[1] == "NAME":
            names.append((len(text), len(text) + len(mark[2])))
        text += mark[2]
        position = mark.end()
    return text + line[position:], names


def _in_letters(marked: Marked, chance: random.Random) -> Marked:
    text, names = marked
    fate = chance.random()
    written = text.lower() if fate < _SMALL else text.upper() if fate < _SMALL + _CAPITALS else text
    return (written, names) if len(written) == len(text) else marked


def _pools() -> dict[str, list[str]]:
    """Return names by part, those that are sure several times, so that they are drawn more often."""
    pools: dict[str, list[str]] = {"first": [], "last": []}
    for word, form in known_forms().items():
        for part, strength, other in (("first", form.first, form.last), ("last", form.last, form.first)):
            often = 0 if form.word > 4 else 6 if strength == SURE else 1
            if strength > LIKELY or (strength and not other and not form.word):
                pools[part] += [word] * often
    return pools


def _exchanged(mark: re.Match[str], pools: dict[str, list[str]], chance: random.Random) -> str:
    if mark[1] != "NAME":
        return mark.group()
    small = mark[2].islower()
    names = mark[2]
    if all(ord(char) < 0x250 for char in names):
        names = _NAME_WORD.sub(lambda word: _other(word.group(), pools, chance), names)
    return f"[[NAME:{names.lower() if small else names}]]"


def _other(word: str, pools: dict[str, list[str]], chance: random.Random) -> str:
    form = known_forms().get(word.casefold())
    if word in ("von", "van", "der", "den") or (form is None and chance.random() < 0.5):
        return word
    is_last = form is not None and form.last > form.first
    if chance.random() < _INVENTED:
        return "".join(chance.choice(part) for part in (_ONSETS, _VOWELS, _CODAS)).capitalize()
    return chance.choice(pools["last" if is_last else "first"]).capitalize()


if __name__ == "__main__":
    main()
