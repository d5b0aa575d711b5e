"""Nothing looks up: a floor imports only from those under it, and no string names a model of a higher floor."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model

FLOORS = ("config", "cadres", "villages", "assessments")
# The two files that put the site together name the upper floors, as dotted strings only.
MAY_NAME_UPPER_FLOORS = {"config/settings.py", "config/urls.py", "config/testing.py"}
FILES = sorted(
    path.relative_to(settings.BASE_DIR)
    for floor in FLOORS
    for path in (Path(settings.BASE_DIR) / floor).rglob("*.py")
    if "tests" not in path.parts and path.name != "conftest.py"
)


def upper_floors(path: Path) -> set[str]:
    return set(FLOORS[FLOORS.index(path.parts[0]) + 1 :])


def imported_floors(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


def named_floors(tree: ast.AST) -> set[str]:
    """Floors named by a whole string, as in ForeignKey("villages.Visit") or get_model("villages", "Visit")."""
    strings = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {text.split(".")[0] for text in strings if text.replace(".", "").isidentifier()} & set(FLOORS)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_floor_imports_only_from_those_under_it(path):
    tree = ast.parse((Path(settings.BASE_DIR) / path).read_text(encoding="utf-8"))
    assert not imported_floors(tree) & upper_floors(path)
    if str(path) not in MAY_NAME_UPPER_FLOORS:
        assert not named_floors(tree) & upper_floors(path)


def test_no_model_points_to_a_higher_floor():
    labels = {"spreadsheets": "config", "jobs": "config", "journal": "config", "sending": "config"}
    for model in apps.get_models():
        home = labels.get(model._meta.app_label, model._meta.app_label)
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and field.concrete else None
            if home not in FLOORS or target in (None, get_user_model()):
                continue
            goal = labels.get(target._meta.app_label, target._meta.app_label)
            assert goal not in FLOORS or FLOORS.index(goal) <= FLOORS.index(home), (
                f"{model.__name__}.{field.name}"
            )
