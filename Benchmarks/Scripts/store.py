"""Claim and submit, against plain inserts into SQLite on the same disk.

Time on the clock, not CPU time: durable writes wait for the disk.
"""

import os
import shutil
import subprocess
import sys
import time

from bench import BENCHMARKS, SCRIPTS, output, row, work

COUNT = 200
ROUNDS = 3
INSERTS = [sys.executable, os.path.join(SCRIPTS, "inserts.py")]


def together(commands):
    """Milliseconds from letting all programs go, once all are ready, until the last has ended."""
    running = [
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for words in commands]
    for process in running:
        if process.stdout.readline() != "ready\n":
            sys.exit(f"{process.args[0]} does not start")
    start = time.perf_counter()
    for process in running:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in running:
        if process.wait() != 0:
            sys.exit(f"{process.args[0]} ended with {process.returncode}")
    return (time.perf_counter() - start) * 1e3


def fresh(name):
    """A new folder: no round finds what another left."""
    folder = work(name)
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    return folder


for processes in [1, 4]:
    people = ["ana", "bo", "cy", "dee"][:processes]
    ours, peer = float("inf"), float("inf")
    for _ in range(ROUNDS):
        path = os.path.join(fresh("store"), "bench.tessera")
        output(BENCHMARKS, "workspace", path, str(COUNT * 4))
        ours = min(ours, together([
            [BENCHMARKS, "claims", path, person, str(COUNT)] for person in people]))
        path = os.path.join(fresh("store"), "plain.sqlite")
        output(*INSERTS, "make", path)
        peer = min(peer, together([[*INSERTS, path, person, str(COUNT)] for person in people]))
    done = COUNT * processes
    row(
        f"claim + submit, {processes} process{'es' if processes > 1 else ''}", ours / done,
        peer / done, "ms", "sqlite3 in Python, one durable INSERT", rate=(1, "cycles"))
