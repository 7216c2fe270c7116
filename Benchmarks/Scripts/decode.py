"""A file to a picture with its pyramid, against the codec's own loop over the rows."""

import os

from bench import BENCHMARKS, PEERS, output, row, work

ROUNDS = 2


def least(program, paths):
    """CPU milliseconds by path: the least of several runs of a program that does all of them."""
    best = {}
    for _ in range(ROUNDS):
        for line in output(*program, *paths):
            path, took = line.split("\t")
            best[path] = min(float(took), best.get(path, float("inf")))
    return best


paths = {
    work(f"{size}.{ending}"): f"{name}, {size} MP"
    for name, ending in [("PNG", "png"), ("JPEG", "jpg")] for size in [1, 12]}
rows = os.path.join(PEERS, "rows")
ours, peers = least([BENCHMARKS, "decode"], paths), least([rows], paths)
for path, what in paths.items():
    codec = "libpng" if path.endswith("png") else "libjpeg"
    row(f"decode {what}", ours[path], peers[path], "ms", f"{codec} row loop in C, nothing kept")
