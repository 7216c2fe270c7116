"""How true merged boxes are.

A box is given as (left, top, right, bottom, class). All matchings are one to one, between boxes of
one class; `f1` at t and `ece` count the most pairs with an IoU of at least t, `error` is one minus
the sum of the IoUs (of at least 0.3, as large as can be) divided by pairs and boxes left alone.
An image is wrong where its error is above 0.20; a box is right with an IoU of at least 0.8.
"""

THRESHOLDS = [0.5 + 0.05 * step for step in range(10)]
WRONG = 0.20
RIGHT = 0.80


def iou(one, other):
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return shared / (sum(areas) - shared)


def assigned(weights):
    """The pairs (row, column) of a matrix of weights of at least 0 with the largest sum: shortest
    augmenting paths (Jonker and Volgenant 1987)."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if rows > columns:
        turned = [[weights[row][column] for row in range(rows)] for column in range(columns)]
        return [(row, column) for column, row in assigned(turned)]
    heights, depths = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, before = [0] * (columns + 1), [0] * (columns + 1)
    for start in range(1, rows + 1):
        owner[0], column = start, 0
        least, final = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while True:
            final[column] = True
            row, step, following = owner[column], float("inf"), 0
            for other in range(1, columns + 1):
                if final[other]:
                    continue
                cost = -weights[row - 1][other - 1] - heights[row] - depths[other]
                if cost < least[other]:
                    least[other], before[other] = cost, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(columns + 1):
                if final[other]:
                    heights[owner[other]] += step
                    depths[other] -= step
                else:
                    least[other] -= step
            column = following
            if owner[column] == 0:
                break
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return [(owner[column] - 1, column - 1) for column in range(1, columns + 1) if owner[column]]


def pairs(overlaps, least, bonus):
    """The matching over overlaps of at least `least`; `bonus` above 1 counts pairs first."""
    weights = [[each + bonus if each >= least else 0.0 for each in row] for row in overlaps]
    found = assigned(weights) if weights and weights[0] else []
    return [(row, column) for row, column in found if weights[row][column] > 0]


def auroc(scores, events):
    """The probability that a score where the event is exceeds one where it is not."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    positive = sum(events)
    negative = len(events) - positive
    if not positive or not negative:
        return float("nan")
    total, first = 0.0, 0
    while first < len(order):
        last = first
        while last < len(order) and scores[order[last]] == scores[order[first]]:
            last += 1
        total += (first + last + 1) / 2 * sum(events[order[place]] for place in range(first, last))
        first = last
    return (total - positive * (positive + 1) / 2) / (positive * negative)


def calibration_error(confidences, events, bins=10):
    """Over bins of equal size: how far the mean confidence is from the share of events."""
    order = sorted(range(len(confidences)), key=confidences.__getitem__)
    total = 0.0
    for each in range(bins):
        chosen = order[each * len(order) // bins:(each + 1) * len(order) // bins]
        total += abs(sum(confidences[place] - events[place] for place in chosen))
    return total / max(1, len(order))


class Evaluation:
    def __init__(self):
        self.truths = self.boxes = 0
        self.found = {0.5: 0, 0.75: 0, 0.9: 0}
        self.confidences, self.rights, self.errors, self.risks = [], [], [], []
        self.hits = {threshold: [] for threshold in THRESHOLDS}
        self.labels = []

    def add(self, truth, boxes, confidences, risk, labels):
        overlaps = [
            [iou(true, box) if true[4] == box[4] else 0.0 for box in boxes] for true in truth]
        self.truths += len(truth)
        self.boxes += len(boxes)
        for threshold in self.found:
            self.found[threshold] += len(pairs(overlaps, threshold, 10))
        right = {box for _, box in pairs(overlaps, RIGHT, 10)}
        self.rights += [place in right for place in range(len(boxes))]
        self.confidences += confidences
        for threshold, hits in self.hits.items():
            free = set(range(len(truth)))
            for place in sorted(range(len(boxes)), key=lambda each: -confidences[each]):
                best = max(free, key=lambda true: overlaps[true][place], default=None)
                hit = best is not None and overlaps[best][place] >= threshold
                if hit:
                    free.remove(best)
                hits.append((confidences[place], hit))
        matched = pairs(overlaps, 0.3, 0)
        union = len(truth) + len(boxes) - len(matched)
        agreed = sum(overlaps[true][box] for true, box in matched)
        self.errors.append(1 - agreed / union if union else 0.0)
        self.risks.append(risk)
        self.labels.append(labels)

    def average_precision(self, threshold):
        hits = sorted(self.hits[threshold], key=lambda each: -each[0])
        curve, found = [], 0
        for count, (_, hit) in enumerate(hits, 1):
            found += hit
            curve.append((found / max(1, self.truths), found / count))
        for place in range(len(curve) - 2, -1, -1):
            curve[place] = (curve[place][0], max(curve[place][1], curve[place + 1][1]))
        total, place = 0.0, 0
        for step in range(101):
            while place < len(curve) and curve[place][0] < step / 100:
                place += 1
            total += curve[place][1] if place < len(curve) else 0.0
        return total / 101

    def summary(self):
        images = max(1, len(self.errors))
        figures = {
            f"F1@{threshold}": 2 * found / max(1, self.boxes + self.truths)
            for threshold, found in self.found.items()}
        figures["AP"] = sum(map(self.average_precision, THRESHOLDS)) / len(THRESHOLDS)
        figures["error"] = sum(self.errors) / images
        figures["ECE"] = calibration_error(self.confidences, self.rights)
        figures["AUROC"] = auroc(self.confidences, self.rights)
        figures["risk"] = auroc(self.risks, [error > WRONG for error in self.errors])
        figures["labels"] = sum(self.labels) / images
        return figures
