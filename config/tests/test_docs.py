"""What the pages of docs/ point to is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
TEST = re.compile(r"[\w/]*\btest_\w+\.py")


def names_of_tests():
    found = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/**/tests/**/test_*.py")]
    return found + [path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/tests/test_*.py")]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_test_that_a_page_names_is_there(path):
    there = names_of_tests()
    named = set(TEST.findall(path.read_text(encoding="utf-8")))
    assert [name for name in named if not any(f"/{one}".endswith(f"/{name}") for one in there)] == []
