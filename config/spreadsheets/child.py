"""The process that parses: bytes on standard input, lines of JSON on standard output. It knows neither Django nor
settings.

Started by `reading` alone. Its one argument says, as JSON, the limits and, unless the mere cells are wanted, the layout
of the kind of sheet as which the file is to be understood.
"""

import gc
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

from config.spreadsheets.formats import read_bytes
from config.spreadsheets.limits import Limits
from config.spreadsheets.tables import find_tables
from config.spreadsheets.types import FileRefused
from config.spreadsheets.wire import kind_from_wire, reading_to_lines, to_json, workbook_to_lines


def bound_resources(limits: Limits) -> None:
    """From here on this process can neither take more memory nor more time than the limits, nor leave a core file."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(data: bytes, limits: Limits, layout: Any = None) -> Iterator[str]:
    """The lines to be told: the workbook, or the reading of it, or the code of a refusal."""
    try:
        workbook = read_bytes(data, limits)
        del data
        if layout is None:
            yield from workbook_to_lines(workbook)
        else:
            reading = find_tables(workbook, kind_from_wire(layout))
            del workbook
            yield from reading_to_lines(reading)
    except FileRefused as refusal:
        yield to_json({"refused": refusal.code})
    except MemoryError:
        yield to_json({"refused": "FILE_TOO_COSTLY"})
    except GeneratorExit:
        raise
    except BaseException:
        # The parser's own panics arrive as BaseException; whatever it stumbled over, the file is at fault.
        yield to_json({"refused": "FILE_DAMAGED"})


def main() -> None:
    """Read, parse, answer."""
    # A short life: what goes round in circles may wait for its end.
    gc.disable()
    asked = json.loads(sys.argv[1])
    limits = Limits(**asked["limits"])
    bound_resources(limits)
    for line in answer(sys.stdin.buffer.read(), limits, asked["layout"]):
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


if __name__ == "__main__":
    main()
