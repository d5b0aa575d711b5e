"""The choices of a foreign key in the filters beside a list."""

import pytest
from django.contrib import admin

from cadres.models import Division, Post
from config.admin_lists import ScopedRelatedFilter

pytestmark = pytest.mark.django_db


def test_the_choices_are_the_places_of_the_account(rf, county_editor, gaocun, zhijiang_town):
    request = rf.get("/")
    request.user = county_editor
    field, model_admin = Post._meta.get_field("division"), admin.site._registry[Post]
    beside = ScopedRelatedFilter(field, request, {}, Post, model_admin, "division")
    offered = {key for key, _label in beside.field_choices(field, request, model_admin)}
    assert offered == set(Division.objects.inside("431226").values_list("pk", flat=True))
