"""The bench of imports on a small file: whatever is compared does the same work."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from assessments.bench import imports_files as files
from assessments.bench.imports import PACKAGE
from assessments.bench.imports_bulk import Pile
from assessments.bench.imports_floor_again import changed_rows
from assessments.bench.imports_modes import COMPARISONS
from assessments.bench.imports_ours import carried_out
from assessments.demo import AS_OF, people
from cadres.models import Cadre, LearningGoal, Post, Skill, SkillCategory
from cadres.tests.factories import place
from config.journal.models import Entry
from config.spreadsheets.importing import Upload, preview
from config.spreadsheets.kinds import Context, kind_named
from config.spreadsheets.models import Batch
from villages.models import Village, VillagePairing, Visit

ROWS = 120
SIX = ("number", "name", "pinyin", "initials", "gender", "ethnicity", "birth", "phone", "education")
PASSING = (
    "id",
    "cadre_id",
    "batch_id",
    "recorded_at",
    "made_at",
    "applied_at",
    "key",
    "file_name",
    "file_sha256",
)
"""What the journal tells that differs from one import to the next."""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def roster(tmp_path):
    """A small roster, and the places and skills that it names."""
    header, *rows = files.roster_rows(ROWS)
    category = SkillCategory.objects.create(name="种植")
    for row in rows:
        told = dict(zip(header, row, strict=True))
        place(told["乡镇代码"][:6], told["县市区"])
        township = place(told["乡镇代码"], told["乡镇"])
        if told["结对村代码"]:
            village = {"township": township, "name": told["结对村"]}
            Village.objects.get_or_create(code=told["结对村代码"], defaults=village)
        if told["技能代码"]:
            skill = {"name": told["所学技能"], "category": category}
            Skill.objects.get_or_create(code=told["技能代码"], defaults=skill)
    return files.roster(tmp_path, ROWS)


@pytest.fixture
def standing(roster):
    """The same roster, imported, with households and pairings with them."""
    carried_out("cadres")(roster)
    people.make_homes()
    people.make_friends()
    return roster


class Undone(Exception):
    """Takes back what a mode has written."""


def left_by(mode, file, look):
    """What `look` sees after all steps of a mode, which are then taken back; and the tables that have other rows."""
    before = contents()
    try:
        with transaction.atomic():
            for step in mode.steps.values():
                step(file)
            seen, after = look(), contents()
            raise Undone
    except Undone:
        return seen, {table for table in after if after[table] != before[table]}


def contents():
    """All rows of all tables."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: sorted(map(repr, model._base_manager.values_list())) for model in models}


def people_as_stored():
    return sorted(Cadre.objects.values_list(*SIX))


def facts_as_stored():
    """Everything that an import of cadres leaves, without keys and times."""
    who = ("cadre__number",)
    dated = (*who, "valid_from", "valid_to")
    return (
        sorted(Cadre.objects.values_list(*SIX, "id_digest", "id_digest_version", "id_last_two", "remark")),
        sorted(map(repr, Post.objects.values_list(*dated, "division__code", "title", "post_class", "main"))),
        sorted(map(repr, VillagePairing.objects.values_list(*dated, "village__code", "primary"))),
        sorted(map(repr, LearningGoal.objects.values_list(*dated, "skill__code", "need"))),
        journal_as_stored(),
    )


def visits_as_stored():
    """Everything that an import of visits leaves, without keys and times."""
    passing = ("id", "batch_id", "recorded_at")
    return (
        sorted(
            repr([(name, value) for name, value in row.items() if name not in passing])
            for row in Visit.objects.values()
        ),
        journal_as_stored(),
    )


def journal_as_stored():
    """Who was born where, with which values; of batches only that there was one."""
    entries = Entry.objects.values_list("model", "verb", "division_code", "before", "after")
    return sorted(
        (model, verb)
        if model == Batch._meta.label_lower
        else (model, verb, code, json.dumps(before), told(after))
        for model, verb, code, before, after in entries
    )


def told(after):
    return json.dumps({name: value for name, value in after.items() if name not in PASSING}, sort_keys=True)


