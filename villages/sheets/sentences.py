"""What each reason and warning of these kinds of sheet means, and what to do. %(text)s is the cell as written."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    # Whom a row means
    "NAME_IS_PLACE": _(
        "“%(text)s” is a township and stands alone among the names. It was taken for a heading over the rows below it. "
        "If it is somebody's name, fill in more of the row."
    ),
    "NAME_LIKE_PLACE": _(
        "“%(text)s” stands alone among the names and may be a township that is not known, with its people below. If it "
        "is somebody's name, fill in more of the row; else correct it."
    ),
    "NAME_INVALID": _("“%(text)s” is not a person's name. Enter the full name; delete the row of a vacant post."),
    "TWO_PEOPLE": _(
        "“%(text)s” may be two people. Give each a row; if it is the name of one, write it without a break or with a "
        "dot between its parts."
    ),
    "NUMBER_UNKNOWN": _("No cadre of your jurisdiction has this number. Check it, or leave the cell empty."),
    "NUMBER_ID_MISMATCH": _("The number and the ID number belong to two different cadres. Correct one of them."),
    "NUMBER_NAME_MISMATCH": _(
        "Our number is that of %(more)s, and the name is “%(text)s”. Correct one of them, or empty the number."
    ),
    "ID_NAME_MISMATCH": _(
        "The ID number is that of %(more)s, and the name is “%(text)s”. Correct one of them."
    ),
    "PERSON_AMBIGUOUS": _("Several cadres of this township have this name. Add the ID number or our number."),
    "RECORDED_WITH_ANOTHER_ID": _(
        "A cadre of this name, township and month of birth is recorded with another ID number. Correct the ID number, "
        "or add our number if the recorded one is wrong; if they are two people, enter this one on the page of cadres."
    ),
    "BORN_OTHERWISE": _(
        "The person was recognised by name and township alone, and is recorded with another month of birth. If they "
        "are two people, leave the row out and enter this one on the page of cadres."
    ),
    "NAMESAKE_RECORDED": _(
        "A cadre of this name is recorded in this township with another ID number. If it is the same person, add our "
        "number."
    ),
    "CADRE_UNKNOWN": _("This cadre is not recorded in this township. Check both, or import the roster first."),
    "IN_POST_ELSEWHERE": _(
        "This person is recorded in another place. Importing a roster or a list of transfers with this row asks for a "
        "transfer, where the person is in post there."
    ),
    "DUPLICATE_ID": _("This person stands in the file already, in row %(more)s. Delete one of the two rows."),
    "DUPLICATE_PERSON": _(
        "A person of this name and township stands in the file already, in row %(more)s. If they are two people, add "
        "their ID numbers; else delete one of the two rows."
    ),
    "SAME_NAME_IN_TOWNSHIP": _("Several people of this township have the same name; take care not to confuse them."),
    "LEFT_POST": _("By the remark “%(text)s” this person has left. Delete the row, or correct the remark."),
    "LEFT_POST_BESIDE": _("By “%(text)s” this person has left. Delete the row, or correct the cell."),
    "LEFT_POST_HEADED": _(
        "By “%(more)s” over the row this person has left. Delete the row, or correct the words over it."
    ),
    "STATUS_UNKNOWN": _(
        "The column does not say whether the person is still in post; that was assumed. Check it."
    ),
    "MAY_HAVE_LEFT": _("By the words over the row this person may have left. Check it."),
    # Households
    "HOUSEHOLD_NUMBER_MISSING": _("The household number is missing. Enter the number that the village counts it by."),
    "DUPLICATE_HOUSEHOLD": _("This household stands in the file already, in row %(more)s. Delete one of the two rows."),
    "HOUSEHOLD_ERASED": _(
        "The personal data of this household have been erased. If it is met again, give it its number anew."
    ),
    "CATEGORY_UNKNOWN": _("A category of the household is not understood and was left out."),
    # Identity numbers
    "ID_ABSENT": _("There is no ID number; the person is recognised by name and township alone."),
    "ID_15_CONVERTED": _("The ID number of 15 digits was converted to 18."),
    "ID_PRECISION_LOST": _(
        "The ID number was stored as a figure and its last digits are lost. Make the column text and enter it again."
    ),
    "ID_BAD_CHAR": _("The ID number has a character that cannot be in it, such as a letter O. Correct it."),
    "ID_BAD_LENGTH": _("The ID number has the wrong length; it needs 18 characters. Correct it."),
    "ID_BAD_DATE": _("The date of birth in the ID number does not exist. Correct it."),
    "ID_CHECK_DIGIT": _("The check digit of the ID number is wrong, so a digit is. Compare it with the card."),
    "GENDER_ID_MISMATCH": _("The sex “%(text)s” contradicts the ID number. Correct one of them."),
    # About the person
    "GENDER_UNKNOWN": _("The sex is not understood and was left out."),
    "ETHNICITY_UNKNOWN": _("The ethnic group is not known and was left out."),
    "BIRTH_FROM_ID": _("The month of birth is ambiguous; it was taken from the ID number."),
    "BIRTH_AMBIGUOUS": _("The month of birth is ambiguous and was left out."),
    "BIRTH_ID_MISMATCH": _("The month of birth differs from the ID number; the column was kept."),
    "PHONE_MULTIPLE": _("There are several telephone numbers; the first was taken."),
    "PHONE_INVALID": _("The telephone number is not valid and was left out."),
    "EDU_UNKNOWN": _("The education is not understood and was left out."),
    "TEXT_CUT": _("A text is too long and was cut."),
    "FORMULA_ERROR": _("A formula shows an error; the cell was taken as empty."),
    "FORMULA_WITHOUT_RESULT": _(
        "A formula has no stored result. Open the file in a spreadsheet program, save it and import it again."
    ),
    # Places
    "TOWNSHIP_MISSING": _("No township is named. Fill in the column."),
    "TOWNSHIP_UNKNOWN": _("There is no township “%(text)s”. Check its name or code."),
    "TOWNSHIP_AMBIGUOUS": _("“%(text)s” may be several townships. Enter the full name, or add the county."),
    "TOWNSHIP_ABOLISHED": _("The township “%(text)s” no longer exists. Enter the one it belongs to today."),
    "TOWNSHIP_OUTSIDE_COUNTY": _("“%(text)s” lies outside the places that you may import for. Remove the row."),
    "COUNTY_OUTSIDE": _("“%(text)s” is a county outside the places that you may import for. Remove the row."),
    "COUNTY_UNKNOWN": _("There is no county “%(text)s”. Check its name or code."),
    "PLACES_CONTRADICT": _(
        "The sheet “%(text)s”, its title and the unit over the table name different places. Answer which is right, or "
        "correct them."
    ),
    "TOWNSHIP_CODE_MISMATCH": _("The code and the name are two different townships. Correct one of them."),
    "POST_ELSEWHERE": _(
        "By what stands around it the row belongs to %(more)s, by the post “%(text)s” to another place. Add a column "
        "with the township."
    ),
    "POST_PLACE_UNKNOWN": _(
        "By what stands around it the row belongs to %(more)s, and its post “%(text)s” names a place that is not "
        "known. Correct the post, or add a column with the township."
    ),
    "POST_NAMES_UNKNOWN_PLACE": _("The post names a place that is not known; the township of the row was kept."),
    "POST_NAMES_ANOTHER_PLACE": _("The post is another place's by its title; the township of the row was kept."),
    "UNIT_UNKNOWN": _(
        "“%(text)s” is neither a unit that every township has nor one of a place that is known. Add the township to "
        "it, as its full name, or correct it."
    ),
    "UNIT_ASSUMED": _("The unit names no township; the one of the sheet was taken. Check it."),
    "TOWNSHIP_NAME_UNKNOWN": _("No township has this name; the code was taken."),
    "TOWNSHIP_RENAMED": _("The township stands under an old name and was found under the new one."),
    "TOWNSHIP_VARIANT": _("The name of the township is written differently; it was recognised."),
    "VILLAGE_MISSING": _("No village is named. Fill in the column."),
    "VILLAGE_UNKNOWN": _("There is no village “%(text)s”. Check its name or code."),
    "VILLAGE_AMBIGUOUS": _("“%(text)s” may be a village or a community of the same name. Enter the full name."),
    "VILLAGE_NOT_IN_TOWNSHIP": _("The village “%(text)s” lies in another township. Check village and township."),
    "VILLAGE_CODE_MISMATCH": _(
        "By its code the village is %(more)s, by its name “%(text)s”. Correct one of them, or empty the code."
    ),
    "VILLAGE_NAME_UNKNOWN": _("No village has this name; the code was taken."),
    "VILLAGE_CODE_INVALID": _("“%(text)s” is no code of a village; it has 12 digits. Correct it."),
    "VILLAGE_CODE_ELSEWHERE": _("By its code the village does not lie in “%(text)s”. Correct one of them."),
    "VILLAGE_WITHOUT_TOWNSHIP": _(
        "The code “%(text)s” begins with that of no township. Check it, or record the township first."
    ),
    "VILLAGE_MULTIPLE": _("Several villages are named; the first was taken."),
    # Skills and dates
    "SKILL_ABSENT": _("No skill is named."),
    "SKILL_UNKNOWN": _("The skill is not in the catalogue and was left out."),
    "SKILL_CODE_MISMATCH": _(
        "By its code the skill is %(more)s, by its name “%(text)s”. Correct one of them, or empty the code."
    ),
    "SKILL_NAME_UNKNOWN": _("No skill has this name; the code was taken."),
    "SKILL_CODE_UNKNOWN": _("No skill has this code; the name was taken."),
    "SKILL_MULTIPLE": _("Several skills are named; the first known one was taken."),
    "DATE_INVALID": _("“%(text)s” is no day. Write year, month and day, as in 2011-09-15."),
    "AS_OF_TOO_EARLY": _(
        "A later fact is recorded already: the row would change what holds since a day after the as-of date. Choose a "
        "later as-of date."
    ),
    # Masteries
    "MASTERED_SKILL_UNKNOWN": _("No skill of the catalogue is named. Check its name or code."),
    "MASTERY_IN_FUTURE": _("The verification is dated “%(text)s”, a day that has not come yet. Check the date."),
    "MASTERY_INCOMPLETE": _("A new mastery needs its degree, how it was verified, and by whom. Fill in the cell."),
    "DUPLICATE_MASTERY": _("This mastery stands in the file already, in row %(more)s. Delete one of the two rows."),
    "LEVEL_UNKNOWN": _("The degree of mastery “%(text)s” is not understood. Choose one of those in the blank table."),
    "METHOD_UNKNOWN": _("The way of verifying “%(text)s” is not understood. Choose one of those in the blank table."),
    # Pairings and visits
    "DUPLICATE_PAIRING": _("This pairing stands in the file already, in row %(more)s. Delete one of the two rows."),
    "VISIT_IN_FUTURE": _("The visit is dated “%(text)s”, a day that has not come yet. Check the date."),
    "VISIT_OUTSIDE_POST": _("On “%(text)s” the cadre held no post. Check the date, or record the post first."),
    "VISIT_KEPT_ELSEWHERE": _("On this day the cadre served in another place; the diary of that day is kept there."),
    "DUPLICATE_VISIT": _(
        "This visit is entered twice: the same cadre, household or village, and day. Delete one of the two rows, or "
        "correct the recorded one in the diary. %(more)s"
    ),
    "OUTSIDE_PAIRING": _("The cadre was not paired with this village or household on that day."),
    "HOUSEHOLD_UNKNOWN": _("The village has no household “%(text)s”. Record the household first, or empty the cell."),
    "PURPOSE_UNKNOWN": _(
        "The purpose “%(text)s” is not understood. Write talk, teaching, help, mediation, policy or survey in Chinese."
    ),
    "YES_ASSUMED": _(
        "A column of yes or no says something else, such as how long, what, or who; it was taken for yes."
    ),
    "YES_NO_UNKNOWN": _("“%(text)s” is neither yes nor no. Write yes or no in Chinese."),
    "DONE_MISSING": _("It is not said what was done. Fill in the column."),
}  # fmt: skip
