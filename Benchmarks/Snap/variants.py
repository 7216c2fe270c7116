"""Makes harder pictures of renders, for `Snap`: `variants.py OUT FOLDER [EVERY]`.

FOLDER holds renders with a JSON file and a mask each (`lip_*_mask.png`: 0 is the background). Every
EVERY-th (3) is written to a folder of OUT for each variant. Needs NumPy and Pillow; seeded.
"""

import io
import os
import shutil
import sys

import numpy
from PIL import Image

out, folder = sys.argv[1:3]
every = int(sys.argv[3]) if len(sys.argv) > 3 else 3
random = numpy.random.default_rng(7)


def ground(make):
    """Replaces the background by `make(x, y)`, a gray level."""

    def change(picture, mask):
        y, x = numpy.mgrid[: picture.shape[0], : picture.shape[1]]
        gray = numpy.repeat(make(x, y)[..., None], 3, axis=2)
        # The mask's border has no share of both: a 3 x 3 mean of it does for a soft edge.
        solid = numpy.pad((mask > 0).astype(float), 1, mode="edge")
        h, w = mask.shape
        share = sum(solid[i : i + h, j : j + w] for i in range(3) for j in range(3)) / 9
        return picture * share[..., None] + gray * (1 - share[..., None])

    return change


def jpeg(picture, _):
    buffer = io.BytesIO()
    Image.fromarray(picture.clip(0, 255).astype("uint8")).save(buffer, "JPEG", quality=30)
    return numpy.asarray(Image.open(buffer)).astype(float)


VARIANTS = {
    "stripes": ground(lambda x, y: numpy.where((y // 5) % 2 == 0, 205.0, 150.0)),
    "upright": ground(lambda x, y: numpy.where((x // 7) % 2 == 0, 190.0, 120.0)),
    "checks": ground(lambda x, y: numpy.where((x // 6 + y // 6) % 2 == 0, 210.0, 140.0)),
    "coarse": ground(lambda x, y: numpy.where((x // 20 + y // 20) % 2 == 0, 210.0, 140.0)),
    "grain": ground(lambda x, y: 170 + random.normal(0, 30, x.shape)),
    "noise": lambda picture, _: picture + random.normal(0, 15, picture.shape),
    "faint": lambda picture, _: 128 + 0.3 * (picture - 128),
    "jpeg": jpeg,
}

names = sorted(n[:-5] for n in os.listdir(folder) if n.startswith("lip_") and n.endswith(".json"))
for variant, change in VARIANTS.items():
    os.makedirs(f"{out}/{variant}", exist_ok=True)
    for name in names[::every]:
        picture = numpy.asarray(Image.open(f"{folder}/{name}.png").convert("RGB")).astype(float)
        mask = numpy.asarray(Image.open(f"{folder}/{name}_mask.png"))
        changed = change(picture, mask).clip(0, 255).astype("uint8")
        Image.fromarray(changed).save(f"{out}/{variant}/{name}.png")
        shutil.copy(f"{folder}/{name}.json", f"{out}/{variant}/{name}.json")
