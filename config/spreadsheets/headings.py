"""The headings that stand over rows: what their words tell, and which of them a new one ends."""

import re
from dataclasses import dataclass

from config.spreadsheets.rowkinds import GROUP_WORDS, squeezed

NUMBERINGS = (
    ("bracketed", re.compile(r"[(（]([一二三四五六七八九十\d]{1,3})[)）]")),
    ("chinese", re.compile(r"([一二三四五六七八九十]{1,3})[、.．:：]")),
    ("digits", re.compile(r"(\d{1,3})(?:[、.．)）:：\-]|(?=[^\d.年月日人]))")),
)
FIRST = ("一", "1")
UNIT_TOLD = re.compile("(?:填报)?(?:单位|部门|乡镇)[:：]")
COUNTED = r"(?:[(（].*[)）]|\d+人)?$"
TOWNSHIP_LIKE = re.compile(rf".{{1,12}}(?:[镇乡]|街道|办事处){COUNTED}")
COUNTY_LIKE = re.compile(
    rf".{{1,12}}(?:[县市州]|(?<![社片园景库小校])区){COUNTED}"
    r"|(?:.{2,6})?[县市区州](?:直|委|政府|人大|政协|纪委|.{1,10}(?:局|委|院|校|公司|中心|办|会)$)"
)
"""A county, or an office of it: no township, nor anything inside one."""
INSIDE = re.compile(
    rf"{GROUP_WORDS.pattern}|(?:[站所办室队科股线组片岗职级员院校村]|社区|片区){COUNTED}|中心|委员会|支部|党委|党政|政府|人大|政协|纪委|工会|妇联|团委"
    r"|男|女|族|岁|年龄|学历|学生|村官|选调|支一扶|志愿|借调|挂职|下派|退|聘|其他|其它|第.{1,3}[批页张]|^[\d年月日.\-/()（）]*$"
)
"""Words for groups of a township's people."""


ENDED_BY = {
    "county": ("county", "township", "group", ""),
    "township": ("township", ""),
    "group": (),
    "": ("group", ""),
}
"""Which headings cannot stand over one that reads so. Words that may name a township end groups of people; no group
ends them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over rows, by its words.

    `series`: how it is numbered, "" if it is not; `first`: as the first of a series. `reads`: like a "county", a
    "township", a "group" inside one, or "" where the words do not tell."""

    text: str
    series: str
    first: bool
    reads: str


def heading_of(text: str) -> Heading:
    """What the words of a heading tell of its place among others."""
    plain = squeezed(text)
    found = next(((name, match) for name, style in NUMBERINGS if (match := style.match(plain))), None)
    if found is None:
        return Heading(text, "", False, reading_of(plain))
    series, match = found
    return Heading(text, series, match[1] in FIRST, reading_of(plain[match.end() :]))


def reading_of(words: str) -> str:
    """What a heading without its number reads like."""
    of_unit = UNIT_TOLD.match(words)
    words = words[of_unit.end() :] if of_unit else words
    if TOWNSHIP_LIKE.match(words):
        return "township"
    if COUNTY_LIKE.match(words):
        return "county"
    return "group" if INSIDE.search(words) else ""


class Groups:
    """The headings that stand over a row, the widest first."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.own = False
        """Whether one of them stood in this very block."""

    def enter(self, text: str) -> None:
        """A new heading begins, and ends those that cannot stand over it."""
        new = heading_of(text)
        del self.headings[self.first_ended(new) :]
        self.headings.append(new)

    def first_ended(self, new: Heading) -> int:
        """The index of the first heading that a new one ends, with all below it: one that cannot stand over it, or the
        one before it in its series, whatever the two name."""
        olds = self.headings
        ended = [at for at, old in enumerate(olds) if old.reads in ENDED_BY[new.reads]]
        if new.reads == "township":
            ended += [at for at, old in enumerate(olds, start=1) if old.reads == "county"]
        series = [at for at, old in enumerate(olds) if is_next(new, old)]
        return min([*ended, *series[-1:], len(olds)])

    def text(self) -> str | None:
        """The headings, a line each, the nearest last; None without any."""
        return "\n".join(heading.text for heading in self.headings) or None


def is_next(new: Heading, old: Heading) -> bool:
    """Whether a heading goes on with the series of an older one; a series that begins inside a township does not."""
    if new.series != old.series:
        return False
    return not (new.first and old.reads == "township") if new.series else old.reads == new.reads == "group"
