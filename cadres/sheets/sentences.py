"""What each reason and warning of lists of divisions, villages, skills and transfers means, and what to do. %(text)s is
the cell as written."""

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
    # Transfers
    "TRANSFER_ELSEWHERE": _(
        "“%(text)s” lies outside the places that you may import for. That place asks for the transfer; grant it under "
        "Transfer requests, and leave the row out."
    ),
    "TRANSFER_NEEDS_ID": _(
        "“%(text)s” lies outside the places that you may import for. A transfer from there can be asked for by the ID "
        "number only. Fill it in."
    ),
    "TOWNSHIP_LEFT_MISSING": _(
        "It is not said whom the row means. Add the ID number, our number, or the township that the person leaves."
    ),
    "TOWNSHIP_LEFT_UNKNOWN": _(
        "“%(text)s” is no township, or may be several. Enter the full name of the township that the person leaves."
    ),
    "NOT_IN_POST_THERE": _(
        "On the day before the transfer the person did not serve in “%(text)s”. Check township and day."
    ),
    "NO_POST_BEFORE_TRANSFER": _(
        "On the day before “%(text)s” the person held no main post that could end. Check the day; who is in no post is "
        "appointed, not transferred."
    ),
    "TRANSFER_TO_SAME_PLACE": _(
        "The person serves in “%(text)s” already. Check the day, or delete the row; another title comes in by the "
        "roster."
    ),
    "LATER_POST_RECORDED": _(
        "A main post after “%(text)s” is recorded already. Check the day, or correct the posts on the page of the "
        "cadre."
    ),
    "TRANSFERRED_TWICE": _(
        "The file changes the posts of this person already, in row %(more)s. Delete one of the two rows, or import the "
        "later transfer in a file of its own."
    ),
    "POST_BESIDE_UNKNOWN": _(
        "This post beside the main one is not recorded, and a list of transfers brings none. Enter it on the page of "
        "the cadre."
    ),
}
