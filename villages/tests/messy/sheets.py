"""Messy rosters, made by chance from people who are known: the cells, and what importing them must come to."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from config.spreadsheets.types import Merge, Sheet, Workbook
from villages.tests.messy import people
from villages.tests.messy.people import Person, Said

FIELDS = (
    "name", "gender", "ethnicity", "birth", "id_number", "phone", "education", "post_title", "post_class",
    "county_code", "township_code", "village_code", "skill_code", "remark",
)  # fmt: skip
LABELS = {
    "name": ("姓名", "姓  名", "干部姓名", "姓\n名*", "姓　名"),
    "gender": ("性别", "性\n别", "性  别"),
    "ethnicity": ("民族", "族别", "民 族"),
    "birth": ("出生年月", "出生\r\n年月", "出生日期", "出生年月（岁）"),
    "id_number": ("身份证号", "身份证号码*", "公民身份号码", "身份证\n号  码", "身份证号码（18位）"),
    "education": ("学历", "文化程度", "最高学历"),
    "township": ("乡镇", "所在乡镇", "乡镇（街道）", "乡（镇）"),
    "post_title": ("职务", "现任职务", "工作单位\n及职务"),
    "phone": ("联系电话", "手机", "移动电话", "联系方式", "电话（手机）"),
    "skill": ("所学技术", "学习技术", "所学技能", "拟学技术"),
    "village": ("结对村", "联系村", "帮扶村", "驻点村", "结对村（社区）", "挂点村"),
    "remark": ("备注", "备 注"),
}
UNKNOWN = ("籍贯", "政治面貌", "参加工作时间", "毕业院校", "任现职时间")
PRIVATE = ("家庭住址", "家庭成员")
OPTIONAL = ("gender", "ethnicity", "birth", "phone", "education", "post_title", "skill", "village", "remark")
NOTES = ("注：1.本表一式两份。", "说明：技术每人只填一项。", "备注：以上人员均为在编。")
UNITS = (
    "填报单位（盖章）：县委组织部",
    "单位：组织部　　2011年9月",
    "截止2011年9月15日",
    "填报日期：2011年9月15日",
    "（2011年9月15日）",
)
FOOTERS = (
    ("填表人：向某某　审核人：滕某某",),
    ("填表人：", None, "向某某", "审核人：", "滕某某"),
    ("制表：", "某某", None, "2011.9.15"),
    ("单位负责人（签字）：", None, None, "填表日期：2011年9月15日"),
    ("（盖章）",),
    ("审核人签字：",),
)


@dataclass
class Expected:
    """What a workbook must come to."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    ignored: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class World:
    """The places and skills that people are made of."""

    county: str
    county_name: str
    townships: dict[str, str]
    villages: dict[str, list[tuple[str, str]]]
    skills: list[tuple[str, str]]


class Paper:
    """A sheet that is being filled, from a first column on."""

    def __init__(self, name: str | None, left: int = 0) -> None:
        self.name, self.left = name, left
        self.rows: list[tuple[Any, ...]] = []
        self.merges: list[Merge] = []
        self.hidden: set[int] = set()
        self.struck: set[int] = set()

    def add(self, *cells: Any, merged: int = 0) -> int:
        """Writes a row; `merged`: over so many columns the first cell is spread. Returns its number."""
        padded = [*([None] * self.left), *cells]
        while padded and padded[-1] is None:
            padded.pop()
        self.rows.append(tuple(padded))
        number = len(self.rows)
        if merged > 1:
            self.merges.append(Merge(number, self.left + 1, number, self.left + merged))
        return number

    def sheet(self) -> Sheet:
        rows = list(self.rows)
        while rows and not rows[-1]:
            rows.pop()
        return Sheet(
            self.name,
            rows,
            merges=tuple(self.merges),
            hidden_rows=frozenset(self.hidden),
            struck_rows=frozenset(self.struck),
        )


