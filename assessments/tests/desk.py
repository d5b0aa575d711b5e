"""Desks of the office, and the public, in a real browser: what is clicked and filled in, in words."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from cadres.tests.factories import PASSWORD

REPORT = """addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""


class Clock:
    """The site's clock, set to a day of the past: the database lets nothing be done ahead of its own."""

    def __init__(self, monkeypatch: Any) -> None:
        self.monkeypatch = monkeypatch
        self.now = timezone.now

    def set(self, day: str, hour: int = 9) -> None:
        """From now on it is this day, and goes on from this hour."""
        then = timezone.make_aware(datetime.datetime.fromisoformat(f"{day} {hour:02d}:00"))
        behind = self.now() - then
        self.monkeypatch.setattr(timezone, "now", lambda: self.now() - behind)


class Desk:
    """A browser window; with a username, of somebody who has signed in."""

    def __init__(self, page: Any, username: str = "") -> None:
        self.page = page
        page.add_init_script(REPORT)
        page.set_default_timeout(15_000)
        if username:
            page.goto("/admin/")
            page.fill("input[name=username]", username)
            page.fill("input[name=password]", PASSWORD)
            page.click("[type=submit]")
            page.wait_for_url("**/admin/")

    def open(self, address: str) -> Desk:
        self.page.goto(address)
        return self

    def follow(self, text: str) -> Desk:
        """Clicks the first link of the page with this text."""
        self.page.locator("#content a, main a", has_text=text).first.click()
        return self

    def do(self, verb: str, **fields: str) -> Desk:
        """Presses a button of a record or a list, answers what it asks, and is told that it is done."""
        self.page.locator(f".verbs a[href$='/do/{verb}/'], .object-tools a[href$='/do/{verb}/']").click()
        return self.answer(**fields)

    def answer(self, **fields: str) -> Desk:
        for name, value in fields.items():
            field = self.page.locator(f"form [name={name}]:visible").first
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=value)
            elif field.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator(f"form [name={name}][value='{value}']").check()
            else:
                field.fill(value)
        with self.page.expect_navigation():
            self.page.locator(".submit-row input.default").first.click()
        assert self.page.locator(".messagelist .success").count() == 1, self.said()
        return self

    def said(self) -> str:
        """What the page says, for a look at it when something is missing."""
        return self.page.locator("#content, main").first.inner_text()


def choose(page: Any, field: str, term: str) -> None:
    """Picks the first suggestion of an autocomplete field."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-search__field").fill(term)
    page.locator(".select2-results__option--highlighted", has_text=term).click()
