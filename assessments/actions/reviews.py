"""Reviews by superiors. Who is the right superior is decided here, and by the database."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.checks import main_post_on, refuse_before, refuse_elsewhere, refuse_future
from assessments.models import Period, Review, SuperiorTie
from cadres.models import Cadre, Post
from config import corrections

LONGEST = 50


def place_review(review: Review, by: Any) -> None:
    """Stamps a review with the division that keeps it and with its reviewer; ValidationError, by field, if something
    speaks against it."""
    if review.is_void:
        return
    refuse_future(review, "held_on")
    refuse_before(review.period, review, "held_on")
    post = main_post_on(review.cadre, review.held_on)
    if post is None:
        raise ValidationError(
            {
                "held_on": _(
                    "%(cadre)s held no main post on %(day)s. Check the date, or record the post first."
                )
                % words(review)
            }
        )
    refuse_elsewhere(post.division, review.cadre, by, "held_on")
    review.division = post.division
    if post.post_class == Post.PostClass.LEADER:
        by_county_leader(review)
    else:
        by_leader_of_the_place(review)


def words(review: Review) -> dict[str, Any]:
    """What the sentences name."""
    day = review.held_on.isoformat()
    place = review.division if review.division_id else ""
    return {"cadre": review.cadre, "day": day, "place": place, "superior": review.superior or ""}


def by_county_leader(review: Review) -> None:
    """Leaders are reviewed by the county leader tied to their township on the day."""
    if review.superior is not None:
        text = _(
            "%(cadre)s was a leader of %(place)s on %(day)s; the county leader tied to the township reviews its "
            "leaders. Leave this empty."
        )
        raise ValidationError({"superior": text % words(review)})
    tie = SuperiorTie.objects.in_force(review.held_on).filter(division=review.division).first()
    if tie is None:
        text = _("No county leader was tied to %(place)s on %(day)s. Record who was, then the review.")
        raise ValidationError({"cadre": text % words(review)})
    if tie.cadre_id == review.cadre_id:
        raise ValidationError({"cadre": nobody_reviews_themselves()})
    review.tie, review.reviewer = tie, tie.leader


def by_leader_of_the_place(review: Review) -> None:
    """Ordinary cadres are reviewed by a leader of their own place who is not themselves."""
    if review.superior is None:
        text = _("%(cadre)s is reviewed by a leader of %(place)s. Say by whom.")
        raise ValidationError({"superior": text % words(review)})
    if review.superior_id == review.cadre_id:
        raise ValidationError({"superior": nobody_reviews_themselves()})
    leading = review.superior.posts.in_force(review.held_on).filter(
        division=review.division, post_class=Post.PostClass.LEADER
    )
    post = leading.order_by("-main", "pk").first()
    if post is None:
        text = _("%(superior)s was no leader of %(place)s on %(day)s. Choose one who was.")
        raise ValidationError({"superior": text % words(review)})
    review.tie = None
    review.reviewer = f"{review.superior.name} {post.title}".strip()[:LONGEST]


def nobody_reviews_themselves() -> str:
    return _("Nobody reviews themselves. Choose another.")


@transaction.atomic
def record_review(
    *,
    cadre: Cadre,
    period: Period,
    held_on: datetime.date,
    grade: str,
    by: Any,
    superior: Cadre | None = None,
    text: str = "",
) -> Review:
    """Records the review of a half-year. `superior` is the leader of the place who reviewed an ordinary cadre; a
    leader's reviewer follows from who is tied to the township."""
    review = Review(cadre=cadre, period=period, held_on=held_on, grade=grade, superior=superior, text=text)
    place_review(review, by)
    return corrections.record(fact=review, by=by)
