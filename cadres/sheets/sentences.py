"""What each reason and warning of lists of divisions, villages and skills means, and what to do. %(text)s is the cell
as written."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    # Entries of any list
    "ENTRY_UNNAMED": _("The row has neither a code nor a name. Fill in one of them, or delete the row."),
    "CODE_MISSING": _("“%(text)s” is not recorded yet, and a new one needs its code. Fill in the code."),
    "NAME_AMBIGUOUS": _("Several are called “%(text)s”. Add the code."),
    "NAME_MISSING": _("The code is not recorded yet, and a new one needs its name. Fill in the name."),
    "NAME_OF_ANOTHER": _("“%(text)s” is recorded under the code %(more)s. Correct the code or the name."),
    "DUPLICATE_ENTRY": _(
        "The same code or name stands in the file already, in row %(more)s. Delete one of the two rows."
    ),
    "TEXT_TOO_LONG": _("“%(text)s” is too long: at most %(more)s characters can be kept. Shorten it."),
    # Divisions
    "DIVISION_CODE_INVALID": _(
        "“%(text)s” is no code of a division. A county's has 6 digits, a township's 9; a village belongs on the list "
        "of villages."
    ),
    "DIVISION_OUTSIDE": _("“%(text)s” lies outside the places that you may import for. Remove the row."),
    "SUPERIOR_UNKNOWN": _(
        "The superior of this division, %(more)s, is not recorded. Add it to the list as well."
    ),
    "SUPERIOR_MISMATCH": _(
        "By its code the division belongs to %(more)s and not to “%(text)s”. Correct one of them."
    ),
    "DIVISION_FORMER": _(
        "The code “%(text)s” is that of a former division. See what became of it under Changes of divisions, and "
        "delete the row."
    ),
    "DIVISION_RENAMED": _(
        "The division with this code is recorded as %(more)s. If it is called “%(text)s” now, first record the change "
        "of name under Changes of divisions, then import again; else correct the name."
    ),
    "DIVISION_RECODED": _(
        "“%(text)s” is recorded under the code %(more)s, and a division keeps its code here. Record a new code under "
        "Changes of divisions, or correct the row."
    ),
    # Skills
    "SKILL_CODE_INVALID": _(
        "“%(text)s” cannot be a code of a skill: it has up to 10 letters, digits, hyphens and full stops. Correct it."
    ),
    "SKILL_CATEGORY_MISSING": _("A new skill needs its category. Fill in the column."),
    "SKILL_CATEGORY_UNKNOWN": _(
        "There is no category “%(text)s”. Check it, or record it under Skill categories first."
    ),
    "ALIAS_OF_ANOTHER": _("Another skill answers to this wording already: %(more)s. Leave the wording out."),
    "ENGLISH_MISSING": _("The new skill has no English name; its Chinese name stands for it."),
}
