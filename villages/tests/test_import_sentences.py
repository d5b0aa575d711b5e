"""Every code that an import can give has its sentence."""

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from config.spreadsheets.planning import Problem
from config.spreadsheets.sentences import IGNORED, known_codes, of_problem, of_warning

GIVEN = re.compile(
    r'(?:refuse|refused|warn)\(\s*"([A-Z][A-Z0-9_]+)"|(?:reasons|warnings)=\([^)]*?"([A-Z][A-Z0-9_]+)"'
)
FOLDERS = ("cadres/sheets", "villages/sheets", "assessments/sheets", "config/spreadsheets")


def given_codes():
    for folder in FOLDERS:
        for path in (Path(settings.BASE_DIR) / folder).rglob("*.py"):
            if "tests" not in path.parts and path.name not in ("reading.py", "child.py"):
                for found in GIVEN.finditer(path.read_text(encoding="utf-8")):
                    yield found[1] or found[2]


def test_every_code_in_the_code_has_a_sentence():
    codes = {
        code for code in given_codes() if not code.startswith(("FILE_", "SHEET_", "CELL_", "TOO_", "COUNTY_"))
    }
    assert len(codes) > 30
    assert codes <= known_codes()


def test_every_sentence_can_be_said():
    for code in known_codes():
        with override("en"):
            assert of_problem(Problem(code, text="100%", more="3")).endswith((".", "3"))
            assert of_warning(code)


def test_every_kind_of_row_without_data_has_a_name():
    kinds = "title unit_line header blank blank_numbered subtotal total footer note example group_heading"
    assert set(IGNORED) == set(kinds.split())
