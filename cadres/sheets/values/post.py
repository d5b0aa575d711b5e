"""Posts: the title without its township, and whether it belongs to the leading team."""

import re
from functools import lru_cache

from cadres.sheets.values.place_names import suffix_of
from config.spreadsheets.cells import close_text, says_nothing
from config.spreadsheets.types import NOTHING, Cell, Value

RANK_IN_BRACKETS = re.compile(
    r"[(（][^()（）]*(?:调研员|主任科员|巡视员|级|正科|副科|科级|试用|挂职)[^()（）]*[)）]"
)
OTHER_BRACKETS = re.compile(r"[(（].*?[)）]")
OF_BODY = re.compile(
    r"(?:常务|第一|代理?|专职)?副?[镇乡]长|党委|党工委|人大|纪委|纪工委|政府|人民政府|武装部|人武部"
)
BODY = re.compile(r"^(?:中共)?(?:[镇乡]|街道)?(?:人民政府|政府)")
LEADING = re.compile(
    r"(?:[镇乡]|街道)?(?:党委|党工委|纪委|纪工委|党政)?(?:第一|常务|专职)?副?书记"
    r"|(?:党[工]?委)?(?:常务)?(?:副|代理?)?(?:乡|镇|乡镇)长"
    r"|人大(?:主席团)?(?:常务|专职)?副?主席(?:团主席)?|人大(?:主席团)?工委(?:常务)?副?主任"
    r"|(?:人民)?武装部部?长|人武部部?长"
    r"|(?:党[工]?委)?(?:组织|宣传|政法|统战|纪检)(?:统战)?委员|党[工]?委委员|(?:班子成员|领导班子成员)"
    r"|(?:街道)?办事处(?:常务)?副?主任"
    r"|纪[检工]?委?书记|纪委(?:常务)?副书记"
)
SEPARATORS = re.compile(r"[、,，;；/]|兼任?(?!职)|党委委员(?=.)")
CLASSES = {
    **dict.fromkeys(("领导", "班子成员", "领导干部", "领导班子", "领导班子成员", "班子", "LEADER"), "leader"),
    **dict.fromkeys(("一般", "一般干部", "普通干部", "ORDINARY"), "ordinary"),
}


@lru_cache(maxsize=8192, typed=True)
def post_title(cell: Cell, township_names: tuple[str, ...] = ()) -> Value:
    """A title on one line, without a rank in brackets, and without the names of the person's own township before it; a
    name without its suffix stands only before a post that no village has."""
    text = close_text(cell)
    if says_nothing(text):
        return NOTHING
    for name in township_names:
        if (
            len(text) > len(name)
            and text.startswith(name)
            and (suffix_of(name) or OF_BODY.match(text, len(name)))
        ):
            text = BODY.sub("", text[len(name) :])
            break
    text = RANK_IN_BRACKETS.sub("", text).replace("(", "（").replace(")", "）")
    return Value(text) if text else NOTHING


@lru_cache(maxsize=2048, typed=True)
def post_class(cell: Cell, title: str | None) -> Value:
    """leader or ordinary: by the column of classes if it says so, else by the (stripped) title; none without either."""
    stated = CLASSES.get(close_text(cell).upper()) if cell is not None else None
    if stated:
        return Value(stated)
    return Value("leader" if is_leading(title) else "ordinary") if title else NOTHING


def is_leading(title: str) -> bool:
    """Whether any of the posts named in a title belongs to a township's leading team."""
    parts = SEPARATORS.split(OTHER_BRACKETS.sub("", title))
    return any(LEADING.fullmatch(part) for part in parts if part) or title.startswith("党委委员")
