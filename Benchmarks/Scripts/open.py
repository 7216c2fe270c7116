"""From a file to the first sight of it, and to all of it; from one image to the next; memory."""

import os

from bench import BENCHMARKS, PEERS, SAMPLES, output, row, work

ROUNDS = 3
LARGE = 11585, 8640


def opening(path):
    """The least of several runs: CPU ms to the first sight, to the end, and the least peak, in MiB."""
    runs = [
        [float(word) for word in output(BENCHMARKS, "open", path)[0].split("\t")]
        for _ in range(ROUNDS)]
    return [min(run[column] for run in runs) for column in (0, 2, 4)]


output(
    os.path.join(PEERS, "pictures"), os.path.join(SAMPLES, "renders", "lip_L005.png"),
    *map(str, LARGE), work("100.png"), work("100.jpg"))
for name, ending in [("PNG", "png"), ("JPEG", "jpg")]:
    for size in [12, 100]:
        path = work(f"{size}.{ending}")
        first, whole, peak = opening(path)
        peer = float(output(os.path.join(PEERS, "rows"), "--box", path)[0].split("\t")[1])
        codec = "libpng" if ending == "png" else "libjpeg"
        loop = f"{codec} row loop in C with a box filter"
        # Small pictures, and PNGs, have no overview of all of it before they are whole.
        if ending == "jpg" and size == 100:
            row(f"decode to overview {name}, {size} MP", first, peer, "ms", loop)
            row(f"decode all of it {name}, {size} MP", whole, peer, "ms", loop)
        else:
            row(f"decode to overview {name}, {size} MP", whole, peer, "ms", loop)
    row(
        f"memory, peak, {name}, {size} MP", peak, LARGE[0] * LARGE[1] * 4 / 2**20, "MiB",
        "the whole pyramid in memory")
    both = work(f"1.{ending}"), work(f"12.{ending}")
    took, decodings = output(BENCHMARKS, "next", *both)[0].split("\t")
    late = float(output(BENCHMARKS, "decode", both[1])[0].split("\t")[1])
    row(
        f"next image {name}, 12 MP ({decodings} decodings)", float(took), late, "ms",
        "decoding it when it is asked for, without its frame")
