"""Every model and every admin, alike: exceptions are listed here, never inclusions."""

import pytest
from django.contrib import admin
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import connection, models
from django.forms import DateField
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assessments.models import Period, PublicAttempt
from cadres.models import NumberRange, Role, Skill, SkillAlias, SkillCategory
from cadres.tests.factories import StaffFactory, clerk
from config.checks import problems_of
from config.jobs.models import Worker
from config.journal.models import ErasedRecord, Erasure, Pruning, Resealing, Seal
from config.jurisdiction import own_models
from config.sending.models import Sent
from config.testing import factory_for

MODELS = list(own_models())
IDS = [model._meta.label_lower for model in MODELS]
SHOWN_TO_NOBODY = {NumberRange, Worker, Seal, Pruning, Erasure, ErasedRecord, Resealing, Sent, PublicAttempt}
"""Models that only the superuser sees."""

SHOWN_TO_EVERYBODY = {Skill, SkillAlias, SkillCategory, Period}
"""Catalogues, which belong to no place."""

every_model = pytest.mark.parametrize("model", MODELS, ids=IDS)
every_model_of_a_place = pytest.mark.parametrize(
    "model", [m for m in MODELS if m not in SHOWN_TO_EVERYBODY], ids=lambda model: model._meta.label_lower
)


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def office(db, signed_in):
    """The browser of an account that may see everything there is."""
    return signed_in(StaffFactory(is_superuser=True))


