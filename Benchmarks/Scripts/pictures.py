"""Makes the pictures that the scripts measure with: `1.png`, `1.jpg`, `12.png` and `12.jpg`."""

import os

from bench import PEERS, SAMPLES, output, work

MEGAPIXELS = {1: (1152, 868), 12: (4000, 3000)}

sample = os.path.join(SAMPLES, "renders", "lip_L005.png")
for size, (width, height) in MEGAPIXELS.items():
    output(
        os.path.join(PEERS, "pictures"), sample, str(width), str(height), work(f"{size}.png"),
        work(f"{size}.jpg"))
