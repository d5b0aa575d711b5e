"""The command import_sheet: what it prints, what it writes, and how it refuses."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cadres.models import Cadre
from villages.tests.sheets_cast import id_number, person, roster, villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town):
    villages_and_skills()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "高村.xlsx"
    path.write_bytes(roster(person(1), person(1), person(3)))
    return path


def run(*arguments):
    out = StringIO()
    call_command("import_sheet", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_without_apply_it_counts_and_writes_nothing(file):
    said = run("cadres", file, "--as-of", "2011-09-15")
    assert "高村.xlsx: 2 rows, 2 new, 0 changed, 0 same, 1 refused, 2 ignored" in said
    assert not Cadre.objects.exists()


def test_with_apply_it_writes(file):
    run("cadres", file, "--as-of", "2011-09-15", "--apply")
    assert Cadre.objects.count() == 2
    assert "0 new, 0 changed, 2 same" in run("cadres", file, "--as-of", "2011-09-15", "--apply")


def test_the_report_alone_carries_identity_numbers(file, tmp_path):
    report = tmp_path / "report.json"
    said = run("cadres", file, "--report", report)
    assert json.loads(report.read_text())["rows"][0]["record"]["id_number"] == id_number(1)
    assert id_number(1) not in said


def test_names_are_resolved_in_the_divisions_named(file):
    assert "0 rows" in run("cadres", file, "--division", "431228")
    assert "2 rows" in run("cadres", file, "--division", "431228", "--division", "431226101")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("cadres", "nowhere.xlsx"), "nowhere.xlsx"),
        (("horses", "FILE"), "horses"),
        (("cadres", "FILE", "--division", "999999"), "999999"),
        (("cadres", "FILE", "--as-of", "yesterday"), "2011-09-15"),
        (("cadres", "FILE", "FILE", "--report", "x.json"), "--report"),
        (("cadres", "FILE", "--report", "/nowhere/at/all.json"), "/nowhere/at/all.json"),
    ],
)
def test_bad_arguments_end_in_a_sentence_with_nothing_written(file, arguments, sentence):
    arguments = [file if argument == "FILE" else argument for argument in arguments]
    with pytest.raises(CommandError, match=sentence):
        run(*arguments, "--apply")
    assert not Cadre.objects.exists()


def test_an_unreadable_file_ends_in_a_sentence(tmp_path):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(CommandError, match=r"broken\.xlsx"):
        run("cadres", path, "--apply")
