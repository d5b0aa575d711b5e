import datetime

import pytest
from django.core.exceptions import ValidationError

from cadres.actions import appoint, enrol
from cadres.models import Cadre
from cadres.tests.factories import CadreFactory, cadre_at, place
from config.journal.models import Entry

DAY = datetime.date(2011, 10, 1)


def test_a_new_cadre_gets_a_number_and_a_first_main_post(township_clerk, gaocun):
    cadre = enrol(cadre=Cadre(name="单雄"), division=gaocun, on=DAY, by=township_clerk, title="干部")
    post = cadre.posts.get()
    assert (len(cadre.number), cadre.pinyin) == (8, "shanxiong")
    assert (post.division, post.valid_from, post.main, post.assessed) == (gaocun, DAY, True, True)


def test_two_new_cadres_never_get_the_same_number(township_clerk, gaocun):
    numbers = {enrol(cadre=Cadre(name="张明"), division=gaocun, on=DAY, by=None).number for _ in range(3)}
    assert len(numbers) == 3


def test_the_journal_entry_of_a_new_cadre_belongs_to_the_place_of_the_post(township_clerk, gaocun):
    cadre = enrol(cadre=Cadre(name="张明"), division=gaocun, on=DAY, by=township_clerk)
    entry = Entry.objects.get(model="cadres.cadre", object_id=cadre.pk)
    assert (entry.verb, entry.by, entry.division_code) == ("create", township_clerk, gaocun.code)


def test_nothing_is_left_of_a_cadre_whose_post_is_refused(township_clerk, gaocun):
    with pytest.raises(ValidationError):
        enrol(cadre=Cadre(name="张明"), division=gaocun, on=DAY, by=township_clerk, post_class="minister")
    assert not Cadre.objects.exists()


def test_a_second_main_post_is_refused_with_what_to_do(gaocun, jinhe):
    cadre = cadre_at(gaocun.code)
    with pytest.raises(ValidationError, match=gaocun.name):
        appoint(cadre=cadre, division=jinhe, on=DAY, by=None)


def test_a_second_post_may_be_held_beside_the_main_one(gaocun, jinhe):
    cadre = cadre_at(gaocun.code)
    post = appoint(cadre=cadre, division=jinhe, on=DAY, by=None, main=False)
    assert not post.assessed


def test_a_cadre_without_a_post_is_appointed(gaocun):
    cadre = CadreFactory()
    assert appoint(cadre=cadre, division=gaocun, on=DAY, by=None).holds_on(DAY)


def test_a_main_post_before_the_present_one_is_refused_where_they_would_overlap(gaocun, jinhe):
    cadre = cadre_at(gaocun.code, valid_from=DAY)
    with pytest.raises(ValidationError):
        appoint(cadre=cadre, division=place(jinhe.code), on=datetime.date(2011, 9, 1), by=None)
