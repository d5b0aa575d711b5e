"""With a real browser: the session ends under a filled form, and nothing typed is lost."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from cadres.models import Skill
from cadres.tests.factories import PASSWORD, SkillAliasFactory, StaffFactory
from cadres.tests.telephone import with_device

pytestmark = pytest.mark.django_db(transaction=True)


def give_password(page):
    page.fill("input[name=username]", "chief")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")


def give_code(page, code):
    page.wait_for_url("**/second-factor/code/**")
    page.fill("input[name=code]", code)
    page.click("input[type=submit]")


def test_whoever_saves_after_a_long_telephone_call_signs_in_and_goes_on(open_page, transactional_db):
    codes = with_device(StaffFactory(username="chief", is_superuser=True))[1]
    skill = SkillAliasFactory(alias="桔", skill__name="柑橘栽培").skill
    address = reverse("admin:cadres_skill_change", args=[skill.pk])
    page = open_page()
    page.goto(address)
    give_password(page)
    give_code(page, codes[0])
    page.wait_for_url(f"**{address}")
    page.fill("input[name=name]", "柑橘")
    page.click(".add-row a")
    page.locator("input[name$='-1-alias']").fill("柚")

    Session.objects.all().delete()
    page.click("input[name=_continue]")
    page.wait_for_selector("#login-form")
    give_password(page)
    give_code(page, codes[1])
    page.wait_for_url(f"**{address}")
    assert "刚才填写的内容已为您保留，尚未保存" in page.inner_text(".messagelist")
    assert page.input_value("input[name=name]") == "柑橘"
    assert page.input_value("input[name$='-1-alias']") == "柚"
    assert Skill.objects.get().name == "柑橘栽培"

    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert Skill.objects.get().name == "柑橘"
    assert set(skill.aliases.values_list("alias", flat=True)) == {"桔", "柚"}
    assert page.complaints == []
