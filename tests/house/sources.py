"""The house as text: its modules parsed, its templates, its documents."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "nlp", "storage")
TEMPLATES = ROOT / "handlers" / "pages" / "templates"
# Alembic writes these from the models; they are a record, not prose.
WRITTEN_BY_A_TOOL = ROOT / "storage" / "migrations"
Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Module:
    """One module; `name` is its path from the root."""

    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def dotted(self) -> str:
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def functions(self) -> Iterator[Function]:
        """Yield every function and method."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def literals(self) -> Iterator[ast.Constant]:
        """Yield every string that is no docstring."""
        docs = {
            id(node.body[0].value)
            for node in ast.walk(self.tree)
            if isinstance(node, Documented) and node.body and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield node


@cache
def modules(*floors: str) -> tuple[Module, ...]:
    """Return the modules of these floors, of all four where none is named."""
    found = []
    for floor in floors or FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if not path.is_relative_to(WRITTEN_BY_A_TOOL):
                text = path.read_text(encoding="utf-8")
                found.append(Module(str(path.relative_to(ROOT)), text, ast.parse(text)))
    assert found
    return tuple(found)


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def listed(found: Iterable[object]) -> str:
    """Return what a test found as lines, so that a failure names all of it."""
    return "\n" + "\n".join(map(str, found))


def rows(document: str, heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading of a page in docs/, without its head; backticks are kept."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    section = re.split(rf"^#+ {re.escape(heading)}$", text, maxsplit=1, flags=re.MULTILINE)[1]
    section = re.split(r"^#+ ", section, maxsplit=1, flags=re.MULTILINE)[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def in_backticks(cell: str) -> list[str]:
    """Return what a cell names literally."""
    return re.findall(r"`([^`\n]+)`", cell)
