"""Computes what stands beside a table, from frozen inputs and a seed that follows from their hash.

`places`: by code low, high, alike (runs of ranks that cannot be told apart), and group, group_rank, group_of where
the place has a group. `funnel`: mean and spread in millionths. `robustness`: of, least, median, changes. `rising`: one
comparison for each earlier table, with rows or with the reason why there are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q

from assessments.models import Edition, EditionSupplement, Scheme
from assessments.scoring.frozen import Inputs, from_text
from assessments.scoring.funnel import funnel_of
from assessments.scoring.groups import within_groups
from assessments.scoring.outcomes import Outcomes, outcomes_of
from assessments.scoring.ranges import rank_ranges
from assessments.scoring.resampling import MODEL, REPLICATES, seed_of
from assessments.scoring.rising import Rise, Rises, refusal, rises_between
from assessments.scoring.robustness import robustness_of
from assessments.scoring.weights import UNGROUPED

FEWEST_CADRES = 5
"""Places with fewer cadres at either end are not compared for the fastest rising, whatever the scheme says."""


def values_of(edition: Edition, inputs: Inputs) -> dict[str, Any]:
    """The fields of the supplement of a prepared edition with these inputs."""
    outcomes = outcomes_of(inputs, edition.kind, [row["code"] for row in edition.rows])
    seed = seed_of(edition.inputs.sha256)
    return {
        "model_name": MODEL,
        "seed": seed,
        "replicates": REPLICATES,
        "places": places_in(edition, inputs, outcomes, seed),
        "funnel": funnel_in(outcomes),
        "robustness": robustness_in(outcomes, edition.run.scheme),
        "rising": [comparison(edition, inputs, earlier) for earlier in baselines_of(edition)],
    }


def places_in(edition: Edition, inputs: Inputs, outcomes: Outcomes, seed: int) -> dict[str, dict[str, Any]]:
    """Range and group of each ranked place."""
    scores = {row["code"]: row["score_millionths"] for row in edition.rows}
    groups = {place.code: place.group for place in inputs.places if place.group != UNGROUPED}
    found: dict[str, dict[str, Any]] = {
        code: {"low": one.low, "high": one.high, "alike": [list(run) for run in one.alike]}
        for code, one in rank_ranges(outcomes, seed).items()
    }
    for code, place in within_groups(scores, groups).items():
        found[code] |= {"group": place.group, "group_rank": place.rank, "group_of": place.of}
    return found


def funnel_in(outcomes: Outcomes) -> dict[str, int]:
    funnel = funnel_of(outcomes)
    return {"mean": funnel.mean, "spread": funnel.spread} if funnel else {}


def robustness_in(outcomes: Outcomes, scheme: Scheme) -> dict[str, Any]:
    """What becomes of the ten strongest, with the indicators by name in both languages."""
    found = robustness_of(outcomes)
    if found is None:
        return {}
    indicators = scheme.indicators.order_by("position", "id").values_list("name", "name_en")
    names = dict(enumerate(indicators, start=1))
    changes = [
        {
            "name": names[change.indicator][0],
            "name_en": names[change.indicator][1],
            "factor": change.factor,
            "stay": change.stay,
            "fall_out": list(change.fall_out),
            "come_in": list(change.come_in),
        }
        for change in found.changes
    ]
    return {"of": found.strongest, "least": found.least, "median": found.median, "changes": changes}


def baselines_of(edition: Edition) -> Iterator[Edition]:
    """The published tables of the same kind and place that it is compared with: of the period just before, and of the
    same period a year before; the newest revision of each."""
    period = edition.period
    year_before = period.starts_on.replace(year=period.starts_on.year - 1)
    same = Edition.objects.published().newest_revisions().filter(
        kind=edition.kind, division=edition.division, period__kind=period.kind
    )  # fmt: skip
    wanted = Q(period__ends_on=period.starts_on) | Q(period__starts_on=year_before)
    yield from same.filter(wanted).select_related("period", "inputs").order_by("-period__starts_on")


def comparison(edition: Edition, inputs: Inputs, earlier: Edition) -> dict[str, Any]:
    """The rises since an earlier table, or why the two cannot be compared."""
    before = from_text(earlier.inputs.text)
    told: dict[str, Any] = {"since": earlier.period.code, "revision": earlier.revision}
    if reason := refusal(before, inputs):
        return told | {"refused": reason}
    minimum = max(FEWEST_CADRES, *(end.minimum for end in (before, inputs)))
    seeds = (seed_of(earlier.inputs.sha256), seed_of(edition.inputs.sha256))
    first, last = ({row["code"]: row["n"] for row in table.rows} for table in (earlier, edition))
    found = rises_between(
        before, inputs, kind=edition.kind, cadres=(first, last), minimum=minimum, seeds=seeds
    )
    return told | {"refused": "", "minimum": minimum, **rises_in(found)}


def rises_in(found: Rises) -> Mapping[str, Any]:
    return {
        "rows": [rise_in(rise) for rise in found.rises],
        "left_out": found.left_out,
        "without_room": found.without_room,
        "fastest": len(found.fastest),
        "began_low": found.began_low,
    }


def rise_in(rise: Rise) -> dict[str, Any]:
    return {
        "rank": rise.rank,
        "code": rise.code,
        "change": rise.change,
        "low": rise.low,
        "high": rise.high,
        "before": rise.before,
        "after": rise.after,
        "n_before": rise.n_before,
        "n_after": rise.n_after,
    }


def differs(edition: Edition) -> bool:
    """Whether what stands beside an edition is something else than follows from its inputs. The rises are left out, for
    they follow from what was published when it was prepared; an edition without a supplement differs in nothing."""
    stored = EditionSupplement.objects.filter(edition=edition).first()
    if stored is None or stored.model_name != MODEL:
        return False
    again = values_of(edition, from_text(edition.inputs.text))
    del again["rising"]
    return any(getattr(stored, name) != value for name, value in again.items())
