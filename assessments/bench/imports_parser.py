"""The parsing process, which says at its end how much memory it took: in the file that its first argument names."""

import sys
from pathlib import Path

from assessments.bench.memory import peak_megabytes
from config.spreadsheets import child

if __name__ == "__main__":
    told = Path(sys.argv.pop(1))
    try:
        child.main()
    finally:
        told.write_text(str(peak_megabytes()))
