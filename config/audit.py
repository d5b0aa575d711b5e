"""Whether a published vulnerability is known of any locked requirement: `python -m config.audit`.

One question to OSV, the open database of advisories that PyPI's own feed into. Where it cannot be reached that is said,
and the check passes: a machine without a network still builds.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

LOCKS = ("requirements.txt", "requirements-dev.txt")
SERVICE = "https://api.osv.dev/v1/querybatch"
PATIENCE = 8
"""Seconds to wait for the service."""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
ACCEPTED: dict[str, str] = {}
"""Advisories that do not concern this site, by their id, each with the reason."""

Pin = tuple[str, str]
"""Name and version."""


class Unreachable(Exception):
    """The service did not answer, or not in its own form."""


def pins(folder: Path) -> list[Pin]:
    """Every locked package of the folder's lock files, once."""
    found = {pin for lock in LOCKS for pin in PINNED.findall((folder / lock).read_text())}
    return sorted(found)


def ask(asked: Sequence[Pin], service: str = SERVICE) -> list[dict[str, Any]]:
    """What the service knows of each package, in the same order. Raises Unreachable."""
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": at} for name, at in asked]
    body = json.dumps({"queries": queries}).encode()
    try:
        with urlopen(
            Request(service, body, {"Content-Type": "application/json"}), timeout=PATIENCE
        ) as answer:
            results = json.load(answer)["results"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreachable(str(error)) from error
    if len(results) != len(asked):
        raise Unreachable("It answered something else than what was asked.")
    return list(results)


def advisories(folder: Path, service: str = SERVICE) -> dict[Pin, list[str]]:
    """The ids of what is known against each locked package, those accepted left out. Raises Unreachable."""
    asked = pins(folder)
    told = zip(asked, ask(asked, service), strict=True)
    found = {
        pin: sorted({one["id"] for one in result.get("vulns", [])} - set(ACCEPTED)) for pin, result in told
    }
    return {pin: ids for pin, ids in found.items() if ids}


def main(folder: Path, service: str = SERVICE) -> int:
    """Prints what is known and returns 1 if that is anything, else 0."""
    try:
        found = advisories(folder, service)
    except Unreachable as error:
        print(f"The requirements were NOT audited: {service} cannot be reached ({error}).")
        return 0
    for (name, version), ids in found.items():
        print(f"{name} {version}: " + ", ".join(f"https://osv.dev/{one}" for one in ids))
    print(f"{len(pins(folder))} locked requirements, {len(found)} with known vulnerabilities.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
