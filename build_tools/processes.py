"""Jobs in; each runs in a process of its own, side by side; what they say and give comes out as it arrives.

Sphinx keeps its translations in one place per process, so two languages must never share one (see the README).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from build_tools.findings import CouldNotRun, Finding

# A forked child starts with everything imported. macOS can fork but its system libraries break in the child.
START = "fork" if sys.platform.startswith("linux") else "spawn"


def side_by_side(work: Callable[[Any, Callable], Any], jobs: Iterable[Any], *, start: str = "") -> Iterator[tuple[Any, Any]]:
    """Yield (job, message) for each ``say(message)`` of ``work(job, say)``, and at last (job, its result).

    As many jobs run at once as there are cores. Raises CouldNotRun when a job does, or when its process dies.
    """
    context = multiprocessing.get_context(start or os.environ.get("SOP_START") or START)
    waiting, running = list(jobs), {}
    try:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                job = waiting.pop(0)
                receiver, sender = context.Pipe(duplex=False)
                process = context.Process(target=_run, args=(work, job, sender), daemon=True)
                process.start()
                sender.close()
                running[receiver] = job, process
            for receiver in wait(list(running)):
                job, process = running[receiver]
                kind, message = _receive(receiver, process)
                if kind == "failed":
                    raise message
                yield job, message
                if kind == "done":
                    process.join()
                    del running[receiver]
    finally:
        for _, process in running.values():
            process.terminate()


def _run(work: Callable, job: Any, sender: Connection) -> None:
    """What a child does: everything it says goes through the pipe, and its failure too."""
    # A book is millions of small objects that live until its editions are written: to look through them again and again for cycles took a tenth
    # of the time, and gave back next to no memory.
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)
    try:
        sender.send(("done", work(job, lambda message: sender.send(("said", message)))))
    except (CouldNotRun, OSError) as problem:
        sender.send(("failed", problem))


def _receive(receiver: Connection, process) -> tuple[str, Any]:
    try:
        return receiver.recv()
    except EOFError:
        process.join()
        raise CouldNotRun(Finding(path="", code="process", text=f"a build process ended with exit code {process.exitcode}",
                                  action="what it printed above says why; -9 means that memory ran out")) from None
