"""Two people at one form: whoever saves second is told what the first one changed, and loses nothing that was typed.

A page carries marks of the values that it showed. When it is sent, they are compared with what is recorded by then,
under lock; where somebody else has changed something, nothing is written, and the page comes back with both versions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from config.journal.history import Line, history_of, values_in_words

SEEN = "_seen"
"""The name of what a page carries: JSON of record → field → mark."""

Marks = dict[str, str]


@dataclass(frozen=True)
class Difference:
    """One field as it is recorded now and as it was typed; `yours` is None where nothing was typed."""

    field: str
    theirs: str
    yours: str | None


@dataclass(frozen=True)
class Conflict:
    """What somebody else has changed in a record while a form of it was open, and what the form would change."""

    record: Model
    last: Line | None
    """The latest entry of the record's journal, as far as the account may see it."""
    differences: list[Difference]


def key_of(obj: Model) -> str:
    return f"{obj._meta.label_lower}-{obj.pk}"


def marks_carried(sent: Any) -> dict[str, Marks]:
    """What a page that was sent carries; nothing where it carries none that can be read."""
    try:
        found = json.loads(sent.get(SEEN, "{}"))
    except ValueError:
        return {}
    return (
        {key: marks for key, marks in found.items() if isinstance(marks, dict)}
        if isinstance(found, dict)
        else {}
    )


class SeenForm(forms.ModelForm):
    """Refuses to write over what somebody else has changed since the form was opened."""

    request: HttpRequest
    typed_before: Any = None
    """What such a form had been filled with before its account had to sign in again."""
    conflict: Conflict | None = None

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(self.typed_before if data is None else data, *args, **kwargs)
        self.columns = list(_columns(self.instance, self.fields))
        self.recorded = self._marks()
        self.seen = self.recorded
        if self.is_bound and self.instance.pk is not None:
            self.seen = marks_carried(self.data).get(key_of(self.instance), self.recorded)

    def _post_clean(self) -> None:
        recorded = self._values()
        super()._post_clean()
        theirs = {name for name, mark in self.recorded.items() if self.seen.get(name) != mark}
        # Not `has_changed`: for a field with a default that is computed it compares what was sent with what was shown.
        if theirs and (self.errors or self._marks() != self.recorded):
            self._tell(theirs, recorded)

    def _tell(self, theirs: set[str], recorded: dict[str, Any]) -> None:
        """Refuses to save, shows both versions, and takes over what others have changed and this form has not."""
        typed = self._marks()
        yours = {name for name in typed if typed[name] != self.seen.get(name) or name in self.errors}
        self.conflict = Conflict(
            record=self.instance,
            last=next(iter(history_of(self.instance, self.request.user)), None),
            differences=list(self._differences(theirs | yours, yours, recorded)),
        )
        self._take(theirs - yours)
        # Sending the page once more is a decision about what it shows now.
        self.seen = self.recorded
        message = _(
            "Somebody else has changed this record since you opened it. Nothing has been saved. "
            "Compare both versions above."
        )
        self.add_error(None, ValidationError(message, code="changed_meanwhile"))

    def _differences(
        self, names: set[str], yours: set[str], recorded: dict[str, Any]
    ) -> Iterator[Difference]:
        """The named fields in words, in the order of the form."""
        states = [recorded, self._values()]
        told, kept = values_in_words(self.columns, states, self.request.user)
        for name in (column.name for column in self.columns if column.name in names):
            # What was typed is told also where it is no value.
            typed = str(self[name].data) if name in self.errors else kept[name]
            yield Difference(str(self.fields[name].label), told[name], typed if name in yours else None)

    def _take(self, names: set[str]) -> None:
        """Shows in the form what is recorded now, for fields in which nothing was typed."""
        self.data = self.data.copy()
        for name in names:
            field = self.fields[name]
            self.data[self.add_prefix(name)] = field.prepare_value(self.get_initial_for_field(field, name))

    def _values(self) -> dict[str, Any]:
        return {column.name: column.value_from_object(self.instance) for column in self.columns}

    def _marks(self) -> Marks:
        return {column.name: _mark(column, self.instance) for column in self.columns}


def _columns(obj: Model, names: Iterable[str]) -> Iterator[Field]:
    """The columns of a record among the fields of a form."""
    for name in names:
        try:
            field = obj._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if field.concrete and not field.many_to_many and not field.primary_key:
            yield field


def _mark(field: Field, obj: Model) -> str:
    """Eight characters that tell one value from another, and nothing else of it."""
    value = field.get_prep_value(field.value_from_object(obj))
    return hashlib.sha256(repr(value).encode()).hexdigest()[:8]


def forms_of(context: dict[str, Any]) -> Iterator[SeenForm]:
    """The forms of stored records on an admin's page: its own, then those of the rows under it."""
    found = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        found += inline.formset.initial_forms
    return (form for form in found if isinstance(form, SeenForm) and form.instance.pk is not None)


def seen_context(context: dict[str, Any]) -> dict[str, Any]:
    """What the template of a page needs: the marks, and what others have changed meanwhile."""
    shown = list(forms_of(context))
    marks = {key_of(form.instance): form.seen for form in shown if form.seen}
    return {
        "seen": json.dumps(marks, separators=(",", ":")) if marks else "",
        "conflicts": [form.conflict for form in shown if form.conflict],
    }
