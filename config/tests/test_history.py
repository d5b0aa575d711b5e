"""The history of a record: who, when, from what to what, as far as one may see it."""

import datetime

from django.urls import reverse

from cadres.actions import end, transfer
from cadres.models import Role
from cadres.tests.factories import LearningGoalFactory, SkillFactory, cadre_at, clerk
from config.corrections import record, void
from config.journal.history import history_of
from config.tests.factories import BatchFactory, EntryFactory
from villages.tests.factories import DiarySubmissionFactory


def test_a_change_tells_who_and_from_what_to_what(gaocun, township_clerk):
    cadre = cadre_at(gaocun.code)
    cadre.phone = "14100000000"
    record(fact=cadre, by=township_clerk)
    [line] = history_of(cadre, township_clerk)
    [change] = line.changes
    assert (line.by, change.old, change.new) == (township_clerk.name, "–", "14100000000")


def test_a_key_is_told_by_its_name(gaocun, county_editor):
    goal = LearningGoalFactory()
    old, new = goal.skill, SkillFactory()
    goal.skill = new
    record(fact=goal, by=county_editor)
    [change] = history_of(goal, county_editor)[0].changes
    assert (change.old, change.new) == (str(old), str(new))


def test_an_end_tells_its_day_and_its_reason(gaocun, county_editor):
    goal = LearningGoalFactory()
    end(fact=goal, on=datetime.date(2011, 12, 1), by=county_editor, reason="another skill")
    [line] = history_of(goal, county_editor)
    assert (line.reason, line.changes[0].new) == ("another skill", "2011-12-01")


def test_what_arose_elsewhere_stays_there(gaocun, jinhe, township_clerk, county_editor):
    cadre = cadre_at(gaocun.code)
    cadre.phone = "14100000000"
    record(fact=cadre, by=None)
    transfer(cadre=cadre, to=jinhe, on=datetime.date(2011, 10, 1), by=None)
    cadre.phone = "14100000001"
    record(fact=cadre, by=None)
    assert len(history_of(cadre, county_editor)) == 2
    assert len(history_of(cadre, township_clerk)) == 1


def test_the_page_of_a_history_shows_it(signed_in, county_editor, gaocun):
    cadre = cadre_at(gaocun.code)
    cadre.phone = "14100000000"
    record(fact=cadre, by=county_editor)
    page = signed_in(county_editor).get(reverse("admin:cadres_cadre_history", args=[cadre.pk]))
    assert "14100000000" in page.content.decode()


def test_catalogues_show_their_whole_history_to_everybody(township_clerk):
    skill = SkillFactory()
    skill.name_en = "Grafting"
    record(fact=skill, by=None)
    assert history_of(skill, township_clerk)


def test_neither_page_nor_history_names_a_writer_or_an_import_of_elsewhere(
    gaocun, signed_in, township_clerk, city_editor
):
    batch = BatchFactory(made_by=city_editor, division_code="4312", file_name="city.xlsx")
    city_editor.name = "Canary of the city"
    city_editor.save()
    goal = LearningGoalFactory(recorded_by=city_editor, batch=batch)
    end(fact=goal, on=datetime.date(2011, 12, 1), by=city_editor)
    void(fact=goal, by=city_editor, reason="an error")
    for name in ("change", "history"):
        address = reverse(f"admin:cadres_learninggoal_{name}", args=[goal.pk])
        seen = signed_in(city_editor).get(address).content.decode()
        assert city_editor.name in seen
        stranger = signed_in(township_clerk).get(address)
        assert stranger.status_code == 200
        for foreign in (city_editor.name, batch.file_name):
            assert foreign not in main_part(stranger)


def test_no_list_names_a_writer_of_elsewhere(gaocun, signed_in, county_editor, mayang, city_editor):
    """The lists that show who did it: imports, the journal, receipts of diary books."""
    city_editor.name = "Canary of the city"
    city_editor.save()
    administrator = clerk(Role.COUNTY_ADMINISTRATOR, mayang.code, name="Beneath the city")
    writers = (city_editor, administrator)
    of_both = {
        "journal_entry": [EntryFactory(by=writer) for writer in writers],
        "spreadsheets_batch": [BatchFactory(made_by=writer) for writer in writers],
        "villages_diarysubmission": [DiarySubmissionFactory(recorded_by=writer) for writer in writers],
    }
    browser = signed_in(administrator)
    for name in ("spreadsheets_batch", "journal_entry", "villages_diarysubmission"):
        page = browser.get(reverse(f"admin:{name}_changelist"))
        assert {row.pk for row in page.context["cl"].result_list} >= {row.pk for row in of_both[name]}
        assert administrator.name in main_part(page)
        assert city_editor.name not in main_part(page)


def test_an_entry_of_the_journal_names_no_import_of_elsewhere(gaocun, signed_in, mayang, city_administrator):
    administrator = clerk(Role.COUNTY_ADMINISTRATOR, mayang.code)
    entry = EntryFactory(batch=BatchFactory(division_code="4312", file_name="city.xlsx"))
    address = reverse("admin:journal_entry_change", args=[entry.pk])
    assert "city.xlsx" in main_part(signed_in(city_administrator).get(address))
    assert "city.xlsx" not in main_part(signed_in(administrator).get(address))


def main_part(response):
    """What a page says of its record."""
    html = response.content.decode()
    return html[html.index('id="content"') :]


def test_whoever_made_an_import_sees_its_name(gaocun, signed_in, township_clerk):
    batch = BatchFactory(made_by=township_clerk, division_code="4312", file_name="my-own.xlsx")
    goal = LearningGoalFactory(recorded_by=township_clerk, batch=batch)
    address = reverse("admin:cadres_learninggoal_change", args=[goal.pk])
    text = main_part(signed_in(township_clerk).get(address))
    assert batch.file_name in text and township_clerk.name in text
