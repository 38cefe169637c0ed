"""Under which licence is what we stand on: as the packages that are installed declare it.

`python -m tests.house.licences` writes the table of docs/licences.md anew.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib import metadata

from packaging.requirements import Requirement

from tests.house.sources import ROOT

PAGE = ROOT / "docs" / "licences.md"
# What may be combined with EUPL-1.2 where the package is used unchanged, as a library.
COMBINABLE = frozenset(
    {
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-only", "LGPL-3.0-only", "MIT",
        "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib",
    }
)  # fmt: skip
# How packages say it that do not speak SPDX: the first word that is found counts.
SAID = (
    ("Apache", "Apache-2.0"),
    ("Mozilla Public License 2.0", "MPL-2.0"),
    ("Python Software Foundation", "PSF-2.0"),
    ("LGPLv3", "LGPL-3.0-only"),
    ("ISC", "ISC"),
    ("3-Clause BSD", "BSD-3-Clause"),
    ("BSD 3-Clause", "BSD-3-Clause"),
    ("BSD 2-Clause", "BSD-2-Clause"),
    ("BSD", "BSD"),
    ("MIT", "MIT"),
)
# Three clauses have this sentence, two have not.
THIRD_CLAUSE = re.compile(r"Neither\s+the\s+name|names?\s+of\s+\S+\s+contributors", re.IGNORECASE)
BETWEEN = re.compile(r"\s+(?:AND|OR)\s+|[()]")
# Declares nothing; its file is that of MIT, and that of the axe-core within it MPL-2.0.
BY_FILE = {"axe-playwright-python": "MIT AND MPL-2.0"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(*lines: str) -> frozenset[str]:
    """Return the names of all packages that these requirements bring along here."""
    found: set[str] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        need = waiting.pop()
        name = plain(need.name)
        if name in found and not need.extras:
            continue
        found.add(name)
        for line in metadata.requires(name) or ():
            inner = Requirement(line)
            extras = need.extras or {""}
            if inner.marker is None or any(inner.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(inner)
    return frozenset(found)


def packages() -> tuple[frozenset[str], frozenset[str]]:
    """Return what the product stands on, and what is for developing and testing only."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    product = needed(*read["project"]["dependencies"])
    return product, needed(*read["dependency-groups"]["dev"]) - product


def licence(name: str) -> str:
    """Return the licence an installed package declares as SPDX has it; "" where it declares none."""
    told = metadata.metadata(name)
    expression = told.get("License-Expression") or BY_FILE.get(name, "")
    if expression:
        return str(expression)
    classifiers = [one for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    line = str(told.get("License") or "").strip().partition("\n")[0]
    if line and all(one in COMBINABLE for one in parts(line)):
        return line
    for said in (line, *classifiers):
        for word, known in SAID:
            if word in said:
                return _with_clauses(name) if known == "BSD" else known
    return ""


def parts(expression: str) -> list[str]:
    """Return the single licences of an expression."""
    return [part for part in BETWEEN.split(expression) if part]


def _with_clauses(name: str) -> str:
    files = [file for file in metadata.files(name) or () if re.search(r"LICEN[CS]E|COPYING", file.name, re.IGNORECASE)]
    words = "\n".join(file.read_text() for file in files)
    return "BSD-3-Clause" if THIRD_CLAUSE.search(words) else "BSD-2-Clause"


def by_licence(names: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        found[licence(name)].append(name)
    return found


def written() -> str:
    """Return the table as the page has it."""
    product, develop = (by_licence(names) for names in packages())
    lines = [
        f"| {one} | {', '.join(product.get(one, ()))} | {', '.join(develop.get(one, ()))} |"
        for one in sorted({*product, *develop})
    ]
    return "\n".join(["| Licence | Product | Developing and testing only |", "|---|---|---|", *lines])


if __name__ == "__main__":
    before, _, _ = PAGE.read_text(encoding="utf-8").partition("| Licence")
    PAGE.write_text(f"{before}{written()}\n", encoding="utf-8")
