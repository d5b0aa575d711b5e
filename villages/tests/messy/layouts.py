"""The layouts of messy rosters: a column of townships, headings over groups, sheets of townships, two persons a row."""

from collections.abc import Callable, Sequence
from typing import Any

from config.spreadsheets.types import Merge, Sheet, Workbook
from villages.tests.messy.people import Person, Said
from villages.tests.messy.sheets import OPTIONAL, Messy, Paper, blocks_of_people, workbook_of


def some_townships(messy: Messy, count: int) -> list[str]:
    return messy.rng.sample(sorted(messy.world.townships), min(count, len(messy.world.townships)))


def person_row(
    messy: Messy,
    paper: Paper,
    columns: list[str],
    person: Person,
    serial: int,
    above: dict[str, Said],
    reasons: Sequence[str] = (),
) -> None:
    """One person in one row, perhaps with ditto marks, hidden or struck through; `reasons` that its place adds."""
    said = {column: messy.said(person, column) for column in columns if column}
    cells = dict(zip(columns, messy.cells(columns, said, serial), strict=True))
    for column in ("post_title", "skill", "education"):
        if column in said and above.get(column) and above[column].cell is not None and messy.chance(0.06):
            said[column] = above[column]
            cells[column] = messy.rng.choice(["同上", "〃", "″"])
            if column == "post_title":
                person.post_class = above["post_class"].value
    row = paper.add(*(cells[column] for column in columns))
    more = [*reasons]
    if not messy.plain and messy.chance(0.05):
        paper.hidden.add(row)
        more.append("HIDDEN_ROW")
    if not messy.plain and messy.chance(0.03):
        paper.struck.add(row)
        more.append("STRUCK_OUT")
    messy.expect(paper, row, person, said, more=more)
    above |= said
    above["post_class"] = Said(None, person.post_class)


def with_column(messy: Messy) -> Workbook:
    """A column of townships, merged over their people or not; subtotals; perhaps the header again on the next page."""
    paper = Paper("花名册", left=messy.rng.choice([0, 0, 1]))
    columns = messy.columns(township_column=True)
    messy.above(paper, len(columns))
    messy.header(paper, columns)
    messy.example(paper, columns)
    serial, above = 0, {}
    for township, group in blocks_of_people(messy, some_townships(messy, 3)):
        above.clear()
        first = len(paper.rows) + 1
        for person in group:
            serial += 1
            person_row(messy, paper, columns, person, serial, above)
        last = len(paper.rows)
        if not messy.plain and last > first and messy.chance(0.5):
            merge_column(paper, columns.index("township"), first, last)
        if messy.chance(0.3):
            count = float(len(group)) if messy.chance(0.5) and not messy.plain else f"{len(group)}人"
            words = messy.rng.choice(["小计", "小  计", messy.world.townships[township] + "小计"])
            messy.ignore(paper, paper.add(words, None, count), "subtotal")
        if messy.chance(0.2):
            messy.ignore(paper, paper.add(), "blank")
            person_row(messy, paper, columns, messy.person(township), serial := serial + 1, above)
        if messy.chance(0.15):
            messy.ignore(
                paper, paper.add(*(messy.label(c) if c not in "?!" else "籍贯" for c in columns)), "header"
            )
            above.clear()
    messy.empty_numbered(paper, columns, serial + 1)
    messy.below(paper, len(columns), serial)
    return workbook_of(messy, [paper.sheet()])


def merge_column(paper: Paper, at: int, first: int, last: int) -> None:
    """Merges a column over rows that say the same: only the first keeps its cell."""
    column = paper.left + at
    for row in range(first + 1, last + 1):
        cells = list(paper.rows[row - 1])
        cells[column : column + 1] = [None]
        while cells and cells[-1] is None:
            cells.pop()
        paper.rows[row - 1] = tuple(cells)
    paper.merges.append(Merge(first, column + 1, last, column + 1))


def with_headings(messy: Messy) -> Workbook:
    """The township stands in a heading over its people, perhaps with headings for groups of them below."""
    paper = Paper("乡镇干部")
    columns = messy.columns(township_column=False)
    width = len(columns)
    messy.above(paper, width)
    messy.header(paper, columns)
    serial, above = 0, {}
    for number, (township, group) in enumerate(blocks_of_people(messy, some_townships(messy, 3))):
        name, count = messy.world.townships[township], len(group)
        forms = [
            name,
            f"{'一二三'[number]}、{name}（{count}人）",
            f"{name}（{count}人）",
            f"{number + 1}.{name}",
            f"{name} {count}人",
        ]
        messy.ignore(paper, messy.spread(paper, messy.rng.choice(forms), width), "group_heading")
        if messy.chance(0.25):
            messy.ignore(paper, messy.spread(paper, "（一）机关干部", width), "group_heading")
        above.clear()
        for person in group:
            serial += 1
            person_row(messy, paper, columns, person, serial, above)
        if messy.chance(0.3):
            messy.ignore(paper, paper.add("小计", None, f"{count}人"), "subtotal")
    messy.below(paper, width, serial)
    return workbook_of(messy, [paper.sheet()])


