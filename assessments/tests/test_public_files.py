"""The tables as JSON and CSV: whole, checkable, harmless in a spreadsheet program, and cached as they deserve."""

import csv
import hashlib
import io
import json

import pytest

from assessments.tests import public
from assessments.tests.beside_cast import PLACES

pytestmark = pytest.mark.django_db

JSON = "/tables/townships/2011-10.json"
CSV = "/tables/townships/2011-10.csv"


def test_the_json_has_the_fields_that_were_promised_and_no_others(client):
    edition = public.edition()
    document = client.get(JSON).json()
    assert document == {
        "edition": {
            "kind": "townships",
            "period": "2011-10",
            "revision": 1,
            "published_at": "2011-11-08T01:30:00Z",
            "scheme": "百分制考核方案 v1",
            "sha256": edition.sha256,
        },
        "rows": [
            {
                "rank": 1,
                "code": "431228100",
                "name": "芷江镇",
                "county": "芷江侗族自治县",
                "score": "91.50",
                "n": 61,
            },
            {
                "rank": 2,
                "code": "431226101",
                "name": "高村镇",
                "county": "麻阳苗族自治县",
                "score": "88.25",
                "n": 52,
            },
            {
                "rank": 2,
                "code": "431226102",
                "name": "锦和镇",
                "county": "麻阳苗族自治县",
                "score": "88.25",
                "n": 33,
            },
        ],
        "unranked": [{"code": "431226105", "name": "江口墟镇", "reason": "no_diary"}],
    }


def test_anyone_can_compute_the_hash_from_the_json_alone(client):
    public.edition()
    document = client.get(JSON).json()
    stated = document["edition"].pop("sha256")
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == stated


def test_the_json_is_the_same_in_every_language(client):
    public.edition()
    assert client.get(JSON).content == client.get("/en" + JSON).content


@pytest.mark.parametrize("end", [".json", "/r1.json", "/431226.json", "/431226/r1.json", ".csv", "/r1.csv"])
def test_each_table_and_each_revision_has_its_files(client, end):
    public.edition()
    public.edition(division="431226", rows=public.TOWNSHIPS[1:], unranked=[])
    assert client.get("/tables/townships/2011-10" + end).status_code == 200


def test_the_file_of_a_revision_stays_when_a_correction_comes(client):
    public.edition()
    before = client.get("/tables/townships/2011-10/r1.json").content
    public.edition(revision=2, rows=public.TOWNSHIPS[:1])
    assert client.get("/tables/townships/2011-10/r1.json").content == before
    assert client.get(JSON).json()["edition"]["revision"] == 2


def read(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_csv_has_a_byte_order_mark_a_header_and_every_place(client):
    public.edition()
    answer = client.get("/en" + CSV)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert read(answer) == [
        ["Rank", "Code", "Name", "County", "Score", "Cadres", "Why unranked", "Rank range"],
        ["1", "431228100", "Zhijiang Town", "Zhijiang", "91.50", "61", "", ""],
        ["2", "431226101", "Gaocun Town", "Mayang", "88.25", "52", "", ""],
        ["2", "431226102", "Jinhe Town", "Mayang", "88.25", "33", "", ""],
        [
            "",
            "431226105",
            "Jiangkouxu Town",
            "Mayang",
            "",
            "",
            "The diary books of this place were not received.",
            "",
        ],
    ]


def test_the_csv_has_the_rank_range_of_each_place(client):
    public.edition(beside={"places": PLACES})
    assert [row[-1] for row in read(client.get(CSV))[1:]] == ["1–2", "1–3", "2", ""]


def test_the_csv_speaks_chinese_without_a_prefix(client):
    public.edition()
    assert read(client.get(CSV))[1][2:4] == ["芷江镇", "芷江侗族自治县"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝"])
def test_a_name_cannot_become_a_formula(client, start):
    name = start + "cmd|' /C calc'!A0"
    public.edition(rows=[public.row("431226101", 1, name=name)], unranked=[])
    assert read(client.get(CSV))[1][2].startswith("'")


def test_the_csv_is_saved_under_a_name_that_says_what_it_is(client):
    public.edition(division="431226", rows=public.TOWNSHIPS[1:], unranked=[])
    answer = client.get("/tables/townships/2011-10/431226.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="townships-2011-10-431226-r1.csv"'


@pytest.mark.parametrize("address", ["/tables/townships/2011-10/r1.json", "/tables/townships/2011-10/r1.csv"])
def test_a_file_of_a_revision_is_kept_for_a_year(client, address):
    public.edition()
    answer = client.get(address)
    assert {"public", "immutable", "max-age=31536000"} == set(answer["Cache-Control"].split(", "))
    assert answer["Last-Modified"] == "Tue, 08 Nov 2011 01:30:00 GMT"


@pytest.mark.parametrize("address", [JSON, CSV, "/", "/tables/", "/tables/townships/2011-10/", "/method/"])
def test_what_may_change_is_kept_for_a_minute(client, address):
    public.edition()
    assert set(client.get(address)["Cache-Control"].split(", ")) == {"public", "max-age=60"}


def test_a_missing_file_is_answered_in_plain_text_and_not_kept(client):
    answer = client.get(JSON)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
