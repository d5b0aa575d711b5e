"""Translations are compiled without the gettext tools, and the check finds what is missing."""

import gettext
import os
from pathlib import Path

import django
import polib
import pytest

from config import catalogues

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def house(tmp_path, monkeypatch):
    """house(po, code, template) is a small project in place of this one."""
    monkeypatch.setattr(catalogues, "BASE_DIR", tmp_path)

    def write(po="", code="", template=""):
        folder = tmp_path / "cadres" / "locale" / "zh_Hans" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(HEADER + po, encoding="utf-8")
        (tmp_path / "cadres" / "__init__.py").touch()
        (tmp_path / "cadres" / "words.py").write_text(code, encoding="utf-8")
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates" / "page.html").write_text(template, encoding="utf-8")
        return folder

    return write


def test_a_compiled_catalogue_translates(house):
    folder = house('msgid "skill"\nmsgstr "技能"\n')
    assert catalogues.compile_catalogues() == 1
    with (folder / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("skill") == "技能"


def test_a_catalogue_is_compiled_again_only_when_it_changed(house):
    folder = house('msgid "skill"\nmsgstr "技能"\n')
    catalogues.compile_catalogues()
    moment = (folder / "django.mo").stat().st_mtime

    os.utime(folder / "django.po", (moment - 10, moment - 10))
    assert catalogues.compile_catalogues() == 0
    os.utime(folder / "django.po", (moment + 10, moment + 10))
    assert catalogues.compile_catalogues() == 1


def test_a_complete_catalogue_passes(house):
    house(
        'msgid "skill"\nmsgstr "技能"\n\nmsgid "page"\nmsgstr "页"\n\n'
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "若干"\n',
        code='x = _("skill")\ny = ngettext("one", "many", 3)\n',
        template='{% load i18n %}{% translate "page" %}',
    )
    assert catalogues.main(["--check"]) == 0


@pytest.mark.parametrize(
    ("po", "complaint"),
    [
        ('msgid "skill"\nmsgstr ""\n', "not translated: 'skill'"),
        ('#, fuzzy\nmsgid "skill"\nmsgstr "技能"\n', "fuzzy: 'skill'"),
    ],
)
def test_untranslated_and_fuzzy_texts_are_complained_about(house, capsys, po, complaint):
    house(po, code='x = _("skill")\n')
    assert catalogues.main(["--check"]) == 1
    assert complaint in capsys.readouterr().out


@pytest.mark.parametrize(
    "template",
    [
        '{% translate "It\'s new" %}',
        "{% blocktranslate %}It's new{% endblocktranslate %}",
        '{% include "x.html" with title=_("It\'s new") %}',
        "{% blocktranslate count n=3 %}It's new{% plural %}They are{% endblocktranslate %}",
    ],
)
def test_a_text_of_a_template_that_no_catalogue_has_is_complained_about(house, template):
    house(template="{% load i18n %}" + template)
    assert [line.partition(": ")[2] for line in catalogues.complaints()] == ['in no catalogue: "It\'s new"']


def test_a_text_of_the_code_that_no_catalogue_has_is_complained_about(house):
    house(code='from x import gettext_lazy as _\nname = _("A name")\nother = pgettext("verb", "run")\n')
    assert {line.partition(": ")[2] for line in catalogues.complaints()} == {
        "in no catalogue: 'A name'",
        "in no catalogue: 'run'",
    }


NEVER_SHOWN = {
    "After you’ve created a user, you’ll be able to edit more user options.",
    "In case you’ve forgotten, you are:",
}
"""Texts of pages that this site has pages of its own for."""


@pytest.mark.parametrize("app", ["admin", "auth"])
def test_what_django_itself_leaves_untranslated_is_translated_here(app):
    folder = Path(django.__file__).parent / "contrib" / app / "locale"
    texts, chinese = (
        polib.pofile(str(folder / language / "LC_MESSAGES" / "django.po")) for language in ("en", "zh_Hans")
    )
    ours = [polib.pofile(str(path)) for path in catalogues.catalogues()]
    done = {entry.msgid for entries in (chinese, *ours) for entry in entries if entry.translated()}
    assert {entry.msgid for entry in texts} - done == NEVER_SHOWN & {entry.msgid for entry in texts}
