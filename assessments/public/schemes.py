"""The rules behind a published table, as lines that say what earns how many points."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.fields import GROUPS, plain, steps_in_words
from assessments.measures import Kind, registered
from assessments.models import Edition, Indicator, Period, Scheme
from assessments.public.lookup import NotPublic, without_rows


@dataclass(frozen=True)
class Rule:
    """One indicator in words: what earns full points, how many those are, and for whom."""

    name: str
    target: str
    points: str
    whom: str
    curve: str


def scheme_url(scheme: Scheme) -> str:
    """The address of the method by which a table was made; `scheme.division` must be loaded."""
    return reverse("assessments:scheme", args=[scheme.division.code, scheme.year, scheme.version])


def newest_scheme() -> Scheme:
    """The scheme of the newest table of the city; NotPublic while nothing is published."""
    edition = without_rows().of_the_city().order_by("-period__ends_on", "-revision").first()
    if edition is None:
        raise NotPublic(_("No table has been published yet, so there is no method to show."))
    return edition.run.scheme


def find_scheme(code: str, year: int, version: int) -> Scheme:
    """An adopted scheme by which a published table was made; NotPublic otherwise."""
    tables = Edition.objects.published().filter(run__scheme=OuterRef("pk"))
    found = Scheme.objects.adopted().filter(Exists(tables), division__code=code, year=year, version=version)
    scheme = found.select_related("division").first()
    if scheme is None:
        raise NotPublic(_("No published table was made by a scheme with this address."))
    return scheme


def rules_by_section(scheme: Scheme) -> list[tuple[str, list[Rule]]]:
    """The scheme's indicators in words, in its order, under the names of their sections."""
    found: dict[str, list[Rule]] = {}
    for indicator in scheme.indicators.all():
        found.setdefault(indicator.get_section_display(), []).append(rule_in_words(indicator))
    return list(found.items())


def rule_in_words(indicator: Indicator) -> Rule:
    return Rule(
        name=str(indicator),
        target=target_in_words(indicator),
        points=plain(indicator.points),
        whom=whom_in_words(indicator),
        curve=curve_in_words(indicator),
    )


def whom_in_words(indicator: Indicator) -> str:
    """The class of cadres; the classes of townships and the kinds of periods where it is not meant for all of them."""
    groups, kinds = dict(GROUPS), dict(Period.Kind.choices)
    parts = [
        indicator.get_applies_to_display(),
        ", ".join(str(groups[group]) for group in indicator.groups),
        ", ".join(str(kinds[kind]) for kind in indicator.periods),
    ]
    return " · ".join(part for part in parts if part)


def curve_in_words(indicator: Indicator) -> str:
    """The curve, with its steps or its limit."""
    label = indicator.get_curve_display()
    if indicator.steps:
        return f"{label}: {steps_in_words(indicator.steps)}"
    if indicator.limit is not None:
        nothing = _("no points from %(limit)s on") % {"limit": value_in_words(indicator, indicator.limit)}
        return f"{label}; {nothing}"
    return label


def target_in_words(indicator: Indicator) -> str:
    """“days a month: 10”, “80 %”, “skills: 1”; where less is better, “at most”."""
    value = value_in_words(indicator, indicator.target)
    if indicator.curve == Indicator.Curve.INVERSE:
        return _("at most %(value)s") % {"value": value}
    return value


def value_in_words(indicator: Indicator, millionths: int) -> str:
    measure = registered()[indicator.measure]
    if measure.kind is Kind.SHARE:
        return f"{plain(millionths * 100)} %"
    words = {"number": plain(millionths), "unit": measure.unit}
    return _("%(unit)s a month: %(number)s") % words if measure.scales else _("%(unit)s: %(number)s") % words
