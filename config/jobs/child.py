"""The process that carries out one job. It talks with its worker in lines of JSON over standard input and output.

A job may need much memory, crash or hang: that ends with its process, and the system has the memory back. The process
starts before there is a job, and waits for it; when its worker is gone, whatever took it away, it is gone as well.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.jobs.claims import Outcome
    from config.jobs.running import Exchange

EVERY = 0.25
"""So often, in seconds, the worker is told how far the job is."""


class Line:
    """The two pipes to the worker, taken from standard input and output so that nothing else reads or prints there."""

    def __init__(self) -> None:
        self._in, self._out = os.dup(0), os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        self._read = b""
        self._lock = threading.Lock()

    def receive(self) -> bytes:
        """The next line from the worker; if it is gone, this process ends here and now."""
        while b"\n" not in self._read:
            data = os.read(self._in, 4096)
            if not data:
                os._exit(1)
            self._read += data
        line, self._read = self._read.split(b"\n", 1)
        return line

    def waits(self, seconds: float) -> bool:
        """Whether the worker says something, or goes, within these seconds."""
        return b"\n" in self._read or bool(select.select([self._in], [], [], seconds)[0])

    def send(self, **news: object) -> None:
        """Tells the worker something; if it is gone, this process ends here and now."""
        data = json.dumps(news).encode() + b"\n"
        with self._lock:
            try:
                while data:
                    data = data[os.write(self._out, data) :]
            except BrokenPipeError:
                os._exit(1)


def listen(line: Line, exchange: Exchange) -> None:
    """Passes on what the worker and the job have to say to each other, as long as this process lives."""
    told = exchange.progress
    while True:
        if line.waits(EVERY):
            # The worker has one thing to say: stop.
            line.receive()
            exchange.cancelled.set()
        if exchange.progress != told:
            told = exchange.progress
            line.send(done=told[0], total=told[1])


def work(line: Line) -> Outcome:
    """Waits for a job and carries it out."""
    import django

    django.setup()
    from config.jobs.claims import Claim
    from config.jobs.running import Exchange, carry_out

    held, exchange = Claim(**json.loads(line.receive())), Exchange()
    threading.Thread(target=listen, args=(line, exchange), daemon=True).start()
    return carry_out(held, exchange)


def main() -> None:
    """One job from the beginning to the end. The worker decides when to stop: signals to a whole group pass by."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    line = Line()
    line.send(outcome=asdict(work(line)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
    sys.exit(0)
