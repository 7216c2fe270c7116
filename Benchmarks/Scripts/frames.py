"""A whole screen of the workbench, as cells, against a plain loop over the picture in C."""

import os

from bench import BENCHMARKS, PEERS, output, row, work

picture = work("12.png")
screens = [line.split("\t") for line in output(BENCHMARKS, "frames", picture)]
canvases = [(width, 2 * int(height), 0 if what == "fit" else 4)
            for what, _, _, width, height, _ in screens]
peers = output(
    os.path.join(PEERS, "blocks"), picture,
    stdin="".join(f"{width} {height} {scale}\n" for width, height, scale in canvases))
names = {"fit": "frame, picture fits", "4:1": "frame, 4:1", "nudge": "nudge of a box, 4:1"}
for (what, columns, rows, _, _, took), peer in zip(screens, peers):
    row(
        f"{names[what]}, {columns}x{rows}", float(took), float(peer), "ms",
        "mean of each block in C, picture only", rate=(int(columns) * int(rows), "cells"))
