"""Writes annotations of a simulated crowd, and the truth that they saw.

usage: crowd.py IMAGES ANNOTATIONS.jsonl TRUTH.jsonl

Three labelers and three objects an image. Edges are off by a normal error of 2.5 % of the object's
side; one box in 50 is forgotten, one in 50 drawn where nothing is, one edge in 30 slips by a tenth
of the side. Seeded: the same crowd every time.
"""

import json
import random
import sys

WIDTH, HEIGHT = 1280, 960
LABELERS = ["ana", "bo", "cy"]


def box(left, top, right, bottom):
    left, right = sorted((min(max(left, 0), WIDTH), min(max(right, 0), WIDTH)))
    top, bottom = sorted((min(max(top, 0), HEIGHT), min(max(bottom, 0), HEIGHT)))
    x, y = round(left, 2), round(top, 2)
    return {
        "x": x, "y": y, "width": round(max(1, min(right, WIDTH) - x) - 0.01, 2),
        "height": round(max(1, min(bottom, HEIGHT) - y) - 0.01, 2), "class": "lipstick"}


def objects(rng):
    """Three objects, each in a third of the image."""
    for third in range(3):
        width, height = rng.uniform(60, 380), rng.uniform(120, 800)
        left = third * WIDTH / 3 + rng.uniform(0, WIDTH / 3 - width)
        top = rng.uniform(0, HEIGHT - height)
        yield (left, top, left + width, top + height)


def seen(rng, edges):
    """The edges as a labeler draws them."""
    sides = (edges[2] - edges[0], edges[3] - edges[1]) * 2
    for edge, side in zip(edges, sides):
        slip = rng.choice((-0.1, 0.1)) * side if rng.random() < 1 / 30 else 0
        yield edge + rng.gauss(0, 0.025 * side) + slip


def drawn(rng, truth):
    boxes = [box(*seen(rng, each)) for each in truth if rng.random() >= 1 / 50]
    if rng.random() < 1 / 50:
        left, top = rng.uniform(0, WIDTH - 200), rng.uniform(0, HEIGHT - 200)
        boxes.append(box(left, top, left + 150, top + 150))
    rng.shuffle(boxes)
    return boxes


def main():
    rng = random.Random(7)
    with open(sys.argv[2], "w") as annotations, open(sys.argv[3], "w") as truths:
        for number in range(int(sys.argv[1])):
            truth = list(objects(rng))
            line = {"image": f"{number}.png", "width": WIDTH, "height": HEIGHT, "annotations": [
                {"labeler": name, "boxes": drawn(rng, truth)} for name in LABELERS]}
            annotations.write(json.dumps(line, separators=(",", ":")) + "\n")
            truths.write(json.dumps(
                {"image": line["image"], "boxes": [box(*each) for each in truth]}) + "\n")


main()
