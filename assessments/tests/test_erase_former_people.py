"""Who left long ago is no person any more, anywhere; what is kept for statistics says what it said."""

import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.actions import approve_edition, prepare_edition, publish_edition
from assessments.models import Edition, FrozenInputs, Score
from assessments.tests.notice import over
from assessments.tests.remembered import (
    NAME,
    WORDS,
    everything_about_them,
    others,
    words_in_files,
    words_in_tables,
)
from assessments.tests.scored import adopted, scored
from cadres.actions import appoint
from cadres.models import Cadre, Post
from cadres.tests.factories import CadreFactory, PostFactory, StaffFactory, TransferRequestFactory, cadre_at
from config.journal.history import history_of
from config.journal.models import Entry, ErasedRecord, Erasure
from config.journal.sealing import seal_some
from config.journal.verifying import findings
from config.retention import erasing
from config.spreadsheets import vault
from config.spreadsheets.actions import undo
from config.spreadsheets.models import Batch
from config.testing import lift_guards
from config.tests.factories import EntryFactory
from villages.models import Household, HouseholdCategory, Village, Visit
from villages.tests.factories import (
    DiarySubmissionFactory,
    HouseholdCategoryFactory,
    HouseholdFactory,
    HouseholdPairingFactory,
    VisitFactory,
)
from villages.tests.sheets_cast import (
    id_number,
    imported,
    person,
    planned,
    reasons,
    roster,
    villages_and_skills,
    workbook,
)
from villages.tests.test_import_undo import AUTUMN

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.datetime(2012, 5, 1, tzinfo=datetime.UTC)
OVER, LATELY = datetime.date(2015, 1, 1), datetime.date(2025, 1, 1)


def erase(*arguments):
    out = StringIO()
    call_command("erase_former_people", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def them(gaocun, jinhe, city_editor, approver, settings, tmp_path):
    """Everything about a cadre and a household of long ago, and a published edition for which they counted."""
    settings.VAR_DIR = tmp_path
    found = everything_about_them()
    for town in (gaocun, jinhe):
        DiarySubmissionFactory(division=town, month="2011-10")
    adopted()
    edition = prepare_edition(run=scored(), kind="townships", by=city_editor)
    publish_edition(edition=approve_edition(edition=over(edition), by=approver), by=approver)
    while seal_some():
        pass
    return found


# Nowhere


def test_what_is_looked_for_is_there_before_it_is_erased(them):
    assert {word for words in words_in_tables().values() for word in words} == set(WORDS)


def test_they_are_found_in_no_table_and_in_no_file_afterwards(them, tmp_path):
    digest = Cadre.objects.get(name=NAME).id_digest
    erase()
    assert words_in_tables([*WORDS, digest]) == {}
    assert words_in_files(tmp_path) == {}
    # What a session holds is encoded: it could not be found.
    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="SQLite alone keeps its file where the test can read it."
)
def test_nothing_of_them_is_left_in_the_file_of_the_database(them):
    path = Path(connection.settings_dict["NAME"])
    assert words_in_files(path)
    erase()
    connection.close()
    beside = [path.with_name(path.name + end) for end in ("", "-journal", "-wal")]
    assert [words_in_files(one) for one in beside if one.exists() and words_in_files(one)] == []


def test_everybody_else_stays_as_they_are(them):
    before = others()
    erase()
    assert others() == before


# Statistics


def test_dates_divisions_purposes_and_points_stay(them):
    cadre, household = them
    told = {
        Post: ("division", "post_class", "valid_from", "valid_to"),
        Visit: ("village", "visited_on", "purpose", "signed", "stayed"),
        HouseholdCategory: ("category", "valid_from", "valid_to"),
        Score: ("division", "days", "status", "total"),
    }
    before = {model: list(model.objects.order_by("pk").values_list(*names)) for model, names in told.items()}
    erase()
    assert {m: list(m.objects.order_by("pk").values_list(*names)) for m, names in told.items()} == before
    assert Visit.objects.filter(cadre=cadre, household=household).count() == 3


def test_the_edition_is_computed_again_to_its_hash(them):
    digest, inputs = Edition.objects.get().sha256, FrozenInputs.objects.get().text
    erase()
    out = StringIO()
    call_command("verify_edition", "townships", "2011-10", stdout=out)
    assert digest in out.getvalue()
    assert FrozenInputs.objects.get().text == inputs


def test_scores_of_that_time_can_be_computed_again(them):
    before = list(Score.objects.order_by("pk").values_list("division", "days", "total"))
    erase()
    again = scored()
    assert list(again.scores.order_by("pk").values_list("division", "days", "total")) == before


# The journal


def test_the_journal_holds_and_every_other_change_of_it_is_found(them):
    erase()
    while seal_some():
        pass
    assert list(findings()) == []
    lift_guards()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_entry SET reason = 'x' WHERE erasure_id = (SELECT min(id) FROM journal_erasure)"
        )
    assert list(findings())


