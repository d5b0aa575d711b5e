"""Remarks, and what they say about people who have left."""

import re

LEFT = re.compile(
    r"(?<!未)(?<!拟)(?<!将)(?:已?调离|调出|退休|辞职|辞退|开除|病故|去世|死亡|提前离岗|离岗|退养|离职|解聘|除名)"
)
STAYS = re.compile(r"调入|新录用|借调|返聘|回任")


def left_post(remark: str | None) -> bool:
    """Whether a remark says that the person holds the post no more: 已调离, 2011年8月退休; not 调入, 借调."""
    return bool(remark) and bool(LEFT.search(str(remark))) and not STAYS.search(str(remark))
