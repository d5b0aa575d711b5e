"""What holds of every roster, however messy: no row is lost, order means nothing, a second import changes nothing, and
a copy says the same."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.spreadsheets import plan_pages
from config.spreadsheets.copies import in_the_way
from config.spreadsheets.importing import Upload, carry_out, plan_of, preview
from config.spreadsheets.kinds import Context, kind_named
from config.spreadsheets.marked_copy import marked_copy, marks_of, refused_copy
from config.spreadsheets.reading import read
from config.spreadsheets.tables import find_tables
from config.spreadsheets.types import Sheet, Workbook
from villages.tests.messy.files import xlsx_of
from villages.tests.messy.layouts import LAYOUTS
from villages.tests.messy.sheets import Messy
from villages.tests.messy.worlds import COUNTIES, real_worlds
from villages.tests.real_places import AS_OF, told

SEEDS = st.integers(1000, 2000)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def worlds(real_places, db):
    return real_worlds()


def messy_of(seed, worlds):
    """A maker of messy workbooks about one of the counties, and the context to import them in."""
    world = worlds[seed % len(COUNTIES)]
    return Messy(seed, world), Context(as_of=AS_OF, codes=(world.county,))


@few
@given(seed=SEEDS, layout=st.sampled_from(LAYOUTS))
def test_every_row_of_a_file_comes_in_or_is_refused_or_is_ignored_once(worlds, seed, layout):
    messy, context = messy_of(seed, worlds)
    workbook = layout(messy)
    plan = preview(kind_named("cadres"), Upload("file.xlsx", xlsx_of(workbook)), context)
    taken = [(draft.sheet, draft.row, draft.block) for draft in (*plan.rows, *plan.refused)]
    ignored = [(row.sheet, row.row) for row in plan.ignored]
    assert len(set(taken)) == len(taken)
    assert len(set(ignored)) == len(ignored)
    with_record = {(sheet, row) for sheet, row, _block in taken} | rows_of_cards(plan, workbook)
    assert with_record.isdisjoint(ignored)
    read = {fate.name for fate in plan.sheets if fate.role == "data"}
    assert filled_rows(workbook, read) <= with_record | set(ignored)


def rows_of_cards(plan, workbook):
    """(sheet, row) of every row of a card: all from its first to the next card's."""
    cards = [draft for draft in (*plan.rows, *plan.refused) if draft.table.places]
    ends = {sheet.name: len(sheet.rows) for sheet in workbook.sheets}
    return {(draft.sheet, row) for draft in cards for row in range(draft.row, ends[draft.sheet] + 1)}


def filled_rows(workbook, names):
    """(sheet, row) of every row of these sheets that holds anything."""
    return {
        (sheet.name, number)
        for sheet in workbook.sheets
        if sheet.name in names
        for number, row in enumerate(sheet.rows, start=1)
        if any(cell is not None for cell in row)
    }


@few
@given(seed=SEEDS, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_of_a_plain_table_changes_nothing(worlds, seed, order):
    messy, context = messy_of(seed, worlds)
    header, rows = plain_table(messy)
    shuffled_rows = order.sample(rows, len(rows))
    columns = order.sample(range(len(header)), len(header))
    other = [[row[at] for at in columns] for row in (header, *shuffled_rows)]
    assert outcome([header, *rows], messy, context) == outcome(other, messy, context)


def plain_table(messy):
    """(header, rows) of a table in which no person stands twice and no cell leans on another row."""
    columns = messy.columns(township_column=True)
    townships = messy.rng.choices(sorted(messy.world.townships), k=messy.rng.randint(2, 8))
    people = {(person.name, person.township): person for person in map(messy.person, townships)}
    rows = [
        messy.cells(columns, {column: messy.said(person, column) for column in columns if column}, serial)
        for serial, person in enumerate(people.values(), start=1)
    ]
    return [messy.label(column) for column in columns], rows


def outcome(rows, messy, context):
    """What a sheet of these rows comes to, without the numbers of the rows."""
    sheet = Sheet("花名册", [tuple(row) for row in rows])
    found = told(Workbook("xlsx", (sheet,), year_1904=messy.year_1904), *context.codes)
    return {
        part: sorted(repr(sorted(row.items())) for row in ({**one, "row": None} for one in found[part]))
        for part in ("rows", "refused")
    }


@few
@given(seed=SEEDS, layout=st.sampled_from(LAYOUTS))
def test_the_same_file_again_is_all_the_same_and_no_batch(worlds, seed, layout):
    messy, context = messy_of(seed, worlds)
    upload = Upload("file.xlsx", xlsx_of(layout(messy)))
    with transaction.atomic():
        first, _batch = carry_out(kind=kind_named("cadres"), upload=upload, context=context, by=None)
        second, batch = carry_out(kind=kind_named("cadres"), upload=upload, context=context, by=None)
        transaction.set_rollback(True)
    assert batch is None
    assert [draft.row for draft in second.rows] == [draft.row for draft in first.rows]
    assert second.counts["same"] == len(second.rows)
    assert [draft.reasons for draft in second.refused] == [draft.reasons for draft in first.refused]


@settings(few, max_examples=15)
@given(seed=st.integers(3000, 4000), layout=st.sampled_from(LAYOUTS), whole=st.booleans())
def test_a_messy_roster_says_the_same_in_its_copies(worlds, seed, layout, whole):
    messy, context = messy_of(seed, worlds)
    workbook = layout(messy)
    plan = plan_in(workbook, context)
    refused = [plan_pages.told(draft) for draft in plan.refused]
    headers = {sheet.name or "": sheet.header_rows for sheet in plan.sheets if sheet.header_rows}
    marks, drafts = marks_of(refused), plan.refused
    if whole:
        copy, drafts = marked_copy(workbook, marks, headers), (*plan.refused, *plan.rows)
    else:
        stay = {(row["sheet"], row["row"]) for row in refused}
        gone = {(draft.sheet or "", draft.row) for draft in plan.rows} - stay
        gone |= in_the_way(stay, map(plan_pages.told_of_ignored, plan.ignored))
        records = {(draft.sheet or "", draft.row, draft.block or 0) for draft in (*plan.rows, *plan.refused)}
        copy = refused_copy(workbook, marks, headers, frozenset(gone), records)
    again = plan_in(read(copy), context)
    records = [dict(draft.record) for draft in (*again.refused, *again.rows)]
    assert [record for draft in drafts if (record := dict(draft.record)) not in records] == []


def plan_in(workbook, context):
    kind = kind_named("cadres")
    return plan_of(kind, find_tables(workbook, kind.layout), context)
