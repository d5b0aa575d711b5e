"""How names of places are taken apart: path, ethnic qualifier, suffix."""

import re

from cadres.sheets.values.person import ETHNIC_GROUPS
from config.spreadsheets.cells import close_text
from config.spreadsheets.types import Cell

_SHORT = sorted((name[:-1] for name in ETHNIC_GROUPS if len(name) > 2), key=len, reverse=True)
_ONE = [name[:-1] for name in ETHNIC_GROUPS if len(name) == 2]
ETHNIC = re.compile(
    rf"(?:(?:{'|'.join([n + '族' for n in _ONE] + [n + '族' for n in _SHORT] + _SHORT)})+)(?:各族)?"
)
ETHNIC_AT_END = re.compile(rf"(.+?)(?:{ETHNIC.pattern})+$")
SUFFIX = re.compile(r"(?:街道办事处|街道办|办事处|街道|镇|乡)$")
OFFICE = re.compile(r"(?:党委|党工委|人民政府|政府|机关)$")
NUMBERING = re.compile(
    r"^(?:\d{1,3}(?:[.、)\-_]|(?=[^\d.]))|\(?[一二三四五六七八九十]{1,3}[、.)]|\([\d一二三四五六七八九十]+\)|第\d+[.、])+"
)
TAIL = re.compile(
    r"(?:乡镇|机关|全体|在编|在职)*(?:干部|职工|人员|工作人员)?(?:花名册|名册|名单|登记表|登记册|台账|台帐|情况表?|统计表?|汇总表?|信息表?|明细表?|一览表"
    r"|上报|最新|修改|定稿|终稿|终版|正式|版|表|\d{4}年|\d{1,2}月|\d{1,2}日|[\d.\-]+)*$"
)
OF_TOWNSHIP = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:(?<![乡城村集本我全各该驻])镇|(?<![城下本我全各该驻])乡(?!镇)|街道)"
)
OF_COUNTY = re.compile(
    r"(?:.{2,6})?(?:县|(?<!城)市(?![场政])|(?<![社片园景库小校])区(?!划)|州)"
    r"(?:直|委|政府|人大|政协|纪委|.{1,10}(?:局|委|院|校|公司|中心|办|会)$)"
)
A_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{2,6}(?:镇|乡|街道)")
NO_TOWNSHIP = re.compile(
    "[乡城村集本我全各该驻两多几]镇$|[城下返回还故家老水同本我全各该驻]乡$|乡镇|(?:中心|重点|示范|试点|建制|所有|每个|其他|其它|下属|沿街|有关)|[和与及、]"
)
"""Words for townships in general, or for several."""
STATIONS = (
    "财政|派出|司法|国土|国土资源|工商|国税|地税|税务|林业|农技|农机|水管|水利|经管|计生|畜牧|兽医|文化|社保"
    "|供电|规划"
)
"""What stations of a township are for."""
BUREAU = re.compile(r".{1,8}局")
"""Of a county, by its short name: 麻阳农业局."""
A_COUNTY = re.compile(r"[\u4e00-\u9fff]{2,6}(?:县|(?<![城集])市|州)")
OF_ANY_TOWNSHIP = re.compile(r".*(?:[站所办室队科股院校村]|中心|政府|党委|党工委|人大|纪委|武装部|机关|社区)")
"""A unit of which every township may have one."""
REMARKS = re.compile(r"[(\[【].*?[)\]】]|\d+人$|[:].*$")


def cleaned(cell: Cell) -> str:
    """A name without white space, numbering, remarks in brackets, head-counts."""
    return OFFICE.sub("", REMARKS.sub("", NUMBERING.sub("", close_text(cell))))


def of_some_place(unit: str) -> bool:
    """Whether a unit is, by its name, one of a certain township (黄桑坪乡财政所) or of a county (县农业局), or
    is a county."""
    return bool(OF_TOWNSHIP.match(unit) or OF_COUNTY.match(unit) or A_COUNTY.fullmatch(unit))


def is_a_township(text: str) -> bool:
    """Whether a text is the name of a township, known or not, with what sheets and titles add to it: 东江镇花名册."""
    name = without_tail(text)
    return A_TOWNSHIP.fullmatch(name) is not None and NO_TOWNSHIP.search(name) is None


def suffix_of(name: str) -> str:
    """镇, 乡, 街道 or ""; the long forms of 街道 are made one."""
    found = SUFFIX.search(name)
    if found is None or found.start() == 0:
        return ""
    return found[0] if found[0] in "镇乡" else "街道"


def stem_of(name: str) -> str:
    """A township's name without suffix and ethnic qualifier: 金子岩侗族苗族乡 -> 金子岩."""
    found = SUFFIX.search(name)
    bare = name[: found.start()] if found and found.start() else name
    ethnic = ETHNIC_AT_END.match(bare)
    return ethnic[1] if ethnic else bare


def short_form(name: str) -> str:
    """Stem and suffix: 金子岩侗族苗族乡 -> 金子岩乡, 河滨路街道办事处 -> 河滨路街道."""
    return stem_of(name) + suffix_of(name)


def county_names(name: str) -> set[str]:
    """What a county is called: 麻阳苗族自治县 -> also 麻阳县, 麻阳自治县, 麻阳; 怀化市洪江管理区 -> also
    洪江管理区, 洪江区."""
    own = re.sub(r"^.{2,4}?市(?=.{2})", "", name)
    names = {name, own}
    if own.endswith("自治县"):
        stem = stem_of(own.removesuffix("自治县"))
        names |= {stem + "县", stem, stem + "自治县"}
    elif own.endswith("管理区"):
        names.add(own.removesuffix("管理区") + "区")
    elif len(own) > 2:
        names.add(own[:-1])
    return names


def without_tail(text: str) -> str:
    """A text without what names of sheets and titles add to a place: 桥江镇干部花名册 -> 桥江镇."""
    return TAIL.sub("", cleaned(text))
