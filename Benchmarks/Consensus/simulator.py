"""Simulated crowds with known truth.

Every labeler has a bias and a spread of their own for each edge, and rates of misses, inventions
and mixed-up classes; every image and object a difficulty. Errors of edges have heavy tails, a part
of them grows with the object and a part does not; objects may overlap; small ones are missed more
often; inventions gather where something looks like an object. A spammer draws boxes anywhere.
Seeded: the same crowd every time.
"""

import math
import random
from typing import NamedTuple

CLASSES = ["bottle", "box", "lipstick", "mascara"]


class Kind(NamedTuple):
    """Rates are shares; lengths without a unit are shares of the object's side."""

    spread: float
    bias: float
    misses: float
    inventions: float
    mixed: float  # classes
    spammers: float
    most: int  # objects
    floor: float = 1.5  # of the spread, in pixels
    loose: float = 0.0  # what everybody leaves around an object
    slips: float = 0.015
    hardness: float = 0.25  # how images differ
    side: int = 110  # of an object, in pixels, at the median
    crowded: float = 0.0  # objects that stand beside another
    tempting: float = 0.0  # images with something that every third labeler takes for an object


KINDS = {
    "sim-easy": Kind(0.012, 0.006, 0.02, 0.02, 0.01, 0.0, 5),
    "sim-typical": Kind(0.025, 0.012, 0.05, 0.04, 0.03, 0.0, 6),
    "sim-hard": Kind(0.055, 0.025, 0.18, 0.10, 0.08, 0.05, 8),
    "sim-spammy": Kind(0.025, 0.012, 0.05, 0.04, 0.03, 0.25, 6),
}
# For the calibration only, so that no kind that is measured is one that was fitted.
FITTED = {
    "fit-clean": Kind(
        0.010, 0.005, 0.01, 0.01, 0.02, 0.0, 5, floor=1.2, slips=0.005, tempting=0.03),
    "fit-usual": Kind(
        0.020, 0.015, 0.03, 0.03, 0.05, 0.0, 6, floor=2.0, loose=0.004, tempting=0.1),
    "fit-loose": Kind(
        0.030, 0.030, 0.06, 0.05, 0.08, 0.05, 7, floor=3.0, loose=0.012, slips=0.03,
        tempting=0.15),
    "fit-rough": Kind(
        0.045, 0.025, 0.08, 0.08, 0.12, 0.0, 8, floor=4.0, loose=0.012, slips=0.05, hardness=0.4,
        side=90, crowded=0.4, tempting=0.15),
    "fit-wild": Kind(
        0.060, 0.030, 0.15, 0.12, 0.10, 0.15, 8, floor=4.0, loose=0.01, slips=0.05, hardness=0.5,
        tempting=0.15),
    "fit-small": Kind(
        0.050, 0.030, 0.12, 0.08, 0.02, 0.0, 8, floor=3.0, loose=0.02, slips=0.05, hardness=0.4,
        side=45, crowded=0.5, tempting=0.15),
    "fit-spam": Kind(
        0.022, 0.012, 0.03, 0.03, 0.05, 0.25, 6, floor=2.0, loose=0.004, tempting=0.1),
}
POOL = 24
WIDTH, HEIGHT = 1280, 960


class Labeler:
    def __init__(self, rng, name, kind):
        self.name, self.kind = name, kind
        skill = math.exp(rng.gauss(0, 0.4))
        self.spread, self.misses = kind.spread * skill, min(0.6, kind.misses * skill)
        self.inventions, self.mixed = kind.inventions * skill, kind.mixed * skill
        outward = (-kind.loose, -kind.loose, kind.loose, kind.loose)
        self.bias = [loose + rng.gauss(0, kind.bias) for loose in outward]
        self.spams = rng.random() < kind.spammers


def heavy(rng):
    """Student's t with 5 degrees of freedom."""
    return rng.gauss(0, 1) / math.sqrt(rng.gammavariate(2.5, 2) / 5)


