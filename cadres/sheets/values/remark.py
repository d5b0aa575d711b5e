"""Remarks, and what they say about people who have left."""

import re
from functools import lru_cache

from config.spreadsheets.cells import NO, close_text, says_nothing, yes_or_no

LEFT = re.compile(
    r"调离|调出|调走|调往|调至|调任|调到|已调(?![研整解资级薪])|转出|考走|退休|病退|内退|退养|退职|离休|已退(?![伍役耕还回])"
    r"|辞职|辞去|辞退|开除(?!党籍)|除名|解聘|离职|离任|(?<!任)免职|撤职|离岗(?!培训|学习)|不在岗|已离开|已走(?!访)"
    r"|病故|亡故|病逝|逝世|去世|死亡|牺牲|已故|身故|过世"
)
"""Words of leaving the post. 退居二线 is none of them: who steps back so stays on the township's staff."""
NOT_YET = re.compile(
    r"拟|将|准备|预计|计划|申请|正在|到时|负责|分管|兼管|(?:未|没|尚|暂|非|待|快|临近|接近|等待|不).{0,4}$"
)
"""Before a word of leaving these say that it has not happened, or is about others."""
IN_PROGRESS = re.compile(r"(?:手续)?(?:正在)?(?:办理|审批|报批|申请)中|(?:手续)?未批")
"""The same, after it."""
OFFICE = re.compile(
    r"(?:人员|干部|职工)*(?:工作|管理|服务)+(?:办|局|科|股|室|站|所|部|中心|专干|专员)"
    r"|(?:人员|干部|职工)*办(?:公室)?(?=副?主任|干部|[)）]|$)|(?:人员|干部|职工)+党?(?:支部|总支)"
)
"""After 退休 or 离休: the office for people who have retired."""
RELATIVES = re.compile(
    r"(?<![顾随因为投靠与陪父岳])(?<![顾随与陪]其)(?:配偶|爱人|妻子?|丈夫|父母?亲?|母亲?|双亲|公婆|岳[父母]|子女|儿子|女儿|家属|亲属)"
    r"(?:现|均|都|已经?|系|也|于|因病|[\d.]+年?|[\d.]+月)*$"
)
"""Before a word of leaving: it is a relative who has left."""
EXCLUDED = re.compile(r"除外|剔除|去除|去掉|除去|扣除|排除|删|不[含填报列计统]|未[含列计统填]")
"""In a heading: who has left does not stand under it."""
STAYS = re.compile(r"返聘|回任|复职|调回|仍在岗|仍在职|在岗在编|延迟退休|延退|退休年龄|退休时间")
COMES = re.compile(
    r"新调任|调任公务员|调入|调来|新录用|新考录|借调|挂职|抽调|跟班|选派|转入|接任|接替|接.{2,4}[职岗班]|调[到至任往]?(?:我|本)[县镇乡街办]"
)
"""Who comes, or works elsewhere for a time and keeps the post."""
CLAUSES = re.compile(r"[,，;；。、/\s]+|(?<=[)）])|(?=[(（])")


@lru_cache(maxsize=1024)
def left_post(remark: str | None) -> bool:
    """Whether a remark says that the person holds the post no more: 已调离, 2011年8月退休, 内退, 调往县农业局; not
    调入, 借调, 拟退休, 未调离. Each clause is read by itself; that somebody was called back counts for the whole."""
    text = "" if remark is None else remark
    if STAYS.search(close_text(text)):
        return False
    return any(leaves(clause) for clause in CLAUSES.split(text) if clause)


def leaves(clause: str) -> bool:
    """Whether a clause tells of leaving, and neither of coming nor of what is only meant to be."""
    if COMES.search(clause):
        return False
    return any(
        not NOT_YET.search(before := clause[: found.start()])
        and not RELATIVES.search(before)
        and not IN_PROGRESS.match(after := clause[found.end() :])
        and not (found[0].endswith("休") and OFFICE.match(after))
        for found in LEFT.finditer(clause)
    )


BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]?")
ONE_SIGN = frozenset("故退调离")
ASKS_FOR_LEAVING = re.compile("退休|离休|离退|调离|调出|离职|离岗|去世|已故")
"""In a label: yes means that somebody has left."""
YES_OR_NO_ASKED = re.compile("是否|与否|^在[职岗任]")
NOT_IN_POST = re.compile("[不非未]在[职岗编任]|脱岗")
SERVES = re.compile(
    "[在现][职岗编任](?:在[编岗职])*(?:人员|干部)?|正常(?:在[岗职])?|正式|实职|试用期?|行政|事业"
)
WITH_OTHERS = re.compile(r"在职|在编|在岗|现任|[含及和与、]|情况|变动|异动")
NUMBERED = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}(?:[)）][、.．]?|[、.．])")
WHEN = r"(?:\d{2,4}[年.])?(?:\d{1,2}月?)?(?:\d{1,2}日)?"
ALL_LEFT = re.compile(
    rf"(?:已|已经|现已|办理|提前|因病|拟)?{WHEN}(?:已|因病|提前)?离?(?:{LEFT.pattern})了?(?:人员|干部|职工|同志)?"
    rf"|.*\d{{4}}[年.](?:\d{{1,2}}月?)?(?:{LEFT.pattern})|已调(?![研整解资级薪]).{{2,12}}"
)


def left_beside(text: str) -> bool:
    """Whether what stands in brackets behind a name or a title says that the person has left: 张明（已调离）."""
    return any(said.strip() in ONE_SIGN or left_post(said) for said in BRACKETED.findall(text))


def left_by_name(text: str) -> bool:
    """Whether the cell of a name says that the person has left: 张明（已调离）, 已故张明, 张明 退休."""
    return left_beside(text) or LEFT.search(close_text(BRACKETED.sub("", text))) is not None


def left_by_title(title: str) -> bool:
    """Whether a title is no more than the word for having left, 已退休, or has it in brackets: 副镇长（已调离）. The
    office for retired cadres is none."""
    if STAYS.search(title):
        return False
    return (
        title in ONE_SIGN
        or left_beside(title)
        or any(
            ALL_LEFT.fullmatch(clause) is not None and leaves(clause)
            for clause in CLAUSES.split(title)
            if clause
        )
    )


def left_by_status(text: str, label: str) -> bool | None:
    """Whether a cell of a column about who is in post says that the person has left; None where that is not clear.
    `label`: the column's, which may ask for the one or for the other: 是否在职, 是否退休."""
    if says_nothing(text) and text not in NO:
        return False
    if (said := yes_or_no(text)) is not None:
        asked = said if ASKS_FOR_LEAVING.search(label) else not said
        return asked if YES_OR_NO_ASKED.search(label) else None
    if ONE_SIGN.issuperset(text) or NOT_IN_POST.match(text) or left_post(text):
        return True
    return False if SERVES.fullmatch(text) or COMES.search(text) or STAYS.search(text) else None


def heads_who_left(words: str) -> bool | None:
    """Whether a heading, a title or the name of a sheet stands over people who have left; None where those who serve
    may stand there too: 在职及退休人员."""
    words = NUMBERED.sub("", words, count=1)
    if not left_post(" ".join(clause for clause in CLAUSES.split(words) if not EXCLUDED.search(clause))):
        return False
    return None if WITH_OTHERS.search(words) else True
