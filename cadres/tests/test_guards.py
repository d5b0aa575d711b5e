"""Plain SQL tries to get around what the models promise."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cadres.models import Post
from cadres.tests.factories import CadreFactory, PostFactory, cadre_at, place

pytestmark = pytest.mark.django_db
OCTOBER = datetime.date(2011, 10, 1)


def insert_main_post(cadre, valid_from, valid_to=None):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cadres_post (cadre_id, division_id, title, post_class, main, assessed, valid_from, valid_to, "
            "recorded_at, void_reason) VALUES (%s, %s, '', 'ordinary', %s, %s, %s, %s, %s, '')",
            [cadre.pk, place("431226102").pk, True, True, valid_from, valid_to, "2011-10-01 00:00:00+00:00"],
        )


def test_a_second_main_post_on_the_same_days_is_refused(gaocun):
    cadre = cadre_at(gaocun.code, valid_from=None, valid_to=OCTOBER)
    with pytest.raises(IntegrityError):
        insert_main_post(cadre, datetime.date(2011, 9, 30), datetime.date(2011, 12, 1))


def test_a_main_post_that_begins_on_the_day_the_last_one_ends_is_let_in(gaocun):
    cadre = cadre_at(gaocun.code, valid_to=OCTOBER)
    insert_main_post(cadre, OCTOBER)
    assert cadre.posts.count() == 2


def test_moving_a_post_over_another_by_plain_sql_is_refused(gaocun):
    cadre = cadre_at(gaocun.code, valid_to=OCTOBER)
    later = PostFactory(cadre=cadre, valid_from=OCTOBER)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cadres_post SET valid_from = '2011-09-01' WHERE id = %s", [later.pk])


def test_a_second_post_that_is_not_the_main_one_may_overlap(gaocun):
    cadre = cadre_at(gaocun.code)
    PostFactory(cadre=cadre, main=False, assessed=False)
    assert cadre.posts.count() == 2


def test_a_void_post_is_in_nobodys_way(gaocun):
    cadre = cadre_at(gaocun.code)
    Post.objects.update(voided_at="2011-10-01T00:00:00Z", void_reason="entered twice")
    PostFactory(cadre=cadre)
    assert Post.objects.standing().count() == 1


def test_a_post_that_ends_before_it_starts_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(valid_from=OCTOBER, valid_to=OCTOBER)


def test_an_assessed_post_is_a_main_post():
    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(cadre=CadreFactory(), main=False, assessed=True)


def test_a_code_that_does_not_fit_its_level_is_refused(mayang):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cadres_division SET code = '43122' WHERE id = %s", [mayang.pk])


def test_a_division_whose_code_does_not_begin_with_its_superiors_is_refused(mayang, zhijiang_town):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cadres_division SET parent_id = %s WHERE id = %s", [mayang.pk, zhijiang_town.pk]
        )
    zhijiang_town.parent = mayang
    with pytest.raises(ValidationError):
        zhijiang_town.full_clean()
