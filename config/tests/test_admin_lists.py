"""The filters beside a list: what they offer, and what they find."""

import pytest
from django.contrib import admin

from cadres.models import Cadre, Division, Post
from cadres.tests.factories import PostFactory, cadre_at
from config.admin_lists import ScopedRelatedFilter
from config.tests.test_registry import page
from villages.tests.factories import VillageFactory, VillagePairingFactory

pytestmark = pytest.mark.django_db


def test_the_choices_are_the_places_of_the_account(rf, county_editor, gaocun, zhijiang_town):
    request = rf.get("/")
    request.user = county_editor
    field, model_admin = Post._meta.get_field("division"), admin.site._registry[Post]
    beside = ScopedRelatedFilter(field, request, {}, Post, model_admin, "division")
    offered = {key for key, _label in beside.field_choices(field, request, model_admin)}
    assert offered == set(Division.objects.inside("431226").values_list("pk", flat=True))


@pytest.mark.parametrize("asked", [{"place": "431228100"}, {"post": "leader"}], ids=str)
def test_a_list_of_cadres_is_not_narrowed_by_posts_elsewhere(
    signed_in, county_editor, gaocun, zhijiang_town, asked
):
    cadre = cadre_at(zhijiang_town.code, post_class="leader")
    PostFactory(cadre=cadre, division=gaocun, main=False, assessed=False)
    found = signed_in(county_editor).get(page(Cadre, "changelist"), asked)
    assert found.context["cl"].result_count == 0


def test_a_list_of_cadres_is_not_narrowed_by_pairings_elsewhere(
    signed_in, county_editor, gaocun, zhijiang_town
):
    village = VillageFactory(code=f"{zhijiang_town.code}001")
    VillagePairingFactory(cadre=cadre_at(gaocun.code), village=village)
    found = signed_in(county_editor).get(page(Cadre, "changelist"), {"pairing": "village"})
    assert found.context["cl"].result_count == 0
