import datetime

import pytest
from django.core.exceptions import ValidationError

from cadres.actions import leave, transfer
from cadres.models import Cadre
from cadres.tests.factories import CadreFactory, PostFactory, cadre_at
from config.journal.models import Entry

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
