"""The command load_skills."""

import pytest
from django.core.management import CommandError, call_command

from cadres.models import Skill, SkillAlias, SkillCategory
from config.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_the_catalogue_holds_105_skills_in_13_categories():
    call_command("load_skills")
    assert Skill.objects.count() == 105
    assert SkillCategory.objects.count() == 13
    assert SkillAlias.objects.get(alias="种水稻").skill.code == "A0111-01"
    rice = Skill.objects.get(code="A0111-01")
    assert (rice.name_en, rice.category.name_en) == (
        "Rice seedling raising and cultivation",
        "Grain and oil crops",
    )
    assert (rice.pinyin, rice.basis) == ("shuidaoyuyangyuzaipei", "GB 0111 稻谷种植")


def test_loading_the_skills_again_changes_nothing():
    call_command("load_skills")
    journalled = Entry.objects.count()
    call_command("load_skills")
    assert Entry.objects.count() == journalled


def test_a_skill_changed_by_hand_gets_the_wording_of_the_file_back():
    call_command("load_skills")
    Skill.objects.filter(code="A0111-01").update(name_en="Rice")
    call_command("load_skills")
    assert Skill.objects.get(code="A0111-01").name_en == "Rice seedling raising and cultivation"


def test_a_file_of_skills_without_a_column_is_refused(tmp_path):
    path = tmp_path / "skills.csv"
    path.write_text("code,name_zh\nA0111-01,水稻\n", encoding="utf-8")
    with pytest.raises(CommandError, match="category_zh, category_en, name_en"):
        call_command("load_skills", file=path)
    assert not Skill.objects.exists()
