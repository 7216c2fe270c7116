"""A key to the last byte of its frame, through a real pseudoterminal, against an echo.

Time on the clock, not CPU time: it is what a person waits for. The echo answers each key with as
many bytes as the workbench did and, where a stroke must be on disk first, syncs a line to a file.
"""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import termios
import time

from bench import PEERS, TESSERA, WORK, output, row, work

KEYS = 30
QUIET = 0.06  # Seconds without a byte after which an answer has ended.
PATIENCE = 20


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, words, columns, rows):
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            # The size is set before the program can ask for it.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(words[0], words, dict(
                os.environ, TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8"))

    def answer(self, quiet=QUIET):
        """Reads until nothing comes any more: how many bytes, and when the last one came."""
        pieces, last = self.pieces(quiet)
        return sum(len(piece) for piece in pieces), last

    def answer_bytes(self):
        """The same, but the bytes themselves."""
        return b"".join(self.pieces(QUIET)[0])

    def pieces(self, quiet):
        pieces, last, end = [], time.perf_counter(), time.perf_counter() + PATIENCE
        while select.select([self.master], [], [], quiet if pieces else PATIENCE)[0]:
            try:
                piece = os.read(self.master, 1 << 20)
            except OSError:
                sys.exit("the program in the terminal has ended")
            last = time.perf_counter()
            pieces.append(piece)
            if last > end:
                sys.exit("the program in the terminal never stops writing")
        if not pieces:
            sys.exit("the program in the terminal does not answer")
        return pieces, last

    def press(self, keys, quiet=QUIET):
        """Types keys at once: bytes of the answer, and milliseconds to its last one."""
        start = time.perf_counter()
        os.write(self.master, keys.encode())
        count, last = self.answer(quiet)
        return count, (last - start) * 1e3

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


def least(terminal, keys):
    """The quickest answer to two keys that undo each other; bytes are those of the median."""
    answers = [terminal.press(keys[turn % 2]) for turn in range(KEYS)]
    sizes = sorted(count for count, _ in answers)
    return sizes[len(sizes) // 2], min(took for _, took in answers)


def measure(terminal, what, keys, columns, rows, synced=False):
    size, ours = least(terminal, keys)
    words = [os.path.join(PEERS, "echo"), str(size)]
    echo = Terminal(words + ([work("strokes")] if synced else []), columns, rows)
    echo.answer()
    _, peer = least(echo, "ab")
    echo.close()
    row(
        f"{what}, {columns}x{rows}", ours, peer, "ms",
        f"echo of the same {size:,} bytes" + (" after a synced write" if synced else ""))


def main():
    picture = work("12.png")
    for columns, rows in [(80, 24), (120, 40), (200, 60)]:
        folder = os.path.join(WORK, f"terminal-{columns}")
        os.mkdir(folder)
        workspace = os.path.join(folder, "bench.tessera")
        output(TESSERA, "init", workspace, "--class", "lipstick")
        output(TESSERA, "add", "-w", workspace, picture)
        terminal = Terminal([TESSERA, "label", "-w", workspace, "--as", "ana"], columns, rows)
        terminal.answer(quiet=2)
        measure(terminal, "key: crosshair", "lh", columns, rows)
        terminal.press(":zoom 4\r", quiet=0.5)
        pan = ("\x1b[1;5C", "\x1b[1;5D")
        measure(terminal, "key: pan at 4:1", pan, columns, rows)
        for keys in [":go 1990,1494\r", " ", ":go 2010,1506\r", " "]:
            terminal.press(keys, quiet=0.3)
        measure(terminal, "key: nudge until saved", "lh", columns, rows, synced=True)
        terminal.close()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
