"""A row that runs in Python, in a process of its own: measure.py ROW FIRST TASKS SEED CALLS.

Does what benches/measure.mjs does: a first call, then CALLS more, and prints what they took and
what the last one counted, as one line of JSON.
"""

import importlib
import json
import re
import sys
import time
from pathlib import Path


def main():
    row, first, tasks, seed, calls = sys.argv[1], *map(int, sys.argv[2:])
    run = importlib.import_module(f"rows.{row}").run
    cold = timed(run, first, seed)[0]
    peak_first = peak()
    times = []
    for _ in range(calls):
        result = None  # what the call before answered may go
        seconds, result = timed(run, tasks, seed)
        times.append(seconds)
    counts, ends = result
    names = list(counts["ends"])
    recount = dict.fromkeys(names, 0)
    for end in ends:
        recount[names[end]] += 1
    measured = {"cold": cold, "warm": sorted(times)[calls // 2]}
    memory = {"peakFirst": peak_first, "peak": peak()}
    print(json.dumps({**measured, **memory, "counts": counts, "recount": recount}))


def timed(run, tasks, seed):
    start = time.perf_counter()
    result = run(tasks, seed)
    return time.perf_counter() - start, result


def peak():
    """The most memory that was resident so far, in bytes; None where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(re.search(r"^VmHWM:\s+(\d+) kB$", status, re.M)[1]) * 1024
    except (OSError, TypeError):
        return None


main()
