"""From a run to a published table: draft → approved by a second person → published."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.actions.supplements import write_supplement
from assessments.editions import hash_of, recompute
from assessments.freezing import freeze
from assessments.models import Edition, ScoreRun
from cadres.models import Division, Staff
from config.journal import actions as journal

State = Edition.State


@transaction.atomic
def prepare_edition(*, run: ScoreRun, kind: str, by: Staff | None, note: str = "") -> Edition:
    """A draft of a table (`kind` of Edition.Kind) from a run. A newer draft takes the place of an older one; after
    publication it is a new revision, whose `note` says what it corrects."""
    refuse_kind(run.division, kind)
    edition = draft_of(run, kind)
    edition.note = note.strip()
    if edition.revision > 1 and not edition.note:
        raise NotPossible(
            _("%(edition)s corrects a published table. Say in the note what it corrects.")
            % {"edition": edition}
        )
    edition.run, edition.prepared_by, edition.prepared_at = run, by, timezone.now()
    edition.scheme_name = f"{run.scheme.name} v{run.scheme.version}"
    edition.inputs = freeze(run)
    table = recompute(edition.inputs.text, kind)
    edition.rows, edition.unranked = table.rows, table.unranked
    journal.save(obj=edition, by=by, verb="prepare")
    write_supplement(edition=edition, by=by)
    return edition


def refuse_kind(division: Division, kind: str) -> None:
    """A table needs places to rank below the division of the run."""
    levels = Division.Level
    allowed = {
        Edition.Kind.TOWNSHIPS: (levels.PROVINCE, levels.CITY, levels.COUNTY),
        Edition.Kind.COUNTIES: (levels.PROVINCE, levels.CITY),
    }
    if kind not in allowed:
        raise NotPossible(_("There is no table of “%(kind)s”.") % {"kind": kind})
    if division.level not in allowed[Edition.Kind(kind)]:
        raise NotPossible(
            _("The scores of %(division)s alone make no %(table)s. Compute those of its superior.")
            % {"division": division, "table": Edition.Kind(kind).label}
        )


def draft_of(run: ScoreRun, kind: str) -> Edition:
    """The draft that waits already, else a new one, of the next revision."""
    same = Edition.objects.select_for_update().filter(kind=kind, division=run.division, period=run.period)
    newest = same.order_by("-revision").first()
    if newest and newest.state == State.APPROVED:
        raise NotPossible(
            _("%(edition)s is approved and waits for publication. Publish it or discard it first.")
            % {"edition": newest}
        )
    if newest and newest.state == State.DRAFT:
        return newest
    revision = newest.revision + 1 if newest else 1
    return Edition(kind=kind, division=run.division, period=run.period, revision=revision)


@transaction.atomic
def approve_edition(*, edition: Edition, by: Staff, seen: datetime.datetime | None = None) -> Edition:
    """Draft → approved, by anyone but whoever prepared it, superusers included.

    `seen` is when the table that the approver looked at was prepared; a draft prepared again since then is refused.
    """
    edition = locked(edition)
    refuse_state(edition, State.DRAFT, _("%(edition)s is no draft; only a draft can be approved."))
    if edition.prepared_by_id == by.pk:
        raise NotPossible(_("Whoever prepared an edition cannot approve it. Ask a second person."))
    if seen is not None and seen != edition.prepared_at:
        raise NotPossible(
            _("%(edition)s has been prepared again since you opened this page. Look at the new table first.")
            % {"edition": edition}
        )
    return change(edition, by, "approve", state=State.APPROVED, approved_by=by, approved_at=timezone.now())


@transaction.atomic
def publish_edition(*, edition: Edition, by: Staff | None) -> Edition:
    """Approved → published, with the moment and the hash; it never changes again."""
    edition = locked(edition)
    refuse_state(
        edition,
        State.APPROVED,
        _("%(edition)s is not approved, or published already; it cannot be published."),
    )
    table = recompute(edition.inputs.text, edition.kind)
    if (table.rows, table.unranked) != (edition.rows, edition.unranked):
        raise NotPossible(
            _("%(edition)s does not follow from its frozen inputs. Discard it and prepare it again.")
            % {"edition": edition}
        )
    edition.published_at = timezone.now().replace(microsecond=0)
    digest = hash_of(edition, edition.rows, edition.unranked)
    return change(
        edition, by, "publish", state=State.PUBLISHED, published_at=edition.published_at, sha256=digest
    )


@transaction.atomic
def discard_edition(*, edition: Edition, by: Staff | None, reason: str) -> None:
    """Removes an edition that was not published; the journal keeps that it was, and why it went."""
    edition = locked(edition)
    if edition.state == State.PUBLISHED:
        raise NotPossible(
            _("%(edition)s is published and stays. Prepare a new revision to correct it.")
            % {"edition": edition}
        )
    if not reason.strip():
        raise NotPossible(_("Say why the edition is discarded."))
    journal.record(
        verb="discard",
        obj=edition,
        by=by,
        before=journal.snapshot(edition),
        after=None,
        reason=reason.strip(),
    )
    edition.delete()


def locked(edition: Edition) -> Edition:
    """The edition as it is stored now, kept from others until the transaction ends."""
    editions = Edition.objects.select_for_update(of=("self",))
    return editions.select_related("period", "division", "inputs").get(pk=edition.pk)


def change(edition: Edition, by: Staff | None, verb: str, **values: Any) -> Edition:
    """Writes these fields alone, with the journal row: the table of an approved edition may not be written again."""
    before = journal.snapshot(Edition.objects.get(pk=edition.pk))
    for name, value in values.items():
        setattr(edition, name, value)
    edition.save(update_fields=values)
    journal.record(verb=verb, obj=edition, by=by, before=before, after=journal.snapshot(edition))
    return edition


def refuse_state(edition: Edition, needed: str, sentence: str) -> None:
    if edition.state != needed:
        raise NotPossible(sentence % {"edition": edition})
