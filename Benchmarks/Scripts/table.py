"""Prints rows that are separated by tabs as one table."""

import sys

HEAD = ["what", "ours", "peer", "ratio", "the peer is"]
lines = [HEAD] + [line.rstrip("\n").split("\t") for line in sys.stdin]
widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
for line in lines:
    cells = [
        text.rjust(width) if column == 3 else text.ljust(width)
        for column, (text, width) in enumerate(zip(line, widths))]
    print("  ".join(cells).rstrip())