class Messy:
    """One messy workbook."""

    def __init__(self, seed: int, world: World, plain: bool = False) -> None:
        """`plain`: only what a text file can carry, without merges and marks of rows."""
        self.rng = random.Random(seed)
        self.world, self.plain = world, plain
        self.expected = Expected()
        self.serial = seed * 37
        self.year_1904 = not plain and self.rng.random() < 0.15
        self.kept: dict[str, tuple[str | None, int]] = {}
        self.keys: set[tuple[str, str]] = set()

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def ignore(self, paper: Paper, row: int, kind: str) -> None:
        self.expected.ignored.append({"sheet": paper.name, "row": row, "kind": kind})

    def person(self, township: str) -> Person:
        self.serial += 1
        villages = self.world.villages[township]
        return people.some_person(self.rng, self.serial, township, villages, self.world.skills)

    # Columns

    def columns(self, township_column: bool) -> list[str]:
        """The columns of a table in some order; "" is a running number, "?" an unknown and "!" a private column."""
        kept = [name for name in OPTIONAL if self.chance(0.85)]
        columns = ["name", "id_number", *kept, *(["township"] if township_column else [])]
        columns += [mark for mark in ("?", "!") if self.chance(0.25)]
        self.rng.shuffle(columns)
        return ([""] if self.chance(0.8) else []) + columns

    def label(self, column: str) -> str:
        if column == "":
            return self.rng.choice(["序号", "编号", "序 号"])
        return self.rng.choice({"?": UNKNOWN, "!": PRIVATE}.get(column) or LABELS[column])

    # A row of a person

    def said(self, person: Person, column: str) -> Said:
        """What a column says of a person."""
        rng, name = self.rng, self.world.townships[person.township]
        ways: dict[str, Callable[[], Said]] = {
            "name": lambda: people.named(rng, person),
            "gender": lambda: people.gendered(rng, person),
            "ethnicity": lambda: people.of_group(rng, person),
            "birth": lambda: people.born_in(rng, person, self.year_1904),
            "id_number": lambda: people.identified(rng, person),
            "phone": lambda: people.reached(rng, person),
            "education": lambda: people.schooled(rng, person),
            "post_title": lambda: people.employed(rng, person, name),
            "skill": lambda: people.skilled(rng, person),
            "village": lambda: people.tied(rng, person),
            "remark": lambda: people.remarked(rng, person),
            "township": lambda: Said(people.located(rng, name, self.world.county_name), person.township),
            "?": lambda: Said(rng.choice(["湖南", "1998.07", "中共党员", None])),
            "!": lambda: Said(rng.choice(["某地1号", None])),
        }
        return ways[column]()

    def record(self, person: Person, said: dict[str, Said]) -> tuple[dict[str, Any], list[str], list[str]]:
        """(record, warnings, reasons) of a person's row."""
        values: dict[str, Any] = dict.fromkeys(FIELDS)
        warnings = [code for one in said.values() for code in one.warnings]
        reasons = [code for one in said.values() for code in one.reasons]
        for column, one in said.items():
            name = {"village": "village_code", "skill": "skill_code", "township": "township_code"}.get(
                column, column
            )
            if name in values:
                values[name] = one.value
        values |= {"county_code": person.township[:6], "township_code": person.township}
        if values["post_title"]:
            values["post_class"] = person.post_class
        if "BIRTH_FROM_ID" in warnings and not values["id_number"]:
            warnings = [*(code for code in warnings if code != "BIRTH_FROM_ID"), "BIRTH_AMBIGUOUS"]
            values["birth"] = None
        return values, sorted(set(warnings)), sorted(set(reasons))

    def expect(
        self,
        paper: Paper,
        row: int,
        person: Person,
        said: dict[str, Said],
        block: int | None = None,
        more: Any = (),
    ) -> None:
        """Writes down what the row of a person must come to; `more`: a warning or a reason that the row's looks add."""
        values, warnings, reasons = self.record(person, said)
        where: dict[str, Any] = {"sheet": paper.name, "row": row} | ({"col": block} if block else {})
        warnings = sorted({*warnings, *(code for code in more if code == "HIDDEN_ROW")})
        reasons = sorted({*reasons, *(code for code in more if code != "HIDDEN_ROW")})
        if "TOWNSHIP_UNKNOWN" in reasons:
            reasons = [code for code in reasons if not code.startswith("VILLAGE")]
        key = values["id_number"] or (person.name, person.township)
        if not reasons and key in self.keys:
            reasons = ["DUPLICATE_ID" if values["id_number"] else "DUPLICATE_PERSON"]
        if reasons:
            self.expected.refused.append({**where, "name": person.name, "reasons": reasons})
            return
        self.keys.add(key)
        self.expected.rows.append({**where, "record": values, "warnings": warnings})

    def cells(self, columns: list[str], said: dict[str, Said], serial: int) -> list[Any]:
        number = float(serial) if not self.plain else str(serial)
        return [number if column == "" else said[column].cell for column in columns]

    # A table

    def above(self, paper: Paper, width: int, township: str | None = None) -> None:
        """Blank rows, titles and unit lines over a header."""
        while self.chance(0.2):
            self.ignore(paper, paper.add(), "blank")
        if township or self.chance(0.7):
            place = self.world.county_name + (self.world.townships[township] if township else "")
            title = place + self.rng.choice(
                [
                    "干部花名册",
                    "干部学技术花名册",
                    "乡镇干部登记表（2011年9月）",
                    "“万名干部学技术”活动干部名册",
                ]
            )
            self.ignore(paper, self.spread(paper, title, width), "title")
            if self.chance(0.5):
                self.ignore(paper, self.spread(paper, self.rng.choice(UNITS), width), "unit_line")
            if self.chance(0.3):
                self.ignore(paper, paper.add(), "blank")

    def spread(self, paper: Paper, text: str, width: int) -> int:
        """A lone text, merged over the table or not."""
        return paper.add(text, merged=0 if self.plain or self.chance(0.3) else width)

    def header(self, paper: Paper, columns: list[str]) -> None:
        """The header, in one row or two."""
        labels = [self.label(column) for column in columns]
        pair = self.pair_for_two_rows(columns)
        if self.plain or pair is None or self.chance(0.6):
            self.ignore(paper, paper.add(*labels), "header")
            return
        parent = self.rng.choice(["学历情况", "基本情况", "其他"])
        upper = [
            parent if at == pair else None if at == pair + 1 else label for at, label in enumerate(labels)
        ]
        lower = [labels[at] if at in (pair, pair + 1) else None for at in range(len(labels))]
        first, second = paper.add(*upper), paper.add(*lower)
        paper.merges.append(Merge(first, paper.left + pair + 1, first, paper.left + pair + 2))
        paper.merges += [
            Merge(first, paper.left + at + 1, second, paper.left + at + 1)
            for at in range(len(columns))
            if at not in (pair, pair + 1)
        ]
        self.ignore(paper, first, "header")
        self.ignore(paper, second, "header")

    def pair_for_two_rows(self, columns: list[str]) -> int | None:
        """Two neighbouring columns that one label may stand over."""
        plain = [name not in ("", "?", "!") for name in columns]
        pairs = [at for at in range(len(columns) - 1) if plain[at] and plain[at + 1]]
        return self.rng.choice(pairs) if pairs else None

    def below(self, paper: Paper, width: int, count: int) -> None:
        """Numbered rows without data, a total, a footer, notes."""
        if self.chance(0.4):
            total = self.rng.choice(["合计", "合  计", "总 计", "共计"])
            self.ignore(paper, paper.add(total, None, f"{count}人", *self.maybe(float(count))), "total")
        if self.chance(0.5):
            paper.add()
        if self.chance(0.5):
            self.ignore(paper, paper.add(*self.rng.choice(FOOTERS)), "footer")
        if self.chance(0.4):
            self.ignore(paper, self.spread(paper, self.rng.choice(NOTES), width), "note")

    def maybe(self, *cells: Any) -> tuple[Any, ...]:
        return cells if self.chance(0.5) and not self.plain else ()

    def empty_numbered(self, paper: Paper, columns: list[str], serial: int) -> None:
        """Rows in which only the number is filled."""
        if columns[0] == "" and self.chance(0.3):
            for more in range(self.rng.randint(1, 3)):
                number = serial + more
                self.ignore(paper, paper.add(str(number) if self.plain else float(number)), "blank_numbered")

    def example(self, paper: Paper, columns: list[str]) -> None:
        """A row that shows how to fill the table in."""
        if self.chance(0.25):
            said = {
                column: self.said(self.person(next(iter(self.world.townships))), column)
                for column in columns
                if column
            }
            cells = ["示例" if column == "" else said[column].cell for column in columns]
            cells[columns.index("name")] = self.rng.choice(["王某某", "张××", "李某", "张三（示例）"])
            self.ignore(paper, paper.add(*cells), "example")


def blocks_of_people(messy: Messy, townships: list[str]) -> Iterator[tuple[str, list[Person]]]:
    """Some people of each township."""
    for township in townships:
        yield township, [messy.person(township) for _ in range(messy.rng.randint(1, 5))]


def workbook_of(messy: Messy, papers: list[Sheet]) -> Workbook:
    return Workbook("xlsx", tuple(papers), year_1904=messy.year_1904)
