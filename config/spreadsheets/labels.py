"""Header labels -> fields, by the synonyms of a kind: exact first, else the longest synonym contained."""

import re
import unicodedata
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
    "|照片|原|曾|拼音|性质|地址|住址|情况|说明|负责人|第二|紧急"
)
"""Around a contained synonym these make another thing of it: 任现职务时间 is no post."""
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


class LabelBook:
    """The synonyms of a kind, ready for look-ups."""

    def __init__(self, kind: Kind) -> None:
        self.fields = {bare(label): SERIAL for label in SERIAL_LABELS}
        self.fields |= {bare(label): PRIVATE for label in kind.private}
        self.fields |= {bare(label): column.field for column in kind.columns for label in column.labels}
        of_columns = {bare(label) for column in kind.columns for label in column.labels}
        self.answered = of_columns.intersection(kind.answered)
        self.meaningless = frozenset(kind.answered) - of_columns
        longest_first = sorted((label for label in self.fields if len(label) > 1), key=len, reverse=True)
        self.contained = re.compile("|".join(map(re.escape, longest_first)))
        self.answers: dict[str, Match | None] = {}

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
        if self.fields[found] != PRIVATE and CHANGES_MEANING.search(plain.replace(found, "", 1)):
            return None
        return Match(self.fields[found], False)

    def match_under(self, parent: str, child: str) -> Match | None:
        """The field of a label in a second header row: joined with the label above it, or by itself."""
        above = self.match(parent)
        if above and above.field == PRIVATE:
            return above
        matches = [match for match in (self.match(parent + child), self.match(child)) if match]
        return next((match for match in matches if match.exact), matches[0] if matches else None)
