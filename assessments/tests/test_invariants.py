"""What holds for every municipality, whatever is recorded there. Each test is a promise of docs/scoring.md."""

import dataclasses
import json
from datetime import date
from fractions import Fraction

import pytest
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.actions import (
    NotPossible,
    adopt_scheme,
    approve_edition,
    prepare_edition,
    publish_edition,
    score,
)
from assessments.editions import public_document, recompute
from assessments.freezing import freeze
from assessments.models import Indicator, Scheme
from assessments.scoring.canonical import canonical, sha256
from assessments.scoring.frozen import from_text, to_text
from assessments.scoring.tables import LEVELS, table_of
from assessments.scoring.totals import items_of, total_of
from assessments.scoring.weights import CLASSES, GROUPS, HUNDRED, UNGROUPED, weight_sums
from assessments.tests.factories import IndicatorFactory, SchemeFactory
from assessments.tests.notice import over
from assessments.tests.plain import inputs, rule, segment
from assessments.tests.public import clerk
from assessments.tests.random_records import EPOCH, records
from assessments.tests.scored import adopted, scored, staffed
from cadres.models import Cadre, Division, Post, Skill, TownshipClass
from cadres.tests.factories import CadreFactory, MasteryFactory, PostFactory, place
from config.millionths import ONE
from villages.models import Household, Village
from villages.tests.factories import HouseholdPairingFactory, VillageFactory, VisitFactory

few = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
some = settings(max_examples=60, deadline=None)
needs_records = pytest.mark.django_db


# With records: what is written into the database, in a municipality that is gone after each example.


def nothing():
    pass


def in_a_municipality(records, look, change=nothing):
    """What `look` sees of a computation on these records, once `change` has been made to them; None where nobody is
    in post."""
    with transaction.atomic():
        division, period, scheme = records.write()
        Scheme.objects.filter(pk=scheme.pk).update(version=1)
        change()
        adopt_scheme(scheme=scheme, by=None)
        try:
            run = score(period=period, division=division, by=None)
        except NotPossible:
            run = None
        found = run and look(run)
        transaction.set_rollback(True)
        return found


def frozen_text(run):
    return freeze(run).text


def without_names(text):
    """Frozen inputs without what places, scheme and indicators are called."""
    data = json.loads(text)
    for one in (data["scheme"], *data["scheme"]["indicators"], *data["places"]):
        one.pop("name")
        one.pop("name_en", None)
    return data


@needs_records
@few
@given(records=records)
def test_the_order_in_which_people_and_their_records_were_entered_changes_nothing(records):
    backwards = dataclasses.replace(
        records,
        cadres=[
            (posts, *(list(reversed(told)) for told in of_cadre))
            for posts, *of_cadre in reversed(records.cadres)
        ],
        categories=list(reversed(records.categories)),
        required=list(reversed(records.required)),
    )
    assert in_a_municipality(records, frozen_text) == in_a_municipality(backwards, frozen_text)


def rename_everything():
    """Names that put everything into another order."""
    for model in (Cadre, Village, Skill, Division, Indicator, Scheme):
        model.objects.update(name=Concat(Reverse("name"), Value("新")))
    Household.objects.update(head_name="改了姓名")


@needs_records
@few
@given(records=records)
def test_what_anybody_or_anything_is_called_changes_no_number(records):
    before, after = (
        in_a_municipality(records, frozen_text, change) for change in (nothing, rename_everything)
    )
    assert (before is None) == (after is None)
    if before is not None:
        assert before != after
        assert without_names(before) == without_names(after)


