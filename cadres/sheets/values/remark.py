"""Remarks, and what they say about people who have left."""

import re
from functools import lru_cache

from config.spreadsheets.cells import close_text

LEFT = re.compile(
    r"调离|调出|调走|调往|调至|调任|调到|已调(?![研整解资级薪])|转出|考走|退休|病退|内退|退养|退职|离休|已退(?![伍役耕还回])"
    r"|辞职|辞去|辞退|开除(?!党籍)|除名|解聘|离职|离任|(?<!任)免职|撤职|离岗(?!培训|学习)|不在岗|已离开|已走(?!访)"
    r"|病故|亡故|病逝|逝世|去世|死亡|牺牲"
)
"""Words of leaving the post. 退居二线 is none of them: who steps back so stays on the township's staff."""
NOT_YET = re.compile(
    r"拟|将|准备|预计|计划|申请|正在|到时|负责|分管|兼管|(?:未|没|尚|暂|非|待|快|临近|接近|等待|不).{0,4}$"
)
"""Before a word of leaving these say that it has not happened, or is about others."""
IN_PROGRESS = re.compile(r"(?:手续)?(?:正在)?(?:办理|审批|报批|申请)中|(?:手续)?未批")
"""The same, after it."""
STAYS = re.compile(r"返聘|回任|复职|调回|仍在岗|仍在职|在岗在编|延迟退休|延退|退休年龄|退休时间")
COMES = re.compile(
    r"调入|调来|新录用|新考录|借调|挂职|抽调|跟班|选派|转入|接任|接替|接.{2,4}[职岗班]|调[到至任往]?(?:我|本)[县镇乡街办]"
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
        not NOT_YET.search(clause[: found.start()]) and not IN_PROGRESS.match(clause[found.end() :])
        for found in LEFT.finditer(clause)
    )