def with_sheets(messy: Messy) -> Workbook:
    """A sheet a township, named by it or titled with it, beside sheets that are none."""
    sheets = [Sheet("填表说明", [("一、本表由各乡镇填报。",), ("姓名", "性别", "民族", "学历")])]
    for number, (township, group) in enumerate(blocks_of_people(messy, some_townships(messy, 3)), start=1):
        name = messy.world.townships[township]
        titled = messy.chance(0.4)
        forms = [
            name,
            f"{number}.{name}",
            f"{name}（{len(group)}人）",
            name + " ",
            f"{number}{name}",
            f"{name}花名册",
            f"{name}{len(group)}人",
        ]
        paper = Paper(
            f"Sheet{number}" if titled else messy.rng.choice(forms), left=messy.rng.choice([0, 0, 1])
        )
        columns = messy.columns(township_column=False)
        messy.above(paper, len(columns), township if titled else None)
        messy.header(paper, columns)
        messy.example(paper, columns)
        above: dict[str, Said] = {}
        for serial, person in enumerate(group, start=1):
            person_row(messy, paper, columns, person, serial, above)
        messy.empty_numbered(paper, columns, len(group) + 1)
        messy.below(paper, len(columns), len(group))
        sheets.append(paper.sheet())
    sheets += [Sheet("Sheet9", []), Sheet("数据字典", [("姓名", "性别", "民族", "学历")], hidden=True)]
    return workbook_of(messy, sheets)


def with_blocks(messy: Messy) -> Workbook:
    """Blocks under each other in one sheet, each with title, header, order of columns and numbering of its own."""
    paper = Paper("各乡镇")
    for number, (township, group) in enumerate(blocks_of_people(messy, some_townships(messy, 3))):
        columns = messy.columns(township_column=False)
        if number:
            messy.ignore(paper, paper.add(), "blank")
        title = messy.world.county_name + messy.world.townships[township] + "干部花名册"
        messy.ignore(paper, messy.spread(paper, title, len(columns)), "title")
        if messy.chance(0.3):
            messy.ignore(paper, paper.add("填报单位：党政办"), "unit_line")
        messy.header(paper, columns)
        above: dict[str, Said] = {}
        for serial, person in enumerate(group, start=1):
            person_row(messy, paper, columns, person, serial, above)
        if messy.chance(0.4):
            messy.ignore(paper, paper.add("合计", None, f"{len(group)}人"), "total")
        if messy.chance(0.4):
            messy.ignore(paper, paper.add("填表人：向某某　　审核人：滕某某"), "footer")
    return workbook_of(messy, [paper.sheet()])


