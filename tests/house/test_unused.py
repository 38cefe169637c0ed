"""Nothing stands about unused: what is public in a module is used by the product, or is named here with its reason."""

import ast
import re
from collections.abc import Iterator

from tests.house.sources import Module, listed, modules, templates

USED_FROM_OUTSIDE = {
    "bot.__main__.main": "the command line's entry point",
    "storage.migrating.write_revision": "for developers: writes a migration from the models",
    "storage.migrating.downgrade": "the operator's way back, held by the migration tests",
    "handlers.city.pack.CityPack.area_of": "the tests' independent look at a pack",
    "nlp.lexicon.Lexicon.to_json": "for tools: a lexicon written down, and read again by from_json",
}
WORD = re.compile(r"\b[A-Za-z_][A-Za-z0-9_]*\b")
Defined = ast.FunctionDef | ast.AsyncFunctionDef


def test_every_public_function_and_constant_is_used() -> None:
    used = {name for module in modules() for name in _used_by(module)}
    unused = [name for module in modules() for name in _offered_by(module) if name not in used | set(USED_FROM_OUTSIDE)]
    assert not unused, listed(unused)


def test_every_public_method_is_called() -> None:
    named = _attributes()
    unused = [
        name
        for module in modules()
        for name in _methods_of(module)
        if name.rpartition(".")[2] not in named and name not in USED_FROM_OUTSIDE
    ]
    assert not unused, listed(unused)


def _offered_by(module: Module) -> Iterator[str]:
    """Yield the public functions and constants of a module; a decorated function is called by whoever decorates it."""
    for node in module.tree.body:
        names: list[str] = []
        if isinstance(node, Defined) and not node.decorator_list:
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        yield from (f"{module.dotted}.{name}" for name in names if not name.startswith("_"))


def _used_by(module: Module) -> Iterator[str]:
    """Yield what a module uses, by full name: its own names, what it imports, and `other.name` of modules it imports."""
    known_as: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                known_as[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield f"{module.dotted}.{node.id}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known_as:
            yield f"{known_as[node.value.id]}.{node.attr}"


def _methods_of(module: Module) -> Iterator[str]:
    """Yield the public methods of classes; what a library's base class calls is not ours to judge."""
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and all(_is_ours(base) for base in node.bases):
            for each in node.body:
                if isinstance(each, Defined) and not each.decorator_list and not each.name.startswith("_"):
                    yield f"{module.dotted}.{node.name}.{each.name}"


def _is_ours(base: ast.expr) -> bool:
    return isinstance(base, ast.Name) and base.id in {"Repository", "Entry"}


def _attributes() -> set[str]:
    """Return every name that follows a dot anywhere in the product, and every word of the templates."""
    code = {node.attr for module in modules() for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
    return code | {word for path in templates() for word in WORD.findall(path.read_text(encoding="utf-8"))}
