"""Verbs in the admin: a button on a record's page, or an action on a list, that asks what it needs and then does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, OperationalError, transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import corrections
from config.admin_forms import EndForm, VerbForm, VoidForm, take_over
from config.admin_going_on import data_of
from config.personal import is_erased
from config.sending.filled import mark_of, typed_before
from config.sending.once import claimed_first, new_word
from config.transactions import is_busy, somebody_else_is_at_it

AT_ONCE = 200
"""So many records can be treated by one action."""


def always(obj: Any) -> bool:
    return True


def nothing_against(obj: Any, by: Any) -> str:
    return ""


@dataclass(frozen=True)
class Outlook:
    """What doing something would come to: (kind of record, how many removed, how many put back); and the sentences that
    say what stands in the way, if anything does."""

    extent: Sequence[tuple[Any, int, int]]
    obstacles: Sequence[str]


@dataclass(frozen=True)
class Verb:
    """Something that can be done with a record, or (`on_list`) with a list as a whole.

    `run(obj=…, by=…, **what the form gave)` does it, and may return the record to go to next; a ValidationError that it
    raises is shown in the form. `permission` is a permission's name, by default that of changing the record.

    `why_not(record, account)` is a sentence that stands in the place of the button, "" where the button does;
    `outlook(record, account)` is shown before it is done, without a button where something stands in the way.
    """

    name: str
    label: Any
    run: Callable[..., Any]
    form: type[VerbForm] = VerbForm
    permission: str = ""
    fits: Callable[[Any], bool] = always
    why_not: Callable[[Any, Any], str] = nothing_against
    outlook: Callable[[Any, Any], Outlook] | None = None
    explain: Any = ""
    on_list: bool = False
    as_action: bool = False

    def allowed(self, model_admin: Any, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the signed-in account may do it; with a person who was erased nothing is done."""
        if is_erased(obj):
            return False
        if self.permission:
            return request.user.has_perm(self.permission)
        return model_admin.has_change_permission(request, obj)


class VerbsMixin:
    """Gives a model's admin its verbs: buttons, addresses, actions."""

    verbs: tuple[Verb, ...] = ()

    def get_verbs(self) -> tuple[Verb, ...]:
        return self.verbs

    def get_urls(self) -> list[Any]:
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("do/<slug:verb>/", wrap(self.list_verb_view), name=f"{name}_do"),
            path("<path:object_id>/do/<slug:verb>/", wrap(self.verb_view), name=f"{name}_verb"),
            *super().get_urls(),
        ]

    def verb_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Asks what a verb needs for one record, and does it."""
        record = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[object_id])
        return claimed_first(request, lambda: self._with_record(request, object_id, verb), meanwhile=record)

    def _with_record(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        found = self._verb(verb, on_list=False)
        if not found.allowed(self, request, obj):
            raise PermissionDenied
        if not found.fits(obj):
            return self._not_now(request, found, obj, self._done_meanwhile(found))
        if reason := found.why_not(obj, request.user):
            return self._not_now(request, found, obj, reason)
        return self._ask_and_do(request, found, obj)

    @staticmethod
    def _done_meanwhile(verb: Verb) -> str:
        return _(
            "“%(verb)s” is not possible here any more. Perhaps it has been done in the meantime, in another window or "
            "by somebody else."
        ) % {"verb": verb.label}

    def _not_now(self, request: HttpRequest, verb: Verb, obj: Model, sentence: Any) -> HttpResponse:
        """Why a verb that the account may use cannot be used on this record now, and the way to the record."""
        request.current_app = self.admin_site.name
        context = {"title": verb.label, "opts": self.opts, "original": obj, "sentence": sentence}
        page = {**self.admin_site.each_context(request), **context}
        return TemplateResponse(request, "admin/not_now.html", page, status=403)

    def list_verb_view(self, request: HttpRequest, verb: str) -> HttpResponse:
        """Asks what a verb on the whole list needs, and does it."""
        found = self._verb(verb, on_list=True)
        if not found.allowed(self, request):
            raise PermissionDenied
        return claimed_first(
            request, lambda: self._ask_and_do(request, found, None), meanwhile=self._list_address()
        )

    def _list_address(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def _verb(self, name: str, on_list: bool) -> Verb:
        for verb in self.get_verbs():
            if verb.name == name and verb.on_list == on_list:
                return verb
        raise Http404

    def _ask_and_do(self, request: HttpRequest, verb: Verb, obj: Model | None) -> HttpResponse:
        form = verb.form(data_of(request), request=request, obj=obj, initial=dict(request.GET.items()))
        if request.method == "POST":
            done, result = self._do(request, verb, form, [obj])
            if done:
                messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
                return HttpResponseRedirect(self._next_page(request, result, obj))
        self.tell_of_what_was_typed(request, typed_before(request))
        return self._verb_page(request, verb, form, [obj] if obj else [])

    def _do(self, request: HttpRequest, verb: Verb, form: VerbForm, objs: list[Any]) -> tuple[bool, Any]:
        """(whether it was done, what the last run returned); all records or none."""
        if not form.is_valid():
            return False, None
        result = None
        try:
            # One verb is its own transaction, and may choose its kind; several are done together or not at all.
            with transaction.atomic() if len(objs) > 1 else nullcontext():
                for obj in objs:
                    result = verb.run(obj=obj, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            take_over(form, error)
            return False, None
        except (DataError, IntegrityError):
            take_over(form, ValidationError(self.refused_by_database()))
            return False, None
        except OperationalError as error:
            if not is_busy(error):
                raise
            take_over(form, ValidationError(somebody_else_is_at_it()))
            return False, None
        return True, result

    @staticmethod
    def refused_by_database() -> str:
        return _(
            "Nothing was saved: it contradicts another record, which may have been entered just now. Look at what is "
            "recorded, then try again."
        )

    def _verb_page(
        self, request: HttpRequest, verb: Verb, form: VerbForm, objs: list[Any], action: str = ""
    ) -> HttpResponse:
        fields = [(None, {"fields": list(form.fields)})] if form.fields else []
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            "admin/verb.html",
            {
                **self.admin_site.each_context(request),
                "title": verb.label,
                "opts": self.opts,
                "verb": verb,
                "action": action,
                "objects": [(obj.pk, self.choice_label(obj)) for obj in objs],
                "original": objs[0] if len(objs) == 1 and not action else None,
                "adminform": helpers.AdminForm(form, fields, {}, model_admin=self),
                "errors": form.errors,
                "once": new_word(),
                "filled_by": mark_of(request.user),
                "outlook": verb.outlook(objs[0], request.user) if verb.outlook and len(objs) == 1 else None,
                "media": self.media + form.media,
            },
        )

    def _next_page(self, request: HttpRequest, result: Any, obj: Model | None) -> str:
        """Where to go after a verb: to the record that it returned, back to its own, or to the list."""
        for record in (result, obj):
            model_admin = self.admin_site._registry.get(type(record))
            if model_admin and model_admin.get_queryset(request).filter(pk=record.pk).exists():
                name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
                return reverse(name, args=[record.pk])
        return self._list_address()

    def buttons(self, request: HttpRequest, obj: Model | None) -> list[dict[str, Any]]:
        """The verbs that fit a record (None: the list), as label and address, or as the sentence why not."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        found = []
        for verb in self.get_verbs():
            if verb.on_list != (obj is None) or not verb.allowed(self, request, obj):
                continue
            if obj is None:
                found.append({"label": verb.label, "url": reverse(f"{name}_do", args=[verb.name])})
            elif verb.fits(obj) and (reason := verb.why_not(obj, request.user)):
                found.append({"label": verb.label, "why_not": reason})
            elif verb.fits(obj):
                found.append({"label": verb.label, "url": reverse(f"{name}_verb", args=[obj.pk, verb.name])})
        return found

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        for verb in self.get_verbs():
            if verb.as_action and verb.allowed(self, request):
                actions[verb.name] = (_action(verb), verb.name, verb.label)
        return actions