@pytest.mark.parametrize("key", COMPARISONS["roster"].modes)
def test_every_mode_leaves_the_same_cadres_and_writes_the_tables_that_it_names(roster, key):
    modes = COMPARISONS["roster"].modes
    of_floor, _tables = left_by(modes["floor"], roster, people_as_stored)
    seen, tables = left_by(modes[key], roster, people_as_stored)
    assert seen == of_floor
    assert len(seen) == ROWS
    assert tables - {"cadres_staff"} == set(modes[key].writes)


@pytest.mark.parametrize("key", ["admin", "command"])
def test_the_floor_of_a_roster_leaves_the_facts_and_the_journal_that_ours_leaves(roster, key):
    modes = COMPARISONS["roster"].modes
    floor, _tables = left_by(modes["floor"], roster, facts_as_stored)
    ours, _tables = left_by(modes[key], roster, facts_as_stored)
    assert floor == ours


@pytest.mark.parametrize("key", ["admin", "command"])
def test_the_floor_of_diaries_leaves_the_visits_and_the_journal_that_ours_leaves(standing, tmp_path, key):
    modes = COMPARISONS["visits"].modes
    file = files.visits(tmp_path, 300)
    floor, of_floor = left_by(modes["floor"], file, visits_as_stored)
    ours, of_ours = left_by(modes[key], file, visits_as_stored)
    assert floor == ours
    assert len(floor[0]) == 300
    assert of_floor == of_ours == set(modes["floor"].writes) == set(modes[key].writes)


def test_floor_and_ours_find_the_same_changed_rows_when_a_roster_comes_again(standing, tmp_path):
    again = files.roster_again(tmp_path, ROWS)
    plan = preview(kind_named("cadres"), Upload("again.xlsx", again.read_bytes()), Context(as_of=AS_OF))
    assert changed_rows(standing) == 0
    assert changed_rows(again) == plan.counts["changed"] == 2
    assert plan.counts["same"] == ROWS - 2


@pytest.mark.parametrize("key", ["admin", "command"])
def test_a_roster_that_comes_again_writes_only_what_changed(standing, tmp_path, key):
    mode = COMPARISONS["again"].modes[key]
    again = files.roster_again(tmp_path, ROWS)
    entries = Entry.objects.count()
    written, tables = left_by(mode, again, lambda: Entry.objects.count() - entries)
    assert tables == set(mode.writes)
    assert written == 2 + 1


def test_a_pile_tells_the_columns_that_all_rows_share_to_the_journal_as_well(standing):
    pile = Pile(LearningGoal, ("id", "cadre_id"), skill_id=7, valid_from=AS_OF)
    assert pile.told_of_all["skill_id"] == 7
    assert pile.told_of_all["valid_from"] == AS_OF.isoformat()
    assert [name for _at, name in pile.told] == ["id", "cadre_id"]


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="The command gets a copy of the empty test database."
)
def test_the_command_prints_a_line_for_every_mode_but_those_of_the_package(tmp_path):
    empty = shutil.copy(connection.settings_dict["NAME"], tmp_path / "bench.sqlite3")
    done = subprocess.run(
        [sys.executable, "manage.py", "bench", "--only", "imports", "--rows", "12", "--without-package"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "YIJI_VAR_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{empty}"},
        capture_output=True,
        text=True,
        check=True,
    )
    modes = [pair for comparison in COMPARISONS.values() for pair in comparison.modes.items()]
    lines = [line for line in done.stdout.splitlines() if re.match(r"\| \S.*\d s \|", line)]
    titles = [line.split(" | ")[0].removeprefix("| ") for line in lines]
    assert titles == [mode.title for key, mode in modes if key not in PACKAGE]
    assert "12 new cadres" in done.stdout
    assert "120 visits" in done.stdout


def test_a_small_process_does_not_show_the_memory_of_the_large_one_that_started_it():
    ballast = bytearray(b"1" * 400_000_000)
    code = "from assessments.bench.memory import peak_megabytes; print(peak_megabytes())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, check=True
    )
    assert 1 < float(done.stdout) < len(ballast) / 4_000_000
