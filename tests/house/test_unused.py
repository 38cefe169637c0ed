"""Nothing stands about unused: what is public in a module is used by the product, or is named here with its reason."""

import ast
import re
from collections import Counter

from tests.house.sources import modules, templates

# Used from outside the product's own code.
USED_ELSEWHERE = {
    "main": "the command line's entry point",
    "write_revision": "for developers: writes a migration from the models",
    "downgrade": "for the operator's way back, held by the migration tests",
}
WORD = re.compile(r"\b[A-Za-z_][A-Za-z0-9_]*\b")


def test_every_public_name_is_used() -> None:
    used = _names_used()
    unused = [
        f"{module.name}: {name}"
        for module in modules()
        for name in _public(module.tree)
        if used[name] == 0 and name not in USED_ELSEWHERE
    ]
    assert unused == []


def _public(tree: ast.Module) -> list[str]:
    """Return the functions and constants a module offers, and the public methods of its classes; a decorated one is called by
    whoever decorates it."""
    names = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.decorator_list:
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.ClassDef) and not node.bases and node.name[0] != "_":
            methods = (each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
            names += [method.name for method in methods if not method.decorator_list]
    return [name for name in names if not name.startswith("_")]


def _names_used() -> Counter[str]:
    """Count every name that is read anywhere in the product: in code, in templates, in lists of names."""
    used: Counter[str] = Counter()
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used[node.id] += 1
            elif isinstance(node, ast.Attribute):
                used[node.attr] += 1
    for path in templates():
        used.update(WORD.findall(path.read_text(encoding="utf-8")))
    return used
