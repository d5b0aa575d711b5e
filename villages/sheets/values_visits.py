"""Cells of visit diaries."""

import re
from functools import lru_cache

from cadres.sheets.values.surnames import COMMON, DOUBLE
from config.spreadsheets.cells import close_text, says_nothing, yes_or_no
from config.spreadsheets.types import Cell, Value

PURPOSES = (
    ("mediation", re.compile("调解|调处|矛盾|纠纷|信访|维稳")),
    ("policy", re.compile("政策|宣传|宣讲")),
    ("survey", re.compile("调查|调研|四问|问需|征求|摸底")),
    ("teaching", re.compile("教|培训|指导|授课|传授|示范|技术|技能")),
    ("help", re.compile("帮|办事|代办|慰问|救助|抢险|劳动")),
    ("contact", re.compile("走访|联系|谈心|交流|座谈|看望|回访")),
)
"""What a purpose is called, the most telling words first."""
YES = "yes"
DENIED = re.compile(
    r"[否未没不无拒待]|(?:当[天日]|即日)(?:返|回|往返)|返回|回(?:镇|乡|家|县|单位)|(?<![\d.])0+(?:\.0+)?\D|^零"
)
AFFIRMED = re.compile("[是有已√✓✔]")
NUMBER = r"[\d一二两三四五六七八九十半]+"
SO_MANY = rf"{NUMBER}个?(?:晚上?|夜|天|宿)"
IN_VILLAGE = "(?:在?(?:农户|户|村民|村)[家里部]?)?"
SOMEWHERE = "[^县城镇宾旅酒店招]{0,6}(?:家[中里]?|村|村委会?|村部|社区|组)"
WITH_SOMEBODY = f"(?:与.{{1,6}}同住|同住|(?:在|留)?[^县城镇]{{0,6}}住宿?{SOMEWHERE})"
NIGHTS = re.compile(
    rf"(?:留宿|住宿|夜宿|住|宿)了?(?:{SO_MANY})?{IN_VILLAGE}|{SO_MANY}(?:[(].*[)])?|[1-9]\d?|{WITH_SOMEBODY}|在.{{1,4}}村住宿?"
)
"""住1晚, 2晚, 2: so many nights; 住老吴家: where."""
NAME = r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,6})?(?:[(][^()]*[)])?"
NAMES = re.compile(rf"{NAME}(?:[、,;/]{NAME})*|签")
"""Who signed: one or several, perhaps with a word in brackets."""
BETWEEN_NAMES = re.compile("[、,;/]")
BRACKETS = re.compile(r"[(][^()]*[)]")
BRACKETED_DENIAL = re.compile(rf"[(][^()]*(?:{DENIED.pattern})")
GIVEN_NO = "[否未没不无拒待]"
SAYS_NO = f"{GIVEN_NO}(?:[在签到肯会能愿便人字归识同让给可方写画盖过有见])"
"""不在, 未签: no part of a name."""
NAME_WITH_DENIAL = re.compile(
    rf"(?:[{''.join(sorted(COMMON))}]|{DOUBLE})(?!{SAYS_NO}){GIVEN_NO}[\u3400-\u9fff]?"
)
NO_WORK = re.compile("^(?:因|有|大|下)?雨|^(?:开会|休息|免|请假|生病|农闲)")
WORK = re.compile(r"\d+(?:\.\d+)?(?:个?半?(?:天|日|次|工|小时|[hH]))?|[^\d]*[\u3400-\u9fff].*")
"""半天, 3小时, 插秧: how long, or what work it was."""
CODES = frozenset(code for code, _words in PURPOSES)


@lru_cache(maxsize=1024, typed=True)
def purpose(cell: Cell) -> Value:
    """The purpose of a visit, by our code or by the words for it. Reason: PURPOSE_UNKNOWN, for an empty cell too."""
    text = close_text(cell)
    if text.lower() in CODES:
        return Value(text.lower())
    found = (
        None if says_nothing(text) else next((code for code, words in PURPOSES if words.search(text)), None)
    )
    return Value(found) if found else Value(None, reasons=("PURPOSE_UNKNOWN",))


def stayed(cell: Cell) -> Value:
    """Whether somebody stayed the night; so many nights mean yes. Reason: YES_NO_UNKNOWN."""
    return yes_told(cell, NIGHTS)


def shared_work(cell: Cell) -> Value:
    """Whether somebody shared the work; how long, or what was done, means yes. Reason: YES_NO_UNKNOWN."""
    if NO_WORK.search(close_text(cell)):
        return Value(None, reasons=("YES_NO_UNKNOWN",))
    return yes_told(cell, WORK)


def signed(cell: Cell) -> Value:
    """Whether somebody signed; who did means yes, also 张无忌. Reason: YES_NO_UNKNOWN."""
    if isinstance(cell, str) and NAMES.fullmatch(text := close_text(cell)) and are_names(text):
        return Value(YES, warnings=("YES_ASSUMED",))
    return yes_told(cell, NAMES)


def are_names(text: str) -> bool:
    """Whether each part of a text that has a sign of denial in it is somebody's name for all that: a surname, that
    sign, and a character that makes no word with it."""
    parts = BETWEEN_NAMES.split(BRACKETS.sub("", text))
    denied = [part for part in parts if DENIED.search(part)]
    named = [part for part in denied if len(part) > 1 and NAME_WITH_DENIAL.fullmatch(part)]
    return bool(denied) and denied == named and not BRACKETED_DENIAL.search(text)


@lru_cache(maxsize=4096, typed=True)
def yes_told(cell: Cell, meant: re.Pattern[str]) -> Value:
    """Yes, where a cell says so, or says (with the warning YES_ASSUMED) what is only said where it was so."""
    plain = yes_or_no(cell)
    if plain is not None:
        return Value(YES) if plain else Value()
    text = close_text(cell)
    if says_nothing(text) or DENIED.match(text):
        return Value()
    if not DENIED.search(text) and (AFFIRMED.match(text) or meant.fullmatch(text)):
        return Value(YES, warnings=("YES_ASSUMED",))
    return Value(None, reasons=("YES_NO_UNKNOWN",))
