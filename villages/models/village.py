"""Villages and the households in them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cadres.models import Division
from cadres.pinyin import place_pinyin
from config.facts import Dated, Recorded, dated_constraints, standing
from config.jurisdiction import through
from config.personal import ERASED, marked
from config.sensitive import Sensitive
from villages import querysets


class Village(models.Model):
    """A village or residents' community under a township."""

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^\d{12}$", _("A code has 12 digits."))],
    )
    township = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("township"),
        related_name="villages",
        limit_choices_to={"level": "township"},
    )
    name = models.CharField(_("name"), max_length=50)
    name_en = models.CharField(_("English name"), max_length=100, blank=True, default="")
    pinyin = models.CharField(_("pinyin"), max_length=300, editable=False)

    jurisdiction = through("township__code")
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("village")
        verbose_name_plural = _("villages")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{12}$"), name="villages_village_code_digits"
            )
        ]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pinyin = place_pinyin(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.township_id and not self.code.startswith(self.township.code):
            raise ValidationError(
                {
                    "township": _("The code of a village begins with that of its township, here %(code)s.")
                    % {"code": self.township.code}
                }
            )


class Household(Recorded):
    """A household, with as little identity as will do: a number inside its village and the name of its head."""

    village = models.ForeignKey(Village, models.PROTECT, verbose_name=_("village"), related_name="households")
    number = models.CharField(
        _("household number"), max_length=20, help_text=_("As the village counts them.")
    )
    head_name = models.CharField(_("head of household"), max_length=50, blank=True, default="")
    erased_at = models.DateTimeField(
        _("personal data erased at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Empty: they are kept."),
    )

    jurisdiction = through("village__township__code")
    journal_omits = ("head_name",)
    erased_as = {"number": Concat(Value(ERASED), Cast("pk", models.CharField())), "head_name": ""}
    objects = querysets.HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        ordering = ["village", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "number"],
                name="villages_household_number_once",
                violation_error_message=_("This village already has a household of this number."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(number__startswith=ERASED, head_name=""),
                name="villages_household_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.head_name}".strip()


TO_VISIT_FIRST = _("to be visited first")
"""What stands in lists for a category of hardship or dispute."""


class HouseholdCategory(Dated):
    """Why a household is to be visited first. A household may be in several categories at once."""

    class Category(models.TextChoices):
        HARDSHIP = "hardship", _("in hardship")
        PARTY_HARDSHIP = "party_hardship", _("Party member in hardship")
        VILLAGE_CADRE = "village_cadre", _("key village cadre")
        LARGE_PRODUCER = "large_producer", _("large producer")
        GRIEVANCE = "grievance", _("grievance or dispute")
        SCIENCE = "science", _("science and technology household")

    household = models.ForeignKey(
        Household, models.PROTECT, verbose_name=_("household"), related_name="categories"
    )
    category = models.CharField(_("category"), max_length=15, choices=Category.choices)

    jurisdiction = through("household__village__township__code")
    erased_as = {"void_reason": marked("void_reason")}
    sensitive = Sensitive("category", querysets.SENSITIVE, querysets.SEE_SENSITIVE, TO_VISIT_FIRST)
    objects = querysets.CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category of a household")
        verbose_name_plural = _("categories of households")
        ordering = ["household", "category", "-valid_from"]
        constraints = [
            *dated_constraints(),
            models.UniqueConstraint(
                fields=["household", "category"],
                condition=standing(valid_to=None),
                name="villages_householdcategory_open_once",
                violation_error_message=_("This household is already in this category."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household}: {self.masked()}"

    @property
    def is_sensitive(self) -> bool:
        """Whether it tells of hardship or dispute."""
        return self.category in querysets.SENSITIVE

    def masked(self) -> str:
        """What lists, titles and files say of it."""
        return str(TO_VISIT_FIRST if self.is_sensitive else self.get_category_display())
