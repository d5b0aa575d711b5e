"""Who has left the post by other words than the remark: beside the name, for a title, or over the row."""

from __future__ import annotations

from functools import lru_cache

from cadres.sheets.values.remark import heads_who_left, left_beside, left_by_title
from config.spreadsheets.cells import close_text
from config.spreadsheets.planning import Draft

heads = lru_cache(maxsize=1024)(heads_who_left)
BRACKETS = ("(", "（", "[", "【")


def read_leaving(draft: Draft) -> None:
    """Refuses the row of somebody who has left by what stands in brackets behind the name, by the title or the class,
    or by what stands over the row. Where people who serve may stand there too, it is only told."""
    values = draft.source.values  # type: ignore[union-attr]
    name = values.get("name")
    if isinstance(name, str) and any(sign in name for sign in BRACKETS) and left_beside(name):
        draft.refuse("LEFT_POST_BESIDE", "name")
    for field in ("post_title", "post_class"):
        text = values.get(field)
        if isinstance(text, str) and by_title(text):
            draft.refuse("LEFT_POST_BESIDE", field)
    nearest, wider = over(draft)
    told = [heads(words) for words in nearest]
    if True in told:
        draft.refuse("LEFT_POST_HEADED", more=nearest[told.index(True)])
    elif None in told or any(heads(words) is True for words in wider):
        draft.warn("MAY_HAVE_LEFT")


def over(draft: Draft) -> tuple[list[str], list[str]]:
    """What stands over the row: its nearest heading, the sheet, the nearest title; and the wider headings and titles,
    under which the row may stand or not."""
    group = draft.source.group if draft.source else None
    *wider, heading = (group or "").split("\n")
    *titles, title = draft.table.titles or ("",)
    return [heading, draft.table.sheet or "", title], [*wider, *titles]


@lru_cache(maxsize=4096)
def by_title(text: str) -> bool:
    """Whether a title says that the person has left."""
    return left_by_title(close_text(text))
