"""Jobs in the office: seen by their place and by whoever asked, cancelled, run again."""

import pytest
from django.urls import reverse

from config.jobs.models import Job
from config.jobs.tests.sample import jobs as sample  # noqa: F401
from config.jobs.tests.test_actions import FAILED, RUNNING
from config.tests.factories import JobFactory

LIST = reverse("admin:jobs_job_changelist")


def do(client, job, verb):
    return client.post(reverse("admin:jobs_job_verb", args=[job.pk, verb]))


def test_the_list_shows_state_progress_and_who(signed_in, township_clerk):
    JobFactory(
        name="sample.good",
        division_code="431226101",
        by=township_clerk,
        **{**RUNNING, "progress_done": 1, "progress_total": 4},
    )
    text = signed_in(township_clerk).get(LIST).content.decode()
    for expected in ("good work", "正在执行", "25 %", str(township_clerk)):
        assert expected in text


def test_an_account_sees_what_it_asked_for_itself_wherever_that_lies(
    signed_in, township_clerk, county_editor
):
    JobFactory(division_code="", by=township_clerk)
    assert signed_in(township_clerk).get(LIST).context["cl"].result_count == 1
    assert signed_in(county_editor).get(LIST).context["cl"].result_count == 0


def test_a_clerk_gives_up_a_job(signed_in, township_clerk):
    job = JobFactory(division_code="431226101")
    assert do(signed_in(township_clerk), job, "cancel").status_code == 302
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_a_clerk_runs_a_failed_job_again(signed_in, township_clerk):
    failed = JobFactory(name="sample.good", division_code="431226101", **FAILED)
    assert do(signed_in(township_clerk), failed, "run-again").status_code == 302
    assert Job.objects.get(state="waiting").by == township_clerk


@pytest.mark.parametrize(("values", "verb"), [(FAILED, "cancel"), ({}, "run-again")])
def test_a_verb_that_does_not_fit_is_refused(signed_in, township_clerk, values, verb):
    job = JobFactory(name="sample.good", division_code="431226101", **values)
    assert do(signed_in(township_clerk), job, verb).status_code == 403


def test_a_job_of_another_place_cannot_be_given_up(signed_in, township_clerk, jinhe):
    job = JobFactory(division_code=jinhe.code)
    do(signed_in(township_clerk), job, "cancel")
    job.refresh_from_db()
    assert job.state == "waiting"


def test_who_only_reads_gives_up_nothing(signed_in, approver, city):
    job = JobFactory(division_code="431226101")
    do(signed_in(approver), job, "cancel")
    job.refresh_from_db()
    assert job.state == "waiting"
