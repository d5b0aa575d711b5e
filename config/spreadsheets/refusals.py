"""Why a whole file is refused, in sentences that say what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from config.spreadsheets.limits import MEGABYTE, Limits

SENTENCES = {
    "FILE_EMPTY": gettext_noop("The file is empty. Choose the file again."),
    "FILE_TOO_LARGE": gettext_noop(
        "The file is larger than %(megabytes)s MB. Split it and upload the parts."
    ),
    "FILE_TOO_COSTLY": gettext_noop(
        "The file could not be read within the limits of memory and time. "
        "Copy the table into a new workbook and upload that."
    ),
    "FILE_DAMAGED": gettext_noop("The file is damaged. Open it, save it under a new name and upload that."),
    "FILE_SUSPICIOUS": gettext_noop(
        "The file is built in a way no spreadsheet program builds it. "
        "Copy the table into a new workbook and upload that."
    ),
    "FILE_FORMAT_UNKNOWN": gettext_noop("This is not a spreadsheet. Upload .xlsx, .xls, .ods, .csv or .tsv."),
    "FILE_IS_WEB_PAGE": gettext_noop(
        "This is a web page or an XML document without a table. Open it, save it as .xlsx and upload that."
    ),
    "FILE_PASSWORD": gettext_noop(
        "The workbook is protected by a password. Remove it, save and upload again."
    ),
    "FILE_MACROS": gettext_noop(
        "The workbook contains macros. Save it as .xlsx without macros and upload that."
    ),
    "FILE_ENCODING": gettext_noop(
        "The text is neither UTF-8, UTF-16 nor GB18030. Save it as .xlsx and upload that."
    ),
    "FILE_QUOTES": gettext_noop(
        "A quotation mark in the text file is never closed. Save it as .xlsx and upload that."
    ),
    "SHEET_TOO_LONG": gettext_noop("A sheet has more than %(rows)s rows. Split it and upload the parts."),
    "SHEET_TOO_WIDE": gettext_noop("A sheet has more than %(columns)s columns. Delete what is not needed."),
    "CELL_TOO_LONG": gettext_noop("A cell holds more than %(text)s characters. Shorten it."),
    "TOO_MANY_CELLS": gettext_noop(
        "The workbook has more than %(cells)s cells. Split it and upload the parts."
    ),
}
"""By code. Each is complete: what is wrong, and what to do."""


def sentence(code: str, limits: Limits) -> str:
    """The sentence for a code, in the language of the moment."""
    values = {**limits.as_dict(), "megabytes": limits.file_bytes // MEGABYTE}
    return _(SENTENCES.get(code, SENTENCES["FILE_DAMAGED"])) % values
