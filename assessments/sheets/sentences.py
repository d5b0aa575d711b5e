"""What each reason and warning of these kinds of sheet means, and what to do. %(text)s is the cell as written."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    # Periods
    "PERIOD_UNKNOWN": _(
        "“%(text)s” is no period. Write 2011-10, 2011-Q4, 2011-H2 or 2011, or the same in Chinese."
    ),
    "PERIOD_MISSING": _(
        "It is not said for which period. Add a column for it, or name it in the title, as in 2011-H2."
    ),
    "PERIOD_NOT_OPEN": _(
        "The period %(text)s is not recorded. Ask the city office to open it, or correct the period."
    ),
    # Evaluations by residents
    "POLL_DAY_MISSING": _(
        "It is not said on which day the papers were filled in. Add a column for the day, or write it over the table."
    ),
    "POLL_IN_FUTURE": _("The day of the evaluation lies in the future. Check the date."),
    "POLL_KIND_UNKNOWN": _(
        "It is not said, or not understood, which evaluation this is: “%(text)s”. Write democratic evaluation or "
        "satisfaction survey in Chinese."
    ),
    "POLL_BEFORE_PERIOD": _("The evaluation was held before %(more)s begins. Check date and period."),
    "TAKING_PART_UNKNOWN": _(
        "Who took part is not understood: “%(text)s”. Write village cadres, deputies and CPPCC members, residents' "
        "representatives or people served in Chinese."
    ),
    "TAKING_PART_MISSING": _(
        "It is not said who took part. Add a column for it, or write it over the table: village cadres, deputies and "
        "CPPCC members, residents' representatives, people served."
    ),
    "PAPERS_MISSING": _(
        "It is not said how many papers were handed out, came back and were valid (of a drawn sample also how many "
        "people stood on the list). Add columns for it, or write it over the table."
    ),
    "PAPERS_IMPOSSIBLE": _(
        "%(text)s papers cannot be right: there were only %(more)s before. No more papers can come back than were "
        "handed out, and no more be valid than came back."
    ),
    "LIST_TOO_SHORT": _(
        "%(more)s papers were handed out, but only %(text)s people stand on the list. Correct one of them."
    ),
    "LIST_ASSUMED": _(
        "It is not said how many people stood on the list; it was taken that each of them was handed a paper."
    ),
    "SEED_MISSING": _(
        "Those who were asked were drawn, but the seed is missing from which anyone can draw them again. Add it."
    ),
    "POLL_RECORDED_OTHERWISE": _(
        "This evaluation is recorded already, and with “%(more)s” instead of “%(text)s”. Correct the sheet, or the "
        "evaluation on its page."
    ),
    "POLL_TOLD_OTHERWISE": _(
        "Another row tells otherwise of the same evaluation (row %(more)s), not “%(text)s”. Correct one of them."
    ),
    "RESULT_OUTSIDE_POST": _(
        "The cadre held no post in this place on the day of the evaluation. Check day and township, or record "
        "the post first."
    ),
    "RESULT_KEPT_ELSEWHERE": _(
        "On the day of the evaluation the cadre served in another place; its results are kept there."
    ),
    "DUPLICATE_RESULT": _(
        "This cadre has a result of the same evaluation in row %(more)s already. Delete one of the two rows."
    ),
    "COUNT_INVALID": _("“%(text)s” is no number of papers. Write a whole number."),
    "COUNTS_MISSING": _("The row has no count of papers. Fill them in, or delete the row."),
    "COUNTS_NOT_THE_SUM": _(
        "The counts of the row add up to %(more)s, but its sum is “%(text)s”. Correct one of them."
    ),
    "COUNTS_ABOVE_VALID": _(
        "The counts of the row add up to %(text)s papers, but only %(more)s are valid. Correct one of them."
    ),
    "COUNTS_BELOW_VALID": _(
        "The counts of the row are fewer than the valid papers; the others were taken as not naming the cadre."
    ),
    "SCALE_UNKNOWN": _(
        "Two columns stand for “satisfied”, so it is not clear which of them is the best opinion. Call the best one "
        "“very satisfied”, in Chinese."
    ),
    # Study reports
    "MONTH_UNKNOWN": _("“%(text)s” is no month, or may be two. Write it as 2011-10."),
    "MONTH_MISSING": _(
        "It is not said for which month. Add a column for it, or name the month in the title."
    ),
    "STUDY_IN_FUTURE": _("The day on which the report came in lies in the future. Check the date."),
    "STUDY_BEFORE_MONTH": _("The report came in before the month began. Check date and month."),
    "STUDY_INCOMPLETE": _(
        "A report that is not recorded yet needs this column: when it came in, what was learned."
    ),
    "STUDY_OUTSIDE_POST": _(
        "The cadre held no main post in %(text)s. Check the month, or record the post first."
    ),
    "STUDY_KEPT_ELSEWHERE": _(
        "In %(text)s the cadre served in another place last; the report is kept there."
    ),
    "DUPLICATE_STUDY": _(
        "A report of this cadre of %(text)s stands in row %(more)s already. Delete one of the two rows."
    ),
    "HOURS_INVALID": _(
        "“%(text)s” is no number of hours of a month. Write a whole number, or empty the cell."
    ),
    # Reviews
    "HALF_YEAR_MISSING": _(
        "It is not said for which half-year. Add a column for it, or name it in the title, as in 2011-H2."
    ),
    "HALF_YEAR_NOT_OPEN": _(
        "The half-year %(text)s is not recorded. Ask the city office to open it, or correct the period."
    ),
    "NO_HALF_YEAR": _("%(text)s is no half-year. Reviews are of half-years: write 2011-H1 or 2011-H2."),
    "REVIEW_IN_FUTURE": _("The day of the review lies in the future. Check the date."),
    "REVIEW_BEFORE_PERIOD": _("The review was held before %(more)s begins. Check date and half-year."),
    "REVIEW_OUTSIDE_POST": _(
        "The cadre held no main post on the day of the review. Check the date, or record the post first."
    ),
    "REVIEW_KEPT_ELSEWHERE": _(
        "On the day of the review the cadre served in another place; it is kept there."
    ),
    "GRADE_UNKNOWN": _(
        "The grade “%(text)s” is not understood. Write good, fairly good, fair or poor in Chinese."
    ),
    "GRADE_MISSING": _("A review that is not recorded yet needs a grade. Fill in the column."),
    "REVIEWER_MISSING": _("It is not said who held the review. Write the name of the leader of the place."),
    "REVIEWER_UNKNOWN": _(
        "“%(text)s” was no leader of this place on that day. Check name and date, or record the post first."
    ),
    "REVIEWER_AMBIGUOUS": _(
        "Several leaders of this place are called “%(text)s”. Add the number of the one who held the review."
    ),
    "REVIEWER_NOT_TIED": _(
        "The cadre is a leader, and reviewed by the county leader tied to the township: %(more)s, not “%(text)s”. "
        "Empty the cell, or correct the tie."
    ),
    "REVIEWS_THEMSELVES": _("Nobody reviews themselves. Name another reviewer."),
    "TIE_MISSING": _(
        "The cadre is a leader, and on that day no county leader was tied to the township. Record who was, then import "
        "the review."
    ),
    "REVIEW_RECORDED_OTHERWISE": _(
        "The review of this half-year is recorded with another day or reviewer (%(more)s). Correct the sheet, or the "
        "review on its page."
    ),
    "DUPLICATE_REVIEW": _(
        "A review of this cadre of the same half-year stands in row %(more)s already. Delete one of the two rows."
    ),
    # Bonuses and deductions
    "PERIOD_CLOSED": _("The period %(text)s is closed; open it again first."),
    "POINTS_MISSING": _("It is not said how many points. Fill them in, or delete the row."),
    "POINTS_TWICE": _("The row tells points in two columns. Give a bonus and a deduction a row each."),
    "POINTS_INVALID": _("“%(text)s” is no number of points. Write a number above 0 and up to 100."),
    "ADJUSTMENT_KIND_UNKNOWN": _(
        "It is not clear whether this is a bonus or a deduction. Say so in the column of the kind, or write + or −."
    ),
    "ADJUSTMENT_REASON_MISSING": _("It is not said why. Fill in the reason."),
    "ADJUSTMENT_REASON_LONG": _("The reason is longer than 200 characters. Shorten it."),
    "DECIDED_BY_MISSING": _("It is not said who decided. Write name and office."),
    "DECIDED_ELSEWHERE": _(
        "The deciding place is not one of your jurisdiction. Correct its code, or empty the cell."
    ),
    "ADJUSTMENT_OUTSIDE_POST": _(
        "The cadre held no main post in this period. Check the period, or record the post first."
    ),
    "ADJUSTMENT_ELSEWHERE": _(
        "In this period the cadre served in another place, which proposes for its own cadres."
    ),
    "DUPLICATE_ADJUSTMENT": _(
        "The same points for the same reason stand in row %(more)s already. Delete one of the two rows."
    ),
    "ADJUSTMENT_BESIDE": _(
        "Another one of the same kind is recorded for this cadre and period. Check that they are two."
    ),
    "ADJUSTMENT_REFUSED_BEFORE": _(
        "This has been proposed and refused; importing it does not propose it again."
    ),
}
