"""`tessera merge` on a simulated crowd: how fast, and how near to the truth."""

import json
import os
import sys

from bench import SCRIPTS, TESSERA, milliseconds, output, row, work
from boxes import likeness

IMAGES = 20_000
ROUNDS = 3

crowd, truth = work("crowd.jsonl"), work("truth.jsonl")
output(sys.executable, os.path.join(SCRIPTS, "crowd.py"), str(IMAGES), crowd, truth)
programs = {
    "tessera": ([TESSERA, "merge", "--jobs", "1"], work("merged.jsonl")),
    "two": ([TESSERA, "merge", "--jobs", "2"], work("merged-by-two.jsonl")),
    "passing": ([sys.executable, os.path.join(SCRIPTS, "passing.py")], work("passed.jsonl")),
    "median": ([sys.executable, os.path.join(SCRIPTS, "median.py")], work("medians.jsonl")),
}
took = {name: float("inf") for name in programs}
clock = dict(took)
for _ in range(ROUNDS):
    for name, (words, path) in programs.items():
        cpu, wall = milliseconds(words, crowd, path)
        took[name] = min(took[name], cpu / IMAGES)
        clock[name] = min(clock[name], wall / IMAGES)

for name, peer_is in [
    ("passing", "Python: JSON in, JSON out, no merging"),
    ("median", "Python: median of each edge"),
]:
    row("merge, 3 labelers x 3 boxes, an image", took["tessera"], took[name], "ms", peer_is,
        rate=(1, "images"))
row("merge, on the clock, an image", clock["two"], clock["tessera"], "ms",
    "itself with one thread; ours has two", rate=(1, "images"))


def loss(path):
    """The mean over all images of one minus the IoU with the truth."""
    with open(path) as answers, open(truth) as truths:
        losses = [
            1 - likeness(json.loads(answer)["boxes"], json.loads(true)["boxes"])
            for answer, true in zip(answers, truths, strict=True)]
    return sum(losses) / len(losses)


row("1 - IoU with the truth, simulated crowd", loss(programs["tessera"][1]),
    loss(programs["median"][1]), "mean", "Python: median of each edge")
