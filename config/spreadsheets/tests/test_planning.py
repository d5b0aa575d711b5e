"""The plan: every row of the file in exactly one place, and what it is told by."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.spreadsheets import planning
from config.spreadsheets.planning import (
    Draft,
    RowsUnaccounted,
    Status,
    conclude,
    drafts_of,
    letters,
    written,
)
from config.spreadsheets.report import report
from config.spreadsheets.types import Ignored, Reading, Row, SheetFate, Table, Value

DAY = datetime.date(2011, 9, 15)


def reading(count: int, **row: object) -> Reading:
    """A sheet of so many rows under a header in row 1."""
    rows = [Row(number=n + 2, values={"name": f"人{n}"}, **row) for n in range(count)]  # type: ignore[arg-type]
    table = Table(
        sheet="名册",
        header_rows=(1,),
        columns={"name": (28,)},
        labels={"name": "姓名"},
        rows=rows,
        dropped=("住址",),
    )
    return Reading((table,), (Ignored("名册", 1, "header"),), (SheetFate("名册", "data", (1,)),))


def planned(read: Reading) -> list[Draft]:
    """The drafts of a kind that reads nothing of its rows."""
    return drafts_of(read, lambda draft: None)


@given(st.lists(st.sampled_from(["new", "changed", "same", "refused"]), max_size=30))
def test_read_is_new_and_changed_and_same_and_refused_and_ignored(outcomes):
    read = reading(len(outcomes))
    drafts = planned(read)
    for draft, outcome in zip(drafts, outcomes, strict=True):
        if outcome == "refused":
            draft.refuse("STRUCK_OUT")
        else:
            draft.status = Status(outcome)
    counts = conclude("people", DAY, read, drafts).counts
    told = counts["new"] + counts["changed"] + counts["same"] + counts["refused"] + counts["ignored"]
    assert told == len(outcomes) + 1
    assert counts["rows"] == counts["new"] + counts["changed"] + counts["same"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda drafts: drafts[1:],
        lambda drafts: [*drafts, drafts[0]],
        lambda drafts: [drafts[0], drafts[0], drafts[2]],
        lambda drafts: [drafts[1], drafts[0], drafts[2]],
    ],
    ids=["lost", "doubled", "one for another", "out of order"],
)
def test_a_kind_that_loses_or_doubles_a_row_is_found_out(wrong):
    read = reading(3)
    with pytest.raises(RowsUnaccounted):
        conclude("people", DAY, read, wrong(planned(read)))


def test_hidden_rows_come_in_with_a_warning_and_struck_ones_are_refused():
    read = reading(1, hidden=True, struck=True)
    plan = conclude("people", DAY, read, planned(read))
    assert (plan.refused[0].warnings, plan.refused[0].reasons) == (("HIDDEN_ROW",), ["STRUCK_OUT"])


def test_reasons_are_sorted_and_told_once():
    [draft] = planned(reading(1))
    for code in ("STRUCK_OUT", "HIDDEN_ROW", "STRUCK_OUT"):
        draft.refuse(code, "name")
    assert draft.reasons == ["HIDDEN_ROW", "STRUCK_OUT"]
    assert (draft.problems[0].cell, draft.problems[0].text) == ("AB2", "人0")


def test_a_cell_that_may_not_be_quoted_is_not():
    value = Value(None, reasons=("STRUCK_OUT",))
    [draft] = drafts_of(reading(1), lambda draft: draft.take("name", value, show=False))
    assert draft.problems[0].text == ""


def test_a_row_whose_cells_were_let_go_is_quoted_as_it_was_understood(monkeypatch):
    monkeypatch.setattr(planning, "SOURCES_KEPT", 1)
    [_first, second] = drafts_of(reading(2), lambda draft: draft.take("name", Value("人一")))
    second.refuse("STRUCK_OUT", "name")
    assert second.source is None
    assert (second.problems[0].cell, second.problems[0].text) == ("AB3", "人一")


def test_a_sealed_record_is_still_a_mapping():
    [draft] = drafts_of(reading(1), lambda draft: draft.take("name", Value("人一")))
    assert (draft.record, draft.record.get("phone"), list(draft.record)) == ({"name": "人一"}, None, ["name"])


def test_equal_plans_have_equal_fingerprints_and_other_plans_others():
    def plan(status: Status) -> str:
        read = reading(2)
        drafts = planned(read)
        drafts[0].status = status
        return conclude("people", DAY, read, drafts).fingerprint()

    assert plan(Status.NEW) == plan(Status.NEW)
    assert plan(Status.NEW) != plan(Status.SAME)


def test_the_report_tells_dropped_columns():
    read = reading(1)
    told = report(conclude("people", DAY, read, planned(read)))
    assert told["dropped_columns"] == ["住址"]
    assert "unknown_columns" not in told


def test_columns_have_letters():
    assert [letters(column) for column in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_a_quoted_cell_is_short():
    assert written("字" * 60) == "字" * 40
    assert written((None, "大专")) == "大专"
