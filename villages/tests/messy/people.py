"""People for messy rosters: what is true of them, and the many ways in which a cell may say it.

A spelling returns the cell and what importing it must come to: the normalised value, warnings, reasons.
"""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cadres.sheets.values.id_number import check_character

SURNAMES = "张李王陈杨吴刘黄周石龙向滕米田彭舒谢唐罗"
GIVEN = "明华强军伟洋帆河越琴娜静松海波亮平友宏德慧敏芳丽安涛志文林青超"
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
CHINESE = "〇一二三四五六七八九"


@dataclass
class Said:
    """A cell, and what it comes to."""

    cell: Any
    value: Any = None
    warnings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass
class Person:
    """Somebody as the roster should say; the fields of the record."""

    name: str
    gender: str
    born: date
    id_number: str
    township: str
    village: tuple[str, str]
    ethnicity: str = "汉族"
    education: str = "大专"
    phone: str = ""
    title: str = "民政专干"
    post_class: str = "ordinary"
    skill: tuple[str, str] = ("", "")
    spelled: dict[str, Said] = field(default_factory=dict)


def some_person(
    rng: random.Random, serial: int, township: str, villages: list[tuple[str, str]], skills: Any
) -> Person:
    """A person of a township; names do not repeat within the first 380 serials."""
    gender = rng.choice("男女")
    born = date(rng.randint(1956, 1989), rng.randint(1, 12), rng.randint(1, 28))
    order = serial % 499 * 2 + (gender == "男")
    body = f"431299{born:%Y%m%d}{order:03d}"
    title, post_class = rng.choice(
        [
            ("民政专干", "ordinary"),
            ("镇长", "leader"),
            ("党委副书记", "leader"),
            ("农技站站长", "ordinary"),
            ("武装部长", "leader"),
            ("科员", "ordinary"),
        ]
    )
    return Person(
        name=SURNAMES[serial % 20] + GIVEN[serial // 20 % 31] + GIVEN[(serial * 7 + 3) % 31],
        gender=gender,
        born=born,
        id_number=body + check_character(body),
        township=township,
        village=rng.choice(villages),
        ethnicity=rng.choice(["汉族", "苗族", "侗族", "土家族", "瑶族"]),
        education=rng.choice(["大专", "本科", "中专", "高中"]),
        phone=f"141{rng.randrange(10**8):08d}",
        title=title,
        post_class=post_class,
        skill=rng.choice(skills),
    )


def named(rng: random.Random, person: Person) -> Said:
    name = person.name
    return Said(
        rng.choice(
            [name, name, " ".join(name), "\u3000".join(name), f" {name}\u200b", "\ufeff" + name, name + "\n"]
        ),
        name,
    )


def gendered(rng: random.Random, person: Person) -> Said:
    code = 1 if person.gender == "男" else 2
    return Said(
        rng.choice(
            [person.gender, person.gender, f" {person.gender} ", str(code), code, person.gender + "性"]
        ),
        person.gender,
    )


def of_group(rng: random.Random, person: Person) -> Said:
    return Said(
        rng.choice([person.ethnicity, person.ethnicity[:-1], person.ethnicity[:-1] + " "]), person.ethnicity
    )


def born_in(rng: random.Random, person: Person, year_1904: bool) -> Said:
    born = person.born
    year, month = born.year, born.month
    figures = "".join(CHINESE[int(digit)] for digit in str(year))
    in_words = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"][month]
    forms: list[Any] = [
        f"{year}.{month:02d}", f"{year}.{month:02d}", f"{year}年{month}月", f"{year}-{month:02d}", f"{born:%Y%m%d}",
        f"{year}{month:02d}", f"{year}／{month}／{born.day}", f"{year}年{month}月{born.day}日",
        f"{year}.{month:02d}.{born.day:02d}", f"{year}.{month:02d}\n（{2011 - year}岁）", f"{figures}年{in_words}月",
        f"{year % 100}.{month:02d}", f"{year % 100}年{month}月", born, (born - EPOCHS[year_1904]).days,
        float((born - EPOCHS[year_1904]).days), int(f"{born:%Y%m%d}"), f"{year} . {month:02d}",
        f"{year}、{month:02d}",
    ]  # fmt: skip
    if month not in (1, 10):
        forms += [float(f"{year}.{month:02d}"), f"{year}.{month}"]
    if rng.random() < 0.03 and month in (1, 10):
        return Said(year + 0.1, f"{year}-{month:02d}", ("BIRTH_FROM_ID",))
    return Said(rng.choice(forms), f"{year}-{month:02d}")


def identified(rng: random.Random, person: Person) -> Said:
    number = person.id_number
    roll = rng.random()
    if roll < 0.5:
        return Said(number, number)
    if roll < 0.8:
        full_width = "".join(chr(ord(c) + 0xFEE0) for c in number)
        forms = [
            f'="{number}"',
            "'" + number,
            number + "\t",
            f"{number[:6]} {number[6:14]} {number[14:]}",
            number + "\n",
            full_width,
            number.lower(),
            "‘" + number,
        ]
        return Said(rng.choice(forms), number)
    if roll < 0.84 and number[6:8] == "19":
        return Said(number[:6] + number[8:17], number, ("ID_15_CONVERTED",))
    if roll < 0.88:
        return Said(rng.choice([None, "无", "—"]), None, ("ID_ABSENT",))
    wrong = "1" if number[17] != "1" else "2"
    damaged = [
        (float(number[:17] + "0"), "ID_PRECISION_LOST"),
        ("4.31299E+17", "ID_PRECISION_LOST"),
        (number[:17] + wrong, "ID_CHECK_DIGIT"),
        (number[:17], "ID_BAD_LENGTH"),
        (number[:9] + "O" + number[10:], "ID_BAD_CHAR"),
        (number[:10] + "1345" + number[14:], "ID_BAD_DATE"),
    ]
    cell, reason = rng.choice(damaged)
    return Said(cell, None, (), (reason,)) if roll < 0.93 else Said(number, number)


def reached(rng: random.Random, person: Person) -> Said:
    p = person.phone
    forms: list[tuple[Any, Any, tuple[str, ...]]] = [
        (p, p, ()), (float(p), p, ()), (int(p), p, ()), (f"{p[:3]}-{p[3:7]}-{p[7:]}", p, ()), (f"+86 {p}", p, ()),
        (p + ".0", p, ()), ("0745-2168450", "0745-2168450", ()), (f"{p}/0745-2168450", p, ("PHONE_MULTIPLE",)),
        (p[:9], None, ("PHONE_INVALID",)), (None, None, ()),
    ]  # fmt: skip
    return Said(*rng.choice(forms))


def schooled(rng: random.Random, person: Person) -> Said:
    ways = {
        "大专": ["大专", "专科", "大学专科", "大专（函授）"],
        "本科": ["本科", "大学", "大学本科"],
        "中专": ["中专"],
        "高中": ["高中"],
    }
    if rng.random() < 0.03:
        return Said("其他", None, ("EDU_UNKNOWN",))
    return Said(rng.choice(ways[person.education]), person.education)


def employed(rng: random.Random, person: Person, township: str) -> Said:
    title = person.title
    forms = [title, title, township + title, f"{title}（四级调研员）", title + "\n"]
    return Said(rng.choice(forms), title)


def located(rng: random.Random, name: str, county: str) -> Any:
    stem = name.removesuffix("镇").removesuffix("乡").removesuffix("街道")
    return rng.choice(
        [
            name,
            name,
            f" {name}\u3000",
            county + name,
            "怀化市" + county + name,
            stem if len(stem) > 1 else name,
        ]
    )


def tied(rng: random.Random, person: Person) -> Said:
    code, name = person.village
    forms = [
        (name, ()),
        (name, ()),
        (f"{name}（驻村）", ()),
        (f"{name}、无名村", ("VILLAGE_MULTIPLE",)),
        (f" {name} ", ()),
    ]
    if name.endswith("村"):
        forms += [(name + "村委会", ()), (name[:-1] + "村委会", ())]
    if rng.random() < 0.05:
        return Said("无名无姓村", None, (), ("VILLAGE_UNKNOWN",))
    cell, warnings = rng.choice(forms)
    return Said(cell, code, warnings)


def skilled(rng: random.Random, person: Person) -> Said:
    code, name = person.skill
    forms = [
        (name, code, ()), (name, code, ()), (code.lower(), code, ()), (code, code, ()), (f"1.{name}", code, ()),
        (f"{name}、星际航行", code, ("SKILL_MULTIPLE",)), ("星际航行", None, ("SKILL_UNKNOWN",)),
        (None, None, ("SKILL_ABSENT",)),
    ]  # fmt: skip
    return Said(*rng.choice(forms))


def remarked(rng: random.Random, person: Person) -> Said:
    roll = rng.random()
    if roll < 0.8:
        return Said(rng.choice([None, None, "/", "无"]), None)
    if roll < 0.92:
        text = rng.choice(["新录用", "借调县委办", "拟退休", "2011年3月调入", "补报", "挂职"])
        return Said(text, text)
    text = rng.choice(["已调离", "2011年8月退休", "内退", "调往县农业局", "病故"])
    return Said(text, text, (), ("LEFT_POST",))
