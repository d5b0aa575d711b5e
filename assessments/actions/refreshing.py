"""Bringing a computation up to date after late entries: everything is counted again, only what differs is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.actions.runs import insert_items, scheme_for, score_row, write_scores
from assessments.gathering import Found, gather, rules_of
from assessments.models import Score, ScoreItem, ScoreRun
from cadres.models import Staff
from config.journal import actions as journal
from config.spreadsheets.writing import Update, batched, update
from config.transactions import one_snapshot
from config.uncollected import uncollected

KEYS_AT_ONCE = 500
"""So many keys every database takes as variables of one statement."""

ItemContent = tuple[int, int | None, int, int | None]
"""Of an item: indicator, numerator, denominator, points."""


@uncollected()
def refresh_scores(*, run: ScoreRun, by: Staff | None) -> int:
    """Lets a computation that no table was prepared from see the data of now; how many segments changed.

    Segments whose numbers are the same are not touched: their rows and keys stay.
    """
    with one_snapshot():
        run = (
            ScoreRun.objects.select_for_update(of=("self",))
            .select_related("period", "division", "scheme")
            .get(pk=run.pk)
        )
        refuse_refresh(run)
        rules = rules_of(run.scheme, run.period.kind)
        keys = {rule.number: key for key, rule in rules.items()}
        found = gather(run.division, run.period, run.scheme)
        stored = stored_scores(run)
        changed = [one for one in found if one.post_id in stored and differs(one, stored[one.post_id], keys)]
        fresh = [one for one in found if one.post_id not in stored]
        gone = stored.keys() - {one.post_id for one in found}
        rewrite(changed, stored, keys)
        remove(stored[post].pk for post in gone)
        write_scores(run, fresh, rules)
        run.as_of, run.segments = timezone.now(), len(found)
        journal.save(obj=run, by=by, verb="refresh")
        return len(changed) + len(fresh) + len(gone)


def refuse_refresh(run: ScoreRun) -> None:
    """NotPossible where a table was prepared from the run, or another scheme would be used today."""
    if run.editions.exists():
        raise NotPossible(
            _(
                "A table was prepared from this computation, so it stays as it is. Compute the scores again instead."
            )
        )
    if scheme_for(run.division, run.period) != run.scheme:
        raise NotPossible(
            _("Another scheme is in force for %(period)s by now. Compute the scores again instead.")
            % {"period": run.period}
        )


class Stored:
    """A stored score: its key, its values by field, and its items."""

    __slots__ = ("items", "pk", "values")

    def __init__(self, pk: int, values: Mapping[str, Any]) -> None:
        self.pk, self.values = pk, values
        self.items: set[ItemContent] = set()


FIELDS = ("division_id", "post_class", "starts_on", "days", "status", "adjustment", "total", "group", "late")


def stored_scores(run: ScoreRun) -> dict[int, Stored]:
    """The scores of a run by post."""
    found, by_key = {}, {}
    for pk, post, *values in run.scores.values_list("id", "post_id", *FIELDS):
        found[post] = by_key[pk] = Stored(pk, dict(zip(FIELDS, values, strict=True)))
    items = ScoreItem.objects.filter(score__run=run).order_by()
    for score, *content in items.values_list(
        "score_id", "indicator_id", "numerator", "denominator", "points"
    ):
        by_key[score].items.add((content[0], content[1], content[2], content[3]))
    return found


def content_of(found: Found, keys: Mapping[int, int]) -> set[ItemContent]:
    """The items of a segment as they would be stored; `keys` are those of the indicators by number."""
    return {(keys[item.rule.number], *(item.value or (None, 1)), item.points) for item in found.items}


def differs(found: Found, stored: Stored, keys: Mapping[int, int]) -> bool:
    """Whether anything that is shown of a segment has changed."""
    row = score_row(found)
    return {name: row[name] for name in FIELDS} != stored.values or content_of(found, keys) != stored.items


def rewrite(changed: Iterable[Found], stored: Mapping[int, Stored], keys: Mapping[int, int]) -> None:
    """Changes the scores in place, and puts their items anew."""
    updates, scores, items = [], [], []
    for one in changed:
        before, row = stored[one.post_id], score_row(one)
        after = {name: row[name] for name in FIELDS}
        updates.append(Update(pk=before.pk, before=before.values, after=after, place=one.segment.place))
        scores += [before.pk] * len(one.items)
        items += one.items
    update(Score, updates)
    for keys_of_some in batched((one.pk for one in updates), KEYS_AT_ONCE):
        ScoreItem.objects.filter(score__in=keys_of_some).delete()
    insert_items(scores, items, keys)


def remove(keys: Iterable[int]) -> None:
    """Takes away the scores of segments that there are no more, with their items."""
    for some in batched(keys, KEYS_AT_ONCE):
        ScoreItem.objects.filter(score__in=some).delete()
        Score.objects.filter(pk__in=some).delete()