def shape(rng, side=110, neighbor=None):
    width = min(700, max(14, side * math.exp(rng.gauss(0, 0.7))))
    height = min(600, max(14, width * math.exp(rng.gauss(0, 0.4))))
    left, top = rng.uniform(0, WIDTH - width), rng.uniform(0, HEIGHT - height)
    if neighbor:
        left = neighbor[0] + rng.uniform(0.3, 1.1) * (neighbor[2] - neighbor[0])
        top = neighbor[1] + rng.uniform(-0.3, 0.3) * (neighbor[3] - neighbor[1])
        left, top = min(max(left, 0), WIDTH - width), min(max(top, 0), HEIGHT - height)
    return [left, top, left + width, top + height]


def objects_of(rng, kind, count):
    truth = []
    for _ in range(count):
        beside = truth and kind.crowded and rng.random() < kind.crowded
        near, name = rng.choice(truth) if beside else (None, None)
        truth.append((shape(rng, kind.side, near), name or rng.choice(CLASSES)))
    return truth


def drawn(rng, labeler, edges, difficulty):
    sides = [edges[2] - edges[0], edges[3] - edges[1]] * 2
    result = []
    for place, (edge, side) in enumerate(zip(edges, sides)):
        spread = difficulty * math.hypot(labeler.kind.floor, labeler.spread * side)
        slip = rng.choice((-0.3, 0.3)) * side if rng.random() < labeler.kind.slips else 0
        result.append(edge + labeler.bias[place] * side + spread * heavy(rng) + slip)
    return result


def labeled(edges, name):
    """As a label of the image; nothing where it lies outside."""
    left, right = max(edges[0], 0), min(edges[2], WIDTH)
    top, bottom = max(edges[1], 0), min(edges[3], HEIGHT)
    x, y = math.ceil(left * 100) / 100, math.ceil(top * 100) / 100
    width, height = math.floor((right - x) * 100) / 100, math.floor((bottom - y) * 100) / 100
    if width < 1 or height < 1:
        return []
    return [{"x": x, "y": y, "width": width, "height": height, "class": name}]


def crowd(kind, images, seed, labelers=3, objects=None):
    """Yields images with their annotations, and the truth as `gold`."""
    rng = random.Random(f"{kind} {seed}")
    which = KINDS.get(kind) or FITTED[kind]
    pool = [Labeler(rng, f"labeler{number:02}", which) for number in range(POOL)]
    for number in range(images):
        count = objects or rng.randint(1, which.most)
        truth = objects_of(rng, which, count)
        lookalike = (shape(rng, which.side), rng.choice(CLASSES))
        hardness = math.exp(rng.gauss(0, which.hardness))
        difficulties = [hardness * math.exp(rng.gauss(0, 0.2)) for _ in truth]
        annotations = []
        tempts = bool(which.tempting) and rng.random() < which.tempting
        for labeler in rng.sample(pool, labelers):
            boxes = []
            if labeler.spams:
                for _ in range(rng.randint(0, 4)):
                    boxes += labeled(shape(rng), rng.choice(CLASSES))
            else:
                for (edges, name), difficulty in zip(truth, difficulties):
                    small = 2.5 if edges[2] - edges[0] < 32 else 1
                    if rng.random() < labeler.misses * small:
                        continue
                    said = rng.choice(CLASSES) if rng.random() < labeler.mixed else name
                    boxes += labeled(drawn(rng, labeler, edges, difficulty), said)
                if tempts and rng.random() < 0.35:
                    boxes += labeled(drawn(rng, labeler, lookalike[0], 1), lookalike[1])
                if rng.random() < 3 * labeler.inventions:
                    edges, name = lookalike if rng.random() < 0.5 else (shape(rng), CLASSES[0])
                    boxes += labeled(drawn(rng, labeler, edges, 1), name)
            rng.shuffle(boxes)
            annotations.append({"labeler": labeler.name, "boxes": boxes})
        yield {
            "image": f"{kind}-{seed}-{number}", "width": WIDTH, "height": HEIGHT,
            "annotations": annotations,
            "gold": [box for edges, name in truth for box in labeled(edges, name)]}
