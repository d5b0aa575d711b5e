"""The command load_divisions: divisions, their changes, villages."""

import re
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from cadres.models import Division, DivisionChange
from config.journal.models import Entry
from villages.loading import village_name
from villages.models import Village

pytestmark = pytest.mark.django_db
HEADER = "code,name,level,parent_code\n"
TREE = HEADER + "43,湖南省,province,\n4312,怀化市,prefecture,43\n431226,麻阳苗族自治县,county,4312\n"


@pytest.fixture
def file_with(tmp_path):
    def write(text):
        path = tmp_path / "divisions.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_real_file_holds_13_counties_207_townships_and_2777_villages():
    call_command("load_divisions")
    levels = Counter(Division.objects.values_list("level", flat=True))
    assert levels == {"province": 1, "city": 1, "county": 13, "township": 207}
    assert Village.objects.count() == 2_777
    assert DivisionChange.objects.count() == 118
    assert DivisionChange.objects.filter(to=None).count() == 26


def test_loading_again_changes_nothing_and_journals_nothing(capsys):
    call_command("load_divisions")
    journalled = Entry.objects.count()
    capsys.readouterr()
    call_command("load_divisions")
    assert Entry.objects.count() == journalled == 222 + 118 + 2_777
    assert [tuple(map(int, re.findall(r"\d+", line))) for line in capsys.readouterr().out.splitlines()] == [
        (0, 0, 222),
        (0, 0, 118),
        (0, 0, 2_777),
    ]


def test_every_village_stands_in_its_township_under_a_name_that_is_unique_there():
    call_command("load_divisions")
    rows = Village.objects.values_list("code", "township__code", "name")
    assert all(code.startswith(township) for code, township, _name in rows)
    assert max(Counter((township, name) for _code, township, name in rows).values()) == 1
    assert not any("委" in name for _code, _township, name in rows)


def test_a_renamed_division_is_updated_and_the_change_journalled(file_with):
    call_command("load_divisions")
    renamed = DivisionChange.objects.get(from_name="袁家乡").to
    assert renamed.name == "袁家镇"
    Division.objects.filter(pk=renamed.pk).update(name="袁家乡", name_en="", pinyin="")
    call_command("load_divisions")
    renamed.refresh_from_db()
    assert (renamed.name, renamed.name_en, renamed.pinyin) == ("袁家镇", "Yuanjia Town", "yuanjiazhen")
    entry = Entry.objects.get(verb="change")
    assert (entry.division_code, entry.before["name"], entry.after["name"]) == (
        renamed.code,
        "袁家乡",
        "袁家镇",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("code,name\n43,湖南省\n", "level, parent_code"),
        (TREE + "431226101,高村镇,town,431226\n", "town"),
        (TREE + "431226101,高村镇,township,431299\n", "431299"),
        (TREE + "43122610,高村镇,township,431226\n", "43122610"),
        (TREE + "431226,麻阳县,county,4312\n", "431226"),
        (TREE + ",高村镇,township,431226\n", "code"),
        (TREE + "431226101201,高村,village,431226\n", r"431226\D"),
    ],
)
def test_a_bad_file_is_refused_whole_in_one_sentence(file_with, text, says):
    with pytest.raises(CommandError, match=says):
        call_command("load_divisions", file=file_with(text))
    assert not Division.objects.exists()


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "divisions.csv"
    path.write_bytes("编码,名称".encode("gb18030"))
    with pytest.raises(CommandError, match=r"divisions\.csv"):
        call_command("load_divisions", file=path)
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        call_command("load_divisions", file=tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("listed", "own"),
    [
        ("仰溪铺村村委会", "仰溪铺村"),
        ("后湾村委会", "后湾村"),
        ("吉家冲村村委会会", "吉家冲村"),
        ("岩屋潭社区居委会", "岩屋潭社区"),
        ("太安社区居民委员会", "太安社区"),
        ("乔子坪社区村委会", "乔子坪社区"),
        ("滨江居民委员会", "滨江社区"),
        ("枫响铃居委会", "枫响铃社区"),
        ("高村", "高村"),
        ("泸阳林场生活区", "泸阳林场生活区"),
    ],
)
def test_a_village_is_named_without_its_committee(listed, own):
    assert village_name(listed) == own
