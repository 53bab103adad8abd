"""One measured case in a process of its own: its time, its memory and nobody else's.

A case is a function of one module with plain arguments that returns numbers by name. What it measures it says itself; `peak_mb`, the most
memory the whole process ever held, is added.
"""

import importlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".peers"
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""For everybody: threads that wait for each other burn processor time, and processor time is what is compared."""

Numbers = dict[str, float]


def measured(case: Callable[..., Numbers], *arguments: str | float, peer: str | None = None) -> Numbers:
    """Run a case in a new Python that may import one peer besides; ends the benchmark when the peer is not installed."""
    if peer is not None and not (PEERS / peer).is_dir():
        sys.exit(f"{peer} is not installed beside the benchmark: `make peers` does that, into {PEERS.name}/.")
    print(f"{case.__name__} {' '.join(map(str, arguments))} …", file=sys.stderr, flush=True)
    return _numbers(_begun(case, arguments, peer))


def measured_together(case: Callable[..., Numbers], *arguments: str | float, processes: int) -> list[Numbers]:
    """Run a case in several new Pythons at the same time."""
    print(f"{processes} x {case.__name__} …", file=sys.stderr, flush=True)
    running = [_begun(case, arguments, None) for _ in range(processes)]
    return [_numbers(each) for each in running]


def _begun(
    case: Callable[..., Numbers], arguments: Sequence[str | float], peer: str | None
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 -- our own interpreter and our own module
        [sys.executable, "-m", __spec__.name, case.__module__, case.__name__, json.dumps(arguments)],
        cwd=ROOT,
        env={
            **os.environ,
            **ONE_THREAD,
            "PYTHONPATH": os.pathsep.join([str(ROOT), *([str(PEERS / peer)] if peer else [])]),
        },
        stdout=subprocess.PIPE,
    )


def _numbers(running: "subprocess.Popen[bytes]") -> Numbers:
    said, _ = running.communicate()
    if running.returncode:
        sys.exit(f"A case ended with {running.returncode}.")
    numbers: Numbers = json.loads(said)
    return numbers


@dataclass(slots=True)
class Spent:
    """Processor seconds, and MB beyond what the process held before: its peak, not what is left."""

    seconds: float = 0
    extra_mb: float = 0


@contextmanager
def spending() -> Iterator[Spent]:
    """Measure what is done inside."""
    spent = Spent()
    held, began = resident_mb(), time.process_time()
    yield spent
    spent.seconds = time.process_time() - began
    spent.extra_mb = max(peak_mb() - held, 0)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def _run(module: str, case: str, arguments: str) -> None:
    numbers = getattr(importlib.import_module(module), case)(*json.loads(arguments))
    print(json.dumps({**numbers, "peak_mb": peak_mb()}))


if __name__ == "__main__":
    _run(*sys.argv[1:])
