"""Peers of `tessera merge`, written from their descriptions.

usage: peers.py median|wbf|intersect < CROWD.jsonl

median     boxes of one class that overlap by half, at most one a labeler, are one object, which a
           majority must have drawn; each edge is the median of theirs
wbf        weighted boxes fusion (Solovyev, Wang and Gabruseva 2021), all scores 1: a box joins the
           fused box of its class that it overlaps most, above 0.55; the fused box is the mean;
           confidence is the share of labelers
intersect  IntersectMerge as datumaro's and CVAT's documents describe it: boxes of one class are
           linked between each two labelers from 0.5 up; linked boxes are one object; of its boxes
           the one nearest to their mean is taken if a majority drew it; confidence is the share of
           labelers times the mean overlap with the box taken
"""

import json
import sys
from statistics import median

from evaluator import iou


def middle(group):
    return [sum(box[edge] for box in group) / len(group) for edge in range(4)]


def by_median(answers):
    groups = []
    for answer in answers:
        free = list(groups)
        for box in answer:
            likely = [group for group in free if group[0][4] == box[4]]
            best = max(likely, key=lambda group: iou(group[0], box), default=None)
            if best is not None and iou(best[0], box) >= 0.5:
                best.append(box)
                free.remove(best)
            else:
                groups.append([box])
    for group in groups:
        if 2 * len(group) > len(answers):
            edges = [median(box[edge] for box in group) for edge in range(4)]
            yield edges, group[0][4], len(group) / len(answers)


def by_fusion(answers):
    groups = []
    for box in (box for answer in answers for box in answer):
        likely = [group for group in groups if group[0][0][4] == box[4]]
        best = max(likely, key=lambda group: iou(group[1], box), default=None)
        if best is not None and iou(best[1], box) > 0.55:
            best[0].append(box)
            best[1] = middle(best[0])
        else:
            groups.append([[box], box[:4]])
    for group, fused in groups:
        if 2 * len(group) > len(answers):
            yield fused, group[0][4], min(1, len(group) / len(answers))


def by_intersection(answers):
    boxes = [(index, box) for index, answer in enumerate(answers) for box in answer]
    parents = list(range(len(boxes)))

    def root(place):
        while parents[place] != place:
            place = parents[place]
        return place

    members = {place: {boxes[place][0]} for place in parents}
    for one, (labeler, box) in enumerate(boxes):
        free = {}
        for other in range(one + 1, len(boxes)):
            if boxes[other][0] != labeler and boxes[other][1][4] == box[4]:
                overlap = iou(box, boxes[other][1])
                if overlap >= 0.5 and overlap > free.get(boxes[other][0], (0, 0))[0]:
                    free[boxes[other][0]] = (overlap, other)
        for _, other in free.values():
            first, second = root(one), root(other)
            if first != second and not members[first] & members[second]:
                parents[second] = first
                members[first] |= members.pop(second)
    groups = {}
    for place, (_, box) in enumerate(boxes):
        groups.setdefault(root(place), []).append(box)
    for group in groups.values():
        if 2 * len(group) > len(answers):
            mean = middle(group)
            taken = max(group, key=lambda box: iou(box, mean))
            overlap = sum(iou(box, taken) for box in group) / len(group)
            yield taken[:4], taken[4], len(group) / len(answers) * overlap


WAYS = {"median": by_median, "wbf": by_fusion, "intersect": by_intersection}


def main():
    way = WAYS[sys.argv[1]]
    for line in sys.stdin:
        image = json.loads(line)
        answers = [
            [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"], box["class"])
             for box in annotation["boxes"]]
            for annotation in image["annotations"] if not annotation.get("skip")]
        boxes = [
            {"x": edges[0], "y": edges[1], "width": edges[2] - edges[0],
             "height": edges[3] - edges[1], "class": name, "confidence": confidence}
            for edges, name, confidence in way(answers)]
        risk = 1 - sum(box["confidence"] for box in boxes) / len(boxes) if boxes else 1.0
        sys.stdout.write(json.dumps({"image": image["image"], "boxes": boxes, "risk": risk}) + "\n")


if __name__ == "__main__":
    main()
