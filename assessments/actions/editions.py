"""From a run to a published table: draft → on notice → approved by a second person → published."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.actions.supplements import write_supplement
from assessments.editions import hash_of, recompute
from assessments.freezing import freeze
from assessments.hearing import hearing_of
from assessments.models import Edition, Objection, ScoreRun
from assessments.notice_days import earliest_end
from assessments.scoring.differences import differences
from assessments.scoring.frozen import from_text
from assessments.scoring.tables import table_of
from cadres.models import Division, Staff
from config.journal import actions as journal
from config.uncollected import uncollected

State = Edition.State


@uncollected()
@transaction.atomic
def prepare_edition(*, run: ScoreRun, kind: str, by: Staff | None, note: str = "") -> Edition:
    """A draft of a table (`kind` of Edition.Kind) from a run. A newer draft takes the place of an older one; after
    publication it is a new revision, whose `note` says what it corrects."""
    refuse_kind(run.division, kind)
    keep_as_it_is(run)
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
    inputs = from_text(edition.inputs.text)
    table = table_of(inputs, kind)
    edition.rows, edition.unranked = table.rows, table.unranked
    edition.differences = differences_to_former(edition)
    journal.save(obj=edition, by=by, verb="prepare")
    write_supplement(edition=edition, inputs=inputs, by=by)
    return edition


def keep_as_it_is(run: ScoreRun) -> None:
    """Keeps a computation from being brought up to date until the transaction ends. It is written, not only locked:
    whoever waits meanwhile with an older view of the data is refused then."""
    ScoreRun.objects.filter(pk=run.pk).update(segments=F("segments"))


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
    """The draft that waits already, else a new one, of the next revision; a withdrawn table leaves its revision
    free."""
    same = Edition.objects.select_for_update().filter(kind=kind, division=run.division, period=run.period)
    newest = same.standing_revisions().order_by("-revision").first()
    if newest and newest.state == State.NOTICE:
        raise NotPossible(
            _("%(edition)s is on notice, so its table is fixed. Withdraw it first.") % {"edition": newest}
        )
    if newest and newest.state == State.APPROVED:
        raise NotPossible(
            _("%(edition)s is approved and waits for publication. Publish it or withdraw it first.")
            % {"edition": newest}
        )
    if newest and newest.state == State.DRAFT:
        return newest
    revision = newest.revision + 1 if newest else 1
    return Edition(kind=kind, division=run.division, period=run.period, revision=revision)


def differences_to_former(edition: Edition) -> list[dict[str, Any]] | None:
    """What this table changes of the published one that it corrects; None where it corrects none."""
    same = Edition.objects.published().filter(
        kind=edition.kind, division=edition.division, period=edition.period, revision__lt=edition.revision
    )
    former = same.order_by("-revision").first()
    if former is None:
        return None
    return differences(former.rows + former.unranked, edition.rows + edition.unranked)


@transaction.atomic
def announce_edition(
    *,
    edition: Edition,
    by: Staff | None,
    until: datetime.date | None = None,
    seen: datetime.datetime | None = None,
    at: datetime.datetime | None = None,
) -> Edition:
    """Draft → on notice: public, open to objections, its table fixed. `until` is the first day on which the notice
    is over, by default the earliest that the settings allow; `at` is the moment of the announcement, by default now,
    never later.
    """
    moment = not_ahead(at)
    edition = locked(edition)
    refuse_state(edition, State.DRAFT, _("%(edition)s is no draft; only a draft can be put on notice."))
    refuse_unseen(edition, seen)
    today = timezone.localdate(moment)
    earliest = earliest_end(today)
    until = until or earliest
    if until < earliest:
        raise NotPossible(
            _(
                "The notice is too short: it lasts at least until %(day)s, the first day on which it may be over."
            )
            % {"day": earliest.isoformat()}
        )
    return change(
        edition,
        by,
        "announce",
        state=State.NOTICE,
        notice_from=today,
        notice_until=until,
        announced_by=by,
        announced_at=moment,
    )


@transaction.atomic
def withdraw_edition(
    *, edition: Edition, by: Staff | None, reason: str, at: datetime.datetime | None = None
) -> Edition:
    """On notice, or approved → withdrawn, for a reason that the public reads. It stays on record with its
    objections; the next table that is prepared takes its revision and goes on notice anew."""
    moment = not_ahead(at)
    edition = locked(edition)
    if edition.state not in (State.NOTICE, State.APPROVED):
        raise NotPossible(
            _("%(edition)s is not on notice and does not wait for publication; there is nothing to withdraw.")
            % {"edition": edition}
        )
    if not reason.strip():
        raise NotPossible(_("Say why the table is withdrawn: the public reads it."))
    return change(
        edition,
        by,
        "withdraw",
        state=State.WITHDRAWN,
        withdrawn_by=by,
        withdrawn_at=moment,
        withdraw_reason=reason.strip(),
    )


@transaction.atomic
def approve_edition(
    *,
    edition: Edition,
    by: Staff,
    seen: datetime.datetime | None = None,
    at: datetime.datetime | None = None,
) -> Edition:
    """On notice → approved once the notice is over and every objection is answered and refused; by anyone but whoever
    prepared it, superusers included.

    `seen` is when the table that the approver looked at was prepared; another one is refused.
    """
    moment = not_ahead(at)
    edition = locked(edition)
    refuse_state(
        edition, State.NOTICE, _("%(edition)s is not on notice; approved is what has been on notice.")
    )
    if edition.prepared_by_id == by.pk:
        raise NotPossible(_("Whoever prepared an edition cannot approve it. Ask a second person."))
    refuse_unseen(edition, seen)
    refuse_unheard(edition, timezone.localdate(moment))
    values = {"approved_by": by, "approved_at": moment, "hearing": hearing_of(edition)}
    return change(edition, by, "approve", state=State.APPROVED, **values)


def refuse_unheard(edition: Edition, today: datetime.date) -> None:
    """Refuses the approval of a table to which an objection was upheld, whose notice is not over, or to which an
    objection is open: first what cannot be waited for."""
    objections = Objection.objects.filter(edition=edition)
    if objections.upheld().exists():
        raise NotPossible(
            _(
                "An objection to %(edition)s was upheld, so the table is not right as it is. Withdraw it, compute the "
                "scores again and put the new table on notice."
            )
            % {"edition": edition}
        )
    if today < edition.notice_until:
        raise NotPossible(
            _("%(edition)s is on notice until %(day)s. It can be approved from that day on.")
            % {"edition": edition, "day": edition.notice_until.isoformat()}
        )
    if open_ones := objections.unanswered().count():
        raise NotPossible(
            _("Objections to %(edition)s that are not answered yet: %(count)s. Each is answered first.")
            % {"edition": edition, "count": open_ones}
        )


@transaction.atomic
def publish_edition(*, edition: Edition, by: Staff | None, at: datetime.datetime | None = None) -> Edition:
    """Approved → published, with the moment and the hash; it never changes again."""
    moment = not_ahead(at)
    edition = locked(edition)
    refuse_state(
        edition,
        State.APPROVED,
        _("%(edition)s is not approved, or published already; it cannot be published."),
    )
    table = recompute(edition.inputs.text, edition.kind)
    if (table.rows, table.unranked) != (edition.rows, edition.unranked):
        raise NotPossible(
            _("%(edition)s does not follow from its frozen inputs. Withdraw it and prepare it again.")
            % {"edition": edition}
        )
    edition.published_at = moment.replace(microsecond=0)
    digest = hash_of(edition, edition.rows, edition.unranked)
    return change(
        edition, by, "publish", state=State.PUBLISHED, published_at=edition.published_at, sha256=digest
    )


@transaction.atomic
def discard_edition(*, edition: Edition, by: Staff | None, reason: str) -> None:
    """Removes a draft; the journal keeps that it was, and why it went. What has been on notice stays on record."""
    edition = locked(edition)
    if edition.state == State.PUBLISHED:
        raise NotPossible(
            _("%(edition)s is published and stays. Prepare a new revision to correct it.")
            % {"edition": edition}
        )
    if edition.state != State.DRAFT:
        raise NotPossible(
            _("%(edition)s has been on notice and stays on record. Withdraw it instead.")
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


def not_ahead(at: datetime.datetime | None) -> datetime.datetime:
    """The moment at which something is done: now, or an earlier one that a command gives; never one that is to come."""
    now = timezone.now()
    if at is not None and at > now:
        raise NotPossible(_("That moment has not come yet."))
    return at or now


def refuse_unseen(edition: Edition, seen: datetime.datetime | None) -> None:
    """Refuses to go on with another table than the one that was looked at."""
    if seen is not None and seen != edition.prepared_at:
        raise NotPossible(
            _("%(edition)s has been prepared again since you opened this page. Look at the new table first.")
            % {"edition": edition}
        )


def refuse_state(edition: Edition, needed: str, sentence: str) -> None:
    if edition.state != needed:
        raise NotPossible(sentence % {"edition": edition})
