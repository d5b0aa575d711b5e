"""The fastest rising and the best committees, proposed from a published table: who, by what, and from which not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.actions import (
    NotPossible,
    approve,
    propose_best_committees,
    propose_fastest,
    propose_strongest,
    publish_commendation,
    refuse,
)
from assessments.models import Commendation, Edition
from assessments.scoring.canonical import sha256
from assessments.scoring.committees import FEWEST_LEADERS, best_of, teams_of
from assessments.scoring.frozen import to_text
from assessments.tests import public
from assessments.tests.beside_cast import BESIDE, rise
from assessments.tests.factories import FrozenInputsFactory
from assessments.tests.plain import inputs, visited
from cadres.tests.factories import place
from config.millionths import ONE
from config.tests.pages import sent_by
from config.tests.test_registry import page

GAOCUN, JINHE, YANMEN = TOWNS = ["431226101", "431226102", "431226103"]


@pytest.fixture
def towns(mayang):
    return [place(code) for code in (*TOWNS, "431228100")]


def rising(*rows, **other):
    """An edition, published unless it is told otherwise, with these changes since September beside it."""
    since = {"since": "2011-09", "revision": 1, "refused": "", "minimum": 5, "fastest": 10, "began_low": 0}
    found = since | {"rows": list(rows), "without_room": [], "left_out": {}}
    return public.edition(beside=BESIDE | {"rising": [found, *BESIDE["rising"][1:]]}, **other)


def proposed(kind):
    return list(
        Commendation.objects.filter(kind=kind)
        .order_by("division__code")
        .values_list("division__code", "rank")
    )


# The fastest rising


@pytest.mark.django_db
def test_the_fastest_rising_are_proposed_with_their_change_and_its_range(towns, county_editor):
    edition = rising(rise(1, GAOCUN, 3_210_000), rise(2, JINHE, 1_500_000))
    assert propose_fastest(edition=edition, since="2011-09", by=county_editor) == 2
    assert proposed("fastest") == [(GAOCUN, 1), (JINHE, 2)]
    first = Commendation.objects.get(division__code=GAOCUN)
    assert (first.state, first.edition, first.proposed_by) == ("proposed", edition, county_editor)
    assert first.citation == (
        "2011年10月得分比2011年9月 +3.21 分（九成区间 +2.21 至 +4.21），进步幅度在 2 个参加比较的乡镇中列第 1 名。"
    )


@pytest.mark.django_db
def test_a_rise_that_may_be_chance_is_not_commended(towns):
    edition = rising(
        rise(1, GAOCUN, 3_000_000),
        rise(2, JINHE, 900_000),
        rise(3, YANMEN, 800_000, low=None, high=None),
        rise(4, "431228100", -400_000),
    )
    assert propose_fastest(edition=edition, since="2011-09", by=None) == 1
    assert proposed("fastest") == [(GAOCUN, 1)]


@pytest.mark.django_db
def test_all_that_share_the_tenth_place_are_among_the_fastest(mayang):
    codes = [f"4312261{n:02d}" for n in range(1, 13)]
    for code in codes:
        place(code)
    ranks = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 12]
    rows = [rise(rank, code, 5_000_000) for rank, code in zip(ranks, codes, strict=True)]
    assert propose_fastest(edition=rising(*rows), since="2011-09", by=None) == 11
    assert proposed("fastest")[-1] == (codes[10], 10)


@pytest.mark.django_db
@pytest.mark.parametrize("since", ["2010-10", "2011-08"])
def test_a_table_with_which_it_is_not_compared_proposes_nobody(towns, since):
    with pytest.raises(NotPossible, match="作比较"):
        propose_fastest(edition=rising(rise(1, GAOCUN, 3_000_000)), since=since, by=None)


@pytest.mark.django_db
def test_where_nobody_rose_for_sure_that_is_said(towns):
    with pytest.raises(NotPossible, match="没有可提出"):
        propose_fastest(edition=rising(rise(1, GAOCUN, 100_000)), since="2011-09", by=None)


# The best committees


def team(code, *days, of="leader"):
    """Cadres of a place with so many days of visits each, ten of which are 100 points."""
    first = 100 * int(code[-2:])
    return [visited(code, n, cadre=first + at, post_class=of) for at, n in enumerate(days)]


def test_a_team_is_the_mean_of_its_leaders_and_no_other_cadre_counts():
    found = teams_of(
        inputs([*team(GAOCUN, 9, 6, 6), *team(GAOCUN, 1, of="ordinary"), *team(JINHE, 8, 8, 8)]), TOWNS
    )
    assert [(one.rank, one.code, one.score, one.leaders) for one in found] == [
        (1, JINHE, 80 * ONE, 3),
        (2, GAOCUN, 70 * ONE, 3),
    ]


def test_a_leader_weighs_as_much_as_the_days_in_post():
    [found] = teams_of(
        inputs([visited(GAOCUN, 10, cadre=1, post_class="leader", days=1), *team(GAOCUN, 4, 4, 4)]), [GAOCUN]
    )
    # (100 × 1 + 40 × 31 × 3) ÷ 94
    assert found.score == 40_638_298


def test_fewer_than_three_leaders_are_no_team():
    assert teams_of(inputs(team(GAOCUN, *[9] * (FEWEST_LEADERS - 1))), TOWNS) == []
    moved = [visited(GAOCUN, 9, cadre=1, post_class="leader") for _ in range(FEWEST_LEADERS)]
    assert teams_of(inputs(moved), TOWNS) == []


def test_a_township_that_the_table_does_not_rank_has_no_team():
    assert [
        one.code for one in teams_of(inputs([*team(GAOCUN, 9, 9, 9), *team(JINHE, 8, 8, 8)]), [JINHE])
    ] == [JINHE]


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), max_size=14))
def test_no_team_left_out_is_as_good_as_one_within(teams):
    codes = [f"4312261{n:02d}" for n in range(len(teams))]
    found = teams_of(
        inputs([one for code, days in zip(codes, teams, strict=True) for one in team(code, *days)]), codes
    )
    assert {one.code for one in found} == set(codes)
    best = {one.code for one in best_of(found)}
    score = {one.code: one.score for one in found}
    assert len(best) >= min(10, len(codes))
    assert all(score[one] > score[other] for one in best for other in set(codes) - best)


@pytest.fixture
def table(towns):
    """A published table of Gaocun and Jinhe; the team of Jinhe is the better one."""
    text = to_text(inputs([*team(GAOCUN, 7, 7, 7), *team(JINHE, 9, 9, 9), *team(YANMEN, 9, 9)]))
    return public.edition(inputs=FrozenInputsFactory(text=text, sha256=sha256(text)))


@pytest.mark.django_db
def test_the_committees_of_the_best_teams_are_proposed(table, county_editor):
    assert propose_best_committees(edition=table, by=county_editor) == 2
    assert proposed("best_committee") == [(GAOCUN, 2), (JINHE, 1)]
    first = Commendation.objects.get(rank=1)
    assert first.citation == "2011年10月班子成员 3 人平均得分 90.00，在 2 个乡镇班子中列第 1 名。"


@pytest.mark.django_db
def test_what_a_second_person_approved_is_published_on_the_roll_of_honour(
    table, client, county_editor, approver
):
    propose_best_committees(edition=table, by=county_editor)
    assert "平均得分" not in client.get("/honours/").text
    made = approve(proposal=Commendation.objects.get(rank=1), by=approver)
    publish_commendation(commendation=made, by=approver)
    text = client.get("/honours/").text
    assert all(words in text for words in ("十佳基层党委", "3 人平均得分 90.00"))


# From which table


def by_each(edition):
    return (
        lambda: propose_strongest(edition=edition, by=None),
        lambda: propose_fastest(edition=edition, since="2011-09", by=None),
        lambda: propose_best_committees(edition=edition, by=None),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "notice", "approved"])
def test_a_table_that_is_not_published_proposes_nobody(towns, state):
    for propose in by_each(rising(rise(1, GAOCUN, 3_000_000), state=state)):
        with pytest.raises(NotPossible, match="已发布"):
            propose()


@pytest.mark.django_db
def test_a_table_that_was_withdrawn_proposes_nobody(towns):
    edition = rising(rise(1, GAOCUN, 3_000_000), state="notice")
    public.change(edition, state="withdrawn", withdraw_reason="有误", withdrawn_at=public.PUBLISHED_AT)
    for propose in by_each(edition):
        with pytest.raises(NotPossible, match="已发布"):
            propose()


@pytest.mark.django_db
def test_a_table_that_was_corrected_proposes_nobody(towns):
    edition = rising(rise(1, GAOCUN, 3_000_000))
    public.edition(revision=2, note="更正")
    for propose in by_each(edition):
        with pytest.raises(NotPossible, match="修订版"):
            propose()


@pytest.mark.django_db
def test_a_proposal_by_a_table_that_was_corrected_is_refused_and_made_anew(towns, county_editor, approver):
    propose_fastest(edition=rising(rise(1, GAOCUN, 3_000_000)), since="2011-09", by=county_editor)
    stale = Commendation.objects.get()
    corrected = rising(rise(1, GAOCUN, 2_000_000), revision=2, note="更正")
    with pytest.raises(NotPossible, match="修订版"):
        approve(proposal=stale, by=approver)
    refuse(proposal=stale, by=approver, reason="榜单已更正")
    assert propose_fastest(edition=corrected, since="2011-09", by=county_editor) == 1
    assert Commendation.objects.get(state="proposed").edition == corrected


@pytest.mark.django_db
def test_what_was_approved_by_a_table_is_not_published_once_it_is_corrected(towns, county_editor, approver):
    propose_fastest(edition=rising(rise(1, GAOCUN, 3_000_000)), since="2011-09", by=county_editor)
    approved = approve(proposal=Commendation.objects.get(), by=approver)
    public.edition(revision=2, note="更正")
    with pytest.raises(NotPossible, match="修订版"):
        publish_commendation(commendation=approved, by=approver)


@pytest.mark.django_db
def test_what_stands_already_and_what_was_refused_is_not_proposed_again(towns, county_editor, approver):
    edition = rising(rise(1, GAOCUN, 3_000_000), rise(2, JINHE, 2_000_000))
    propose_fastest(edition=edition, since="2011-09", by=county_editor)
    refuse(proposal=Commendation.objects.get(division__code=JINHE), by=approver, reason="另有安排")
    assert propose_fastest(edition=edition, since="2011-09", by=county_editor) == 0


@pytest.mark.django_db
def test_the_office_chooses_with_which_table_it_is_compared(towns, city_editor, signed_in):
    edition = rising(rise(1, GAOCUN, 3_000_000))
    office, address = signed_in(city_editor), page(Edition, "verb", edition.pk, "fastest")
    opened = office.get(address)
    assert [key for key, _label in opened.context["adminform"].form.fields["since"].choices] == ["2011-09"]
    assert office.post(address, sent_by(opened) | {"since": "2011-09"}).status_code == 302
    assert proposed("fastest") == [(GAOCUN, 1)]


@pytest.mark.django_db
def test_the_buttons_stand_on_a_published_table_of_townships_only(towns, city_editor, signed_in):
    office = signed_in(city_editor)

    def buttons(edition):
        shown = office.get(page(Edition, "change", edition.pk)).context["buttons"]
        return {button["label"] for button in shown} & {"提出十快乡镇", "提出十佳基层党委"}

    assert buttons(rising(rise(1, GAOCUN, 3_000_000))) == {"提出十快乡镇", "提出十佳基层党委"}
    assert buttons(public.edition(period="2011-11")) == {"提出十佳基层党委"}
    assert buttons(public.edition(period="2011-12", state="notice")) == set()