def queries_of(client, address):
    """How many queries a page costs once what Django keeps in memory (content types) is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(captured)


@every_model
def test_every_model_states_its_jurisdiction(model):
    assert model.jurisdiction


@every_model
def test_every_model_has_a_factory(model, db):
    assert factory_for(model).create().pk


@every_model
def test_every_model_has_a_scoped_admin(model):
    assert list(problems_of(admin.site._registry[model])) == []


@every_model
def test_a_list_costs_the_same_queries_for_ten_rows_and_for_twenty(model, office):
    factory = factory_for(model)
    factory.create_batch(10)
    ten = queries_of(office, page(model, "changelist"))
    factory.create_batch(10)
    assert queries_of(office, page(model, "changelist")) == ten


@every_model
def test_a_page_and_its_history_open(model, office):
    obj = factory_for(model).create()
    for name in ("change", "history"):
        assert office.get(page(model, name, obj.pk)).status_code == 200


@every_model
def test_a_page_costs_the_same_queries_among_ten_records_and_among_twenty(model, office):
    factory = factory_for(model)
    obj = factory.create_batch(10)[0]
    ten = queries_of(office, page(model, "change", obj.pk))
    factory.create_batch(10)
    assert queries_of(office, page(model, "change", obj.pk)) == ten


@every_model
def test_the_page_for_a_new_record_opens_or_is_refused(model, office):
    model_admin = admin.site._registry[model]
    response = office.get(page(model, "add"))
    assert response.status_code == (200 if model_admin.has_add_permission(response.wsgi_request) else 403)


@every_model
def test_every_search_and_every_filter_answers(model, office):
    factory_for(model).create()
    model_admin = admin.site._registry[model]
    address = page(model, "changelist")
    for word in ("zs", "张", "1001"):
        if model_admin.search_fields:
            assert office.get(address, {"q": word}).status_code == 200
    listed = office.get(address).context["cl"]
    for spec in listed.filter_specs:
        for choice in spec.choices(listed):
            assert office.get(address + choice["query_string"]).status_code == 200


def texts_of(model):
    """Every text of a model, and every text that its foreign keys lead to: `phone`, `staff__password`."""
    for field in model._meta.concrete_fields:
        if field.remote_field:
            yield from (f"{field.name}__{text}" for text in texts_of_itself(field.remote_field.model))
    yield from texts_of_itself(model)


def texts_of_itself(model):
    texts = (models.CharField, models.TextField)
    return [field.name for field in model._meta.concrete_fields if isinstance(field, texts)]


@every_model
def test_a_value_that_the_list_does_not_show_cannot_be_guessed(model, office):
    """Each guess is refused where the page makes its list, as suspicious; the page answers that with 400."""
    address, model_admin = page(model, "changelist"), admin.site._registry[model]
    asked = office.get(address, {"password__startswith": "1"})
    assert asked.status_code == 400
    keys = [field.name for field in model._meta.concrete_fields if field.remote_field]
    guesses = {f"{text}__{how}" for text in texts_of(model) for how in ("startswith", "regex", "gt")}
    guesses |= {f"{key}__{how}" for key in keys for how in ("gt", "in", "id__gt")}
    for lookup in guesses | {"id__gt", "password__startswith", "id_digest__startswith"}:
        request = RequestFactory().get(address, {lookup: "1"})
        request.user = asked.wsgi_request.user
        with pytest.raises(SuspiciousOperation):
            model_admin.get_changelist_instance(request)


def day_fields(model, request):
    """Every field for a day on the pages of a model: of its forms, its inlines and its verbs."""
    model_admin = admin.site._registry[model]
    forms = [model_admin.get_form(request)] if model_admin.has_change_permission(request) else []
    forms += [inline.get_formset(request).form for inline in model_admin.get_inline_instances(request)]
    forms += [verb.form for verb in model_admin.get_verbs()]
    fields = [field for form in forms for field in form.base_fields.values()]
    return [field for field in fields if isinstance(field, DateField)]


@every_model
@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_of_an_impossible_year_is_refused_wherever_one_is_typed(model, office, day):
    request = office.get(page(model, "changelist")).wsgi_request
    for field in day_fields(model, request):
        with pytest.raises(ValidationError):
            field.clean(day)


@every_model
def test_nothing_can_be_deleted(model, office):
    obj = factory_for(model).create()
    assert office.post(page(model, "delete", obj.pk), {"post": "yes"}).status_code == 403
    assert model._default_manager.filter(pk=obj.pk).exists()


def answer(client, address, key):
    """What a browser sees, without the key that it asked for itself."""
    response = client.get(address)
    location = response.headers.get("Location", "")
    told = [str(message) for message in response.wsgi_request._messages]
    return response.status_code, location, [text.replace(key, "?") for text in told]


NEVER = 987_654_321


@every_model_of_a_place
def test_what_lies_elsewhere_looks_as_if_it_did_not_exist(model, db, signed_in, zhijiang_town):
    """A record of Mayang county (where every factory makes its rows), asked for by a county of elsewhere."""
    obj = factory_for(model).create()
    stranger = clerk(Role.COUNTY_ADMINISTRATOR, zhijiang_town.code[:6])
    assert not type(obj)._default_manager.visible_to(stranger).filter(pk=obj.pk).exists()
    for name in ("change", "history", "delete"):
        foreign = answer(signed_in(stranger), page(model, name, obj.pk), str(obj.pk))
        missing = answer(signed_in(stranger), page(model, name, NEVER), str(NEVER))
        assert foreign == missing


@every_model_of_a_place
def test_a_list_shows_nothing_that_lies_elsewhere(model, db, signed_in, zhijiang_town):
    obj = factory_for(model).create()
    stranger = clerk(Role.COUNTY_ADMINISTRATOR, zhijiang_town.code[:6])
    response = signed_in(stranger).get(page(model, "changelist"))
    if response.status_code == 403:
        assert model in SHOWN_TO_NOBODY
        return
    assert obj.pk not in {row.pk for row in response.context["cl"].result_list}


def test_the_home_page_opens_for_every_role(db, signed_in, city):
    for role in Role:
        assert signed_in(clerk(role, "4312")).get(reverse("admin:index")).status_code == 200


def test_the_home_page_costs_the_same_queries_whatever_there_is_to_do(db, signed_in, city):
    staff = clerk(Role.CITY_ADMINISTRATOR, "4312")
    empty = queries_of(signed_in(staff), reverse("admin:index"))
    for model in MODELS:
        factory_for(model).create_batch(3)
    # One more for the newest month, once there is a period.
    assert queries_of(signed_in(staff), reverse("admin:index")) <= empty + 1


def test_the_office_speaks_chinese(db):
    assert translation.get_language() == "zh-hans"
