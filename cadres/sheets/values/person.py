"""Name, sex, ethnic group, telephone, education."""

import re
from collections.abc import Iterable
from functools import lru_cache

from cadres.sheets.values.surnames import DOUBLE, begins_with_surname
from config.spreadsheets.cells import (
    close_text,
    digits_of,
    joined_words,
    plain_text,
    says_nothing,
)
from config.spreadsheets.types import NOTHING, Cell, Value

HAN = r"\u2e80-\u2fd5\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
NAME = re.compile(rf"[{HAN}·]{{2,20}}|[A-Za-z][A-Za-z .'·-]{{1,49}}")
BETWEEN_NAMES = re.compile(r"[\n\r、,;/|&+\s]+|(?<=..)[和及与同跟](?=..)")
ONE_NAME = re.compile(rf"[{HAN}]{{2,4}}")
DOUBLE_SURNAMES = re.compile(DOUBLE)
ADDRESS = re.compile(rf"(?<=[{HAN}])\s*(?:同志|先生|女士)\s*$")
"""A form of address behind a name."""
BEHIND_NAME = re.compile(r"\s*[(【\[].*$", re.DOTALL)
PLAIN_NAME = re.compile("[一-鿿]{2,4}")
NAME_DOTS = re.compile(
    r"(?<=[\u2e80-\u9fff\U00020000-\U000323af])\s*[•·・‧∙．.●]\s*(?=[\u2e80-\u9fff\U00020000-\U000323af])"
)
VACANT = re.compile(
    r"(?:暂时?|现|尚|仍)?(?:空|缺|空缺|出缺|缺编|空编|缺员|缺额|缺岗|空岗|空位|缺位|空职|虚位)(?:岗位|职位)?"
    r"|(?:暂|待|拟|将)(?:缺|空|补|定|配|聘|任|招|录|选|派|公开)?(?:聘|任|招|录|用|选|举|派|备|配备|招聘|招录|分配|到岗|到位|补充)?"
    r"|(?:暂|现|尚)?(?:无|没有)(?:人员?|人选)?|未(?:定|配|配备|到位|到岗|聘|招|任命)|招[聘录]中?|不详|姓名|名字|干部姓名"
)
"""What stands in the place of a name where there is nobody: a vacant post, or a label."""
OFFICE_HOLDER = re.compile(r".{1,6}(?:站长|所长|主任|书记|镇长|乡长|县长|部长|专干|主席)")
"""王站长: the office of somebody whose name is not told."""
GENDERS = {"男": "男", "男性": "男", "1": "男", "M": "男", "女": "女", "女性": "女", "2": "女", "F": "女"}
GB_T_3304 = (
    "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 "
    "哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 "
    "达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 "
    "乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 "
    "门巴族 珞巴族 基诺族"
)
"""The ethnic groups in the order of their numeric codes, 01 to 56."""
ETHNIC_GROUPS = GB_T_3304.split()
ETHNICITIES = (
    {name: name for name in ETHNIC_GROUPS}
    | {name[:-1]: name for name in ETHNIC_GROUPS}
    | {f"{code:02d}": name for code, name in enumerate(ETHNIC_GROUPS, start=1)}
    | {"汉民": "汉族", "维族": "维吾尔族", "蒙族": "蒙古族", "穿青人": "穿青人"}
)
MOBILE = re.compile(r"1\d{10}")
LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))?([2-8]\d{6,7})")
PHONE_SEPARATORS = re.compile(r"[/、,，;；\n\r]+|\s{2,}|(?<=\d{11})\s+(?=\d)|或")
EDUCATION_WORDS = (
    (re.compile("在读|肄业|不详|未知"), None),
    (re.compile("博士"), "博士研究生"),
    (re.compile("硕士|研究生"), "硕士研究生"),
    (re.compile("专科|大专|高职"), "大专"),
    (re.compile("本科|大学|学士"), "本科"),
    (re.compile("中专|中师|中技|技校|技工"), "中专"),
    (re.compile("高中|职高"), "高中"),
    (re.compile("初中"), "初中"),
    (re.compile("小学|文盲"), "小学"),
)
EDUCATION_RANK = {
    level: rank
    for rank, level in enumerate(("小学", "初中", "高中", "中专", "大专", "本科", "硕士研究生", "博士研究生"))
}
_EDUCATION: dict[tuple[Cell, ...], Value] = {}


def name(cell: Cell, ethnic_group: str | None = None) -> Value:
    """A person's name, without a form of address, without blanks between characters, its parts joined by one kind of
    dot. `ethnic_group`: the person's, where it is told. Reasons: NAME_INVALID, TWO_PEOPLE."""
    written = ADDRESS.sub("", cell) if type(cell) is str else cell
    plain = type(written) is str and plain_name(written)
    if type(written) is str and not plain and names_two(written) and not is_in_parts(written, ethnic_group):
        return Value(None, reasons=("TWO_PEOPLE",))
    text = written if plain else cleaned(joined_words(written))
    if not NAME.fullmatch(text) or VACANT.fullmatch(text) or OFFICE_HOLDER.fullmatch(text):
        return Value(None, reasons=("NAME_INVALID",))
    return Value(text)


