"""The sample images and the demo's simulated labelers: how near to the true boxes."""

import json
import os
import sys

from bench import BENCHMARKS, SAMPLES, SCRIPTS, TESSERA, output, row, work
from boxes import likeness


def loss(answers):
    """The mean over the rendered images of one minus the IoU with the true box."""
    losses = [1 - likeness(answers[image], [box]) for image, box in truth.items()]
    return sum(losses) / len(losses)


def merged(*words):
    lines = map(json.loads, output(*words, stdin=annotations))
    return {line["image"]: line["boxes"] for line in lines}


folder = work("demo")
output(TESSERA, "demo", "--headless", "--samples", SAMPLES, "--directory", folder)
lines = output(BENCHMARKS, "annotations", os.path.join(folder, "headless.tessera"))
annotations = "".join(line + "\n" for line in lines)
with open(os.path.join(SAMPLES, "truth.json")) as file:
    truth = {each["image"]: each["box"] for each in json.load(file)["images"]}

single = [
    1 - likeness(annotation["boxes"], [truth[image["image"]]])
    for image in map(json.loads, lines) if image["image"] in truth
    for annotation in image["annotations"]]
with open(os.path.join(folder, "dataset", "annotations", "instances_default.json")) as file:
    dataset = json.load(file)
names = {image["id"]: image["file_name"] for image in dataset["images"]}
decided = {name: [] for name in truth}
for each in dataset["annotations"]:
    x, y, width, height = each["bbox"]
    decided.setdefault(names[each["image_id"]], []).append(
        {"x": x, "y": y, "width": width, "height": height})

ours = loss(merged(TESSERA, "merge"))
median = loss(merged(sys.executable, os.path.join(SCRIPTS, "median.py")))
alone = sum(single) / len(single)
what = "1 - IoU with the truth, samples"
row(f"{what}, merged", ours, alone, "mean", "the demo's labelers, each alone")
row(f"{what}, merged", ours, median, "mean", "Python: median of each edge")
row(f"{what}, with the expert", loss(decided), alone, "mean", "the demo's labelers, each alone")
