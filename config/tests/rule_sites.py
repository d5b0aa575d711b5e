"""Every place in the code that applies the rule of jurisdiction, and how it would be without it.

`pytest --without-rule=villages/actions.py:place …` runs tests as if that function had forgotten the rule: some must
fail.
"""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROWS = {"visible_to", "visible_in"}
QUESTIONS = {"covers"}
CONDITIONS = {"q", "condition"}
"""The words of the rule: rows that are left, whether a code lies inside, a condition. Each takes one argument."""


@cache
def sites() -> tuple[str, ...]:
    """Every function that says one of the words, as `path:name of the function`."""
    found = set()
    for app in ("config", "cadres", "villages", "assessments"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if not {"tests", "migrations", "bench", "demo"} & set(path.parts):
                found |= {
                    f"{path.relative_to(ROOT)}:{name}" for name in _speakers(ast.parse(path.read_text()))
                }
    return tuple(sorted(found))


def _is_word(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ROWS | QUESTIONS | CONDITIONS
        and len(node.args) == 1
    )


def _speakers(tree: ast.AST, name: str = "") -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        inner = name
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            inner = f"{name}.{node.name}".lstrip(".")
        elif isinstance(node, ast.Lambda):
            inner = f"{name}.<lambda>".lstrip(".")
        if _is_word(node):
            yield name
        yield from _speakers(node, inner)


class _Forgetting(ast.NodeTransformer):
    """Takes the words of one function away; what they were told is still looked at, so that names stay in use."""

    def __init__(self, speaker: str) -> None:
        self.speaker, self.name = speaker, ""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        before = self.name
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            self.name = f"{before}.{node.name}".lstrip(".")
        elif isinstance(node, ast.Lambda):
            self.name = f"{before}.<lambda>".lstrip(".")
        visited = super().generic_visit(node)
        self.name = before
        if not (_is_word(visited) and before == self.speaker):
            return visited
        assert isinstance(visited, ast.Call) and isinstance(visited.func, ast.Attribute)
        said = visited.func.value
        if visited.func.attr in ROWS:
            instead: ast.expr = ast.Call(ast.Attribute(said, "all", ast.Load()), [], [])
            rest = visited.args
        else:
            text = "True" if visited.func.attr in QUESTIONS else "__import__('django').db.models.Q()"
            instead, rest = ast.parse(text, mode="eval").body, [said, *visited.args]
        pair = ast.Tuple([instead, *rest], ast.Load())
        return ast.copy_location(ast.Subscript(pair, ast.Constant(0), ast.Load()), node)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _functions() -> list[FunctionType]:
    """Every function there is; also those that the collector was told to pass over (`conftest.py`)."""
    gc.unfreeze()
    # isinstance() would wake lazy objects.
    found = [one for one in gc.get_objects() if type(one) is FunctionType]
    gc.freeze()
    return found


@contextmanager
def forgotten_at(site: str) -> Iterator[None]:
    """Inside, the function of this site applies no rule. LookupError if there is no such site."""
    if site not in sites():
        raise LookupError(f"{site} does not apply the rule; see config.tests.rule_sites.sites().")
    path, speaker = site.split(":")
    file = str(ROOT / path)
    tree = ast.fix_missing_locations(_Forgetting(speaker).visit(ast.parse(Path(file).read_text())))
    without = {(c.co_qualname, c.co_firstlineno): c for c in _codes(compile(tree, file, "exec"))}
    alive = [function for function in _functions() if function.__code__.co_filename == file]
    before = [(function, function.__code__) for function in alive]
    assert alive, f"{path} is not loaded."
    try:
        for function, code in before:
            function.__code__ = without[code.co_qualname, code.co_firstlineno]
        yield
    finally:
        for function, code in before:
            function.__code__ = code
