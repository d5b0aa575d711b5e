"""Translations: compiles the catalogues without the gettext tools, and checks that they are complete.

python -m config.catalogues            compiles every django.po that is newer than its django.mo
python -m config.catalogues --check    says which texts are not translated, fuzzy, or in no catalogue
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

BASE_DIR = Path(__file__).resolve().parent.parent
LANGUAGE = "zh_Hans"
CALLS = {"_", "_t", "_n", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# What templates turn into for the gettext tools: gettext('text'), ngettext('one', 'many', count), _("text").
_IN_TEMPLATES = re.compile(r"""(?<!\w)(?:gettext|_)\(\s*(u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))""")
_IN_TEMPLATES_PLURAL = re.compile(r"""ngettext\(\s*(u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))""")


def catalogues() -> list[Path]:
    """The catalogue of every folder of code that has one."""
    return sorted(BASE_DIR.glob(f"*/locale/{LANGUAGE}/LC_MESSAGES/django.po"))


def compile_catalogues() -> int:
    """Compiles what is out of date; how many."""
    stale = [path for path in catalogues() if is_stale(path)]
    for path in stale:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return len(stale)


def is_stale(path: Path) -> bool:
    """Whether a catalogue has changed since it was compiled."""
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime <= path.stat().st_mtime


def complaints() -> Iterator[str]:
    """A sentence for each text that is not translated, is marked fuzzy, or stands in the code and in no catalogue."""
    known: set[str] = set()
    for path in catalogues():
        place = path.relative_to(BASE_DIR)
        for entry in polib.pofile(str(path)):
            if entry.obsolete:
                continue
            known.add(entry.msgid)
            if entry.fuzzy:
                yield f"{place}:{entry.linenum}: fuzzy: {entry.msgid!r}"
            elif not entry.translated():
                yield f"{place}:{entry.linenum}: not translated: {entry.msgid!r}"
    for source, text in sources():
        if text not in known:
            yield f"{source.relative_to(BASE_DIR)}: in no catalogue: {text!r}"


def sources() -> Iterator[tuple[Path, str]]:
    """Every text to be translated, with the file in which it stands."""
    for package in sorted(BASE_DIR.glob("*/__init__.py")):
        for path in sorted(package.parent.rglob("*.py")):
            if not {"tests", "migrations"} & set(path.parts):
                yield from ((path, text) for text in texts_of_python(path.read_text(encoding="utf-8")))
    for path in sorted((BASE_DIR / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            yield from ((path, text) for text in texts_of_template(path.read_text(encoding="utf-8")))


def texts_of_python(code: str) -> Iterator[str]:
    """The texts that Python code marks for translation."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
            # The context of pgettext comes before its text.
            at = 1 if str(getattr(node.func, "id", "")).startswith("pgettext") else 0
            argument = node.args[at] if len(node.args) > at else None
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def texts_of_template(source: str) -> Iterator[str]:
    """The texts that a template marks for translation."""
    from django.utils.translation.template import templatize

    code = templatize(source)
    for pattern in (_IN_TEMPLATES, _IN_TEMPLATES_PLURAL):
        for quoted in pattern.findall(code):
            yield ast.literal_eval(quoted)


def main(arguments: list[str]) -> int:
    """Compiles, or with --check also complains; the exit status."""
    compile_catalogues()
    found = sorted(set(complaints())) if "--check" in arguments else []
    for complaint in found:
        print(complaint)
    if found:
        print(f"{len(found)} texts of the catalogues need work.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
