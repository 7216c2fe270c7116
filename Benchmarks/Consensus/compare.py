"""Compares `tessera merge` with its peers: truth on every crowd, then speed. Benchmarks/consensus
says what the environment chooses."""

import glob
import json
import os
import subprocess
import sys
import tempfile
import threading

from evaluator import Evaluation
from simulator import KINDS, crowd

HERE = os.path.dirname(os.path.abspath(__file__))
TESSERA = os.environ["TESSERA"]
PEERS = ["median", "wbf", "intersect"]
SEED = 4711


def measured(words, chunks=(), path=None):
    """Runs a program; returns its CPU seconds and its peak memory in MiB, and its time on the
    clock. `chunks` is its input, or `path`; its output is thrown away."""
    with open(path or os.devnull, "rb") as source:
        process = subprocess.Popen(
            words, stdin=source if path else subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
    if not path:
        def feed():
            for chunk in chunks:
                process.stdin.write(chunk)
            process.stdin.close()
        threading.Thread(target=feed).start()
    before = os.times().elapsed
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words)}: exit {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.times().elapsed - before


def output(words, path=None):
    with open(path or os.devnull, "rb") as source:
        return subprocess.run(
            words, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
        ).stdout.decode().splitlines()


def engines(path, folder):
    """Each engine's name and its answers to a crowd."""
    skills = os.path.join(folder, "skills.json")
    yield "tessera", output([TESSERA, "merge"], path)
    output([TESSERA, "merge", "--fit", skills, "--force"], path)
    yield "tessera, fitted", output([TESSERA, "merge", "--skills", skills], path)
    for peer in PEERS:
        yield peer, output([sys.executable, os.path.join(HERE, "peers.py"), peer], path)
    if "REFERENCE" in os.environ:
        yield "reference", output([sys.executable, os.environ["REFERENCE"], path])


def edges(box):
    return (
        box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"], box["class"])


def evaluated(rows, answers):
    by_image = {answer["image"]: answer for answer in map(json.loads, answers)}
    evaluation = Evaluation()
    for row in rows:
        if row.get("gold") is None:
            continue
        answer = by_image[row["image"]]
        evaluation.add(
            [edges(box) for box in row["gold"]], [edges(box) for box in answer["boxes"]],
            [box.get("confidence", 1.0) for box in answer["boxes"]],
            answer.get("risk", answer.get("disagreement", 0.0)), len(row["annotations"]))
    return evaluation.summary()


def written(rows, path):
    with open(path, "w") as file:
        for row in rows:
            file.write(json.dumps(row, separators=(",", ":")) + "\n")
    return path


def compare_truth(folder):
    if "CROWDS" in os.environ:
        paths = sorted(glob.glob(os.path.join(os.environ["CROWDS"], "*.jsonl")))
    else:
        images = int(os.environ.get("IMAGES", 400))
        paths = [
            written(crowd(kind, images, SEED), os.path.join(folder, kind + ".jsonl"))
            for kind in KINDS]
    for path in paths:
        with open(path) as file:
            rows = [json.loads(line) for line in file if line.strip()]
        name = os.path.basename(path).removesuffix(".jsonl")
        if not any(row.get("gold") is not None for row in rows):
            print(f"{name}: no truth in it, left out")
            continue
        try:
            for number, (engine, answers) in enumerate(engines(path, folder)):
                figures = evaluated(rows, answers)
                if number == 0:
                    print(f"{name:30}" + "".join(f"{each:>8}" for each in figures))
                print(f"  {engine:28}" + "".join(f"{each:8.3f}" for each in figures.values()),
                      flush=True)
        except subprocess.CalledProcessError as error:
            print(f"{name}: left out, {' '.join(error.cmd)}: exit {error.returncode}")


def compare_speed(folder, most):
    base = list(crowd("sim-typical", 1000, SEED, labelers=3, objects=3))
    for row in base:
        del row["gold"]
    path = written(base, os.path.join(folder, "speed.jsonl"))
    with open(path, "rb") as file:
        block = file.read()
    print(f"\n{'CPU, 3 labelers x 3 boxes':30}{'images':>10}{'a second':>10}{'ratio':>8}{'MiB':>8}")

    def show(name, images, cpu, memory, ours):
        print(f"  {name:28}{images:10}{images / cpu:10.0f}{cpu / images / ours:8.1f}{memory:8.0f}",
              flush=True)

    ours, images = None, 1000
    while images <= most:
        cpu, memory, _ = measured(
            [TESSERA, "merge", "--jobs", "1"], (block for _ in range(images // 1000)))
        ours = cpu / images
        show("tessera, 1 thread", images, cpu, memory, ours)
        images *= 10
    for peer in PEERS:
        cpu, memory, _ = measured(
            [sys.executable, os.path.join(HERE, "peers.py"), peer], path=path)
        show(peer + ", Python", 1000, cpu, memory, ours)
    if "REFERENCE" in os.environ:
        cpu, memory, _ = measured([sys.executable, os.environ["REFERENCE"], path])
        show("reference, Python", 1000, cpu, memory, ours)
    images = min(most, 50_000)
    print(f"\n{'on the clock':30}{'images':>10}{'a second':>10}{'ratio':>8}")
    first, jobs = None, 1
    while jobs <= (os.cpu_count() or 1):
        _, _, clock = measured(
            [TESSERA, "merge", "--jobs", str(jobs)], (block for _ in range(images // 1000)))
        first = first or clock
        print(f"  {f'tessera, {jobs} threads':28}{images:10}{images / clock:10.0f}{clock / first:8.2f}",
              flush=True)
        jobs *= 2


def main():
    with tempfile.TemporaryDirectory(prefix="tessera-consensus.") as folder:
        compare_truth(folder)
        most = int(os.environ.get("MOST", 1_000_000))
        if most >= 1000:
            compare_speed(folder, most)


main()
