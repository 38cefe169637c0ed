"""The house keeps its measure: small modules, short functions, honest names, no way round the floors."""

import ast
import re
from fnmatch import fnmatch

from tests.house.sources import FLOORS, ROOT, Function, Module, listed, modules

LONGEST_MODULE_LINES = 400
LONGEST_FUNCTION_LINES = 40
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "lib", "manager", "managers", "stuff", "tools"}
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma)(.*)")
REASONED = re.compile(r"(: [A-Z]+\d+(, ?[A-Z]+\d+)*|\[[a-z-]+(, ?[a-z-]+)*\])\s+\S.+")
# Who may know the web and the messenger: the doors and what is on the way to them.
WEB_KNOWS = (
    "bot/*", "handlers/pages/*", "handlers/channels/*", "handlers/*/web.py", "handlers/*/web_*.py",
    "handlers/*/desk_web.py", "handlers/accounts/gate.py", "handlers/moderation/overview.py",
)  # fmt: skip
TELEGRAM_KNOWS = ("bot/*", "handlers/channels/telegram/*")
SQL_KNOWS = ("storage/*", "bot/checking.py", "bot/health.py")
SCHEDULER_KNOWS = ("bot/schedule.py",)
SPACY_KNOWS = ("nlp/*",)
ENVIRONMENT_KNOWS = ("bot/settings.py",)


def test_no_module_is_too_long() -> None:
    found = {one.name: len(one.lines) for one in modules() if len(one.lines) > LONGEST_MODULE_LINES}
    assert not found, listed(found.items())


def test_no_function_is_too_long() -> None:
    """A docstring is no length: it is there to be read."""
    long = {
        f"{one.name}:{function.name}": _length(function)
        for one in modules()
        for function in one.functions()
        if _length(function) > LONGEST_FUNCTION_LINES
    }
    assert not long, listed(long.items())


def test_functions_are_mostly_short() -> None:
    lengths = sorted(_length(function) for one in modules() for function in one.functions())
    assert lengths[len(lengths) // 2] < 10


def test_nothing_is_imported_inside_a_function() -> None:
    found = [
        f"{one.name}:{node.lineno}"
        for one in modules()
        for function in one.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found, listed(found)


def test_there_is_no_drawer_for_things_without_a_name() -> None:
    found = [one.name for one in modules() if set(one.dotted.split(".")) & DRAWERS]
    assert not found, listed(found)


def test_every_folder_of_a_floor_is_a_package() -> None:
    folders = {path.parent for floor in FLOORS for path in (ROOT / floor).rglob("*.py")}
    without = [str(folder) for folder in folders if not (folder / "__init__.py").exists()]
    found = [folder for folder in without if "migrations" not in folder]
    assert not found, listed(found)


def test_every_module_says_what_it_is() -> None:
    found = [one.name for one in modules() if one.text.strip() and ast.get_docstring(one.tree) is None]
    assert not found, listed(found)


def test_a_suppression_names_its_rule_and_its_reason() -> None:
    found = [
        f"{one.name}:{number}: {hit[0]}"
        for one in modules()
        for number, line in enumerate(one.lines, 1)
        if (hit := SUPPRESSION.search(line)) and not REASONED.fullmatch(hit[2].strip())
    ]
    assert not found, listed(found)


def test_nothing_is_put_off() -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError)\b")
    found = [one.name for one in modules() if unfinished.search(one.text)]
    assert not found, listed(found)


def test_only_doors_know_the_web() -> None:
    found = _knowing("aiohttp", WEB_KNOWS)
    assert not found, listed(found)


def test_only_its_channel_knows_telegram() -> None:
    found = _knowing("telegram", TELEGRAM_KNOWS)
    assert not found, listed(found)


def test_only_storage_speaks_sql() -> None:
    found = _knowing("sqlalchemy", SQL_KNOWS) + _knowing("sqlmodel", SQL_KNOWS)
    assert not found, listed(found)


def test_only_the_roof_ticks_and_only_nlp_reads() -> None:
    found = _knowing("apscheduler", SCHEDULER_KNOWS) + _knowing("spacy", SPACY_KNOWS)
    assert not found, listed(found)


def test_only_the_settings_read_the_environment() -> None:
    asked = re.compile(r"\bos\.(environ|getenv)\b")
    found = [one.name for one in modules() if asked.search(one.text) and not _matches(one.name, ENVIRONMENT_KNOWS)]
    assert not found, listed(found)


def _length(function: Function) -> int:
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def _knowing(package: str, allowed: tuple[str, ...]) -> list[str]:
    return [one.name for one in modules() if package in _imported(one) and not _matches(one.name, allowed)]


def _imported(module: Module) -> set[str]:
    """Return the first parts of everything a module imports."""
    found = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
