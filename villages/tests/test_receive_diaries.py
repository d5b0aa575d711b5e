import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from villages.actions import receive_diaries, void_receipt
from villages.models import DiarySubmission

DAY = datetime.date(2011, 11, 3)


def test_books_of_several_places_are_received_at_once(gaocun, jinhe):
    receive_diaries(divisions=[gaocun, jinhe], month="2011-10", received_on=DAY, by=None)
    assert DiarySubmission.objects.standing().filter(month="2011-10").count() == 2


def test_all_or_none_are_received(gaocun, jinhe):
    receive_diaries(divisions=[jinhe], month="2011-10", received_on=DAY, by=None)
    with pytest.raises(ValidationError):
        receive_diaries(divisions=[gaocun, jinhe], month="2011-10", received_on=DAY, by=None)
    assert DiarySubmission.objects.count() == 1


def test_a_voided_receipt_may_be_recorded_again(gaocun):
    [receipt] = receive_diaries(divisions=[gaocun], month="2011-10", received_on=DAY, by=None)
    void_receipt(fact=receipt, by=None, reason="books of another month")
    assert receive_diaries(divisions=[gaocun], month="2011-10", received_on=DAY, by=None)


@pytest.mark.parametrize("month", ["2011-13", "October", "2011-1", "9999-12", "0000-01"])
def test_what_is_no_month_is_refused(gaocun, month):
    with pytest.raises(ValidationError):
        receive_diaries(divisions=[gaocun], month=month, received_on=DAY, by=None)


def test_books_cannot_come_before_their_month_nor_in_the_future(gaocun):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for day in (datetime.date(2011, 9, 30), tomorrow):
        with pytest.raises(ValidationError) as refused:
            receive_diaries(divisions=[gaocun], month="2011-10", received_on=day, by=None)
        assert "received_on" in refused.value.error_dict


def test_the_page_offers_what_is_missing_of_the_own_places(
    signed_in, county_editor, gaocun, jinhe, zhijiang_town
):
    receive_diaries(divisions=[jinhe], month="2011-10", received_on=DAY, by=None)
    address = reverse("admin:villages_diarysubmission_do", args=["receive"]) + "?month=2011-10"
    response = signed_in(county_editor).get(address)
    assert list(response.context["adminform"].form.fields["divisions"].queryset) == [gaocun]


def test_the_page_records_what_is_ticked(signed_in, county_editor, gaocun, jinhe):
    address = reverse("admin:villages_diarysubmission_do", args=["receive"])
    sent = {"month": "2011-10", "received_on": "2011-11-03", "divisions": [gaocun.pk, jinhe.pk]}
    assert signed_in(county_editor).post(address, sent).status_code == 302
    assert DiarySubmission.objects.filter(recorded_by=county_editor).count() == 2


@pytest.mark.parametrize("month", ["\x00", "x", "9999-12"])
def test_the_form_begins_with_the_present_month_where_the_address_names_none(
    signed_in, township_clerk, month
):
    address = reverse("admin:villages_diarysubmission_do", args=["receive"])
    form = signed_in(township_clerk).get(address, {"month": month}).context["adminform"].form
    assert form.initial["month"] == f"{timezone.localdate():%Y-%m}"
