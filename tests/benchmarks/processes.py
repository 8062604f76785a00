"""Work done in processes of their own, and what memory a tree of processes takes."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_EVERY: Final = 0.05  # seconds between two looks at the memory
_PROPORTIONAL: Final = re.compile(r"^Pss: +(\d+) kB$", re.MULTILINE)


def can_tell_memory() -> bool:
    """Whether this system tells of its processes' memory: Linux does."""
    return Path("/proc/self/smaps_rollup").exists()


def in_a_child(*work: object) -> float:
    """What `child.py` measures. Raises `RuntimeError` with what it wrote when it failed."""
    return _answer(_started(work))


def peak_of_child(*work: object) -> int:
    """The largest sum of the proportional memory of the child and all its processes, in bytes, seen from outside."""
    child = _started(work)
    peak = 0
    ended = threading.Event()

    def look() -> None:
        nonlocal peak
        while not ended.wait(_EVERY):
            peak = max(peak, sum(map(_proportional_bytes, _family(child.pid))))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        _answer(child)
    finally:
        ended.set()
        looking.join()
    return peak


def _started(work: tuple[object, ...]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.benchmarks.child", *map(str, work)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _answer(child: subprocess.Popen[str]) -> float:
    answer, errors = child.communicate()
    if child.returncode:
        raise RuntimeError(f"{child.args} ended with {child.returncode}:\n{errors}")
    return float(answer)


def _family(process: int) -> list[int]:
    """A process and all that descend from it."""
    family = [process]
    for member in family:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            family += map(int, _read(children).split())
    return family


def _proportional_bytes(process: int) -> int:
    found = _PROPORTIONAL.search(_read(Path(f"/proc/{process}/smaps_rollup")))
    return int(found[1]) * 1024 if found else 0


def _read(path: Path) -> str:
    """The file of a process; empty when it has ended by now."""
    try:
        return path.read_text("ascii")
    except OSError:
        return ""
