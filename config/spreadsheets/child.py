"""The process that parses: bytes on standard input, JSON on standard output. Imports neither Django nor settings.

Started by `reading.read` alone, with the limits as its one argument.
"""

import json
import resource
import sys

from config.spreadsheets.formats import read_bytes
from config.spreadsheets.limits import Limits
from config.spreadsheets.types import FileRefused
from config.spreadsheets.wire import workbook_to_json


def bound_resources(limits: Limits) -> None:
    """From here on this process can neither take more memory nor more time than the limits, nor leave a core file."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(data: bytes, limits: Limits) -> str:
    """The workbook, or the code of the refusal, as JSON."""
    try:
        return workbook_to_json(read_bytes(data, limits))
    except FileRefused as refusal:
        return json.dumps({"refused": refusal.code})
    except MemoryError:
        return json.dumps({"refused": "FILE_TOO_COSTLY"})
    except BaseException:
        # The parser's own panics arrive as BaseException; whatever it stumbled over, the file is at fault.
        return json.dumps({"refused": "FILE_DAMAGED"})


def main() -> None:
    """Read, parse, answer."""
    limits = Limits(**json.loads(sys.argv[1]))
    bound_resources(limits)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), limits).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
