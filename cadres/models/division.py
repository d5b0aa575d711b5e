"""Places of administration: one tree, from province to township, and what became of older units."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cadres import querysets
from cadres.pinyin import place_pinyin
from config.jurisdiction import through


class Division(models.Model):
    """A province, city, county or township. Its statistical code begins with its superior's.

    The key is a surrogate because codes change; villages stand under their township in another app.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", _("province")
        CITY = "city", _("city")
        COUNTY = "county", _("county")
        TOWNSHIP = "township", _("township")

    code = models.CharField(
        _("code"),
        max_length=9,
        unique=True,
        validators=[RegexValidator(r"^\d+$", _("A code has digits only."))],
    )
    name = models.CharField(_("name"), max_length=50)
    name_en = models.CharField(_("English name"), max_length=100, blank=True, default="")
    pinyin = models.CharField(_("pinyin"), max_length=300, editable=False)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("superior"), null=True, blank=True, related_name="children"
    )

    jurisdiction = through("code")
    objects = querysets.DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("division")
        verbose_name_plural = _("divisions")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="province", code__regex=r"^[0-9]{2}$")
                | Q(level="city", code__regex=r"^[0-9]{4}$")
                | Q(level="county", code__regex=r"^[0-9]{6}$")
                | Q(level="township", code__regex=r"^[0-9]{9}$"),
                name="cadres_division_code_fits_level",
                violation_error_message=_(
                    "A province's code has 2 digits, a city's 4, a county's 6, a township's 9."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pinyin = place_pinyin(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.parent_id and not (self.code.startswith(self.parent.code) and self.code != self.parent.code):
            raise ValidationError(
                {
                    "parent": _("The code of a division begins with that of its superior, here %(code)s.")
                    % {"code": self.parent.code}
                }
            )

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class DivisionChange(models.Model):
    """What became of a unit: renamed, recoded, absorbed by another, or split.

    The older unit is kept by code and name, not as a division: rosters still name it, nobody serves in it.
    """

    class Kind(models.TextChoices):
        RENAMED = "renamed", _("renamed")
        RECODED = "recoded", _("recoded")
        ABSORBED = "absorbed", _("absorbed")
        SPLIT = "split", _("split")

    from_code = models.CharField(_("old code"), max_length=12, db_index=True)
    from_name = models.CharField(_("old name"), max_length=50)
    county_code = models.CharField(_("county"), max_length=6)
    to = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("successor"),
        null=True,
        blank=True,
        help_text=_("Empty: not known."),
        related_name="predecessors",
    )
    kind = models.CharField(_("kind of change"), max_length=10, choices=Kind.choices)
    on = models.DateField(_("on"), null=True, blank=True, help_text=_("Empty: not known."))
    note = models.CharField(_("how this is known"), max_length=200, blank=True, default="")

    jurisdiction = through("county_code")
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a division")
        verbose_name_plural = _("changes of divisions")
        ordering = ["from_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_code", "kind", "to"],
                name="cadres_divisionchange_once",
                violation_error_message=_("This change is already recorded."),
            ),
            # A unique key lets any number of empty successors in; SQLite knows no NULLS NOT DISTINCT.
            models.UniqueConstraint(
                fields=["from_code", "kind"],
                condition=Q(to=None),
                name="cadres_divisionchange_once_without_successor",
                violation_error_message=_("This change is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_name} → {self.to or '?'}"
