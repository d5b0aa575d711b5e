import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cadres.actions import appoint, leave, transfer
from cadres.models import Cadre
from cadres.sheets.people import People
from cadres.tests.factories import CadreFactory, PostFactory, cadre_at
from config.journal.models import Entry
from config.jurisdiction import Scope

DAY = datetime.date(2011, 10, 17)
BEFORE = datetime.date(2011, 10, 16)


def test_a_transfer_ends_one_main_post_and_opens_the_next_on_the_same_day(gaocun, jinhe):
    cadre = cadre_at(gaocun.code)
    transfer(cadre=cadre, to=jinhe, on=DAY, by=None)
    old, new = cadre.posts.order_by("valid_from")
    assert (old.division, old.valid_to) == (gaocun, DAY)
    assert (new.division, new.valid_from, new.valid_to) == (jinhe, DAY, None)


def test_title_and_class_stay_unless_they_are_given(gaocun, jinhe):
    cadre = cadre_at(gaocun.code, title="镇长", post_class="leader")
    assert (transfer(cadre=cadre, to=jinhe, on=DAY, by=None).title) == "镇长"
    later = DAY + datetime.timedelta(days=9)
    post = transfer(cadre=cadre, to=jinhe, on=later, by=None, title="干部", post_class="ordinary")
    assert (post.title, post.post_class) == ("干部", "ordinary")


def test_another_post_beside_the_main_one_goes_on(gaocun, jinhe):
    cadre = cadre_at(gaocun.code)
    PostFactory(cadre=cadre, division=jinhe, main=False, assessed=False)
    transfer(cadre=cadre, to=jinhe, on=DAY, by=None)
    assert cadre.posts.in_force(DAY).count() == 2


def test_who_holds_no_main_post_cannot_be_transferred(jinhe):
    with pytest.raises(ValidationError) as refused:
        transfer(cadre=CadreFactory(), to=jinhe, on=DAY, by=None)
    assert refused.value.code == "no_main_post"


def test_a_transfer_before_the_post_began_is_refused(gaocun, jinhe):
    cadre = cadre_at(gaocun.code, valid_from=DAY)
    with pytest.raises(ValidationError):
        transfer(cadre=cadre, to=jinhe, on=DAY, by=None)


def test_a_transfer_is_journalled_at_both_places(gaocun, jinhe, county_editor):
    cadre = cadre_at(gaocun.code)
    transfer(cadre=cadre, to=jinhe, on=DAY, by=county_editor, reason="工作需要")
    entries = Entry.objects.filter(model="cadres.post").order_by("id")
    assert [(e.verb, e.division_code, e.reason) for e in entries] == [
        ("end", gaocun.code, "工作需要"),
        ("create", jinhe.code, ""),
    ]


def test_a_transferred_cadre_is_seen_where_the_post_is(gaocun, jinhe, township_clerk):
    cadre = cadre_at(gaocun.code)
    transfer(cadre=cadre, to=jinhe, on=DAY, by=None)
    assert not Cadre.objects.visible_to(township_clerk).exists()


def test_who_leaves_holds_no_post_from_that_day(gaocun, jinhe):
    cadre = cadre_at(gaocun.code)
    PostFactory(cadre=cadre, division=jinhe, main=False, assessed=False)
    leave(cadre=cadre, on=DAY, by=None, reason="退休")
    assert cadre.posts.in_force(BEFORE).count() == 2
    assert not cadre.posts.in_force(DAY).exists()


def test_who_has_left_cannot_leave_again(gaocun):
    cadre = cadre_at(gaocun.code)
    leave(cadre=cadre, on=DAY, by=None, reason="退休")
    with pytest.raises(ValidationError) as refused:
        leave(cadre=cadre, on=DAY, by=None, reason="退休")
    assert refused.value.code == "no_post"


@pytest.fixture
def beside(gaocun, zhijiang_town):
    """A cadre with the main post in another county and a side post in Gaocun."""
    cadre = cadre_at(zhijiang_town.code)
    PostFactory(cadre=cadre, division=gaocun, main=False, assessed=False)
    return cadre


def test_a_transfer_does_not_end_a_post_outside_the_jurisdiction(beside, gaocun, township_clerk):
    with pytest.raises(ValidationError) as refused:
        transfer(cadre=beside, to=gaocun, on=DAY, by=township_clerk)
    assert refused.value.code == "post_outside"
    assert "芷江" not in str(refused.value.messages)
    assert not beside.posts.exclude(valid_to=None).exists()


def test_who_holds_a_post_outside_the_jurisdiction_does_not_leave_by_it(beside, township_clerk):
    with pytest.raises(ValidationError) as refused:
        leave(cadre=beside, on=DAY, by=township_clerk, reason="退休")
    assert refused.value.code == "post_outside"
    assert not beside.posts.exclude(valid_to=None).exists()


def test_an_overlap_names_no_place_outside_the_jurisdiction(beside, gaocun, township_clerk):
    with pytest.raises(ValidationError) as refused:
        appoint(cadre=beside, division=gaocun, on=DAY, by=township_clerk)
    assert refused.value.code == "post_overlaps"
    assert "芷江" not in str(refused.value.messages)


def test_until_the_day_of_a_transfer_both_places_see_the_cadre(gaocun, zhijiang_town, township_clerk):
    cadre = cadre_at(gaocun.code)
    transfer(cadre=cadre, to=zhijiang_town, on=timezone.localdate() + datetime.timedelta(days=9), by=None)
    assert Cadre.objects.visible_in(Scope(("431226101",))).get() == cadre
    assert Cadre.objects.visible_in(Scope(("431228100",))).get() == cadre
    for code in ("431226101", "431228100"):
        assert People(Scope((code,))).numbered(cadre.number)


def test_who_is_in_force_can_be_asked_for_the_last_day_there_is(gaocun):
    cadre = cadre_at(gaocun.code)
    assert cadre.posts.in_force(datetime.date.max).count() == 1


def test_a_name_of_fifty_characters_is_kept_with_its_initials(db):
    cadre = CadreFactory(name="张" * 50)
    cadre.full_clean()
    assert Cadre.objects.get(pk=cadre.pk).initials == "z" * 50
