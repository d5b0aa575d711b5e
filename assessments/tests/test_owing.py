"""What is due, who owes it, and quarterly reports with the figures of the records."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments import due
from assessments.figures import figures_of
from assessments.models import Report, ReportingDuty
from assessments.tests.factories import (
    PeriodFactory,
    ReportFactory,
    ReportingDutyFactory,
    ReviewFactory,
    StudyReportFactory,
)
from cadres.models import Cadre, Division, Post
from cadres.tests.factories import CadreFactory, MasteryFactory, PostFactory, cadre_at, place
from config.tests.pages import sent_by
from config.tests.test_registry import page
from villages.tests.factories import VisitFactory

pytestmark = pytest.mark.django_db
Kind = ReportingDuty.Kind
MIDDLE = datetime.date(2011, 10, 16)


def asks(code, kind=Kind.STUDY_REPORT, days=5, **told):
    """A city or county asks for something, always unless told otherwise."""
    told = {"valid_from": None, "valid_to": None, **told}
    return ReportingDutyFactory(division=place(code), kind=kind, days=days, **told)


def owing(month="2011-10"):
    return set(due.without_study_report(Post.objects.all(), month).values_list("cadre", "division__code"))


def test_without_a_duty_nothing_is_due(gaocun):
    cadre = cadre_at(gaocun.code)
    assert owing() == set() and due.due_until(Kind.STUDY_REPORT, gaocun.code, "2011-10") is None
    asks("4312", valid_from=datetime.date(2011, 11, 1))
    assert owing() == set()
    assert owing("2011-11") == {(cadre.pk, gaocun.code)}


def test_a_duty_holds_for_the_periods_whose_last_day_is_one_of_its_days(gaocun):
    asks("4312", days=5, valid_to=datetime.date(2011, 10, 31))
    asks("4312", days=3, valid_from=datetime.date(2011, 10, 31))
    assert due.due_until(Kind.STUDY_REPORT, gaocun.code, "2011-09") == datetime.date(2011, 10, 5)
    assert due.due_until(Kind.STUDY_REPORT, gaocun.code, "2011-10") == datetime.date(2011, 11, 3)


def test_a_countys_own_duty_stands_before_the_citys(gaocun, zhijiang_town):
    asks("4312", days=5)
    asks("431226", days=0)
    assert due.due_until(Kind.STUDY_REPORT, gaocun.code, "2011-10") == datetime.date(2011, 10, 31)
    assert due.due_until(Kind.STUDY_REPORT, zhijiang_town.code, "2011-10") == datetime.date(2011, 11, 5)


def test_two_duties_of_a_kind_never_overlap(gaocun, signed_in, county_editor):
    asks("431226")
    with pytest.raises(IntegrityError), transaction.atomic():
        asks("431226", valid_from=MIDDLE)
    asks("431226", kind=Kind.QUARTERLY_REPORT)
    office = signed_in(county_editor)
    sent = sent_by(office.get(page(ReportingDuty, "add")))
    sent |= {"division": place("431226").pk, "kind": "study_report", "days": 3, "valid_to": "2011-01-01"}
    assert office.post(page(ReportingDuty, "add"), sent).context["errors"]


def test_only_a_city_or_county_asks(gaocun):
    with pytest.raises(IntegrityError), transaction.atomic():
        asks(gaocun.code)


def test_whoever_was_transferred_owes_the_month_where_it_ended(gaocun, jinhe):
    asks("4312")
    cadre = CadreFactory()
    PostFactory(cadre=cadre, division=gaocun, valid_to=MIDDLE)
    PostFactory(cadre=cadre, division=jinhe, valid_from=MIDDLE)
    assert owing() == {(cadre.pk, jinhe.code)}
    StudyReportFactory(cadre=cadre, division=jinhe)
    assert owing() == set()


def test_a_void_report_was_not_handed_in(gaocun):
    asks("4312")
    cadre = cadre_at(gaocun.code)
    StudyReportFactory(cadre=cadre, voided_at=timezone.now(), void_reason="误录")
    assert owing() == {(cadre.pk, gaocun.code)}


def test_a_review_is_owed_for_whoever_serves_at_the_end_of_the_half_year(gaocun):
    asks("431226", kind=Kind.HALF_YEAR_REVIEW)
    review = ReviewFactory()
    cadre_at(gaocun.code, valid_to=datetime.date(2011, 12, 31))
    found = due.without_review(Post.objects.all(), "2011-H2").values_list("cadre", flat=True)
    # The reviewing leader was not reviewed.
    assert set(found) == {review.superior_id}


def test_a_township_owes_its_report_and_a_county_none(gaocun, jinhe, zhijiang_town):
    asks("431226", kind=Kind.QUARTERLY_REPORT)
    ReportFactory(
        division=gaocun, period=PeriodFactory(code="2011-Q4"), handed_in_on=datetime.date(2012, 1, 4)
    )
    assert list(due.without_report(Division.objects.all(), "2011-Q4")) == [jinhe]


def test_the_periods_that_ended_last():
    day = datetime.date(2012, 1, 15)
    assert due.last_months(day, 2) == ["2011-12", "2011-11"]
    assert due.last_quarters(day, 2) == ["2011-Q4", "2011-Q3"]
    assert due.last_halves(day, 2) == ["2011-H2", "2011-H1"]


@pytest.fixture
def office(signed_in, county_editor):
    return signed_in(county_editor)


def listed(office, **asked):
    return set(office.get(page(Cadre, "changelist"), asked).context["cl"].queryset)


def test_the_list_of_cadres_shows_who_owes_a_study_report_by_place_and_month(office, gaocun, jinhe):
    asks("431226")
    here, there, done = cadre_at(gaocun.code), cadre_at(jinhe.code), cadre_at(gaocun.code)
    StudyReportFactory(cadre=done)
    assert listed(office, no_study_report="2011-10") == {here, there}
    assert listed(office, no_study_report="2011-10", place=gaocun.code) == {here}
    assert listed(office, no_study_report="nonsense") == set()


def test_a_list_of_cadres_is_not_narrowed_by_what_is_owed_elsewhere(office, gaocun, zhijiang_town):
    asks("4312")
    cadre = cadre_at(zhijiang_town.code)
    PostFactory(cadre=cadre, division=gaocun, main=False, assessed=False)
    assert listed(office, no_study_report="2011-10") == set()


def test_the_overview_says_what_is_owed_and_leads_to_it(office, gaocun, jinhe, zhijiang_town):
    for kind in Kind:
        asks("4312", kind=kind)
    for township in (gaocun, zhijiang_town):
        cadre_at(township.code)
    found = office.get(reverse("admin:index")).context["waiting"]
    waiting = {item.url.partition("?")[2].partition("=")[0] or item.url: item for item in found}
    for name, count in {"no_study_report": 1, "no_review": 1, page(Report, "do", "enter"): 2}.items():
        assert waiting[name].count == count
        assert office.get(waiting[name].url).status_code == 200


def test_the_reports_that_have_come_in_are_entered_together(office, gaocun, jinhe):
    quarter = PeriodFactory(code="2011-Q4")
    address = page(Report, "do", "enter")
    sent = sent_by(office.get(address)) | {"handed_in_on": "2012-01-04"}
    assert {f"text_{gaocun.pk}", f"text_{jinhe.pk}"} <= sent.keys()
    assert office.post(address, sent).status_code == 200
    assert office.post(address, sent | {f"text_{gaocun.pk}": "集中学习三次"}).status_code == 302
    report = Report.objects.get()
    assert (report.division, report.period) == (gaocun, quarter)
    assert f"text_{gaocun.pk}" not in sent_by(office.get(address))


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "2011-H2"},
        {"period": "2011-Q4", "handed_in_on": datetime.date(2011, 9, 30)},
        {"period": "2011-Q4", "handed_in_on": datetime.date(2099, 1, 1)},
    ],
    ids=str,
)
def test_a_report_is_of_a_quarter_that_has_begun(gaocun, wrong):
    told = wrong | {"period": PeriodFactory(code=wrong["period"])}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportFactory(**told)


def test_the_figures_of_a_report_are_those_of_the_records_when_it_is_read(office, gaocun, jinhe):
    report = ReportFactory(division=gaocun, period=PeriodFactory(code="2011-Q4"))
    assert [count for _what, count in figures_of(report)] == [0, 0, 0, 0, 0]
    cadre = StudyReportFactory(division=gaocun).cadre
    MasteryFactory(cadre=cadre, verified_on=datetime.date(2011, 12, 31))
    MasteryFactory(cadre=cadre_at(jinhe.code), verified_on=datetime.date(2011, 12, 31))
    VisitFactory(cadre=cadre, division=gaocun, visited_on=datetime.date(2011, 11, 11))
    VisitFactory(cadre=cadre, division=gaocun, visited_on=datetime.date(2012, 1, 1))
    ReviewFactory()
    # The cadre of the study report; of the review the cadre and the reviewing leader.
    assert [count for _what, count in figures_of(report)] == [3, 1, 1, 1, 1]
    assert "3" in office.get(page(Report, "change", report.pk)).content.decode()
