"""Rows whose person is in post elsewhere ask that place for a transfer."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from cadres.sheets.recognition import Wanted
from cadres.transfer_requests import Asked, asked_already
from config.spreadsheets.planning import Draft


def ask_for_transfers(
    drafts: list[Draft],
    wanted: list[Wanted],
    division_ids: Mapping[str, int],
    day_of: Callable[[Draft], datetime.date],
) -> None:
    """A row whose only fault is that its person is in post elsewhere asks for a transfer: once for each person, and not
    where another row of the file has the person stay."""
    pairs = list(zip(drafts, wanted, strict=True))
    settled = asked_already() | {who.person.pk for draft, who in pairs if who.person and not draft.refused}
    for draft, who in pairs:
        person = who.person or who.elsewhere
        if person is None or person.pk in settled or draft.reasons != ["IN_POST_ELSEWHERE"]:
            continue
        # Never the stored name of somebody whom the scope does not show.
        post, name = person.main_post, draft.name or (who.person.name if who.person else "")
        if post and name:
            settled.add(person.pk)
            draft.asks = Asked(person.pk, post.pk, division_ids[draft.place], name, day_of(draft))
