"""A cadre's own score before the notice: by a link that opens once, and on paper."""

import datetime
from itertools import chain

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import NotPossible, adopt_scheme, make_working_link, open_working_link
from assessments.actions.workings import delete_dead_links, digest_of
from assessments.models import Period, Score, WorkingLink
from assessments.tests.factories import IndicatorFactory, SchemeFactory
from assessments.tests.scored import adopted, scored, visit_on
from assessments.workings import workings_of
from cadres.models import Cadre, Role
from cadres.tests.factories import cadre_at, clerk, place
from config.journal.models import Entry
from config.millionths import ONE
from config.personal import erased_as
from villages.models import DiarySubmission, Household, Visit
from villages.tests.factories import DiarySubmissionFactory, HouseholdFactory, VillageFactory, VisitFactory

pytestmark = pytest.mark.django_db
TOWN = "431226101"


@pytest.fixture
def own(gaocun):
    """The score of 张三, who visited on three days of October, one of them signed; a colleague on one."""
    adopted()
    DiarySubmissionFactory(division=place(TOWN), month="2011-10")
    cadre, colleague = cadre_at(TOWN, name="张三"), cadre_at(TOWN, name="李四")
    visit_on(cadre, TOWN, 3, 7)
    visit_on(colleague, TOWN, 20)
    village = VillageFactory(code=f"{TOWN}001", township=place(TOWN))
    household = HouseholdFactory(village=village, head_name="户主王某")
    VisitFactory(
        cadre=cadre,
        division=place(TOWN),
        village=village,
        household=household,
        visited_on=datetime.date(2011, 10, 9),
        signed=True,
        done="调解纠纷",
    )
    return scored().scores.get(cadre=cadre)


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


def address(token):
    return reverse("assessments:working", args=[token])


def test_a_working_has_lines_by_section_and_the_days_behind_them(own):
    [working] = workings_of(own.run, own.division, own.cadre_id)
    assert working.total == "30.00"
    [(_section, [line])] = working.sections.items()
    # 3 of 10 days of visits, for 100 points.
    assert (line.value, line.points, line.of) == ("3", "30.00", "100")
    assert [(day.on.day, day.signed) for day in working.days] == [(3, False), (7, False), (9, True)]


def test_a_working_shows_what_the_computation_saw_and_nothing_entered_or_voided_since(own):
    visit_on(own.cadre, TOWN, 25)
    Visit.objects.filter(visited_on="2011-10-03").update(voided_at=timezone.now(), void_reason="重复")
    [working] = workings_of(own.run, own.division, own.cadre_id)
    assert [day.on.day for day in working.days] == [3, 7, 9]


def test_what_was_entered_once_the_period_was_closed_did_not_count_and_is_not_shown(own):
    Visit.objects.update(recorded_at=datetime.datetime(2011, 11, 2, tzinfo=datetime.UTC))
    Visit.objects.filter(visited_on="2011-10-07").update(
        recorded_at=datetime.datetime(2011, 11, 9, 16, tzinfo=datetime.UTC)
    )
    Period.objects.update(closed_from=datetime.date(2011, 11, 10))
    DiarySubmission.objects.update(recorded_at=datetime.datetime(2011, 11, 2, tzinfo=datetime.UTC))
    score = scored().scores.get(cadre=own.cadre)
    [working] = workings_of(score.run, score.division, score.cadre_id)
    assert (working.total, [day.on.day for day in working.days]) == ("20.00", [3, 9])


@pytest.fixture
def owed(gaocun):
    """The score of somebody who was not reviewed, in a township that requires no skill."""
    scheme = SchemeFactory(division=place("4312"))
    for position, (measure, points) in enumerate(
        [("visit_days", 50), ("required_skills_met", 20), ("review_grade", 30)], start=1
    ):
        share = measure != "visit_days"
        IndicatorFactory(
            scheme=scheme,
            position=position,
            name=measure,
            measure=measure,
            points=points * ONE,
            target=ONE if share else 10 * ONE,
        )
    adopt_scheme(scheme=scheme, by=None)
    DiarySubmissionFactory(division=place(TOWN), month="2011-10")
    cadre = cadre_at(TOWN, name="张三")
    visit_on(cadre, TOWN, 3, 7)
    return scored().scores.get(cadre=cadre)


def test_what_is_missing_or_does_not_apply_is_said_and_its_points_go_to_the_others(owed):
    [working] = workings_of(owed.run, owed.division, owed.cadre_id)
    lines = {line.name: (line.value, line.points, line.of) for line in chain(*working.sections.values())}
    # Without the 20 points of the skills that nobody requires, 50 and 30 are scaled up to 62.5 and 37.5.
    assert lines == {
        "visit_days": ("2", "12.50", "62.5"),
        "required_skills_met": ("–", "不适用", "0"),
        "review_grade": ("–", "缺", "37.5"),
    }


def test_somebody_who_was_not_reviewed_reads_the_own_score_all_the_same(owed, visitor):
    page = visitor.post(address(make_working_link(score=owed, by=None)[1]))
    assert page.status_code == 200 and "缺" in page.text and "None" not in page.text


def test_the_workings_of_a_place_take_three_queries(own, django_assert_num_queries):
    run, division = own.run, own.division
    with django_assert_num_queries(3):
        assert len(workings_of(run, division)) == 2


