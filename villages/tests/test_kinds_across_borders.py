"""A sheet of any kind that names records of elsewhere changes none of them, and is told nothing of them."""

import csv
import io
import json

import pytest
from django.db import transaction
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cadres.models import Role
from cadres.tests.factories import clerk, place
from config.spreadsheets.kinds import Context, kind_named, kind_names
from villages.tests.random_kinds import maker_of
from villages.tests.random_records import DAYS, edges, places_and_skills
from villages.tests.sheets_cast import imported, workbook
from villages.tests.test_import_admin import exported
from villages.tests.test_import_undo import everything
from villages.tests.test_kinds_out_and_back import CSV, list_of, plan_of_file, some, stored

OF_NO_PLACE = {"skills"}
"""Kinds whose records belong to everybody."""
few = settings(some, max_examples=5)
KINDS = [kind for kind in kind_names() if kind not in OF_NO_PLACE]


@pytest.fixture(autouse=True)
def cast(gaocun, jinhe, zhijiang_town):
    places_and_skills()
    place("431302199")
    place("431229100")


@pytest.fixture
def city(signed_in, city_editor):
    return signed_in(city_editor)


@pytest.fixture
def strangers():
    """Another city, and a county of this one; all that the tests store lies in others."""
    return [clerk(Role.CITY_EDITOR, "4313"), clerk(Role.COUNTY_EDITOR, "431229")]


def taken_out(kind, city):
    """What is recorded in Mayang, as the city exports it: header, rows."""
    header, *rows = csv.reader(io.StringIO(exported(city, list_of(kind), CSV).decode("utf-8-sig")))
    return header, [row for row in rows if not row[0].startswith(("4313", "431229"))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_changes_nothing_of_elsewhere(kind, city, strangers):
    @few
    @given(data=st.data())
    def holds(data):
        with transaction.atomic():
            stored(kind, data.draw, data.draw(st.integers(1, 3)))
            header, rows = taken_out(kind, city)
            assume(rows)
            altered = [
                dict(zip(header, row, strict=True))
                | data.draw(st.fixed_dictionaries({}, optional=maker_of(kind).alter))
                | data.draw(st.dictionaries(st.sampled_from(header[2:]), edges, max_size=2))
                for row in rows
            ]
            file = workbook(header, *([row.get(name) or None for name in header] for row in altered))
            for stranger in strangers:
                before = everything()
                context = Context(as_of=data.draw(st.sampled_from(DAYS)), scope=stranger.scope)
                plan, _batch = imported(kind, file, context, by=stranger)
                assert not plan.rows
                # A row about somebody in post elsewhere asks the other side to let them go.
                assert everything() == before or plan.asks
            transaction.set_rollback(True)

    holds()


@pytest.mark.parametrize("kind", KINDS)
def test_the_keys_alone_tell_nothing(kind, city, strangers):
    keys = {label for column in kind_named(kind).layout.columns if column.key for label in column.labels}

    @few
    @given(data=st.data())
    def holds(data):
        with transaction.atomic():
            stored(kind, data.draw, data.draw(st.integers(1, 3)))
            header, rows = taken_out(kind, city)
            assume(rows)
            kept = [number for number, name in enumerate(header) if name in keys or number < 2]
            told = {cell for row in rows for number, cell in enumerate(row) if number in kept}
            hidden = {cell for row in rows for cell in row if len(cell) > 1}
            # A village's code begins with its township's: whoever names it has named both.
            hidden = {cell for cell in hidden if not any(one.startswith(cell) for one in told)}
            sheet = workbook(*([row[number] or None for number in kept] for row in (header, *rows)))
            for stranger in strangers:
                plan = plan_of_file(kind, sheet, stranger.scope, data.draw(st.sampled_from(DAYS)))
                said = json.dumps(
                    [draft_in_words(d) for d in (*plan.rows, *plan.refused)], ensure_ascii=False
                )
                assert not [cell for cell in hidden if f'"{cell}"' in said]
            transaction.set_rollback(True)

    holds()


def draft_in_words(draft):
    return [str(value) for value in (*draft.record.values(), *draft.changes, *draft.problems)]
