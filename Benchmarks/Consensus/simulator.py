"""Simulated crowds with known truth.

Every labeler has a bias and a spread of their own for each edge, and rates of misses, inventions
and mixed-up classes; every image and object a difficulty. Errors of edges have heavy tails, a part
of them grows with the object and a part does not; objects may overlap; small ones are missed more
often; inventions gather where something looks like an object. A spammer draws boxes anywhere.
Seeded: the same crowd every time.
"""

import math
import random

CLASSES = ["bottle", "box", "lipstick", "mascara"]
KINDS = {
    # spread, bias, misses, inventions, mixed-up classes, spammers, objects at most
    "sim-easy": (0.012, 0.006, 0.02, 0.02, 0.01, 0.0, 5),
    "sim-typical": (0.025, 0.012, 0.05, 0.04, 0.03, 0.0, 6),
    "sim-hard": (0.055, 0.025, 0.18, 0.10, 0.08, 0.05, 8),
    "sim-spammy": (0.025, 0.012, 0.05, 0.04, 0.03, 0.25, 6),
}
POOL = 24
WIDTH, HEIGHT = 1280, 960


class Labeler:
    def __init__(self, rng, name, kind):
        spread, bias, misses, inventions, mixed, spammers, _ = kind
        self.name = name
        skill = math.exp(rng.gauss(0, 0.4))
        self.spread, self.misses = spread * skill, min(0.6, misses * skill)
        self.inventions, self.mixed = inventions * skill, mixed * skill
        self.bias = [rng.gauss(0, bias) for _ in range(4)]
        self.spams = rng.random() < spammers


def heavy(rng):
    """Student's t with 5 degrees of freedom."""
    return rng.gauss(0, 1) / math.sqrt(rng.gammavariate(2.5, 2) / 5)


def shape(rng):
    width = min(700, max(14, 110 * math.exp(rng.gauss(0, 0.7))))
    height = min(600, max(14, width * math.exp(rng.gauss(0, 0.4))))
    left, top = rng.uniform(0, WIDTH - width), rng.uniform(0, HEIGHT - height)
    return [left, top, left + width, top + height]


def drawn(rng, labeler, edges, difficulty):
    sides = [edges[2] - edges[0], edges[3] - edges[1]] * 2
    result = []
    for place, (edge, side) in enumerate(zip(edges, sides)):
        spread = difficulty * math.hypot(1.5, labeler.spread * side)
        slip = rng.choice((-0.3, 0.3)) * side if rng.random() < 0.015 else 0
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
    pool = [Labeler(rng, f"labeler{number:02}", KINDS[kind]) for number in range(POOL)]
    for number in range(images):
        count = objects or rng.randint(1, KINDS[kind][-1])
        truth = [(shape(rng), rng.choice(CLASSES)) for _ in range(count)]
        lookalike = (shape(rng), rng.choice(CLASSES))
        hardness = math.exp(rng.gauss(0, 0.25))
        difficulties = [hardness * math.exp(rng.gauss(0, 0.2)) for _ in truth]
        annotations = []
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
                if rng.random() < 3 * labeler.inventions:
                    edges, name = lookalike if rng.random() < 0.5 else (shape(rng), CLASSES[0])
                    boxes += labeled(drawn(rng, labeler, edges, 1), name)
            rng.shuffle(boxes)
            annotations.append({"labeler": labeler.name, "boxes": boxes})
        yield {
            "image": f"{kind}-{seed}-{number}", "width": WIDTH, "height": HEIGHT,
            "annotations": annotations,
            "gold": [box for edges, name in truth for box in labeled(edges, name)]}
