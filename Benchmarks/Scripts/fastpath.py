"""What the terminal costs: a whole picture redrawn, against the same cells written raw by C, and a box
nudged by a pixel at several zooms: CPU time and bytes.

The cells are read back from what the workbench sends. The rest of its screen, some hundred cells of text,
is in its time and not in the peer's.
"""

import os
import re
import struct

from bench import PEERS, TESSERA, WORK, output, row, work
from keystroke import Terminal

COLUMNS, ROWS = 200, 60
TURNS = 30


def capture(terminal, keys):
    os.write(terminal.master, keys.encode())
    return terminal.answer_bytes()


def cells(frame):
    """The cells of both colors that a frame draws: (column, row, pen, paper, character)."""
    found, column, at_row, pen, paper = [], 0, 0, None, None
    for numbers, final, text in re.findall(
            r"\x1b\[([0-9;?]*)([A-Za-z])|([^\x1b\x00-\x1f])", frame.decode(errors="replace")):
        if text:
            if pen is not None and paper is not None and text != "x":
                found.append((column, at_row, pen, paper, text))
            column += 1
        elif final == "H":
            at_row, column = (int(each) for each in (numbers or "1;1").split(";"))
        elif final == "C":
            column += int(numbers or 1)
        elif final == "m":
            codes = [int(each or 0) for each in numbers.split(";")]
            while codes:
                code = codes.pop(0)
                if code == 0:
                    pen = paper = None
                elif code in (38, 48):
                    color = codes[1] << 16 | codes[2] << 8 | codes[3]
                    codes = codes[4:]
                    pen, paper = (color, paper) if code == 38 else (pen, color)
    return found


def cpu(terminal):
    """Milliseconds that the threads of the program were on a processor."""
    folder = f"/proc/{terminal.pid}/task"
    return sum(
        int(open(f"{folder}/{task}/schedstat").read().split()[0])
        for task in os.listdir(folder)) / 1e6


def nudge(terminal):
    """The least CPU time and the median bytes of a nudge there or back."""
    costs, sizes = [], []
    for turn in range(TURNS):
        before = cpu(terminal)
        size, _ = terminal.press("lh"[turn % 2])
        costs.append(cpu(terminal) - before)
        sizes.append(size)
    return min(costs), sorted(sizes)[TURNS // 2]


def main():
    folder = os.path.join(WORK, "fastpath")
    os.mkdir(folder)
    workspace = os.path.join(folder, "bench.tessera")
    output(TESSERA, "init", workspace, "--class", "lipstick")
    output(TESSERA, "add", "-w", workspace, work("12.png"))
    terminal = Terminal([TESSERA, "label", "-w", workspace, "--as", "ana"], COLUMNS, ROWS)
    terminal.answer(quiet=2)
    frame = capture(terminal, "\x0c")
    picture = cells(frame)
    with open(work("cells"), "wb") as file:
        for column, at_row, pen, paper, text in picture:
            encoded = text.encode()
            file.write(struct.pack("<5I4s", column, at_row, pen, paper, len(encoded), encoded))
    ours = min(terminal.press("\x0c")[1] for _ in range(TURNS))
    peer = Terminal([os.path.join(PEERS, "cells"), work("cells")], COLUMNS, ROWS)
    peer.answer()
    size = peer.press("a")[0]
    theirs = min(peer.press("a")[1] for _ in range(TURNS))
    peer.close()
    row(
        f"key: redraw, {COLUMNS}x{ROWS}, {len(frame):,} bytes", ours, theirs, "ms",
        f"{len(picture):,} cells written raw in C, {size:,} bytes")
    echo = Terminal([os.path.join(PEERS, "echo"), "200"], COLUMNS, ROWS)
    echo.answer()
    for keys in [":zoom 4\r", ":go 1990,1494\r", " ", ":go 2010,1506\r", " "]:
        terminal.press(keys, quiet=0.3)
    for zoom in ["1", "2", "4", "8", "16"]:
        terminal.press(f":zoom {zoom}\r", quiet=0.5)
        took, sent = nudge(terminal)
        row(f"CPU of a nudge, {zoom}:1", took, nudge(echo)[0], "ms", "echo of 200 bytes")
        row(f"bytes of a nudge, {zoom}:1", sent, len(frame), "B", "the whole screen")
    echo.close()
    terminal.close()


main()
