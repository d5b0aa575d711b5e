"""Staff accounts: opened with a first role, changed by administrators within their own rights."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from cadres import accounts, first_passwords, second_factor
from cadres.admin.filters import place_filter
from cadres.models import Assignment, Role, Staff
from config.admin import ListedInline, ScopedAdmin
from config.admin_forms import FactForm, VerbForm, day, pick
from config.admin_lists import InForceFilter, linked
from config.admin_verbs import Verb, end_verb, void_verb

admin.site.unregister(Group)  # Rights come from dated assignments alone.
for _device in (TOTPDevice, StaticDevice):  # Their pages would show keys and codes.
    admin.site.unregister(_device)


class OpenAccountForm(FactForm):
    """A new account comes with its first role, and with a random password."""

    role = forms.ChoiceField(label=_("role"), choices=Role.choices)
    division = pick(Assignment, "division")

    class Meta:
        model = Staff
        fields = ("username", "name")
        field_classes = {"username": UsernameField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = accounts.roles_to_give(self.request.user)

    def rules(self) -> None:
        values = self.cleaned_data
        accounts.refuse_gift(self.request.user, self.instance, values["role"], values["division"])


class AssignmentInline(ListedInline):
    model = Assignment
    fields = ("role", "division", "valid_from", "valid_to")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).standing().select_related("division")


class RoleForm(VerbForm):
    role = forms.ChoiceField(label=_("role"), choices=Role.choices)
    division = pick(Assignment, "division")
    on = day(label=_("from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = accounts.roles_to_give(self.request.user)


def _assign(*, obj: Staff, **values: Any) -> None:
    accounts.assign(staff=obj, **values)


def _has_device(obj: Staff) -> bool:
    return second_factor.device_of(obj) is not None


def _take_away(*, obj: Staff, by: Any) -> None:
    second_factor.take_away(staff=obj, by=by)


TAKE_AWAY = Verb(
    "take-away-second-factor",
    _("Take away the second factor"),
    _take_away,
    fits=_has_device,
    explain=_(
        "For whoever has lost the telephone and the recovery codes. Make sure that you know who is asking: until a new "
        "second factor is set up, the password alone opens the account."
    ),
)


@admin.register(Staff)
class StaffAdmin(ScopedAdmin, UserAdmin):
    form = FactForm
    add_form = OpenAccountForm
    list_display = ("username", "name", "roles_held", "is_active", "last_login")
    list_select_related = ()
    list_filter = ("is_active",)
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    add_form_template = None
    inlines = (AssignmentInline,)
    readonly_fields = ("last_login", "date_joined")
    verbs = (Verb("assign", _("Give a role"), _assign, RoleForm), TAKE_AWAY)
    fieldsets = (
        (None, {"fields": ("username", "name", "is_active")}),
        (_("Signing in"), {"fields": ("last_login", "date_joined", "first_password_until")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": ("username", "name"),
                "description": _(
                    "The account gets a random first password, which is shown once it is saved."
                ),
            },
        ),
        (_("First role"), {"fields": ("role", "division")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        found = super().get_queryset(request)
        if not request.user.is_superuser:
            found = found.filter(is_superuser=False)
        roles = Assignment.objects.overlapping(timezone.localdate(), datetime.date.max).visible_to(
            request.user
        )
        return found.prefetch_related(
            Prefetch("assignments", roles.select_related("division"), to_attr="roles_in_sight")
        )

    def get_inlines(self, request: HttpRequest, obj: Staff | None) -> Any:
        return self.inlines if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Staff | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or accounts.may_manage(request.user, obj))

    def save_model(self, request: HttpRequest, obj: Staff, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        values = form.cleaned_data
        obj.first_password = accounts.open_account(
            staff=obj, role=values["role"], division=values["division"], by=request.user
        )

    def response_add(self, request: HttpRequest, obj: Staff, post_url_continue: Any = None) -> HttpResponse:
        response = self._first_password_page(request, obj, obj.first_password)
        # The form that is sent a second time leads to the account: the password is shown this once.
        response.led_to = reverse("admin:cadres_staff_change", args=[obj.pk])
        return response

    def buttons(self, request: HttpRequest, obj: Staff | None) -> list[dict[str, Any]]:
        found = super().buttons(request, obj)
        if obj is not None and self.has_change_permission(request, obj):
            url = reverse("admin:auth_user_password_change", args=[obj.pk])
            found.append({"label": _("Make a first password"), "url": url})
        return found

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Asks, then makes a first password and shows it this once."""
        staff = self.get_object(request, unquote(id))
        if staff is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, id)
        if not self.has_change_permission(request, staff):
            raise PermissionDenied
        asked = request.method == "POST"
        password = first_passwords.give(staff=staff, by=request.user) if asked else ""
        return self._first_password_page(request, staff, password)

    def _first_password_page(self, request: HttpRequest, staff: Staff, password: str) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {"title": _("First password"), "opts": self.opts, "original": staff, "password": password}
        return TemplateResponse(
            request, "admin/first_password.html", {**self.admin_site.each_context(request), **context}
        )

    @admin.display(description=_("roles"), empty_value="–")
    def roles_held(self, staff: Staff) -> str:
        """Those that have not ended, of the places that the signed-in account may see."""
        return ", ".join(str(assignment) for assignment in staff.roles_in_sight)


class AssignmentForm(FactForm):
    def rules(self) -> None:
        assignment = self.instance
        staff = assignment.staff
        if not accounts.may_manage(self.request.user, staff) and staff.pk != self.request.user.pk:
            raise ValidationError(
                _("This account holds roles that you could not give; you cannot change its roles.")
            )
        accounts.refuse_gift(self.request.user, staff, assignment.role, assignment.division)
        days = assignment.valid_from, assignment.valid_to
        accounts.refuse_second_role(staff, assignment.role, *days, besides=assignment.pk)


def _end_role(*, obj: Assignment, **values: Any) -> None:
    accounts.end_assignment(assignment=obj, **values)


def _void_role(*, obj: Assignment, **values: Any) -> None:
    accounts.void_assignment(assignment=obj, **values)


@admin.register(Assignment)
class AssignmentAdmin(ScopedAdmin):
    form = AssignmentForm
    list_display = ("staff", "role", "division", "valid_from", "valid_to")
    list_select_related = ("staff", "division")
    list_filter = (InForceFilter, "role", place_filter("division__code"), linked("staff"))
    search_fields = ("staff__username", "staff__name", "division__name")
    ordering = ("-valid_from", "-id")
    autocomplete_fields = ("staff", "division")
    verbs = (end_verb(run=_end_role), void_verb(run=_void_role))
    fieldsets = (
        (None, {"fields": ("staff", "role", "division")}),
        (_("Time"), {"fields": ("valid_from", "valid_to")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        found = super().get_queryset(request)
        return found if request.user.is_superuser else found.filter(staff__is_superuser=False)

    def has_change_permission(self, request: HttpRequest, obj: Assignment | None = None) -> bool:
        if obj is None or not super().has_change_permission(request, obj):
            return super().has_change_permission(request, obj)
        return accounts.may_manage(request.user, obj.staff) and accounts.may_give(
            request.user, obj.role, obj.division
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Assignment | None = None) -> Any:
        """A role is ended and another given; what it was stays on record."""
        return (*super().get_readonly_fields(request, obj), *(("staff", "role", "division") if obj else ()))
