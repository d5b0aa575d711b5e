"""The reading of a file is kept beside it, so that it is parsed once; it is never taken for that of another file."""

import pytest

from cadres.models import Cadre
from config.spreadsheets import actions, reading, vault
from config.spreadsheets.kept_reading import name_of, reading_of
from config.spreadsheets.kinds import kind_named
from villages.tests.sheets_cast import person
from villages.tests.test_import_flow import places, received, shown  # noqa: F401

LAYOUT = kind_named("cadres").layout


@pytest.fixture
def parsed(monkeypatch):
    """The files that have been parsed."""
    files = []
    told = reading.lines_of_child

    def counted(data, limits, asked):
        files.append(data)
        return told(data, limits, asked)

    monkeypatch.setattr(reading, "lines_of_child", counted)
    return files


def confirmed(batch, by):
    return actions.confirm(batch=batch, by=by, fingerprint=batch.fingerprint)


@pytest.mark.parser_process
def test_a_file_that_was_shown_is_not_parsed_again_to_be_written(county_editor, parsed):
    batch = shown(county_editor, person(1), person(2))
    actions.apply(batch=confirmed(batch, county_editor))
    assert Cadre.objects.count() == 2
    assert len(parsed) == 1


@pytest.mark.parser_process
def test_what_was_kept_reads_as_the_file_does(county_editor):
    batch = shown(county_editor, person(1), person(2, gender="女"), ("", "注：以上属实"))
    upload = actions.upload_of(batch)
    kept = reading_of(batch.key, upload, LAYOUT)
    fresh = reading.read_tables(upload.data, LAYOUT)
    assert list(kept.rows()) == list(fresh.rows())
    assert (kept.ignored, kept.sheets) == (fresh.ignored, fresh.sheets)


def test_another_meaning_of_a_column_is_another_reading(county_editor, parsed):
    batch = shown(county_editor, person(1))
    answered = {"columns": {"出生年月": ""}}
    again = actions.layout_of(kind_named("cadres"), answered)
    list(reading_of(batch.key, actions.upload_of(batch), again).rows())
    assert len(parsed) == 2


@pytest.mark.parser_process
def test_a_reading_that_was_broken_off_is_not_kept(county_editor):
    batch = received(county_editor, person(1), person(2))
    upload = actions.upload_of(batch)
    rows = reading_of(batch.key, upload, LAYOUT).rows()
    next(rows)
    rows.close()
    assert not vault.holds(batch.key, name_of(upload, LAYOUT))


def test_a_reading_goes_when_the_import_is_given_up_and_names_nobody_in_clear(county_editor):
    batch = shown(county_editor, person(1))
    folder = vault._path(batch.key, vault.FILE).parent
    (kept,) = folder.glob(f"{batch.key}.reading-*")
    told = kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0
    assert person(1)[1].encode() not in told
    actions.give_up(batch=batch, by=county_editor)
    assert not list(folder.iterdir())


def test_a_reading_that_was_tampered_with_stops_the_import_unwritten(county_editor):
    batch = shown(county_editor, person(1))
    path = vault._path(batch.key, name_of(actions.upload_of(batch), LAYOUT))
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(vault.Gone):
        actions.apply(batch=confirmed(batch, county_editor))
    assert not Cadre.objects.exists()


def test_a_reading_cut_short_stops_the_import_unwritten(county_editor):
    batch = shown(county_editor, *[person(serial) for serial in range(1, 4)])
    what = name_of(actions.upload_of(batch), LAYOUT)
    first = next(vault.parts_of(batch.key, what))
    vault.put(batch.key, what, [first])
    with pytest.raises(AssertionError, match="3 rows read, 0 planned"):
        actions.apply(batch=confirmed(batch, county_editor))
    assert not Cadre.objects.exists()