def test_a_link_shows_the_own_score_when_it_is_asked_for(own, visitor):
    _link, token = make_working_link(score=own, by=None)
    before = visitor.get(address(token)).text
    assert "张三" not in before and "30.00" not in before
    page = visitor.post(address(token))
    for text in ("张三", "30.00", "2011-10-09"):
        assert text in page.text
    assert not visitor.cookies
    assert page["Cache-Control"] == "no-store, private" and page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]


def test_it_names_no_household_no_colleague_and_nothing_of_what_was_told(own, visitor):
    page = visitor.post(address(make_working_link(score=own, by=None)[1])).text
    assert Household.objects.exists()
    for text in ("户主王某", "李四", "调解纠纷", "2011-10-20"):
        assert text not in page


def test_looking_at_a_link_without_opening_it_uses_nothing_up(own, visitor):
    link, token = make_working_link(score=own, by=None)
    visitor.get(address(token))
    visitor.head(address(token))
    link.refresh_from_db()
    assert link.opened_at is None


def test_a_link_dies_half_an_hour_after_it_was_first_opened(own, visitor):
    link, token = make_working_link(score=own, by=None)
    assert visitor.post(address(token)).status_code == 200
    opened = datetime.timedelta(minutes=29)
    WorkingLink.objects.update(opened_at=timezone.now() - opened)
    assert visitor.post(address(token)).status_code == 200
    WorkingLink.objects.update(opened_at=timezone.now() - datetime.timedelta(minutes=30))
    for ask in (visitor.get, visitor.post):
        answer = ask(address(token))
        assert answer.status_code == 404 and "张三" not in answer.text and "索取新链接" in answer.text
    assert open_working_link(token=token) is None
    assert Entry.objects.filter(verb="open-link", object_id=link.pk, address=None).count() == 2


def test_a_link_that_nobody_opened_dies_on_its_last_day(own, visitor, settings):
    settings.WORKING_LINK_DAYS = 2
    link, token = make_working_link(score=own, by=None)
    assert link.expires_at - link.made_at == datetime.timedelta(days=2)
    WorkingLink.objects.update(made_at=timezone.now() - datetime.timedelta(days=3), expires_at=timezone.now())
    assert visitor.post(address(token)).status_code == 404


@pytest.mark.parametrize("token", ["x", "x.y", "abc.def-_", "a" * 300])
def test_a_token_that_this_site_did_not_sign_opens_nothing(own, visitor, token, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert visitor.get(address(token)).status_code == 404


def test_of_a_token_only_a_digest_is_kept(own):
    link, token = make_working_link(score=own, by=None)
    stored = WorkingLink.objects.filter(pk=link.pk).values().get()
    assert bytes(stored["digest"]) == digest_of(token)
    assert token not in str(stored) and token not in str(list(Entry.objects.values("before", "after")))


def test_a_link_for_somebody_erased_is_neither_made_nor_opened(own, visitor):
    _link, token = make_working_link(score=own, by=None)
    Cadre.objects.filter(pk=own.cadre_id).update(erased_at=timezone.now(), **erased_as(Cadre))
    assert visitor.post(address(token)).status_code == 404
    own = Score.objects.get(pk=own.pk)
    with pytest.raises(NotPossible):
        make_working_link(score=own, by=None)


def test_links_long_dead_are_deleted(own):
    link, _token = make_working_link(score=own, by=None)
    ago = timezone.now() - datetime.timedelta(days=40)
    WorkingLink.objects.update(made_at=ago, expires_at=ago + datetime.timedelta(days=9))
    make_working_link(score=own, by=None)
    assert delete_dead_links() == 1
    assert not WorkingLink.objects.filter(pk=link.pk).exists()


def test_the_clerk_makes_a_link_which_is_shown_once_and_stands_in_the_journal(own, signed_in, township_clerk):
    desk = signed_in(township_clerk)
    make = reverse("admin:assessments_score_link", args=[own.pk])
    once = desk.get(make).context["once"]
    shown = desk.post(make, {"_once": once})
    assert Client().post(shown.context["address"]).status_code == 200
    again = desk.post(make, {"_once": once})
    assert again.url == reverse("admin:assessments_score_change", args=[own.pk])
    link = WorkingLink.objects.get()
    assert (link.made_by, link.cadre) == (township_clerk, own.cadre)
    assert Entry.objects.get(verb="link").by == township_clerk


def test_who_only_reads_makes_no_link(own, signed_in, approver):
    make = reverse("admin:assessments_score_link", args=[own.pk])
    assert signed_in(approver).post(make).status_code == 403
    assert not WorkingLink.objects.exists()


def test_the_printed_sheets_hold_all_cadres_of_the_township_each_on_a_page(own, signed_in, township_clerk):
    shown = signed_in(township_clerk).get(reverse("admin:assessments_score_workings", args=[own.pk])).text
    assert shown.count('class="sheet-of-one"') == 2
    assert "张三" in shown and "李四" in shown
    assert "户主王某" not in shown and "调解纠纷" not in shown


def test_a_clerk_of_elsewhere_reaches_neither_page(own, signed_in, jinhe):
    desk = signed_in(clerk(Role.TOWNSHIP_CLERK, jinhe.code))
    for name in ("link", "workings"):
        assert desk.get(reverse(f"admin:assessments_score_{name}", args=[own.pk])).status_code == 302
