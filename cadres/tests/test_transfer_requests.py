"""Two sides and a transfer: who asks, who decides, and what each may know of the other."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cadres.models import Cadre, Role, TransferRequest
from cadres.tests.factories import PostFactory, cadre_at, clerk
from cadres.transfer_requests import ask_for_transfer, grant, refuse, withdraw
from config.journal.models import Entry

pytestmark = pytest.mark.django_db
DAY = datetime.date(2011, 10, 17)


@pytest.fixture
def releasing(mayang):
    return clerk(Role.COUNTY_EDITOR, "431226", name="麻阳经办")


@pytest.fixture
def asking(zhijiang_town):
    return clerk(Role.COUNTY_EDITOR, "431228", name="芷江经办")


@pytest.fixture
def cadre(gaocun):
    return cadre_at(gaocun.code, name="滕建国", title="武装部长")


@pytest.fixture
def request_made(cadre, zhijiang_town, asking):
    return ask_for_transfer(cadre=cadre, to=zhijiang_town, on=DAY, name="滕建囯", by=asking)


class Refusal:
    """`with Refusal("stale"):` something is refused for this reason."""

    def __init__(self, code):
        self.code = code

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        assert kind is ValidationError and error.code == self.code, error
        return True


def test_granting_moves_the_cadre_on_the_day_asked_for(request_made, cadre, gaocun, zhijiang_town, releasing):
    grant(request=request_made, by=releasing)
    old, new = cadre.posts.order_by("valid_from")
    assert (old.division, old.valid_to) == (gaocun, DAY)
    assert (new.division, new.valid_from, new.valid_to) == (zhijiang_town, DAY, None)
    request_made.refresh_from_db()
    assert (request_made.state, request_made.decided_by) == ("granted", releasing)


def test_the_releasing_side_may_choose_a_later_day(request_made, cadre, zhijiang_town, releasing):
    later = DAY + datetime.timedelta(days=14)
    grant(request=request_made, by=releasing, on=later)
    assert cadre.posts.get(division=zhijiang_town).valid_from == later


def test_the_common_superior_decides_too(request_made, cadre, zhijiang_town, city_editor):
    grant(request=request_made, by=city_editor)
    assert cadre.posts.get(valid_to=None).division == zhijiang_town


def test_the_asking_side_does_not_decide(request_made, cadre, gaocun, asking):
    with Refusal("not_releasing_side"):
        grant(request=request_made, by=asking)
    with Refusal("not_releasing_side"):
        refuse(request=request_made, by=asking, reason="不同意")
    assert cadre.posts.get().division == gaocun


def test_a_transfer_that_cannot_be_carried_out_leaves_the_request_open(request_made, cadre, releasing):
    with pytest.raises(ValidationError):
        grant(request=request_made, by=releasing, on=datetime.date(2010, 1, 1))
    request_made.refresh_from_db()
    assert request_made.is_open and cadre.posts.get().valid_to is None


def test_who_has_moved_on_meanwhile_is_not_transferred(request_made, cadre, jinhe, releasing):
    cadre.posts.update(valid_to=datetime.date(2011, 9, 1))
    PostFactory(cadre=cadre, division=jinhe, valid_from=datetime.date(2011, 9, 1))
    with Refusal("stale"):
        grant(request=request_made, by=releasing)


def test_a_refusal_needs_a_reason_and_moves_nobody(request_made, cadre, releasing):
    with pytest.raises(ValidationError):
        refuse(request=request_made, by=releasing, reason=" ")
    refuse(request=request_made, by=releasing, reason="工作离不开")
    request_made.refresh_from_db()
    assert (request_made.state, request_made.reason) == ("refused", "工作离不开")
    assert cadre.posts.get().valid_to is None


def test_the_asking_side_withdraws_and_the_releasing_side_does_not(request_made, releasing, asking):
    with Refusal("not_asking_side"):
        withdraw(request=request_made, by=releasing)
    withdraw(request=request_made, by=asking)
    request_made.refresh_from_db()
    assert request_made.state == "withdrawn"


@pytest.mark.parametrize("verb", [grant, refuse, withdraw])
def test_what_is_decided_is_not_decided_again(request_made, verb, asking):
    stale = TransferRequest.objects.get()
    withdraw(request=request_made, by=asking)
    with Refusal("decided"):
        verb(request=stale, by=None, **({"reason": "晚了"} if verb is refuse else {}))


def test_only_the_place_that_would_receive_asks(cadre, zhijiang_town, releasing):
    with pytest.raises(ValidationError):
        ask_for_transfer(cadre=cadre, to=zhijiang_town, on=DAY, name="滕建国", by=releasing)


def test_who_is_in_post_here_is_not_asked_for(cadre, gaocun, releasing):
    with Refusal("not_elsewhere"):
        ask_for_transfer(cadre=cadre, to=gaocun, on=DAY, name="滕建国", by=releasing)


def test_a_second_open_request_for_a_person_is_refused(request_made, cadre, jinhe):
    with pytest.raises(ValidationError):
        ask_for_transfer(cadre=cadre, to=jinhe, on=DAY, name="滕建国", by=None)


def test_once_refused_one_may_ask_again(request_made, cadre, zhijiang_town, releasing, asking):
    refuse(request=request_made, by=releasing, reason="工作离不开")
    ask_for_transfer(cadre=cadre, to=zhijiang_town, on=DAY, name="滕建国", by=asking)
    assert TransferRequest.objects.undecided().count() == 1


# Each side in the admin


def text_of(client, name, *args):
    return client.get(reverse(f"admin:cadres_transferrequest_{name}", args=args)).content.decode()


@pytest.mark.parametrize("page", ["changelist", "change", "history"])
def test_the_asking_side_is_told_nothing_that_it_did_not_say(
    request_made, cadre, asking, releasing, signed_in, page
):
    cadre.phone = "14100000001"
    cadre.save()
    args = () if page == "changelist" else (request_made.pk,)
    told = text_of(signed_in(asking), page, *args)
    assert "滕建囯" in told
    for unknown in ("滕建国", "武装部长", "高村镇", "麻阳", cadre.number, cadre.phone):
        assert unknown not in told


@pytest.mark.parametrize("decide", [grant, refuse])
def test_what_was_decided_is_told_without_who_or_why(
    request_made, cadre, asking, releasing, signed_in, decide
):
    decide(request=request_made, by=releasing, reason="因家中事务")
    for page in ("change", "history"):
        told = text_of(signed_in(asking), page, request_made.pk)
        assert "麻阳" not in told and "高村镇" not in told and "因家中事务" not in told


def test_a_stored_name_cannot_be_searched_for_from_the_asking_side(
    request_made, asking, releasing, signed_in
):
    address = reverse("admin:cadres_transferrequest_changelist")
    for word in ("滕建国", "tengjianguo", "tjg"):
        assert not signed_in(asking).get(address, {"q": word}).context["cl"].result_list
        assert signed_in(releasing).get(address, {"q": word}).context["cl"].result_list


def test_the_asking_side_still_does_not_see_the_cadre(request_made, asking):
    assert not Cadre.objects.visible_to(asking).exists()


def test_the_releasing_side_sees_whom_it_is_about_and_who_asks(
    request_made, cadre, releasing, asking, signed_in
):
    told = text_of(signed_in(releasing), "change", request_made.pk)
    for known in ("滕建国", cadre.number, "高村镇", "芷江镇"):
        assert known in told
    assert "芷江经办" not in told


def test_a_third_county_sees_no_request(request_made, city):
    third = clerk(Role.COUNTY_EDITOR, "431224")
    assert not TransferRequest.objects.visible_to(third).exists()


def test_each_side_is_offered_its_own_verbs(request_made, asking, releasing, city_editor, signed_in):
    def offered(staff):
        page = signed_in(staff).get(reverse("admin:cadres_transferrequest_change", args=[request_made.pk]))
        return {button["url"].rstrip("/").rsplit("/", 1)[1] for button in page.context["buttons"]}

    assert offered(asking) == {"withdraw"}
    assert offered(releasing) == {"grant", "refuse"}
    assert offered(city_editor) == {"grant", "refuse", "withdraw"}


def test_a_request_is_granted_by_a_button(request_made, cadre, zhijiang_town, releasing, asking, signed_in):
    address = reverse("admin:cadres_transferrequest_verb", args=[request_made.pk, "grant"])
    assert signed_in(asking).post(address, {"on": "2011-10-17"}).status_code == 403
    signed_in(releasing).post(address, {"on": "2011-10-17"})
    assert cadre.posts.get(valid_to=None).division == zhijiang_town


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.APPROVER, Role.AUDITOR])
def test_who_only_reads_decides_nothing(request_made, role, signed_in):
    reader = clerk(role, "431226")
    address = reverse("admin:cadres_transferrequest_verb", args=[request_made.pk, "refuse"])
    assert signed_in(reader).post(address, {"reason": "不同意"}).status_code == 403


def test_the_releasing_side_finds_it_among_what_waits(request_made, asking, releasing, signed_in):
    def waiting(staff):
        page = signed_in(staff).get(reverse("admin:index"))
        return [item.count for item in page.context["waiting"] if "transferrequest" in item.url]

    assert waiting(releasing) == [1]
    assert waiting(asking) == []


def test_each_side_has_its_own_part_of_the_journal(request_made, gaocun, zhijiang_town, releasing):
    grant(request=request_made, by=releasing)
    entries = Entry.objects.filter(model="cadres.transferrequest").order_by("id")
    assert [(e.verb, e.division_code) for e in entries] == [
        ("ask", zhijiang_town.code),
        ("grant", gaocun.code),
    ]
    assert not {"cadre_id", "from_post_id"} & set(entries[0].after)


# Plain SQL


def executed(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


INSERT = (
    'INSERT INTO cadres_transferrequest (cadre_id, from_post_id, name, to_division_id, "on", state, reason, '
    "recorded_at, decided_at) VALUES (%s, %s, '某某', %s, '2011-10-17', %s, %s, '2011-10-01 00:00:00+00:00', %s)"
)
DECIDED = "2011-10-02 00:00:00+00:00"


def test_a_request_made_by_plain_sql_is_let_in(cadre, jinhe):
    executed(INSERT, cadre.pk, cadre.posts.get().pk, jinhe.pk, "requested", "", None)
    assert TransferRequest.objects.undecided().get().cadre == cadre


def test_a_second_open_request_by_plain_sql_is_refused(request_made, cadre, jinhe):
    with pytest.raises(IntegrityError):
        executed(INSERT, cadre.pk, cadre.posts.get().pk, jinhe.pk, "requested", "", None)


def test_a_request_for_another_persons_post_is_refused(cadre, gaocun, jinhe):
    other = cadre_at(gaocun.code)
    with pytest.raises(IntegrityError):
        executed(INSERT, cadre.pk, other.posts.get().pk, jinhe.pk, "requested", "", None)


@pytest.mark.parametrize("place", ["gaocun", "mayang"])
def test_a_request_to_the_own_township_or_to_a_county_is_refused(cadre, place, request):
    with pytest.raises(IntegrityError):
        to = request.getfixturevalue(place)
        executed(INSERT, cadre.pk, cadre.posts.get().pk, to.pk, "requested", "", None)


@pytest.mark.parametrize(
    "state, reason, decided_at",
    [("refused", "", DECIDED), ("granted", "", None), ("requested", "", DECIDED), ("lost", "", DECIDED)],
)
def test_a_state_that_contradicts_itself_is_refused(cadre, jinhe, state, reason, decided_at):
    with pytest.raises(IntegrityError):
        executed(INSERT, cadre.pk, cadre.posts.get().pk, jinhe.pk, state, reason, decided_at)


def test_what_is_decided_does_not_come_back_by_plain_sql(request_made, asking):
    withdraw(request=request_made, by=asking)
    with pytest.raises(IntegrityError):
        executed("UPDATE cadres_transferrequest SET state = 'requested', decided_at = NULL")