def two_up(messy: Messy) -> Workbook:
    """Two persons a row, with a blank column between them or none."""
    [township] = some_townships(messy, 1)
    paper = Paper(messy.world.townships[township])
    columns = messy.columns(township_column=False)
    gap = [None] * messy.rng.choice([0, 1])
    labels = [messy.label(column) for column in columns]
    messy.above(paper, 2 * len(columns))
    messy.ignore(paper, paper.add(*labels, *gap, *labels), "header")
    right = len(columns) + len(gap) + 1
    count, serial = messy.rng.randint(2, 9), 0
    for _ in range((count + 1) // 2):
        cells: list[Any] = []
        for block in (1, right):
            serial += 1
            if serial > count:
                cells += [*gap, *([float(serial)] if columns[0] == "" else [])]
                break
            person = messy.person(township)
            said = {column: messy.said(person, column) for column in columns if column}
            cells += [*(gap if block > 1 else []), *messy.cells(columns, said, serial)]
            messy.expect(paper, len(paper.rows) + 1, person, said, block=block)
        paper.add(*cells)
    messy.below(paper, 2 * len(columns), count)
    return workbook_of(messy, [paper.sheet()])


UNKNOWN_PLACES = ("县农业局", "县直单位", "东西溪", "县人民医院", "白云山镇")
"""Headings of which no township is known."""
NUMBERS = "一二三四五六"


def with_series(messy: Messy) -> Workbook:
    """A series of headings, numbered or not, of which some name a township by its stem and some none that is known;
    under each perhaps groups of people."""
    paper = Paper("名册")
    columns = messy.columns(township_column=False)
    width, serial = len(columns), 0
    messy.above(paper, width)
    messy.header(paper, columns)
    numbered = messy.chance(0.6)
    places: list[str | None] = [*some_townships(messy, 3), None, None]
    messy.rng.shuffle(places)
    for at, township in enumerate(places):
        name = messy.world.townships[township] if township else messy.rng.choice(UNKNOWN_PLACES)
        words = f"{NUMBERS[at]}、{short(messy, name)}" if numbered else name
        messy.ignore(paper, messy.spread(paper, words, width), "group_heading")
        people = [messy.person(township or some_townships(messy, 1)[0]) for _ in range(4)]
        for group in ("（一）领导班子", "（二）农技站")[: messy.rng.randint(0, 2)] or (None,):
            if group:
                messy.ignore(paper, messy.spread(paper, group, width), "group_heading")
            above: dict[str, Said] = {}
            for person in (people.pop(), people.pop()):
                serial += 1
                more = () if township else ("TOWNSHIP_UNKNOWN",)
                person_row(messy, paper, columns, person, serial, above, more)
    messy.below(paper, width, serial)
    return workbook_of(messy, [paper.sheet()])


def short(messy: Messy, name: str) -> str:
    """A name with its suffix or, if that leaves enough, without."""
    stem = name.removesuffix("镇").removesuffix("乡")
    return stem if len(stem) > 1 and stem != name and messy.chance(0.5) else name


def uneven_two_up(messy: Messy) -> Workbook:
    """Two persons a row, of whom the right one has fewer columns, each side with headings of its own."""
    left = messy.columns(township_column=False)
    others = [column for column in left if column in OPTIONAL]
    right = ["name", "id_number", *others[: messy.rng.randint(2, 4)]]
    paper = Paper("名册")
    labels = {column: messy.label(column) for column in left}
    messy.above(paper, len(left) + len(right))
    messy.ignore(paper, paper.add(*(labels[c] for c in left), *(labels[c] for c in right)), "header")
    serial = 0
    for towns in (some_townships(messy, 2), some_townships(messy, 2)):
        names = [messy.world.townships[town] for town in towns]
        messy.ignore(paper, paper.add(names[0], *[None] * (len(left) - 1), names[1]), "group_heading")
        for _ in range(messy.rng.randint(1, 3)):
            serial += 1
            cells: list[Any] = []
            for first, columns, town in ((1, left, towns[0]), (len(left) + 1, right, towns[1])):
                person = messy.person(town)
                said = {column: messy.said(person, column) for column in columns if column}
                cells += messy.cells(columns, said, serial)
                messy.expect(paper, len(paper.rows) + 1, person, said, block=first)
            paper.add(*cells)
    messy.below(paper, len(left) + len(right), serial)
    return workbook_of(messy, [paper.sheet()])


def narrow_pages(messy: Messy) -> Workbook:
    """Few columns of which some are empty, the header again at the top of every page."""
    paper = Paper("花名册")
    columns = ["name", "township", "village", "post_title"]
    labels = [messy.label(column) for column in columns]
    for page in range(messy.rng.randint(2, 4)):
        messy.ignore(paper, paper.add(*labels), "header")
        for _ in range(messy.rng.randint(1, 4)):
            person = messy.person(some_townships(messy, 1)[0])
            said = {column: messy.said(person, column) for column in columns}
            if page and messy.chance(0.6):
                said |= {"village": Said(None), "post_title": Said(None)}
            messy.expect(paper, paper.add(*messy.cells(columns, said, 0)), person, said)
    return workbook_of(messy, [paper.sheet()])


def cards(messy: Messy) -> Workbook:
    """A card a person under each other, with more or fewer labels, some with a family and a remark under it."""
    paper = Paper("登记表")
    township = some_townships(messy, 1)[0]
    count = messy.rng.randint(2, 5)
    for _ in range(count):
        person = messy.person(township)
        first = ["name", *(column for column in ("gender", "ethnicity") if messy.chance(0.7))]
        rows = [first, ["id_number", "education"], ["birth", "post_title"], ["phone", "village"]]
        said = {column: messy.said(person, column) for row in rows for column in row}
        top = paper.add(messy.world.county_name + "干部登记表")
        for row in rows:
            paper.add(*(cell for column in row for cell in (messy.label(column), said[column].cell)))
        paper.add("单位", messy.world.townships[township])
        if messy.chance(0.5):
            paper.add("家庭主要成员")
            paper.add("称谓", "姓名", "出生年月")
            paper.add("妻子", "向某花", "1980.02")
            said["remark"] = messy.said(person, "remark")
            paper.add("备注", said["remark"].cell)
        messy.expect(paper, top, person, said)
        paper.add()
    return workbook_of(messy, [paper.sheet()])


LAYOUTS: tuple[Callable[[Messy], Workbook], ...] = (
    with_column,
    with_headings,
    with_sheets,
    with_blocks,
    two_up,
    with_series,
    uneven_two_up,
    narrow_pages,
    cards,
)