def test_the_erasure_is_in_the_journal_by_number_and_without_a_name(them):
    cadre, household = them
    erase()
    told = Entry.objects.filter(verb="erase", model="journal.erasure").values_list("after", flat=True)
    assert [(one["kind"], one["records"]) for one in told.order_by("after__kind", "pk")] == [
        ("cadres.cadre", [cadre.pk]),
        ("cadres.cadre", [10**9]),
        ("villages.household", [household.pk]),
    ]
    about = Entry.objects.get(verb="erase", model="cadres.cadre", object_id=cadre.pk)
    assert (about.before, about.after, about.division_code) == (None, None, "431226101")


def test_whoever_stands_under_a_seal_that_does_not_hold_is_not_erased(them):
    lift_guards()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET reason = 'x' WHERE id = (SELECT min(id) FROM journal_entry)")
    with pytest.raises(CommandError, match="verify_journal"):
        erase()
    assert Cadre.objects.filter(name=NAME).exists()


# Whose


def test_a_second_run_does_nothing(them):
    erase()
    count = Entry.objects.count()
    assert "没有需要清除" in erase()
    assert Entry.objects.count() == count


def test_a_dry_run_writes_nothing_and_tells_numbers(them):
    before = words_in_tables()
    told = erase("--dry-run")
    assert "干部: 1\n" in told and "农户: 1\n" in told and "走访记录: 4\n" in told
    assert words_in_tables() == before
    assert not Erasure.objects.exists()


@pytest.mark.parametrize(
    ("make", "goes"),
    [
        (lambda cadre: PostFactory(cadre=cadre, valid_to=OVER), True),
        (lambda cadre: PostFactory(cadre=cadre, valid_to=LATELY), False),
        (lambda cadre: PostFactory(cadre=cadre, valid_to=None), False),
        (lambda cadre: None, False),
    ],
    ids=["left long ago", "left lately", "in post", "entered lately, never in post"],
)
def test_a_cadre_is_erased_only_if_the_last_post_ended_that_long_ago(make, goes):
    cadre = CadreFactory()
    make(cadre)
    erase()
    assert (Cadre.objects.get(pk=cadre.pk).name == "已清除") is goes


def test_of_two_posts_the_last_one_counts(gaocun):
    cadre = CadreFactory()
    PostFactory(cadre=cadre, valid_to=OVER)
    PostFactory(cadre=cadre, valid_from=OVER, valid_to=LATELY)
    erase()
    assert not Erasure.objects.exists()


def test_whose_transfer_is_asked_for_stays(gaocun, jinhe):
    request = TransferRequestFactory()
    Post.objects.filter(pk=request.from_post_id).update(valid_to=OVER)
    erase()
    assert not Erasure.objects.exists()


def test_the_years_are_a_setting(settings):
    PostFactory(valid_to=OVER)
    settings.RETENTION_YEARS = 50
    erase()
    assert not Erasure.objects.exists()


def test_a_day_may_be_named_from_which_to_count_back():
    PostFactory(valid_to=OVER)
    erase("--as-of", "2019-12-31")
    assert not Erasure.objects.exists()
    erase("--as-of", "2020-01-01")
    assert Erasure.objects.count() == 1
    with pytest.raises(CommandError):
        erase("--as-of", "2999-01-01")


@pytest.mark.parametrize(
    ("make", "goes"),
    [
        (lambda h: None, True),
        (lambda h: HouseholdCategoryFactory(household=h, valid_to=OVER), True),
        (lambda h: HouseholdCategoryFactory(household=h), False),
        (lambda h: HouseholdPairingFactory(household=h), False),
        (lambda h: HouseholdPairingFactory(household=h, valid_to=OVER), True),
        (lambda h: HouseholdPairingFactory(household=h, cadre=cadre_at("431226101", valid_to=OVER)), True),
        (lambda h: VisitFactory(household=h, village=h.village, visited_on=LATELY), False),
    ],
    ids=[
        "nothing",
        "was in a category",
        "in a category",
        "paired",
        "was paired",
        "paired with one who left",
        "visited",
    ],
)
def test_a_household_is_erased_only_if_nothing_has_connected_it_since(make, goes):
    household = HouseholdFactory(recorded_at=LONG_AGO)
    make(household)
    erase()
    assert (Household.objects.get(pk=household.pk).erased_at is not None) is goes


def test_a_household_entered_lately_stays():
    HouseholdFactory()
    erase()
    assert not Erasure.objects.exists()


def test_what_an_import_undone_lately_left_in_the_journal_stays_until_it_is_that_old():
    EntryFactory(verb="undo", object_id=10**9, before={"name": NAME}, after=None)
    erase()
    assert not Erasure.objects.exists()


# Killed


def test_a_run_that_is_killed_has_erased_each_person_whole_or_not_at_all_and_the_next_goes_on(monkeypatch):
    for _number in range(5):
        PostFactory(valid_to=OVER, title="鹇职")
    monkeypatch.setattr(erasing, "AT_ONCE", 2)
    forget, calls = erasing.forget, []

    def killed(erasure):
        calls.append(erasure)
        if len(calls) == 2:
            raise KeyboardInterrupt
        forget(erasure)

    monkeypatch.setattr(erasing, "forget", killed)
    with pytest.raises(KeyboardInterrupt):
        erase()
    done = Cadre.objects.filter(name="已清除")
    assert done.count() == 2
    assert set(Post.objects.filter(cadre__in=done).values_list("title")) == {("",)}
    assert Post.objects.exclude(cadre__in=done).filter(title="鹇职").count() == 3
    erase()
    assert not Cadre.objects.filter(erased_at=None).exists()
    while seal_some():
        pass
    assert list(findings()) == []


