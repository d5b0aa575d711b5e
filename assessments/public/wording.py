"""Codes of frozen records as words, in the language of the page."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.models import Edition, Period

CHINESE = "zh-Hans"

REASONS = {
    "no_diary": gettext_lazy("The diary books of this place were not received."),
    "not_applicable": gettext_lazy("No indicator of the scheme applies to its cadres."),
    "incomplete": gettext_lazy("Reviews or evaluations that others owe its cadres were not done."),
    "too_few": gettext_lazy("Too few cadres for a rank; the score stands without one."),
    "so_few": gettext_lazy(
        "So few cadres that a score would tell of a single person: there is none, and no rank."
    ),
    "no_cadres": gettext_lazy("No assessed cadre was in post in this period."),
}


def reason_in_words(code: str) -> str:
    """Why a place has no rank, as a sentence."""
    return str(REASONS.get(code, gettext_lazy("This place could not be ranked.")))


def named(name: str, name_en: str) -> tuple[str, str]:
    """A name in the language of the page, and the language tag it needs there: empty if it is the page's own."""
    if get_language() != "en":
        return name, ""
    return (name_en, "") if name_en else (name, CHINESE)


def period_label(period: Period) -> str:
    """A period as people say it: 2011年10月 or October 2011, a quarter, a half-year, a year."""
    year, part = str(period.starts_on.year), period.code[-1]
    if period.kind == "month":
        return date_format(period.starts_on, "YEAR_MONTH_FORMAT")
    if period.kind == "quarter":
        return _("Quarter %(part)s of %(year)s") % {"part": part, "year": year}
    if period.kind == "half":
        sentence = _("First half of %(year)s") if part == "1" else _("Second half of %(year)s")
        return sentence % {"year": year}
    return _("Year %(year)s") % {"year": year}


def title_of(edition: Edition) -> str:
    """“Townships, October 2011”: what a table ranks, and when."""
    words = {"period": period_label(edition.period)}
    if edition.kind == Edition.Kind.TOWNSHIPS:
        return _("Townships, %(period)s") % words
    return _("Counties, %(period)s") % words


def kind_label(edition: Edition) -> str:
    """What a table ranks: “Townships” or “Counties”."""
    return _("Townships") if edition.kind == Edition.Kind.TOWNSHIPS else _("Counties")
