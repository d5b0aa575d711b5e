"""What can be done with cadres: enrol, appoint, transfer, leave, take up a skill, verify a mastery.

Each verb is atomic, writes its journal rows, and refuses with a ValidationError that says what to do instead.
`by` is the staff account that acts; None for a command on the server.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Cadre, Division, LearningGoal, Mastery, Post, Skill
from cadres.numbers import take_cadre_numbers
from config import corrections
from config.journal import actions as journal
from config.jurisdiction import EVERYTHING, Scope

__all__ = [
    "appoint", "correct_post", "end", "enrol", "leave", "post_on", "set_goal", "transfer", "verify_mastery", "void",
]  # fmt: skip

NOWHERE = Scope()

end = corrections.end
void = corrections.void


def post_on(cadre: Cadre, day: datetime.date) -> Post | None:
    """The main post held on a day; where there is none, another post held on it."""
    return cadre.posts.in_force(day).select_related("division").order_by("-main", "id").first()


@transaction.atomic
def enrol(
    *,
    cadre: Cadre,
    division: Division,
    on: datetime.date,
    by: Any,
    title: str = "",
    post_class: str = "ordinary",
) -> Cadre:
    """Records a new cadre, who gets a number, with the first main post."""
    cadre.recorded_by = by
    cadre.full_clean(exclude=["number"])
    [cadre.number] = take_cadre_numbers(1)
    cadre.save(force_insert=True)
    appoint(cadre=cadre, division=division, on=on, by=by, title=title, post_class=post_class)
    # After the post, because it is through the post that the entry belongs to a division.
    journal.record(verb="create", obj=cadre, by=by, before=None, after=journal.snapshot(cadre))
    return cadre


@transaction.atomic
def appoint(
    *,
    cadre: Cadre,
    division: Division,
    on: datetime.date | None,
    by: Any,
    title: str = "",
    post_class: str = "ordinary",
    main: bool = True,
    assessed: bool | None = None,
) -> Post:
    """Opens a post from the day `on`. A main post is assessed unless `assessed` says otherwise."""
    post = Post(
        cadre=cadre,
        division=division,
        title=title,
        post_class=post_class,
        main=main,
        assessed=main if assessed is None else assessed,
        valid_from=on,
    )
    refuse_overlap(post, scope_of(by))
    return corrections.record(fact=post, by=by)


@transaction.atomic
def correct_post(*, post: Post, by: Any) -> Post:
    """Saves a post whose fields were corrected."""
    stored = Post.objects.select_related("division").get(pk=post.pk)
    refuse_outside([stored, post], by)
    refuse_overlap(post, scope_of(by))
    return corrections.record(fact=post, by=by)


def scope_of(by: Any) -> Scope:
    """Where the one who acts may look; a command on the server looks everywhere."""
    return EVERYTHING if by is None else by.scope


def refuse_outside(posts: Iterable[Post], by: Any) -> None:
    """ValidationError if one of the posts, which would be ended or changed, lies outside the jurisdiction of `by`."""
    scope = scope_of(by)
    for post in posts:
        if not scope.covers(post.division.code):
            raise ValidationError(
                _(
                    "%(cadre)s holds a post outside your jurisdiction that this would change. Ask an account that "
                    "is responsible for both places to do it."
                ),
                code="post_outside",
                params={"cadre": post.cadre},
            )


def refuse_overlap(post: Post, scope: Scope = NOWHERE) -> None:
    """ValidationError if another main post of the cadre holds on one of its days; it names a place in `scope` only."""
    if not post.main or post.is_void:
        return
    others = (
        Post.objects.filter(cadre=post.cadre_id, main=True).exclude(pk=post.pk).select_related("division")
    )
    first, last = post.valid_from or datetime.date.min, post.valid_to or datetime.date.max
    other = others.overlapping(first, last).order_by("valid_from").first()
    if other is None:
        return
    if not scope.covers(other.division.code):
        raise ValidationError(
            _(
                "%(cadre)s already holds another main post on some of these days, and there can be only one at a "
                "time. Transfer the cadre, or have the other post ended first."
            ),
            code="post_overlaps",
            params={"cadre": post.cadre},
        )
    since = other.valid_from.isoformat() if other.valid_from else _("an unknown day")
    raise ValidationError(
        _(
            "%(cadre)s already holds a main post in %(place)s since %(since)s, and there can be only one at a "
            "time. Transfer the cadre, or end the other post first."
        ),
        code="post_overlaps",
        params={"cadre": post.cadre, "place": other.division, "since": since},
    )


@transaction.atomic
def transfer(
    *,
    cadre: Cadre,
    to: Division,
    on: datetime.date,
    by: Any,
    title: str | None = None,
    post_class: str | None = None,
    reason: str = "",
) -> Post:
    """Ends the main post and opens the next one on the day `on`; title and class stay unless given."""
    last_day = on - datetime.timedelta(days=1)
    old = cadre.posts.in_force(last_day).filter(main=True).first()
    if old is None:
        raise ValidationError(
            _("%(cadre)s holds no main post on the day before %(day)s. Use “appoint” instead of “transfer”."),
            code="no_main_post",
            params={"cadre": cadre, "day": on.isoformat()},
        )
    if old.valid_to != on:
        refuse_outside([old], by)
        corrections.end(fact=old, on=on, by=by, reason=reason)
    return appoint(
        cadre=cadre,
        division=to,
        on=on,
        by=by,
        title=old.title if title is None else title,
        post_class=old.post_class if post_class is None else post_class,
        assessed=old.assessed,
    )


@transaction.atomic
def leave(*, cadre: Cadre, on: datetime.date, by: Any, reason: str) -> None:
    """Ends every post that the cadre still holds; `on` is the first day out of post."""
    posts = list(cadre.posts.holding_from(on).select_related("division"))
    if not posts:
        raise ValidationError(
            _("%(cadre)s holds no post on %(day)s, so there is nothing to end."),
            code="no_post",
            params={"cadre": cadre, "day": on.isoformat()},
        )
    refuse_outside(posts, by)
    for post in posts:
        corrections.end(fact=post, on=on, by=by, reason=reason)


@transaction.atomic
def set_goal(
    *, cadre: Cadre, skill: Skill, by: Any, need: str = "", on: datetime.date | None = None
) -> LearningGoal:
    """The cadre takes up a skill from the day `on` (None: always), in answer to one of the three needs."""
    goal = LearningGoal(cadre=cadre, skill=skill, need=need, valid_from=on)
    return corrections.record(fact=goal, by=by)


@transaction.atomic
def verify_mastery(
    *, cadre: Cadre, skill: Skill, on: datetime.date, verified_by: str, method: str, level: str, by: Any
) -> Mastery:
    """Somebody named has verified on a day, by a stated method, that the cadre masters a skill."""
    mastery = Mastery(
        cadre=cadre, skill=skill, verified_on=on, verified_by=verified_by, method=method, level=level
    )
    refuse_future_mastery(mastery)
    return corrections.record(fact=mastery, by=by)


def refuse_future_mastery(mastery: Mastery) -> None:
    """ValidationError if the verification lies in the future."""
    if mastery.verified_on and mastery.verified_on > timezone.localdate():
        raise ValidationError(
            {
                "verified_on": _(
                    "A skill cannot have been verified on a day that has not come yet. Check the date."
                )
            }
        )
