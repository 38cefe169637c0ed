"""What is known of a word by its form alone: first name, surname, ordinary word.

Read from nlp/wordlists/forms.txt.gz, which `nlp.writing_names` wrote from the packages faker and spacy-lookups-data (both
MIT; the notice stands beside the file).
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "wordlists" / "forms.txt.gz"
NONE, LIKELY, KNOWN, SURE = range(4)


class Form(NamedTuple):
    """How a form in small letters is used.

    first, last  NONE, LIKELY (it stands where names stand), KNOWN (listed for some country), SURE (listed for Germany)
    word         0 not among the frequent words, else 1 (rare) to 5 (one of the commonest)
    noun         it is written with a capital even as a word.
    """

    first: int
    last: int
    word: int
    noun: bool


UNKNOWN = Form(NONE, NONE, 0, False)


@cache
def known_forms() -> Mapping[str, Form]:
    """Return all forms, in small letters; read once."""
    shared: dict[str, Form] = {}
    forms: dict[str, Form] = {}
    for line in gzip.decompress(FILE.read_bytes()).decode("utf-8").splitlines():
        word, code = line.split("\t")
        if code not in shared:
            shared[code] = Form(int(code[0]), int(code[1]), int(code[2]), code[3] == "n")
        forms[word] = shared[code]
    return forms


def write_forms(forms: Mapping[str, Form]) -> bytes:
    """Return the content of the file that `known_forms` reads; the same for equal forms."""
    lines = (f"{form}\t{f.first}{f.last}{f.word}{'n' if f.noun else 'o'}\n" for form, f in forms.items())
    return gzip.compress("".join(lines).encode("utf-8"), compresslevel=9, mtime=0)
