"""From a scheme to a published table, by the pages of the office."""

import pytest
from django.urls import reverse

from assessments.models import Edition, Scheme, ScoreRun
from assessments.tests.factories import EditionFactory, IndicatorFactory, PeriodFactory, SchemeFactory
from assessments.tests.notice import over
from cadres.tests.factories import StaffFactory, cadre_at
from config.millionths import ONE
from villages.tests.factories import DiarySubmissionFactory, VisitFactory


def do(record, verb):
    name = f"admin:assessments_{record._meta.model_name}_verb"
    return reverse(name, args=[record.pk, verb])


@pytest.fixture
def scheme(city):
    return IndicatorFactory(scheme=SchemeFactory(division=city, year=2011)).scheme


@pytest.fixture
def month(gaocun):
    VisitFactory(cadre=cadre_at(gaocun.code))
    DiarySubmissionFactory(division=gaocun, month="2011-10")
    return PeriodFactory(code="2011-10")


def test_a_table_goes_from_the_scheme_to_the_public(signed_in, city_editor, approver, city, scheme, month):
    desk = signed_in(city_editor)
    desk.post(do(scheme, "adopt"))
    desk.post(do(month, "compute"), {"division": city.pk})
    desk.post(do(ScoreRun.objects.get(), "prepare"), {"kind": "townships"})
    edition = Edition.objects.get()
    over(edition, by=city_editor)
    signed_in(approver).post(do(edition, "approve"), {"seen": edition.prepared_at.isoformat()})
    signed_in(approver).post(do(edition, "publish"))
    edition.refresh_from_db()
    assert (edition.state, edition.prepared_by, edition.approved_by) == ("published", city_editor, approver)


def test_points_that_do_not_add_up_are_told_and_the_scheme_stays_a_draft(signed_in, city_editor, city):
    scheme = IndicatorFactory(scheme=SchemeFactory(division=city), points=60 * ONE).scheme
    response = signed_in(city_editor).post(do(scheme, "adopt"))
    assert "60" in str(response.context["adminform"].form.non_field_errors())
    assert Scheme.objects.get().state == "draft"


def test_scores_without_a_scheme_are_refused_with_a_sentence(signed_in, city_editor, city, month):
    response = signed_in(city_editor).post(do(month, "compute"), {"division": city.pk})
    assert "2011" in str(response.context["adminform"].form.non_field_errors())
    assert not ScoreRun.objects.exists()


def test_a_county_computes_no_scores_of_the_city(signed_in, county_editor, city, month):
    response = signed_in(county_editor).post(do(month, "compute"), {"division": city.pk})
    assert set(response.context["adminform"].form.errors) == {"division"}


def test_an_adopted_scheme_is_copied_to_be_corrected(signed_in, city_editor, scheme):
    desk = signed_in(city_editor)
    desk.post(do(scheme, "adopt"))
    assert desk.get(do(scheme, "adopt")).status_code == 403
    desk.post(do(scheme, "copy"), {"year": 2011})
    copy = Scheme.objects.get(state="draft")
    assert copy.version == scheme.version + 1
    assert copy.indicators.get().points == scheme.indicators.get().points


def test_whoever_edits_does_not_approve_and_whoever_approves_does_not_edit(
    signed_in, city_editor, approver, scheme
):
    edition = over(EditionFactory())
    assert signed_in(city_editor).post(do(edition, "approve")).status_code == 403
    draft = EditionFactory()
    assert signed_in(approver).post(do(draft, "announce"), {"seen": "x"}).status_code == 403
    assert signed_in(approver).post(do(draft, "discard"), {"reason": "x"}).status_code == 403
    assert signed_in(approver).post(do(scheme, "adopt")).status_code == 403


def test_a_draft_is_discarded_with_a_reason(signed_in, city_editor, city):
    edition = EditionFactory()
    assert signed_in(city_editor).post(do(edition, "discard"), {"reason": "late diaries"}).status_code == 302
    assert not Edition.objects.exists()


def test_what_somebody_else_has_done_in_the_meantime_is_told_with_the_way_to_the_record(
    signed_in, city_editor, approver
):
    edition = over(EditionFactory(prepared_by=city_editor), by=city_editor)
    seen = {"seen": edition.prepared_at.isoformat()}
    signed_in(approver).post(do(edition, "approve"), seen)
    answer = signed_in(approver).post(do(edition, "approve"), seen)
    assert answer.status_code == 403
    assert "“审定”已不能办理" in answer.text
    assert f'href="/admin/assessments/edition/{edition.pk}/change/"' in answer.text


def test_whoever_prepared_a_table_reads_why_they_cannot_approve_it(signed_in, city):
    both = StaffFactory(is_superuser=True)
    edition = over(EditionFactory(prepared_by=both), by=both)
    answer = signed_in(both).get(do(edition, "approve"))
    assert answer.status_code == 403
    assert "拟稿人不能审定本人拟制的榜单" in answer.text


def test_the_home_page_tells_the_approver_of_a_table_and_the_editor_of_books_and_of_a_draft_scheme(
    signed_in, approver, city_editor, gaocun, jinhe
):
    october = PeriodFactory(code="2011-10")
    DiarySubmissionFactory(division=gaocun, month="2011-10")
    EditionFactory(period=october, run__period=october)  # comes with a scheme that is a draft

    def waiting(staff):
        return [item.count for item in signed_in(staff).get(reverse("admin:index")).context["waiting"]]

    assert waiting(approver) == []
    assert waiting(city_editor) == [1, 1, 1]
    over(Edition.objects.get())
    assert waiting(approver) == [1]
    assert waiting(city_editor) == [1, 1]
