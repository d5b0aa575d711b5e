"""Cells of visit diaries."""

import re
from functools import lru_cache

from config.spreadsheets.cells import close_text, says_nothing
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