def _action(verb: Verb) -> Callable[..., HttpResponse]:
    """The verb as an action on the chosen rows of a list, with a page in between."""

    def act(model_admin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        back = request.get_full_path()
        return claimed_first(
            request, lambda: _with_chosen(model_admin, request, verb, queryset, back), meanwhile=back
        )

    return act


def _with_chosen(
    model_admin: Any, request: HttpRequest, verb: Verb, queryset: QuerySet, back: str
) -> HttpResponse:
    """Asks what a verb needs for the chosen records, or does it and goes back to the list."""
    objs = list(queryset[: AT_ONCE + 1])
    if len(objs) > AT_ONCE:
        messages.error(request, _("Choose at most %(count)d records at once.") % {"count": AT_ONCE})
        return HttpResponseRedirect(back)
    objs = [obj for obj in objs if verb.fits(obj) and verb.allowed(model_admin, request, obj)]
    if not objs:
        messages.error(request, _("None of the chosen records allows this."))
        return HttpResponseRedirect(back)
    confirmed = "confirmed" in request.POST
    form = verb.form(request.POST if confirmed else None, request=request)
    if confirmed and model_admin._do(request, verb, form, objs)[0]:
        text = _("Done: %(verb)s, %(count)d records.") % {"verb": verb.label, "count": len(objs)}
        messages.success(request, text)
        return HttpResponseRedirect(back)
    return model_admin._verb_page(request, verb, form, objs, action=verb.name)


def _end(*, obj: Any, by: Any, on: Any, reason: str) -> None:
    corrections.end(fact=obj, on=on, by=by, reason=reason)


def _void(*, obj: Any, by: Any, reason: str) -> None:
    corrections.void(fact=obj, by=by, reason=reason)


def end_verb(label: Any = None, run: Callable[..., Any] = _end) -> Verb:
    """The verb that ends a dated fact."""
    return Verb(
        "end", label or gettext_lazy("End"), run, EndForm, fits=lambda obj: not obj.is_void, as_action=True
    )


def void_verb(label: Any = None, run: Callable[..., Any] = _void) -> Verb:
    """The verb that marks a record as void."""
    return Verb(
        "void",
        label or gettext_lazy("Mark as void"),
        run,
        VoidForm,
        fits=lambda obj: not obj.is_void,
        as_action=True,
    )
