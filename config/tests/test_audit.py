"""The audit of the locked requirements, against a stand-in for the service."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from config import audit
from config.settings import BASE_DIR

KNOWN = {("django", "1.0"): ["GHSA-aaaa", "PYSEC-1"]}


class Service(BaseHTTPRequestHandler):
    """Knows of two advisories against Django 1.0, and answers as OSV does."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        pins = [(query["package"]["name"], query["version"]) for query in asked]
        told = [{"vulns": [{"id": one} for one in KNOWN[pin]]} if pin in KNOWN else {} for pin in pins]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"results": told}).encode())

    def log_message(self, *args):
        """Says nothing on the screen."""


@pytest.fixture
def service():
    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def locked(tmp_path):
    """locked(*pins) is a folder that locks these."""

    def lock(*pins):
        text = "".join(f"{pin} \\\n    --hash=sha256:{'0' * 64}\n    # via something\n" for pin in pins)
        for name in audit.LOCKS:
            (tmp_path / name).write_text(text)
        return tmp_path

    return lock


def test_a_known_vulnerability_fails_and_is_named(service, locked, capsys):
    assert audit.main(locked("django==1.0", "polib==1.2.0"), service) == 1
    told = capsys.readouterr().out
    assert "django 1.0" in told and "GHSA-aaaa" in told and "PYSEC-1" in told
    assert "polib" not in told


def test_requirements_without_one_pass(service, locked, capsys):
    assert audit.main(locked("django==5.2", "psycopg[binary]==3.2 ; python_version > '3.8'"), service) == 0
    assert "2 locked requirements, 0 with" in capsys.readouterr().out


def test_an_accepted_advisory_does_not_fail(service, locked, monkeypatch):
    folder = locked("django==1.0")
    monkeypatch.setattr(audit, "ACCEPTED", {"GHSA-aaaa": "no such form here", "PYSEC-1": "the same"})
    assert audit.main(folder, service) == 0


def test_without_a_network_that_is_said_and_the_check_passes(locked, capsys):
    assert audit.main(locked("django==1.0"), "http://127.0.0.1:9/") == 0
    assert "NOT audited" in capsys.readouterr().out


def test_every_requirement_of_this_site_is_locked_with_a_hash_and_asked_about():
    asked = {name.lower() for name, _version in audit.pins(BASE_DIR)}
    assert {"django", "cryptography", "psycopg", "psycopg-binary", "pytest", "ruff"} <= asked
    for lock in audit.LOCKS:
        entries = re.split(r"\n(?=[a-z0-9])", (BASE_DIR / lock).read_text())
        assert len(entries) > 10
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