def add_what_is_of_no_concern():
    """People of another city, somebody who has left Gaocun long ago and what is recorded of both, visits before and
    after every period, a second post, and another scheme."""
    gaocun = VillageFactory(code="431226101001", township=place("431226101"))
    household = gaocun.households.first()
    for code, on, left in (("431302101", EPOCH, None), ("431226101", "2010-10-08", "2011-01-01")):
        cadre = CadreFactory()
        PostFactory(cadre=cadre, division=place(code), valid_from=None, valid_to=left)
        MasteryFactory(cadre=cadre, verified_on="2010-05-01")
        HouseholdPairingFactory(cadre=cadre, household=household, valid_from=None, valid_to=left)
        VisitFactory(
            cadre=cadre,
            division=place(code),
            village=gaocun,
            household=household,
            visited_on=on,
            stayed=True,
            signed=True,
        )
    for day in (date(2011, 6, 1), date(2012, 2, 1)):
        for post in Post.objects.in_force(day).filter(main=True, division__code__startswith="4312"):
            VisitFactory(cadre=post.cadre, division=post.division, village=gaocun, visited_on=day)
    for post in Post.objects.filter(valid_to=None, division__code="431226101")[:1]:
        PostFactory(cadre=post.cadre, division=place("431226102"), main=False, assessed=False)
    IndicatorFactory(scheme=SchemeFactory(division=place("431302"), rank_minimum=5))


@needs_records
@few
@given(records=records)
def test_what_is_recorded_elsewhere_or_of_another_time_changes_nothing(records):
    staying = [((cuts, kinds, True, True), *told) for (cuts, kinds, *_open), *told in records.cadres]
    records = dataclasses.replace(records, cadres=staying)
    alone = in_a_municipality(records, frozen_text)
    assert alone == in_a_municipality(records, frozen_text, add_what_is_of_no_concern)


def roster(division, period):
    """The keys of all main, assessed posts of a division with a day in a period, one by one."""
    days = [EPOCH.fromordinal(n) for n in range(period.starts_on.toordinal(), period.ends_on.toordinal())]
    return {
        post.pk
        for post in Post.objects.select_related("division")
        if post.main and post.assessed and post.division.code.startswith(division.code)
        if any(post.holds_on(day) for day in days)
    }


def everybody_and_everything(run):
    """Whether every post of the roster is scored once; and of each kind of table the places, and those that should be
    there."""
    scored = sorted(run.scores.values_list("post_id", flat=True))
    assert scored == sorted(roster(run.division, run.period))
    text = frozen_text(run)
    for kind, level in LEVELS.items():
        table = table_of(from_text(text), kind)
        listed = [row["code"] for row in table.rows + table.unranked]
        there = Division.objects.filter(code__startswith=run.division.code, level=level)
        assert sorted(listed) == sorted(there.values_list("code", flat=True))
        assert all(row["reason"] for row in table.unranked)
    return True


@needs_records
@few
@given(records=records)
def test_ranked_and_unranked_are_the_roster_nobody_and_nothing_is_lost_or_counted_twice(records):
    assert in_a_municipality(records, everybody_and_everything) in (True, None)


def published_and_computed_again(run):
    """The published document and the one that follows from the frozen inputs, both with the hash they come to."""
    kind = "townships"
    draft = prepare_edition(run=run, kind=kind, by=clerk("first"))
    approved = approve_edition(edition=over(draft), by=clerk("second"))
    edition = publish_edition(edition=approved, by=clerk("second"))
    edition.refresh_from_db()
    told = json.loads(json.dumps(public_document(edition)))
    stated = told["edition"].pop("sha256")
    table = recompute(edition.inputs.text, kind)
    names = {name for row in told["rows"] for name in row}
    again = {
        "edition": told["edition"],
        "rows": [{name: row[name] for name in names} for row in table.rows],
        "unranked": [
            {name: row[name] for name in ("code", "name", "reason", "score", "n") if name in row}
            for row in table.unranked
        ],
    }
    return stated, sha256(canonical(told)), sha256(canonical(again)), sha256(edition.inputs.text)


@needs_records
@few
@given(records=records)
def test_the_published_hash_is_the_one_that_anybody_computes_again(records):
    found = in_a_municipality(records, lambda run: (*published_and_computed_again(run), frozen_text(run)))
    if found is not None:
        stated, of_the_document, of_the_inputs, of_the_text, text = found
        assert stated == of_the_document == of_the_inputs
        assert of_the_text == sha256(text)


def computed_twice(run):
    return frozen_text(run), frozen_text(score(period=run.period, division=run.division, by=None))


@needs_records
@few
@given(records=records)
def test_computing_twice_gives_the_same_bytes(records):
    found = in_a_municipality(records, computed_twice)
    assert found is None or found[0] == found[1]


