"""Header labels -> fields, by the synonyms of a kind: exact first, else the longest synonym contained."""

import re
import unicodedata
from copy import copy
from dataclasses import dataclass

from config.spreadsheets.types import Kind

SERIAL = "序号"
"""The field of running numbers, which every kind knows; it is never handed on."""
SERIAL_LABELS = (SERIAL, "序", "编号", "顺序号", "行号", "NO", "NO.", "№")
PRIVATE = ""
"""The field of columns that are dropped unread."""
RESULT = "导入结果"
"""The column that a marked copy adds: ours, and left alone when the copy comes back."""
LONGEST = 24
"""A longer text is not a label."""
TEXTS_KEPT = 32_768
"""Every text of a long sheet is asked about; the answers for so many are kept, since names and places return."""
CHANGES_MEANING = re.compile(
    "是否|时间|日期|年限|类别|代码|编码|级别|单位|关系|家庭|户主|配偶|父|母|子女|亲属|专业|院校|学位|人数|数量|签名|签字|意见"
    "|照片|原|曾|拼音|性质|地址|住址|地点|^地|地$|情况|说明|负责人|第二|紧急"
)
"""Around a contained synonym these make another thing of it: 任现职务时间 is no post, 出生地 no day of birth."""
OTHERS = (
    "(?:结对|联系|所联|帮扶|帮困|包保?|挂钩|农|贫困|困难|低保|五保|特困|受助|受援|住|房东)户(?!干部|责任人|数|号)|对象|户主|房东|村民|群众"
    "|被.{0,5}人|受[助益]人|支书|书记|村主任|村长|组长|(?<![驻包联挂])村干部|村会计|文书|领导|联系人|监护人|法人|法定代表人|配偶|爱人"
    "|妻子?|丈夫|[父母]亲?|子女|儿子|女儿|师傅|导师|老师|教师|学员|徒弟|学徒|推荐人|证明人|介绍人|经办人|填[表报]人|审核人|联络员|信息员"
)
OF_OTHERS = re.compile(OTHERS)
"""Around a contained synonym these make it another person's: 村支书电话 is not the cadre's."""
CADRES_OF_VILLAGE = re.compile("(?<![驻包联挂])村干部")
CONTACTS = re.compile(
    "领导|联系人|联络员|信息员|文书|师傅|导师|老师|教师|推荐人|证明人|介绍人|经办人|填[表报]人|审核人"
)
"""Of these no sheet tells more than a name, a post and a telephone."""
YES_OR_NO = re.compile("^(?:是否|是不是|有无|有没有)")
OFFICE_OF_LEADERS = re.compile("^(?:现任|现|非)?领导职务")
"""领导职务 is the post of whom the row is about, not of somebody who leads him."""
NAMES_OTHER = re.compile(rf"(?:{OTHERS})(?:的?(?:姓名|名字))?$")
"""A label under which the names of other people stand."""
PERSONAL = re.compile(
    "姓名|名字|身份证|公民身份|电话|手机|联系方式|性别|民族|族别|出生|生日|年龄|学历|文化程度|职务|职位|岗位"
)
"""What a label may tell of any person: beside another's name it is that person's."""
OF_CONTACTS = re.compile("姓名|名字|电话|手机|联系方式|职务|职位|岗位")
"""What a label may tell of a contact."""
BAND_OF_OTHERS = re.compile(rf"{OTHERS}|村(?:社区)?(?:的|基本)?(?:情况|信息|概况|名称)?$")
"""A heading over columns about somebody else, or about a village."""
LONG_DIGITS = re.compile(r"[\dXx*＊]{14,}")
"""May be somebody's identity number: no label shows it."""
BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|【.*?】")
SEPARATORS = re.compile(r"[\s*:：\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Match:
    """The field a label stands for. `exact`: nothing but the synonym was there."""

    field: str
    exact: bool


def bare(label: str) -> str:
    """A label without white space, asterisks, colons; full-width letters and brackets made plain."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", label)).upper()


def plain_label(label: str) -> str:
    """A bare label without what stands in brackets."""
    return BRACKETS.sub("", bare(label))


def is_another(rest: str, label: str) -> bool:
    """Whether what stands around a synonym in a label, its `rest`, makes another thing or another person's of it."""
    if any(map(CHANGES_MEANING.search, rest.split())):
        return True
    if OFFICE_OF_LEADERS.match(label):
        return False
    return OF_OTHERS.search(rest) is not None or CADRES_OF_VILLAGE.search(label) is not None


def names_other(label: str) -> bool:
    """Whether the names of people stand under a label whom no row is about, if no kind knows the label as a field."""
    plain = plain_label(label)
    return NAMES_OTHER.search(plain) is not None and YES_OR_NO.match(plain) is None


def may_tell_of(other: str, label: str) -> bool:
    """Whether a label may tell of those whose names stand under the label `other`."""
    told = OF_CONTACTS if CONTACTS.search(plain_label(other)) else PERSONAL
    return told.search(bare(label)) is not None


def says_of_whom(label: str) -> bool:
    """Whether a label says that it tells of somebody whom no row is about: 村支书电话."""
    return OF_OTHERS.search(plain_label(label)) is not None and PERSONAL.search(label) is not None


def without_identity(text: str) -> str:
    """A label as it may be shown: where data stand among labels, without their identity numbers."""
    return LONG_DIGITS.sub("…", text)


class LabelBook:
    """The synonyms of a kind, ready for look-ups."""

    def __init__(self, kind: Kind) -> None:
        self.fields = {bare(label): SERIAL for label in SERIAL_LABELS}
        self.fields |= {bare(label): PRIVATE for label in kind.private}
        self.fields |= {bare(label): column.field for column in kind.columns for label in column.labels}
        self.fields |= {bare(label): column.field for column in kind.columns for label in column.exact}
        self.alone = {bare(label): column.field for column in kind.columns for label in column.alone}
        of_columns = {bare(label) for column in kind.columns for label in column.labels}
        self.answered = of_columns.intersection(kind.answered)
        self.meaningless = frozenset(kind.answered) - of_columns
        exact = {bare(label) for column in kind.columns for label in column.exact}
        inside = (label for label in self.fields if len(label) > 1 and label not in exact)
        longest_first = sorted(inside, key=len, reverse=True)
        self.contained = re.compile("|".join(map(re.escape, longest_first)))
        self.answers: dict[str, Match | None] = {}
        self.others: dict[str, LabelBook] = {}

    def match(self, label: str) -> Match | None:
        """The field of one label as written, or None."""
        if len(label) > 2 * LONGEST:
            return None
        if label in self.answers:
            return self.answers[label]
        answer = self._match(bare(label))
        if len(self.answers) < TEXTS_KEPT:
            self.answers[label] = answer
        return answer

    def with_label(self, label: str, field: str) -> "LabelBook":
        """The same synonyms, and a bare label that stands for a field besides."""
        if label not in self.others:
            other = self.others[label] = copy(self)
            other.fields, other.answers = {**self.fields, label: field}, {}
        return self.others[label]

    def is_exact(self, label: str) -> bool:
        """Whether a text is a label and nothing else."""
        match = self.match(label)
        return match is not None and match.exact

    def _match(self, label: str) -> Match | None:
        if label in self.meaningless:
            return None
        if label in self.fields:
            return Match(self.fields[label], True)
        plain = BRACKETS.sub("", label)
        if plain in self.fields:
            return Match(self.fields[plain], True)
        if len(plain) > LONGEST:
            return None
        found = max(self.contained.findall(plain), key=len, default="")
        if not found or self.fields[found] == SERIAL:
            return None
        if self.fields[found] != PRIVATE and is_another(plain.replace(found, " ", 1), plain):
            return None
        return Match(self.fields[found], False)

    def match_under(self, parent: str, child: str) -> Match | None:
        """The field of a label in a second header row: joined with the label above it, or by itself."""
        above = self.match(parent)
        if above and above.field == PRIVATE:
            return above
        joined = self.match(parent + child)
        if BAND_OF_OTHERS.search(plain_label(parent)) and PERSONAL.search(bare(child)):
            return joined if joined and joined.exact else None
        matches = [match for match in (joined, self.match(child)) if match]
        return next((match for match in matches if match.exact), matches[0] if matches else None)
