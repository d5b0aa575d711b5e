"""What holds of every kind of sheet, whatever is recorded: what was taken out comes back as the same, and an import
that was undone has never been. Kinds that are left out are listed, never those that take part."""

import csv
import io

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from cadres.tests.factories import cadre_at
from config.spreadsheets.actions import undo
from config.spreadsheets.formats import read_bytes
from config.spreadsheets.importing import plan_of
from config.spreadsheets.kinds import Context, kind_named, kind_names
from config.spreadsheets.limits import Limits
from config.spreadsheets.tables import find_tables
from villages.tests.random_kinds import maker_of
from villages.tests.random_records import DAYS, edges, places_and_skills
from villages.tests.sheets_cast import imported, workbook
from villages.tests.test_import_admin import exported
from villages.tests.test_import_undo import everything

NEVER_COME_BACK: set[str] = set()
"""Kinds whose list is not exported as their sheet."""
NEVER_UNDONE: set[str] = set()
"""Kinds whose imports cannot be undone."""
XLSX, CSV = "0", "1"

fixtures = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
MORE = 10
"""So many times as many examples are drawn, until every outcome of a row has been seen."""
some = settings(max_examples=10, phases=[Phase.generate], deadline=None, suppress_health_check=fixtures)


@pytest.fixture(autouse=True)
def cast(gaocun, jinhe, zhijiang_town):
    places_and_skills()
    cadre_at("431226101", name="李华")


@pytest.fixture
def clerks(signed_in, city_editor, county_editor):
    """The scopes and the browsers of the city's office and of a county's."""
    return [(staff.scope, signed_in(staff)) for staff in (city_editor, county_editor)]


def list_of(kind):
    return kind_named(kind).model.replace(".", "/")


def plan_of_file(kind, data, scope, as_of):
    """The plan of a file that is read here and not in a process of its own."""
    reading = find_tables(read_bytes(data, Limits()), kind_named(kind).layout)
    return plan_of(kind_named(kind), reading, Context(as_of=as_of, scope=scope))


def stored(kind, draw, count):
    for _ in range(count):
        maker_of(kind).store(draw)


@pytest.mark.parametrize("kind", [kind for kind in kind_names() if kind not in NEVER_COME_BACK])
def test_what_was_taken_out_comes_back_as_the_same(kind, clerks):
    @some
    @given(data=st.data())
    def holds(data):
        with transaction.atomic():
            stored(kind, data.draw, data.draw(st.integers(1, 4)))
            as_of = data.draw(st.sampled_from(DAYS))
            for scope, client in clerks:
                files = [exported(client, list_of(kind), form) for form in (CSV, XLSX)]
                rows = len(list(csv.reader(io.StringIO(files[0].decode("utf-8-sig"))))) - 1
                for file in files:
                    plan = plan_of_file(kind, file, scope, as_of)
                    assert outcome(plan) == [("same", {}, [])] * rows
            transaction.set_rollback(True)

    holds()


def outcome(plan):
    """Of every row: what it comes to; where that is not the same, its record, and why."""
    told = [
        ("same", {}, [])
        if draft.status == "same"
        else (str(draft.status), dict(draft.record), list(draft.changes))
        for draft in plan.rows
    ]
    refused = [("refused", dict(draft.record), draft.problems) for draft in plan.refused]
    ignored = [("ignored", row.kind, row.text) for row in plan.ignored if row.kind != "header"]
    return told + refused + ignored


@pytest.mark.parametrize("kind", [kind for kind in kind_names() if kind not in NEVER_UNDONE])
def test_an_import_that_was_undone_has_never_been(kind, clerks, county_editor):
    seen = set()

    @some
    @given(data=st.data())
    def holds(data):
        with transaction.atomic():
            stored(kind, data.draw, data.draw(st.integers(1, 3)))
            imported(kind, told(kind, data, clerks), context(data), by=county_editor)
            before = everything()
            plan, batch = imported(kind, told(kind, data, clerks), context(data), by=county_editor)
            seen.update(name for name, number in plan.counts.items() if number)
            if batch:
                assert everything() != before
                undo(batch=batch, by=None)
            assert everything() == before
            transaction.set_rollback(True)

    wanted = {"new", "same", "refused"} | ({"changed"} if maker_of(kind).alter else set())
    for number in range(MORE):
        seed(number)(holds)()
        if seen >= wanted:
            break
    assert seen & {"new", "same", "refused", "changed"} == wanted


def context(data):
    return Context(as_of=data.draw(st.sampled_from(DAYS)))


def told(kind, data, clerks):
    """A sheet of what is recorded, some of it changed at random, and of what is new."""
    _scope, client = clerks[0]
    out = csv.reader(io.StringIO(exported(client, list_of(kind), CSV).decode("utf-8-sig")))
    header, *recorded = list(out)
    rows = [dict(zip(header, cells, strict=True)) for cells in recorded]
    for row in rows:
        if data.draw(st.booleans()):
            row |= data.draw(st.dictionaries(st.sampled_from(header[2:]), edges, max_size=2))
        else:
            row |= data.draw(st.fixed_dictionaries({}, optional=maker_of(kind).alter))
    new = [maker_of(kind).tell(data.draw) for _ in range(data.draw(st.integers(1, 3)))]
    header = list(dict.fromkeys([*header, *(name for row in new for name in row)]))
    return workbook(header, *([row.get(name) or None for name in header] for row in (*rows, *new, *new[:1])))
