"""What a browser would send of a page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

Sent = dict[str, list[str]]


class _Form(HTMLParser):
    """Reads the fields of the form whose id ends in `_form`, as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: Sent = {}
        self._inside = False
        self._open = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name, value = told.get("name") or "", told.get("value")
        if tag == "form":
            self._inside = (told.get("id") or "").endswith("_form") or told.get("method") == "post"
        elif not self._inside:
            return
        elif tag == "input" and told.get("type") in ("checkbox", "radio"):
            if "checked" in told:
                self._add(name, "on" if value is None else value)
        elif tag == "input" and told.get("type") not in ("submit", "file"):
            self._add(name, value or "")
        elif tag == "option" and "selected" in told:
            self._add(self._open, value or "")
        elif tag in ("select", "textarea"):
            self._open, self._text = name, ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea" and self._inside:
            # A browser drops the line break with which Django begins a text area.
            self._add(self._open, self._text.removeprefix("\r\n").removeprefix("\n"))

    def _add(self, name: str, value: str) -> None:
        if name and "__prefix__" not in name and not name.startswith("csrf"):
            self.sent.setdefault(name, []).append(value)


def sent_by(response: Any) -> Sent:
    """Every field of the page's form with its values, as a browser would send them unchanged."""
    reader = _Form()
    reader.feed(response.content.decode())
    return reader.sent
