"""A peer of `tessera merge`: the plain way. Boxes that overlap by half are one object, which a
majority must have drawn; each of its edges is the median of theirs."""

import json
import sys
from statistics import median

from boxes import iou


def merged(annotations):
    groups = []
    voters = [each for each in annotations if not each.get("skip")]
    for annotation in voters:
        free = list(groups)
        for box in annotation["boxes"]:
            likely = [group for group in free if group[0]["class"] == box["class"]]
            best = max(likely, key=lambda group: iou(group[0], box), default=None)
            if best is not None and iou(best[0], box) >= 0.5:
                best.append(box)
                free.remove(best)
            else:
                groups.append([box])
    return [fused(group) for group in groups if 2 * len(group) > len(voters)]


def fused(group):
    left, top = median(box["x"] for box in group), median(box["y"] for box in group)
    right = median(box["x"] + box["width"] for box in group)
    bottom = median(box["y"] + box["height"] for box in group)
    return {
        "x": left, "y": top, "width": right - left, "height": bottom - top,
        "class": group[0]["class"]}


for line in sys.stdin:
    image = json.loads(line)
    image["boxes"] = merged(image.pop("annotations"))
    sys.stdout.write(json.dumps(image, separators=(",", ":")) + "\n")