@needs_records
def test_the_same_records_give_the_same_bytes_on_every_database():
    """Three cadres in each of two townships, one of whom moves in mid-month; what is frozen, the table, the ranges."""
    staffed(cadres=3)
    moving = Post.objects.filter(division__code="431226101").latest("pk")
    Post.objects.filter(pk=moving.pk).update(valid_to=date(2011, 10, 16))
    PostFactory(cadre=moving.cadre, division=place("431226102"), valid_from=date(2011, 10, 16))
    adopted(version=1)
    edition = prepare_edition(run=scored(), kind="townships", by=None)
    table = {"rows": edition.rows, "unranked": edition.unranked, "ranges": edition.supplement.places}
    assert (edition.inputs.sha256, sha256(canonical(table))) == (
        "ef173f68011bd90ab677daee9a03ef59147da6fb1b50dbc1767d6a6db1ec1902",
        "ffa6a7c6645ace3b3597e71af1d7dadffa543ffde9d34a47bfa9cb50c88960b7",
    )


# A scheme: its points make 100 for everybody.


slots = st.lists(
    st.tuples(st.integers(1, 20), st.sampled_from(["all", "by class", "by group"])), min_size=1, max_size=4
)
slip = st.none() | st.integers(0, 7)
"""Which indicator is a millionth short, if any."""


def parts_of(how):
    """For whom the indicators are that share a place in a scheme: together for everybody, once."""
    if how == "by class":
        return [{"applies_to": one} for one in CLASSES]
    if how == "by group":
        return [{"groups": [group]} for group in (UNGROUPED, *GROUPS)]
    return [{}]


