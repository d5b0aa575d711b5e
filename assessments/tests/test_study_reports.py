"""Study reports: who keeps them, what is refused, and entering those of a township as a list."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from assessments.actions import hand_in_study_report
from assessments.models import StudiedSkill, StudyReport
from assessments.tests.factories import StudyReportFactory
from cadres.models import Role
from cadres.tests.factories import CadreFactory, LearningGoalFactory, PostFactory, cadre_at, clerk
from config.journal.models import Entry
from config.tests.pages import sent_by
from config.tests.test_registry import page

pytestmark = pytest.mark.django_db
MIDDLE = datetime.date(2011, 10, 16)
IN_TIME = datetime.date(2011, 11, 3)


def handed_in(cadre, by=None, **told):
    told = {"month": "2011-10", "handed_in_on": IN_TIME, "content": "柑橘整枝修剪", **told}
    return hand_in_study_report(cadre=cadre, by=by, **told)


@pytest.fixture
def mover(gaocun, jinhe):
    """In Gaocun until the middle of October, then in Jinhe."""
    cadre = CadreFactory()
    PostFactory(cadre=cadre, division=gaocun, valid_to=MIDDLE)
    PostFactory(cadre=cadre, division=jinhe, valid_from=MIDDLE)
    return cadre


def test_it_is_kept_where_the_cadre_ended_the_month(mover, gaocun, jinhe):
    assert handed_in(mover).division == jinhe
    assert handed_in(mover, month="2011-09").division == gaocun


def test_whoever_left_in_the_middle_of_the_month_still_reports_there(gaocun):
    cadre = CadreFactory()
    PostFactory(cadre=cadre, division=gaocun, valid_to=MIDDLE)
    assert handed_in(cadre).division == gaocun


def test_it_names_the_skills_and_is_in_the_journal(gaocun, township_clerk):
    cadre = cadre_at(gaocun.code)
    goal = LearningGoalFactory(cadre=cadre)
    report = handed_in(cadre, by=township_clerk, skills=[goal.skill], hours=12)
    assert [one.skill for one in report.skills.all()] == [goal.skill]
    entries = Entry.objects.filter(verb="create", by=township_clerk).values_list("model", flat=True)
    assert set(entries) == {"assessments.studyreport", "assessments.studiedskill"}


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"handed_in_on": datetime.date(2011, 9, 30)}, "handed_in_on"),
        ({"handed_in_on": datetime.date(2099, 1, 1)}, "handed_in_on"),
        ({"month": "2010-12", "handed_in_on": datetime.date(2011, 1, 5)}, "month"),
        ({"hours": 745}, "__all__"),
    ],
    ids=["before the month", "in the future", "before the first post", "more hours than a month has"],
)
def test_what_cannot_be_is_refused_with_a_sentence(gaocun, told, field):
    with pytest.raises(ValidationError) as refused:
        handed_in(cadre_at(gaocun.code), **told)
    assert field in refused.value.message_dict


def test_there_is_one_for_a_cadre_and_a_month_until_it_is_void(gaocun):
    first = handed_in(cadre_at(gaocun.code))
    with pytest.raises(ValidationError):
        handed_in(first.cadre)
    StudyReport.objects.update(voided_at=first.recorded_at, void_reason="误录")
    assert handed_in(first.cadre).pk != first.pk


def test_a_clerk_enters_no_report_that_another_place_keeps(mover, township_clerk):
    with pytest.raises(ValidationError) as refused:
        handed_in(mover, by=township_clerk)
    assert refused.value.message_dict.keys() == {"month"}
    assert handed_in(mover, by=township_clerk, month="2011-09")


@pytest.mark.parametrize(
    "told",
    [
        {"handed_in_on": datetime.date(2011, 9, 30)},
        {"handed_in_on": datetime.date(2099, 1, 1)},
        {"month": "2010-12", "handed_in_on": datetime.date(2011, 1, 5)},
        {"month": "2011-13"},
        {"hours": 745},
    ],
    ids=str,
)
def test_the_database_refuses_it_too(gaocun, told):
    StudyReportFactory()
    # PostgreSQL finds no day in such a month before it comes to the rule.
    with pytest.raises(DatabaseError), transaction.atomic():
        StudyReportFactory(**told)


def test_the_database_refuses_a_report_kept_where_the_cadre_did_not_end_the_month(mover, gaocun, jinhe):
    StudyReportFactory(cadre=mover, division=jinhe)
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyReport.objects.update(division=gaocun)


@pytest.fixture
def office(signed_in, township_clerk):
    return signed_in(township_clerk)


def enter():
    return page(StudyReport, "do", "enter")


def test_the_list_of_a_place_offers_those_who_have_handed_in_nothing(office, gaocun, jinhe, mover):
    waiting, done = cadre_at(gaocun.code), cadre_at(gaocun.code)
    StudyReportFactory(cadre=done)
    cadre_at(jinhe.code)
    opened = office.get(enter(), {"month": "2011-10"})
    assert [cadre.pk for cadre in opened.context["adminform"].form.cadres] == [waiting.pk]


def test_many_are_entered_at_once_and_who_is_left_empty_has_handed_in_nothing(office, gaocun):
    writers = [cadre_at(gaocun.code), cadre_at(gaocun.code)]
    silent = cadre_at(gaocun.code)
    goal = LearningGoalFactory(cadre=writers[0])
    sent = sent_by(office.get(enter(), {"month": "2011-10"}))
    sent |= {f"content_{cadre.pk}": "学会嫁接" for cadre in writers}
    sent |= {f"skills_{writers[0].pk}": [goal.skill_id], "handed_in_on": "2011-11-03"}
    assert office.post(enter(), sent).status_code == 302
    assert set(StudyReport.objects.values_list("cadre", flat=True)) == {cadre.pk for cadre in writers}
    assert StudiedSkill.objects.get().report.cadre == writers[0]
    shown = office.get(enter(), {"month": "2011-10"}).context["adminform"].form.cadres
    assert shown == [silent]


def test_sent_without_a_report_the_page_lists_the_month_that_was_chosen(office, gaocun):
    cadre = cadre_at(gaocun.code)
    sent = sent_by(office.get(enter())) | {"month": "2011-10", "handed_in_on": "2011-11-03"}
    told = office.post(enter(), sent)
    assert told.status_code == 200 and f"content_{cadre.pk}" in sent_by(told)


def test_a_report_that_came_in_meanwhile_is_told_and_nothing_is_saved(office, gaocun):
    cadre, other = cadre_at(gaocun.code), cadre_at(gaocun.code)
    sent = sent_by(office.get(enter(), {"month": "2011-10"}))
    StudyReportFactory(cadre=cadre)
    sent |= {f"content_{one.pk}": "学会嫁接" for one in (cadre, other)} | {"handed_in_on": "2011-11-03"}
    told = office.post(enter(), sent)
    assert told.status_code == 200 and cadre.name in str(told.context["errors"])
    assert StudyReport.objects.count() == 1


def test_the_list_of_a_place_outside_the_jurisdiction_is_empty(signed_in, gaocun, zhijiang_town):
    cadre_at(zhijiang_town.code)
    office = signed_in(clerk(Role.COUNTY_EDITOR, "431226"))
    opened = office.get(enter(), {"month": "2011-10", "division": zhijiang_town.pk})
    assert opened.context["adminform"].form.cadres == []
