"""How a number came about, down to the rows behind it: of a segment, and of a place in a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from assessments.breakdown import Breakdown, breakdown_of
from assessments.evidence import SOURCES, window_of_segment
from assessments.gathering import window_of
from assessments.items import full_in_words, full_of, measured_in_words, points_in_words
from assessments.models import Edition, Score, ScoreItem
from assessments.public.schemes import rule_in_words
from assessments.scoring.frozen import from_text
from config.admin_pages import Page
from config.millionths import to_text
from config.naming import writers_in_sight

MOST = 200
"""So many rows behind a number are shown; more are counted."""


def of_segment(request: HttpRequest, score: Score) -> dict[str, Any]:
    """The indicators of a segment, each with its rule in words, the value, the points and the rows behind it."""
    window = window_of_segment(score, window_of(score.run.period))
    items = list(score.items.select_related("indicator").order_by("indicator__position", "indicator_id"))
    return {
        "score": score,
        "total": "–" if score.total is None else to_text(score.total),
        "adjustment": to_text(score.adjustment),
        "items": [
            item_with_rows(request, score, item, window) | {"full": full_in_words(full)}
            for item, full in zip(items, full_of(items), strict=True)
        ],
    }


def item_with_rows(request: HttpRequest, score: Score, item: ScoreItem, window: Any) -> dict[str, Any]:
    """One indicator of a segment with the records that were looked at, as far as the account sees them."""
    sources = SOURCES[item.indicator.measure]
    groups = [rows_of(request, source(score.post, window), score.run.as_of) for source in sources]
    return {
        "rule": rule_in_words(item.indicator),
        "section": item.indicator.get_section_display(),
        "measured": measured_in_words(item),
        "points": points_in_words(item),
        "groups": [group for group in groups if group["count"]],
    }


def rows_of(request: HttpRequest, found: Any, as_of: datetime.datetime) -> dict[str, Any]:
    """Records with who entered them and when; how many there are, how many of them the account does not see, and how
    many have been entered since the computation."""
    model = found.model
    fields = {field.name: field for field in model._meta.concrete_fields}
    related = [name for name, field in fields.items() if field.remote_field and name not in NOT_NAMED]
    in_sight = found.visible_to(request.user).select_related(*related)
    if "recorded_by" in fields:
        in_sight = in_sight.prefetch_related(writers_in_sight(request.user, "recorded_by"))
    count, seen = found.count(), in_sight.count()
    return {
        "name": model._meta.verbose_name_plural,
        "count": count,
        "hidden": count - seen,
        "more": max(0, seen - MOST),
        "since": found.filter(recorded_at__gt=as_of).count() if "recorded_at" in fields else 0,
        "rows": [
            (str(row), address_of(row), getattr(row, "recorded_by", None), getattr(row, "recorded_at", None))
            for row in in_sight[:MOST]
        ],
    }


NOT_NAMED = ("recorded_by", "voided_by", "batch")


def address_of(row: Model) -> str:
    """The page of a record in the admin; empty where it has none."""
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""


class PlaceForm(forms.Form):
    """Chooses the place of a table whose working is shown."""

    place = forms.ChoiceField(label=gettext_lazy("place"))

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [
            (row["code"], row["name"]) for row in [*edition.rows, *edition.unranked]
        ]


def of_place(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """A place of a table: its sections, the mean of each indicator, and the cadres behind it that the account sees."""
    rows = {row["code"]: row for row in [*edition.rows, *edition.unranked]}
    first = next(iter(rows), "")
    form = PlaceForm(request.GET if "place" in request.GET else {"place": first}, edition=edition)
    if not form.is_valid():
        return {"form": form}
    code = form.cleaned_data["place"]
    breakdown = breakdown_of(from_text(edition.inputs.text), code)
    return {
        "form": form,
        "row": rows[code],
        "breakdown": breakdown,
        "lines": list(lines_of(edition, breakdown)),
        "people": people_of(request, edition, code),
    }


def lines_of(edition: Edition, breakdown: Breakdown) -> Iterator[dict[str, Any]]:
    """The mean of each indicator in words, in the order of the scheme."""
    indicators = dict(enumerate(edition.run.scheme.indicators.order_by("position", "id"), 1))
    for line in breakdown.lines:
        indicator = indicators[line.rule.number]
        yield {
            "rule": rule_in_words(indicator),
            "section": indicator.get_section_display(),
            "mean": "–" if line.mean is None else to_text(line.mean),
            "days": line.days,
            "missing": line.missing,
            "not_applicable": line.not_applicable,
        }


def people_of(request: HttpRequest, edition: Edition, code: str) -> list[dict[str, Any]]:
    """The segments behind a place that the account sees, each with the address of its own working."""
    scores = Score.objects.visible_to(request.user).filter(run=edition.run, division__code__startswith=code)
    found = scores.select_related("cadre", "division").order_by("division__code", "cadre__pinyin", "id")
    return [
        {
            "cadre": score.cadre,
            "place": score.division,
            "days": score.days,
            "status": score.get_status_display(),
            "total": "–" if score.total is None else to_text(score.total),
            "url": reverse("admin:assessments_score_page", args=[score.pk, "working"]),
        }
        for score in found[:MOST]
    ]


OF_SEGMENT = Page(
    "working", gettext_lazy("How this came about"), "admin/assessments/score/behind.html", of_segment
)
OF_PLACE = Page(
    "working",
    gettext_lazy("How a place came by its score"),
    "admin/assessments/edition/behind.html",
    of_place,
)