@needs_records
@settings(few, max_examples=40)
@given(slots=slots, slip=slip)
def test_a_scheme_is_adopted_if_and_only_if_its_points_make_100_for_everybody(slots, slip):
    whole = sum(points for points, _how in slots)
    shares = [points * HUNDRED // whole for points, _how in slots]
    shares[-1] += HUNDRED - sum(shares)
    parts = [(share, part) for share, (_n, how) in zip(shares, slots, strict=True) for part in parts_of(how)]
    short = None if slip is None else slip % len(parts)
    with transaction.atomic():
        scheme = SchemeFactory()
        for number, (share, part) in enumerate(parts):
            IndicatorFactory(scheme=scheme, points=share - (number == short), **part)
        if short is None:
            adopt_scheme(scheme=scheme, by=None)
        else:
            with pytest.raises(NotPossible, match="100"):
                adopt_scheme(scheme=scheme, by=None)
        transaction.set_rollback(True)


def test_no_class_of_cadres_in_no_class_of_townships_is_forgotten():
    everybody = {
        (post_class, group): rule(applies_to=post_class, groups=(group,))
        for post_class in Post.PostClass.values
        for group in (*TownshipClass.Kind.values, UNGROUPED)
    }
    assert len(everybody) == 10
    assert weight_sums(everybody.values()) == dict.fromkeys(everybody, HUNDRED)


MEASURED = ("a", "b", "c", "d")
days = st.tuples(st.integers(0, 25), st.just(1))
worth = st.one_of(days, days, st.tuples(st.integers(0, 10), st.just(10)), st.just((0, 0)), st.none())
curves = st.sampled_from(["proportional", "steps", "all_or_nothing", "inverse"])
targets = st.sampled_from([ONE // 2, ONE, 10 * ONE, 25 * ONE])


def indicator(number, measure, curve, *, target, points, **more):
    """A rule with what its curve needs; target and points in millionths."""
    needs = {
        "steps": {"steps": ((target // 3, points // 4), (target // 2, points // 2))},
        "inverse": {"limit": 2 * target},
    }
    made = rule(number=number, measure=measure, curve=curve, **needs.get(curve, {}), **more)
    return dataclasses.replace(made, target=target, points=points)


@st.composite
def indicators(draw):
    """A scheme of a few indicators, some for a class of cadres or townships alone, with every curve."""
    made = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        target, points = draw(targets), draw(st.integers(1, 40)) * ONE
        curve = draw(curves)
        whom = {
            "scales": draw(st.booleans()),
            "applies_to": draw(st.sampled_from(["both", "both", *CLASSES])),
            "groups": tuple(draw(st.sets(st.sampled_from([UNGROUPED, *GROUPS]), max_size=3))),
            "nothing": draw(st.sampled_from(["zero", "missing", "not_applicable"])),
        }
        measure = draw(st.sampled_from(MEASURED))
        made.append(indicator(number, measure, curve, target=target, points=points, **whom))
    return made


segments = st.builds(
    segment,
    cadre=st.integers(1, 5),
    place=st.sampled_from(["431226101", "431226102"]),
    post_class=st.sampled_from(CLASSES),
    group=st.sampled_from([UNGROUPED, *GROUPS]),
    days=st.integers(1, 31),
    months=st.fractions(Fraction(1, 31), 3, max_denominator=31),
    adjustment=st.integers(-50 * ONE, 50 * ONE),
    values=st.fixed_dictionaries(dict.fromkeys(MEASURED, worth)),
)


@some
@given(rules=indicators(), one=segments)
def test_whatever_does_not_apply_the_points_that_can_be_had_make_exactly_100(rules, one):
    for post_class in CLASSES:
        for group in (UNGROUPED, *GROUPS):
            items = items_of(dataclasses.replace(one, post_class=post_class, group=group), rules)
            full = [item.full for item in items if item.value is None or item.points is not None]
            assert sum(full) == (HUNDRED if full else 0)
            assert all(0 <= item.points <= item.full for item in items if item.points is not None)


# More is never less.


@st.composite
def raised(draw):
    """A scheme of an indicator that wants much of `a` and another one of `b`, segments judged by it, the same with more
    of `a` in one of them, and which."""
    kinds = st.sampled_from(["proportional", "steps", "all_or_nothing"])
    rules = [
        indicator(1, "a", draw(kinds), target=10 * ONE, points=draw(st.integers(1, 99)) * ONE),
        indicator(2, "b", draw(curves), target=10 * ONE, points=40 * ONE, nothing="not_applicable"),
    ]
    other = st.one_of(days, days, st.just((0, 0)))
    people = st.builds(
        segment,
        cadre=st.integers(1, 5),
        place=st.sampled_from(["431226101", "431226102"]),
        days=st.integers(1, 31),
        months=st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(2)]),
        adjustment=st.sampled_from([0, 0, 30 * ONE, -30 * ONE]),
        values=st.fixed_dictionaries({"a": days, "b": other}),
    )
    before = draw(st.lists(people, min_size=2, max_size=4))
    which = draw(st.integers(0, len(before) - 1))
    one = before[which]
    more = one.values | {"a": (one.values["a"][0] + draw(st.integers(1, 12)), 1)}
    after = [*before[:which], dataclasses.replace(one, values=more), *before[which + 1 :]]
    return rules, before, after, which


@settings(max_examples=300, deadline=None)
@given(raised())
def test_raising_one_value_lowers_no_total_no_score_and_no_rank_of_the_place(found):
    rules, before, after, which = found
    totals = [total_of(items_of(one, rules), one.adjustment) for one in (before[which], after[which])]
    assert 0 <= totals[0] <= totals[1] <= HUNDRED
    code = before[which].place
    for kind, place_code in (("townships", code), ("counties", code[:6])):
        rows = [
            {row["code"]: row for row in table_of(inputs(one, rules), kind).rows} for one in (before, after)
        ]
        assert rows[0].keys() == rows[1].keys()
        if place_code in rows[0]:
            first, then = (found[place_code] for found in rows)
            assert first["score_millionths"] <= then["score_millionths"]
            assert first["rank"] >= then["rank"]


# Rows have no order, and people no number.

alike = st.lists(
    st.builds(
        segment,
        cadre=st.integers(1, 4),
        place=st.sampled_from(["431226101", "431226102"]),
        values=st.sampled_from([{"visit_days": (0, 1)}, {"visit_days": (9, 1)}]),
    ),
    max_size=7,
)
"""Segments of people who have much in common: what tells them apart is all that they did."""


@some
@given(found=alike, seed=st.randoms())
def test_the_order_of_rows_and_the_keys_of_people_leave_the_frozen_text_as_it_is(found, seed):
    mixed = [dataclasses.replace(one, cadre=100 - one.cadre) for one in seed.sample(found, len(found))]
    assert to_text(inputs(found)) == to_text(inputs(mixed))
