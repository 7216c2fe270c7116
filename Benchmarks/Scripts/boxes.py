"""How alike boxes are."""


def iou(one, other):
    """Intersection over union of two boxes."""
    width = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    height = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    if width <= 0 or height <= 0:
        return 0
    both = width * height
    return both / (one["width"] * one["height"] + other["width"] * other["height"] - both)


def likeness(ones, others):
    """The IoU of two sets of boxes: the sum over matched boxes, divided by all objects of either.

    Matched greedily, the most alike first; enough where boxes are far apart.
    """
    if not ones and not others:
        return 1
    pairs = sorted(
        ((iou(one, other), i, j) for i, one in enumerate(ones) for j, other in enumerate(others)),
        reverse=True)
    taken, total = (set(), set()), 0
    for value, i, j in pairs:
        if value > 0 and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            total += value
    return total / (len(ones) + len(others) - len(taken[0]))
