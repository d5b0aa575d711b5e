"""A cadre, and the posts held."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Concat, LPad
from django.utils.translation import gettext_lazy as _

from cadres import querysets
from cadres.models.division import Division
from cadres.pinyin import name_pinyin
from config.facts import Dated, Recorded, dated_constraints, standing
from config.jurisdiction import by, nobody, through
from config.personal import ERASED, marked

EMPTY_ONCE_ERASED = (
    "pinyin", "initials", "gender", "ethnicity", "birth", "id_digest", "id_last_two", "phone", "education", "remark",
)  # fmt: skip


class NumberRange(models.Model):
    """The next free number of a kind. Taken under a row lock, never given twice, even when an import is undone."""

    kind = models.CharField(_("kind"), max_length=20, unique=True)
    next = models.BigIntegerField(_("next number"), default=1)

    jurisdiction = nobody
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("number range")
        verbose_name_plural = _("number ranges")

    def __str__(self) -> str:
        return self.kind


class Cadre(Recorded):
    """A person. Where, and as what, is said by the posts; the identity number is kept as a keyed digest only."""

    class Gender(models.TextChoices):
        MALE = "男", _("male")
        FEMALE = "女", _("female")

    class Education(models.TextChoices):
        PRIMARY = "小学", _("primary school")
        JUNIOR = "初中", _("junior middle school")
        SENIOR = "高中", _("senior middle school")
        SECONDARY = "中专", _("secondary vocational school")
        COLLEGE = "大专", _("junior college")
        BACHELOR = "本科", _("bachelor's degree")
        GRADUATE = "研究生", _("postgraduate")

    number = models.CharField(
        _("number"),
        max_length=8,
        unique=True,
        editable=False,
        help_text=_("Our own stable number; exports carry it and imports match by it first."),
    )
    name = models.CharField(_("full name"), max_length=50)
    pinyin = models.CharField(_("pinyin"), max_length=300, editable=False, db_index=True)
    initials = models.CharField(_("initials"), max_length=50, editable=False, db_index=True)
    gender = models.CharField(_("sex"), max_length=1, choices=Gender.choices, blank=True, default="")
    ethnicity = models.CharField(_("ethnic group"), max_length=20, blank=True, default="")
    birth = models.CharField(
        _("born"),
        max_length=10,
        blank=True,
        default="",
        validators=[RegexValidator(r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$", _("Write 1975-03."))],
        help_text=_("Year and month, as 1975-03."),
    )
    id_digest = models.CharField(
        _("digest of the ID number"), max_length=64, blank=True, default="", editable=False
    )
    id_digest_version = models.PositiveSmallIntegerField(
        _("digest key"), null=True, blank=True, editable=False
    )
    id_last_two = models.CharField(
        _("end of the ID number"), max_length=2, blank=True, default="", editable=False
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True, default="")
    education = models.CharField(
        _("education"), max_length=10, choices=Education.choices, blank=True, default=""
    )
    remark = models.CharField(_("remark"), max_length=200, blank=True, default="")
    erased_at = models.DateTimeField(
        _("personal data erased at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Empty: they are kept."),
    )

    jurisdiction = by(querysets.cadre_condition, "through the division of the post held now, or held last")
    journal_omits = ("id_digest", "id_digest_version", "id_last_two")
    erased_as = {
        "number": Concat(Value("9"), LPad(Cast("pk", models.CharField()), 7, Value("0"))),
        "name": ERASED,
        "id_digest_version": None,
        **dict.fromkeys(EMPTY_ONCE_ERASED, ""),
    }
    objects = querysets.CadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("cadre")
        verbose_name_plural = _("cadres")
        ordering = ["pinyin", "id"]
        indexes = [models.Index(fields=["name"], name="cadres_cadre_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["id_digest", "id_digest_version"],
                condition=~Q(id_digest=""),
                name="cadres_cadre_identity_once",
                violation_error_message=_("A cadre with this identity is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(id_digest="", id_digest_version=None)
                | (~Q(id_digest="") & Q(id_digest_version__gt=0)),
                name="cadres_cadre_digest_has_version",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(name=ERASED, number__startswith="9", **dict.fromkeys(EMPTY_ONCE_ERASED, "")),
                name="cadres_cadre_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pinyin, self.initials = name_pinyin(self.name)
        super().save(*args, **kwargs)

    @property
    def journal_division_code(self) -> str:
        """The division of the post held now, or held last; '' before the first post."""
        post = self.posts.standing().order_by("main", "valid_from").select_related("division").last()
        return post.division.code if post else ""


class Post(Dated):
    """A cadre holds a post in a division for the days [valid_from, valid_to).

    Two main posts of one cadre never overlap: PostgreSQL guarantees it by an exclusion constraint, SQLite by
    triggers (`cadres.guards`). Both refuse plain SQL as well; a SQLite connection that
    switches triggers off goes around it.
    """

    class PostClass(models.TextChoices):
        LEADER = "leader", _("leader")
        ORDINARY = "ordinary", _("ordinary cadre")

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="posts")
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("division"), related_name="posts")
    title = models.CharField(_("title"), max_length=50, blank=True, default="")
    post_class = models.CharField(
        _("class"), max_length=10, choices=PostClass.choices, default=PostClass.ORDINARY
    )
    main = models.BooleanField(_("main post"), default=True)
    assessed = models.BooleanField(
        _("assessed"), default=True, help_text=_("Counts in the 100-point assessment.")
    )

    jurisdiction = through("division__code")
    erased_as = {"title": "", "void_reason": marked("void_reason")}
    objects = querysets.PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["cadre", "-valid_from", "-id"]
        constraints = [
            *dated_constraints(),
            models.UniqueConstraint(
                fields=["cadre"],
                condition=standing(main=True, valid_to=None),
                name="cadres_post_one_open_main",
                violation_error_message=_("This cadre already has a main post; end or transfer it first."),
            ),
            models.CheckConstraint(
                condition=Q(main=True) | Q(assessed=False),
                name="cadres_post_assessed_is_main",
                violation_error_message=_("Only a main post is assessed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division} {self.title or self.get_post_class_display()}"
