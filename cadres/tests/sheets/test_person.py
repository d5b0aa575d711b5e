"""Names, sex, ethnic groups, telephones, education, months of birth, posts."""

from datetime import date

import pytest

from cadres.sheets.values.birth import birth
from cadres.sheets.values.person import education, ethnicity, gender, name, phone
from cadres.sheets.values.post import post_class, post_title
from cadres.sheets.values.remark import left_post
from config.spreadsheets.types import NOTHING, Cell, Value

AS_OF = date(2011, 9, 15)
LEADING = (
    "党委书记",
    "党委副书记",
    "党工委书记",
    "镇长",
    "副镇长",
    "乡长",
    "副乡长",
    "人大主席",
    "人大工委主任",
    "纪委书记",
    "纪工委书记",
    "武装部长",
    "组织委员",
    "宣传委员",
    "政法委员",
    "办事处主任",
    "办事处副主任",
    "党委副书记、镇长",
    "党委委员、武装部部长",
    "常务副镇长",
)
ORDINARY = (
    "党政办主任",
    "计生办主任",
    "财政所所长",
    "农技站站长",
    "驻村干部",
    "科员",
    "团委书记",
    "村支部书记",
    "驻村第一书记",
    "妇联主席",
    "镇长助理",
    "党政办主任（兼扶贫专干）",
    "畜牧站技术员",
)


def warned(code: str, value: str | None = None) -> Value:
    return Value(value, warnings=(code,))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("陈　林", "陈林"),
        ("欧阳菊娟", "欧阳菊娟"),
        ("龙𬭎", "龙𬭎"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("龙\u200b伟", "龙伟"),
        ("张刚（女）", "张刚"),
    ],
)
def test_names(cell: Cell, value: str) -> None:
    assert name(cell) == Value(value)


@pytest.mark.parametrize("cell", [None, "（空缺）", "—", "/", "无", "空缺", "陈", "陈1", 12.0, "陈\ue000"])
def test_what_is_no_name_refuses_the_row(cell: Cell) -> None:
    assert name(cell) == Value(None, reasons=("NAME_INVALID",))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("男", Value("男")),
        (" 女 ", Value("女")),
        (1.0, Value("男")),
        ("2", Value("女")),
        (None, NOTHING),
        ("9", warned("GENDER_UNKNOWN")),
    ],
)
def test_sex(cell: Cell, value: Value) -> None:
    assert gender(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("侗", Value("侗族")),
        ("土家", Value("土家族")),
        ("汉族", Value("汉族")),
        ("01", Value("汉族")),
        (12.0, Value("侗族")),
        ("", NOTHING),
        ("火星", warned("ETHNICITY_UNKNOWN")),
    ],
)
def test_ethnic_groups(cell: Cell, value: Value) -> None:
    assert ethnicity(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (14151301590.0, Value("14151301590")),
        ("14151301590.0", Value("14151301590")),
        ("141-5130-1590", Value("14151301590")),
        ("+86 14182781073", Value("14182781073")),
        ("8614182781073", Value("14182781073")),
        ("１４１５６３９０２４９", Value("14156390249")),
        ("0745-2168450", Value("0745-2168450")),
        ("07452168450", Value("0745-2168450")),
        ("(0745)2168450", Value("0745-2168450")),
        ("14163611322/0745-3322000", warned("PHONE_MULTIPLE", "14163611322")),
        ("14163611322\n14163611323", warned("PHONE_MULTIPLE", "14163611322")),
        ("141705410", warned("PHONE_INVALID")),
        ("电话不详", warned("PHONE_INVALID")),
        ("无", NOTHING),
        (None, NOTHING),
    ],
)
def test_telephones(cell: Cell, value: Value) -> None:
    assert phone(cell) == value


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ("大学", Value("本科")),
        ("大学本科", Value("本科")),
        ("大学专科", Value("大专")),
        ("专科", Value("大专")),
        ("大专（函授）", Value("大专")),
        ("研究生", Value("硕士研究生")),
        ("省委党校\n大学", Value("本科")),
        (("大专", "省委党校\n大学"), Value("本科")),
        (("本科", None), Value("本科")),
        (("大学", "大专"), Value("本科")),
        ("不详", warned("EDU_UNKNOWN")),
        ((None, None), NOTHING),
    ],
)
def test_the_highest_education_counts(cells: Cell | tuple[Cell, ...], value: Value) -> None:
    assert education(cells) == value


