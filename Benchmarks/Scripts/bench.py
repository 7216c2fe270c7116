"""What the scripts share: where things are, CPU time of a program, a row of the table."""

import os
import subprocess
import sys
import tempfile
import time

TESSERA = os.environ["TESSERA"]
BENCHMARKS = os.environ["BENCHMARKS"]
PEERS = os.environ["PEERS"]
SAMPLES = os.environ["SAMPLES"]
WORK = os.environ["WORK"]
SCRIPTS = os.path.dirname(os.path.abspath(__file__))


def work(name):
    """A path in the temporary folder of this run."""
    return os.path.join(WORK, name)


def row(what, ours, peer, unit, peer_is, rate=None):
    """Prints a row, separated by tabs: costs in `unit`, so that a ratio below 1 is in our favor.

    `rate` is (amount, its unit): how much of something `ours` stands for.
    """
    note = f" ({rate[0] / (ours / 1e3):,.0f} {rate[1]}/s)" if rate else ""
    print(
        what, f"{significant(ours)} {unit}{note}", f"{significant(peer)} {unit}",
        f"{ours / peer:.2f}", peer_is, sep="\t", flush=True)


def significant(number):
    """Three digits that count, never in powers of ten."""
    digits = 0 if number >= 100 else 1 if number >= 10 else 2 if number >= 1 else 3
    return f"{number:,.{digits}f}" if number >= 0.01 else f"{number:.4f}"


def output(*words, stdin=None):
    """What a program prints, as lines; what it remarks is shown only when it fails."""
    done = subprocess.run(words, input=stdin, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{words[0]} ended with {done.returncode}: {done.stderr}")
    return done.stdout.splitlines()


def milliseconds(words, stdin, stdout):
    """What a program takes that reads and writes the files at these paths: the CPU time, user and
    system, and the time on the clock."""
    with open(stdin, "rb") as given, open(stdout, "wb") as taken, \
            tempfile.TemporaryFile() as remarks:
        start = time.monotonic()
        process = subprocess.Popen(words, stdin=given, stdout=taken, stderr=remarks)
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            remarks.seek(0)
            sys.exit(f"{words[0]} ended with {process.returncode}: {remarks.read().decode()}")
    return (usage.ru_utime + usage.ru_stime) * 1e3, clock * 1e3
