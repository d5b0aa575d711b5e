"""Under which township a row is filed, and why under none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadres.sheets.around import Around
from cadres.sheets.people import People
from cadres.sheets.values.place_names import stem_of
from cadres.sheets.values.within import COUNTY
from config.spreadsheets.cells import close_text, digits_of
from config.spreadsheets.kinds import Context
from config.spreadsheets.planning import Draft
from config.spreadsheets.types import NOTHING, Cell, Value

if TYPE_CHECKING:
    from cadres.sheets.rows import Catalogue


def read_township(draft: Draft, catalogue: Catalogue, people: People) -> None:
    """The township a row belongs to: by its own cells, else by the heading above it, the sheet's name, its titles."""
    draft.record |= {"county_code": None, "township_code": None}
    values = draft.source.values
    cell, code = values.get("township"), values.get("township_code")
    number = draft.record.get("number")
    if number and cell is None and code is None:
        return
    known = people.numbered(number) if number else None
    serves = known and known.main_post and known.main_post.code == digits_of(code)
    if served := once_served(people, number, code):
        found = catalogue.places.called_so(served, cell)
    else:
        found = named_place(draft, catalogue)
    if found.value and not may_come_in(found.value, bool(serves), catalogue.context):
        found = Value(None, reasons=("TOWNSHIP_OUTSIDE_COUNTY",))
    draft.warn(*found.warnings)
    for reason in found.reasons:
        refuse_township(draft, reason, catalogue)
    if found.value:
        file_under(draft, found.value, catalogue)
        refuse_post_elsewhere(draft, catalogue)


def may_come_in(code: str, serves: bool, context: Context) -> bool:
    """Whether a row may be filed under a place: one of the divisions chosen or, where its person serves there, of the
    account's."""
    return context.scope.covers(code) if serves else context.covers(code)


def refuse_post_elsewhere(draft: Draft, catalogue: Catalogue) -> None:
    """What stands around a row does not overrule a post that is by its title another place's, or that of a place which
    is not known; the row's own cell does, with a warning."""
    post, places = close_text(draft.source.values.get("post_title")), catalogue.places
    found = places.posts.of_post(post, (draft.place[:COUNTY],)) if post else NOTHING
    if found is NOTHING or (found.value or "").startswith(draft.place):
        return
    if "TOWNSHIP_AMBIGUOUS" in found.reasons and post.startswith(stem_of(places.names.get(draft.place, ""))):
        return
    known = found.value or "TOWNSHIP_OUTSIDE_COUNTY" in found.reasons
    if tells_its_township(draft, catalogue):
        draft.warn("POST_NAMES_ANOTHER_PLACE" if known else "POST_NAMES_UNKNOWN_PLACE")
    else:
        code = "POST_ELSEWHERE" if known else "POST_PLACE_UNKNOWN"
        draft.refuse(code, "post_title", more=places.names.get(draft.place, ""))


def tells_its_township(draft: Draft, catalogue: Catalogue) -> bool:
    """Whether the row's own cells tell its township: a unit that every township has, 财政所, does not."""
    values, places = draft.source.values, catalogue.places
    cell, near = values.get("township"), (draft.place[:COUNTY],)
    if cell is None or values.get("township_code") is not None:
        return values.get("township_code") is not None
    unit = close_text(cell)
    if unit in catalogue.told or "单位" not in draft.table.labels.get("township", ""):
        return True
    return bool(places.township_named(cell, near).value or places.units.of_unit(unit, near).value)


def refuse_township(draft: Draft, reason: str, catalogue: Catalogue) -> None:
    """Refuses a row for its place, quoting the cell or, where it has none, the words around it that should tell."""
    values = draft.source.values
    if reason.startswith("COUNTY"):
        draft.refuse(reason, "county")
    elif values.get("township") is not None and reason != "PLACES_CONTRADICT":
        draft.refuse(reason, "township")
    else:
        told = values.get("township_code") is not None
        words = "" if told else around_of(draft, catalogue).unnamed()[0]
        draft.refuse(reason, "township_code", text=words)


def once_served(people: People, number: str | None, code: Cell) -> Value | None:
    """The place with this code, which need not be a township, where whoever has the number holds or held a post."""
    person, told = people.by_number.get(number or ""), digits_of(code)
    return Value(told) if person and any(post.code == told for post in person.posts) else None


def named_place(draft: Draft, catalogue: Catalogue) -> Value:
    """The township that the row or what stands around it names."""
    values = draft.source.values
    cell, code = values.get("township"), values.get("township_code")
    around = around_of(draft, catalogue)
    return around.of_cells(cell, code) if cell is not None or code is not None else around.inherited()


def around_of(draft: Draft, catalogue: Catalogue) -> Around:
    """What stands around a row."""
    return Around(draft, catalogue, headings=catalogue.headings(draft))


def file_under(draft: Draft, code: str, catalogue: Catalogue) -> None:
    """Files a row under a division."""
    draft.place = code
    draft.record |= {"county_code": code[:6], "township_code": code}
    name = catalogue.places.names.get(code, "")
    draft.filed_under = "" if draft.source.values.get("township") == name else name