ID_OF_OCTOBER_1970 = "431299197010019406"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1985.03", "1985-03"),
        ("19850312", "1985-03"),
        (date(1982, 8, 1), "1982-08"),
        (30164, "1982-08"),
        (1984.12, "1984-12"),
        (1978.07, "1978-07"),
        (1985.3, "1985-03"),
        (198503.0, "1985-03"),
        ("74.10", "1974-10"),
        ("一九七七年三月", "1977-03"),
    ],
)
def test_months_of_birth(cell: Cell, value: str) -> None:
    assert birth(cell, id_number=None, as_of=AS_OF) == Value(value)


@pytest.mark.parametrize("cell", [1970.1, 1970.0, "不详", 5.0])
def test_an_ambiguous_month_is_taken_from_the_number_or_not_at_all(cell: Cell) -> None:
    assert birth(cell, id_number=ID_OF_OCTOBER_1970, as_of=AS_OF) == warned("BIRTH_FROM_ID", "1970-10")
    assert birth(cell, id_number=None, as_of=AS_OF) == warned("BIRTH_AMBIGUOUS")


def test_a_number_shown_with_two_decimals_is_not_ambiguous() -> None:
    assert birth(1970.1, id_number=None, as_of=AS_OF, shown="1970.10") == Value("1970-10")


def test_a_month_that_differs_from_the_number_is_kept_with_a_warning() -> None:
    differs = birth("1971.02", id_number=ID_OF_OCTOBER_1970, as_of=AS_OF)
    assert differs == warned("BIRTH_ID_MISMATCH", "1971-02")


def test_a_serial_number_of_an_implausible_age_is_ambiguous() -> None:
    assert birth(40679, id_number=None, as_of=AS_OF) == warned("BIRTH_AMBIGUOUS")


def test_an_empty_month_is_none() -> None:
    assert birth(None, id_number=ID_OF_OCTOBER_1970, as_of=AS_OF) == NOTHING


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("辰阳镇综治办干部", "综治办干部"),
        ("辰阳镇人民政府镇长", "镇长"),
        ("副镇长（四级调研员）", "副镇长"),
        ("党政办主任\n（兼扶贫专干）", "党政办主任（兼扶贫专干）"),
        ("辰阳镇", "辰阳镇"),
        ("无", None),
    ],
)
def test_titles_lose_their_township_and_rank(cell: Cell, title: str | None) -> None:
    assert post_title(cell, ("辰阳镇",)).value == title


@pytest.mark.parametrize("title", LEADING)
def test_the_leading_team(title: str) -> None:
    assert post_class(None, title).value == "leader"


@pytest.mark.parametrize("title", ORDINARY)
def test_all_others_are_ordinary(title: str) -> None:
    assert post_class(None, title).value == "ordinary"


def test_a_column_of_classes_goes_before_the_title() -> None:
    assert post_class("领导", "科员").value == "leader"
    assert post_class("一般", "镇长").value == "ordinary"
    assert post_class("？", "镇长").value == "leader"
    assert post_class(None, None) == NOTHING


@pytest.mark.parametrize(
    "remark",
    [
        "已调离", "2011年8月退休", "调出", "辞职", "病故", "提前离岗", "内退", "已内退", "已调", "已调走",
        "调往县农业局", "已调县农业局", "2011年6月调至芷江", "调任县林业局副局长", "因病去世", "离岗退养",
        "退休（2011.8）", "病退", "由我镇调往县农业局", "挂职期满，已调离", "调出（县委办）", "已批准辞职",
        "2010年3月已退",
    ],
)  # fmt: skip
def test_who_has_left_is_seen_by_the_remark(remark: str) -> None:
    assert left_post(remark)


@pytest.mark.parametrize(
    "remark",
    [
        None, "", "调入", "新录用", "借调县委办", "退休返聘", "补报", "拟退休", "即将调离", "拟退休/即将调离",
        "未调离", "尚未调离", "将于2011年10月退休", "拟于年底调往县农业局", "挂职", "县委办挂职", "由锦和镇调入",
        "从锦和镇调来", "2011年3月调至本镇", "申请调出", "退休手续办理中", "未到退休年龄", "退居二线",
        "负责退休干部工作", "工资已调整", "已调解纠纷3起", "退伍军人", "接替已调离的办公室主任", "临近退休",
        "开除党籍", "任免审批中",
    ],
)  # fmt: skip
def test_who_came_or_stays_has_not_left(remark: str | None) -> None:
    assert not left_post(remark)
