"""Accounts of the people who work in the admin, and the dated roles they hold over divisions."""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres import querysets
from cadres.models.division import Division
from config.facts import standing
from config.jurisdiction import EVERYTHING, Scope, by, through


class Role(models.TextChoices):
    """What an account may do inside the divisions it is assigned to; `docs/roles.md` says each in prose."""

    CITY_ADMINISTRATOR = "city_administrator", _("city administrator")
    CITY_EDITOR = "city_editor", _("city editor")
    COUNTY_ADMINISTRATOR = "county_administrator", _("county administrator")
    COUNTY_EDITOR = "county_editor", _("county editor")
    TOWNSHIP_CLERK = "township_clerk", _("township clerk")
    INSPECTOR = "inspector", _("inspector")
    APPROVER = "approver", _("approver")
    AUDITOR = "auditor", _("auditor")


class StaffManager(UserManager.from_queryset(querysets.ScopedQuerySet)):  # type: ignore[misc]
    """Django's user manager, with the words of jurisdiction."""


class Staff(AbstractUser):
    """One person's account. What it may do, and where, follows from its assignments of the day."""

    first_name = None
    last_name = None
    name = models.CharField(_("full name"), max_length=50)

    first_password_until = models.DateTimeField(
        _("first password valid until"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Empty: the holder of the account has chosen a password."),
    )

    jurisdiction = by(
        lambda scope: models.Q(
            pk__in=Assignment.objects.filter(scope.q("division__code")).values("staff_id")
        ),
        "through the divisions it is or was assigned to",
    )
    journal_omits = ("password", "last_login")
    objects = StaffManager()

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("staff account")
        verbose_name_plural = _("staff accounts")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @cached_property
    def current_assignments(self) -> list[Assignment]:
        """The assignments in force today, with their divisions; read once for each request."""
        return list(
            Assignment.objects.in_force(timezone.localdate()).filter(staff=self).select_related("division")
        )

    @cached_property
    def scope(self) -> Scope:
        """Where this account may look today."""
        if not self.is_active:
            return Scope()
        if self.is_superuser:
            return EVERYTHING
        return Scope(codes=tuple(sorted({a.division.code for a in self.current_assignments})))

    @property
    def roles(self) -> set[str]:
        """The roles held today."""
        return {assignment.role for assignment in self.current_assignments}

    @property
    def journal_division_code(self) -> str:
        """The first division this account is assigned to, for its journal rows; '' without one."""
        return min((a.division.code for a in self.current_assignments), default="")


class Assignment(models.Model):
    """A staff account holds a role over a division, from a day until a day."""

    staff = models.ForeignKey(
        Staff, models.PROTECT, verbose_name=_("staff account"), related_name="assignments"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("division"), related_name="+")
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("First day on which it no longer holds; empty: still holds."),
    )
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True, editable=False)

    jurisdiction = through("division__code")
    objects = querysets.DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["staff", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="cadres_assignment_ends_after_start",
                violation_error_message=_("The end must come after the start."),
            ),
            models.UniqueConstraint(
                fields=["staff", "role", "division"],
                condition=standing(valid_to=None),
                name="cadres_assignment_open_once",
                violation_error_message=_("This account already holds this role here."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.division}"

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None
