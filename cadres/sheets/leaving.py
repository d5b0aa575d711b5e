"""Who has left the post by other words than the remark: beside the name, for a title, or over the row."""

from __future__ import annotations

from functools import lru_cache

from cadres.sheets.values.remark import heads_who_left, left_by_name, left_by_status, left_by_title
from config.spreadsheets.cells import close_text
from config.spreadsheets.labels import bare
from config.spreadsheets.planning import Draft


def read_leaving(draft: Draft) -> None:
    """Refuses the row of somebody who has left by what stands beside the name, by the title or the class, by the column
    about who is in post, or by what stands over the row. Where who serves may stand there too, it is only told."""
    values = draft.source.values  # type: ignore[union-attr]
    name = values.get("name")
    if isinstance(name, str) and left_by_name(name):
        draft.refuse("LEFT_POST_BESIDE", "name")
    for field in ("post_title", "post_class"):
        text = values.get(field)
        if isinstance(text, str) and by_title(text):
            draft.refuse("LEFT_POST_BESIDE", field)
    read_status(draft)
    table = draft.table
    headed, doubtful = over(draft.source.group if draft.source else None, table.sheet, table.titles)
    if headed:
        draft.refuse("LEFT_POST_HEADED", more=headed)
    elif doubtful:
        draft.warn("MAY_HAVE_LEFT")


def read_status(draft: Draft) -> None:
    """Refuses the row of somebody who has left by a column about who is in post; what is not understood is told."""
    cell = draft.source.values.get("status")  # type: ignore[union-attr]
    left = None if cell is None else left_by_status(close_text(cell), bare(draft.table.labels["status"]))
    if left:
        draft.refuse("LEFT_POST_BESIDE", "status")
    elif cell is not None and left is None:
        draft.warn("STATUS_UNKNOWN")


@lru_cache(maxsize=1024)
def over(group: str | None, sheet: str | None, titles: tuple[str, ...]) -> tuple[str, bool]:
    """The words over a row that say that whoever stands under them has left: its nearest heading, the sheet, the
    nearest title. And whether it is doubtful: those who serve may stand there too, or only a wider heading says so."""
    *wider, heading = (group or "").split("\n")
    *others, title = titles or ("",)
    nearest = [heading, sheet or "", title]
    said = [heads_who_left(words) for words in nearest]
    headed = nearest[said.index(True)] if True in said else ""
    return headed, None in said or any(heads_who_left(words) is True for words in (*wider, *others))


@lru_cache(maxsize=4096)
def by_title(text: str) -> bool:
    """Whether a title says that the person has left."""
    return left_by_title(close_text(text))