def names_two(text: str) -> bool:
    """Whether a cell names two people: 张明、王强. A name written with blanks stays one, 李　明 and 欧阳 明月."""
    parts = BETWEEN_NAMES.split(without_what_follows(text))
    people = [part for part in parts if ONE_NAME.fullmatch(part)]
    return len(people) > 1 and not DOUBLE_SURNAMES.fullmatch(parts[0])


def is_in_parts(text: str, ethnic_group: str | None) -> bool:
    """Whether several words are one name, 阿依 古丽: of somebody who is no Han, and they begin with no surname."""
    if ethnic_group in (None, "汉族") or begins_with_surname(plain_text(text)):
        return False
    words = re.split(r"[^\S\r\n]+", without_what_follows(text))
    return all(re.fullmatch(rf"[{HAN}·]{{2,}}", word) for word in words)


def without_what_follows(text: str) -> str:
    """A name without what stands behind it in brackets, its line breaks kept."""
    return BEHIND_NAME.sub("", NAME_DOTS.sub("·", without_unseen(text))).strip()


def without_unseen(text: str) -> str:
    """A text in plain characters, its line breaks kept."""
    return "\n".join(map(plain_text, text.splitlines()))


def cleaned(text: str) -> str:
    """A name without what stands behind it in brackets, with one kind of dot."""
    return BEHIND_NAME.sub("", NAME_DOTS.sub("·", text)).strip("*· ")


def plain_name(text: str) -> bool:
    """Whether a text is a few Chinese characters and nothing else, as nearly all names are."""
    return PLAIN_NAME.fullmatch(text) is not None


@lru_cache(maxsize=256, typed=True)
def gender(cell: Cell) -> Value:
    """男 or 女, also from the codes 1 and 2 of GB/T 2261.1. Warning: GENDER_UNKNOWN."""
    text = (digits_of(cell) or close_text(cell)).upper()
    if text in GENDERS:
        return Value(GENDERS[text])
    return NOTHING if says_nothing(text) else Value(None, warnings=("GENDER_UNKNOWN",))


@lru_cache(maxsize=512, typed=True)
def ethnicity(cell: Cell) -> Value:
    """An ethnic group by its full name, from a short form or a code of GB/T 3304. Warning: ETHNICITY_UNKNOWN."""
    text = close_text(cell)
    text = text.zfill(2) if text.isdigit() else text
    if text in ETHNICITIES:
        return Value(ETHNICITIES[text])
    return NOTHING if says_nothing(text) else Value(None, warnings=("ETHNICITY_UNKNOWN",))


def phone(cell: Cell) -> Value:
    """A mobile number, or a landline as 0745-2168450. Warnings: PHONE_MULTIPLE (the first is taken), PHONE_INVALID."""
    whole = digits_of(cell)
    if whole and MOBILE.fullmatch(whole):
        return Value(whole)
    text = (
        plain_text(cell)
        if not isinstance(cell, str)
        else plain_text(cell.replace("\n", "/").replace("\r", ""))
    )
    if says_nothing(text):
        return NOTHING
    numbers = [part for part in PHONE_SEPARATORS.split(text) if any(c.isdigit() for c in part)]
    found = next((number for number in map(one_phone, numbers) if number), None)
    if found is None:
        return Value(None, warnings=("PHONE_INVALID",))
    return Value(found, warnings=("PHONE_MULTIPLE",) if len(numbers) > 1 else ())


def one_phone(text: str) -> str | None:
    """One number without the country code and separators; None if it is none."""
    text = text[:-2] if text.endswith(".0") else text
    text = re.sub(r"^[^\d+(]+", "", text.strip())
    digits = re.sub(r"\D", "", re.sub(r"^(\+86|0086|86(?=1\d{10}$))", "", text))
    if MOBILE.fullmatch(digits):
        return digits
    landline = LANDLINE.fullmatch(digits)
    return "-".join(part for part in landline.groups() if part) if landline else None


def education(cells: Cell | tuple[Cell, ...]) -> Value:
    """The highest education that the cells name: 小学 to 博士研究生. Warning: EDU_UNKNOWN."""
    key = cells if isinstance(cells, tuple) else (cells,)
    if key not in _EDUCATION:
        if len(_EDUCATION) > 10_000:
            _EDUCATION.clear()
        _EDUCATION[key] = highest_education(key)
    return _EDUCATION[key]


def highest_education(cells: Iterable[Cell]) -> Value:
    """The highest of the levels named."""
    texts = [text for text in map(close_text, cells) if not says_nothing(text)]
    levels = [level for text in texts if (level := one_education(text))]
    if levels:
        return Value(max(levels, key=EDUCATION_RANK.__getitem__))
    return Value(None, warnings=("EDU_UNKNOWN",)) if texts else NOTHING


def one_education(text: str) -> str | None:
    """The level that a text names; None if it names none that was finished."""
    return next((level for pattern, level in EDUCATION_WORDS if pattern.search(text)), None)
