"""The kinds of sheet of this floor and the sentences of their codes, made known to the admin lists and the command."""

from assessments.sheets import adjustments, polls, reviews, studies
from assessments.sheets.sentences import SENTENCES
from config.spreadsheets.kinds import register
from config.spreadsheets.sentences import teach

for kind in (adjustments.KIND, polls.KIND, reviews.KIND, studies.KIND):
    register(kind)
teach(SENTENCES)