# Afterwards


@pytest.fixture
def gone(gaocun):
    """A cadre whose data were erased."""
    post = PostFactory(valid_to=OVER)
    VisitFactory(cadre=post.cadre)
    erase()
    return Cadre.objects.get(pk=post.cadre_id)


@pytest.mark.parametrize("change", [{"name": NAME}, {"erased_at": None}, {"phone": "1"}])
def test_the_database_lets_nobody_fill_in_what_was_erased(gone, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cadre.objects.filter(pk=gone.pk).update(**change)


def test_the_database_lets_nobody_tell_anything_new_about_them(gone, gaocun):
    with pytest.raises(IntegrityError), transaction.atomic():
        appoint(cadre=gone, division=gaocun, on=LATELY, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(cadre=gone).update(done="鹇话")


def test_the_office_shows_them_as_erased_hides_them_in_the_list_and_lets_nobody_change_them(
    gone, signed_in, township_clerk
):
    office = signed_in(township_clerk)
    page = office.get(reverse("admin:cadres_cadre_change", args=[gone.pk]))
    assert "已清除" in page.text and 'name="_save"' not in page.text
    assert page.context["buttons"] == []
    address = reverse("admin:cadres_cadre_changelist")
    assert gone not in office.get(address).context["cl"].queryset
    assert gone in office.get(address, {"erased": "erased"}).context["cl"].queryset
    visit = Visit.objects.get(cadre=gone)
    assert 'name="_save"' not in office.get(reverse("admin:villages_visit_change", args=[visit.pk])).text


def test_they_are_offered_nowhere(gone, signed_in, county_editor):
    address = reverse("admin:autocomplete")
    asked = {"app_label": "villages", "model_name": "villagepairing", "field_name": "cadre", "term": "已清除"}
    assert signed_in(county_editor).get(address, asked).json()["results"] == []


def test_no_row_of_a_sheet_means_them(gone, gaocun):
    villages_and_skills()
    head = ("姓名", "干部编号", "乡镇", "职务")
    plan = planned("cadres", workbook(head, ("张明", gone.number, "高村镇", "干部")), AUTUMN)
    assert reasons(plan) == [(2, ["NUMBER_UNKNOWN"])]
    plan = planned("cadres", workbook(head, ("已清除", None, "高村镇", "干部")), AUTUMN)
    assert [draft.status for draft in plan.rows] != ["same"]


def test_the_number_of_an_erased_household_names_no_household_of_a_sheet(gaocun):
    villages_and_skills()
    HouseholdFactory(recorded_at=LONG_AGO, village=Village.objects.get(name="西村"))
    erase()
    number = Household.objects.get().number
    rows = (("乡镇", "村名", "户号", "户主姓名"), ("高村镇", "西村", number, "张三"))
    assert reasons(planned("households", workbook(*rows), AUTUMN)) == [(2, ["HOUSEHOLD_ERASED"])]


def test_the_file_from_which_they_came_goes_with_them(
    gaocun, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.VAR_DIR = tmp_path
    villages_and_skills()
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN)
    vault.put(batch.key, vault.FILE, [b"x"])
    Post.objects.update(valid_to=OVER)
    with django_capture_on_commit_callbacks(execute=True):
        erase()
    assert not vault.holds(batch.key, vault.FILE)


def test_their_history_tells_what_was_done_and_nothing_of_what_it_was(them):
    erase()
    lines = history_of(them[0], StaffFactory(is_superuser=True))
    assert lines[0].what == "个人信息已清除"
    assert len(lines) > 2 and not any(line.changes or line.reason for line in lines)


def test_an_import_about_them_is_not_undone_any_more(them):
    batch = Batch.objects.filter(state="applied").order_by("pk").first()
    erase()
    with pytest.raises(ValidationError, match="此次导入已不能撤销：其中有人的个人信息已清除"):
        undo(batch=batch, by=None)


def test_what_was_kept_aside_of_them_is_gone_and_that_of_others_is_there(gaocun):
    villages_and_skills()
    imported("cadres", roster(person(1, id_number=None), person(2, id_number=None)), AUTUMN)
    imported("cadres", roster(person(1, id_number=id_number(1)), person(2, id_number=id_number(2))), AUTUMN)
    first, second = Cadre.objects.order_by("pk")
    first.posts.update(valid_to=OVER)
    assert {one[1] for batch in Batch.objects.all() for one in batch.kept_aside} == {first.pk, second.pk}
    erase()
    assert {one[1] for batch in Batch.objects.all() for one in batch.kept_aside} == {second.pk}


def test_an_entry_of_nobody_who_was_erased_is_stated(them):
    erase()
    stated = set(ErasedRecord.objects.filter(model="cadres.cadre").values_list("object_id", flat=True))
    assert stated == {them[0].pk, 10**9}
