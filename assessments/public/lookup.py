"""Finding a published edition by its address. Drafts and approved editions do not exist here."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Edition
from assessments.models.period import bounds_of


class NotPublic(Exception):
    """Nothing is published at this address; says so in a sentence for the visitor."""


def published() -> QuerySet[Edition]:
    """Published editions with what a heading names of them; neither inputs nor people."""
    related = Edition.objects.published().select_related("period", "division", "run__scheme__division")
    return related.defer("prepared_by", "approved_by", "prepared_at", "approved_at")


def without_rows() -> QuerySet[Edition]:
    """For lists of editions: all but the tables themselves."""
    return published().defer("rows", "unranked")


def with_ranges(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """With the ranges and groups that stand beside the tables, without the rest of what stands there."""
    rest = ("supplement__funnel", "supplement__robustness", "supplement__rising")
    return editions.select_related("supplement").defer(*rest)


def find_edition(kind: str, period: str, code: str = "", revision: int | None = None) -> Edition:
    """The table of a kind and period: the city's, or with `code` that division's own; the newest revision unless
    one is given. NotPublic with a sentence if there is none."""
    if kind not in Edition.Kind.values:
        raise NotPublic(_("There is no such table. The tables are of townships or of counties."))
    try:
        bounds_of(period)
    except ValueError as error:
        raise NotPublic(str(error)) from error
    found = published().filter(kind=kind, period__code=period)
    found = found.filter(division__code=code) if code else found.of_the_city()
    if revision is not None:
        found = found.filter(revision=revision)
    found = found.select_related("supplement").defer("supplement__rising")
    edition = found.order_by("division__code", "-revision").first()
    if edition is None:
        raise NotPublic(not_there(period, code, revision))
    return edition


def not_there(period: str, code: str, revision: int | None) -> str:
    """Which table is not published, as a sentence."""
    if revision is not None:
        return _("There is no revision %(revision)s of this table for %(period)s.") % {
            "revision": revision,
            "period": period,
        }
    if code:
        return _("The division %(code)s has published no such table of its own for %(period)s.") % {
            "code": code,
            "period": period,
        }
    return _("No such table has been published for %(period)s.") % {"period": period}


def newest(kind: str) -> Edition | None:
    """The city's table of a kind whose period ended last (of periods that end together the shortest)."""
    order = ("-period__ends_on", "-period__starts_on", "-revision")
    return with_ranges(published()).of_the_city().filter(kind=kind).order_by(*order).first()


def table_url(edition: Edition, *, fixed: bool = False, suffix: str = "") -> str:
    """The address of a table: the newest revision, or this one for ever if `fixed`; suffix "csv" or "json" for a
    file, "funnel" or "rising" for a page beside it."""
    kwargs: dict[str, str | int] = {"kind": edition.kind, "period": edition.period.code}
    if edition.division.level in ("county", "township"):
        kwargs["code"] = edition.division.code
    if fixed:
        kwargs["revision"] = edition.revision
    return reverse("assessments:" + ("table_" + suffix if suffix else "table"), kwargs=kwargs)


def revisions_of(edition: Edition) -> list[tuple[str, Edition]]:
    """Every published revision of the same table with its lasting address, and every one that was withdrawn from its
    notice with that of the notice; newest first."""
    states = [Edition.State.PUBLISHED, Edition.State.WITHDRAWN]
    found = same_table(edition).filter(state__in=states).order_by("-revision", "-pk")
    return [(public_url(e), e) for e in found]


def took_its_place(withdrawn: Edition) -> Edition | None:
    """Which table stands, or is on notice, in the place of one that was withdrawn; None: none yet."""
    gone = [Edition.State.DRAFT, Edition.State.WITHDRAWN]
    return same_table(withdrawn).filter(pk__gt=withdrawn.pk).exclude(state__in=gone).order_by("pk").first()


def same_table(edition: Edition) -> QuerySet[Edition]:
    """The tables of the same kind, division and period, with what a heading names of them."""
    same = {"kind": edition.kind, "division": edition.division_id, "period": edition.period_id}
    told = ("state", "published_at", "note", "withdrawn_at", "withdraw_reason")
    found = Edition.objects.filter(**same).select_related("division", "period")
    return found.only(
        "kind", "division__code", "division__level", "division__name", "period__code", "revision", *told
    )


def public_url(edition: Edition) -> str:
    """Where anybody reads a table: published, its lasting address, else the notice."""
    if edition.state == Edition.State.PUBLISHED:
        return table_url(edition, fixed=True)
    return reverse("assessments:notice", args=[edition.pk])
