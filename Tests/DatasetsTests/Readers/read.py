"""Reads an export with every other program that is installed and knows the format.

read.py FORMAT FOLDER prints a JSON array: for each reader its name, the boxes that it found (the
image's name without folder and extension, the class's name, and left, top, right, bottom in pixels
from the top left corner), and its warnings.
"""

import json
import os
import subprocess
import sys
import tempfile
import warnings

FORMAT, FOLDER = sys.argv[1:]
WIDTH, HEIGHT = 67, 41


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def path(*parts):
    return os.path.join(FOLDER, *parts)


def xywh(image, label, x, y, w, h):
    return {"image": stem(image), "label": label, "edges": [x, y, x + w, y + h]}


def xyxy(image, label, edges):
    return {"image": stem(image), "label": label, "edges": [float(edge) for edge in edges]}


def panlabel():
    name, source = {
        "coco": ("coco", "annotations/instances_default.json"),
        "yolo": ("yolo", ""),
        "voc": ("voc", ""),
        "ground-truth": ("sagemaker", "output.manifest"),
        "label-studio": ("label-studio", "tasks.json"),
        "cvat": ("cvat", "annotations.xml"),
    }[FORMAT]
    program = os.path.join(os.path.dirname(sys.executable), "panlabel")
    said = subprocess.run(
        [program, "validate", "--strict", "--format", name, path(source)],
        capture_output=True, text=True)
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "ir.json")
        subprocess.run(
            [program, "convert", "--from", name, "--to", "ir-json", "--input", path(source), "--output", target],
            check=True, capture_output=True)
        with open(target) as file:
            found = json.load(file)
    images = {image["id"]: image["file_name"] for image in found["images"]}
    labels = {one["id"]: one["name"] for one in found["categories"]}
    boxes = []
    for one in found["annotations"]:
        # It takes the numbers of VOC as they are: from 1, far edges the last pixels.
        shift = 1 if FORMAT == "voc" else 0
        box = one["bbox"]
        boxes.append(
            xyxy(images[one["image_id"]], labels[one["category_id"]],
                 [box["xmin"] - shift, box["ymin"] - shift, box["xmax"], box["ymax"]]))
    if FORMAT == "yolo":
        # Without splits "val" is "train" over again, and it reads both.
        boxes = [box for index, box in enumerate(boxes) if box not in boxes[:index]]
    return boxes, [] if said.returncode == 0 else [said.stdout + said.stderr]


def pycocotools():
    import contextlib
    import io

    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(path("annotations", "instances_default.json"))
        evaluation = COCOeval(coco, coco.loadRes(path("detections_default.json")), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    faults = [] if evaluation.stats[0] > 0.9999 else ["a perfect copy has AP %s" % evaluation.stats[0]]
    return [
        xywh(coco.imgs[one["image_id"]]["file_name"], coco.cats[one["category_id"]]["name"], *one["bbox"])
        for one in coco.anns.values()
    ], faults


def globox():
    from pathlib import Path

    from globox import AnnotationSet
    read = {
        "coco": lambda: AnnotationSet.from_coco(path("annotations", "instances_default.json")),
        "yolo": lambda: AnnotationSet.from_yolo_v5(
            path("labels", "train"), image_folder=Path(path("images", "train")), image_extension=".png"),
        "yolo-darknet": lambda: AnnotationSet.from_yolo_v5(
            path("obj_train_data"), image_folder=Path(path("obj_train_data")), image_extension=".png"),
        "voc": lambda: AnnotationSet.from_pascal_voc(path("Annotations")),
        "cvat": lambda: AnnotationSet.from_cvat(path("annotations.xml")),
    }[FORMAT]()
    names = None
    if FORMAT.startswith("yolo"):
        names = ["lip gloss", "lipstick"]
    shift = 1 if FORMAT == "voc" else 0
    return [
        xyxy(one.image_id, names[int(box.label)] if names else box.label,
             [box.xmin - shift, box.ymin - shift, box.xmax, box.ymax])
        for one in read for box in one.boxes
    ], []


def supervision():
    import supervision
    read = {
        "coco": lambda: supervision.DetectionDataset.from_coco(
            path("images", "default"), path("annotations", "instances_default.json")),
        "yolo": lambda: supervision.DetectionDataset.from_yolo(
            path("images", "train"), path("labels", "train"), path("data.yaml")),
        "voc": lambda: supervision.DetectionDataset.from_pascal_voc(
            path("JPEGImages"), path("Annotations")),
    }[FORMAT]()
    return [
        xyxy(image, read.classes[number], edges)
        for image, _, found in read for edges, number in zip(found.xyxy, found.class_id)
    ], []


def datumaro():
    import datumaro
    name = {
        "coco": "coco", "yolo": "yolo", "yolo-darknet": "yolo", "voc": "voc", "cvat": "cvat",
        "openimages": "open_images",
    }[FORMAT]
    read = datumaro.Dataset.import_from(FOLDER, name)
    labels = read.categories()[datumaro.AnnotationType.label]
    shift = 1 if FORMAT == "voc" else 0
    boxes = []
    for item in read:
        for one in item.annotations:
            if one.type == datumaro.AnnotationType.bbox:
                x, y, w, h = one.get_bbox()
                boxes.append(
                    xyxy(item.id + ".png", labels[one.label].name,
                         [x - shift, y - shift, x + w, y + h]))
    return boxes, []


def label_studio_sdk():
    from label_studio_sdk.label_interface import LabelInterface
    with open(path("label-config.xml")) as file:
        interface = LabelInterface(file.read())
    with open(path("tasks.json")) as file:
        tasks = json.load(file)
    boxes, faults = [], []
    for task in tasks:
        for annotation in task["annotations"]:
            if not interface.validate_annotation(annotation):
                faults.append("task %s is not valid" % task["id"])
            for one in annotation["result"]:
                value = one["value"]
                boxes.append(
                    xywh(task["data"]["image"], value["rectanglelabels"][0],
                         value["x"] / 100 * WIDTH, value["y"] / 100 * HEIGHT,
                         value["width"] / 100 * WIDTH, value["height"] / 100 * HEIGHT))
    return boxes, faults


def python_csv():
    import csv
    with open(path("boxes.csv"), newline="") as file:
        return [
            xywh(one["image"], one["class"],
                 *(float(one[key]) for key in ("x", "y", "box_width", "box_height")))
            for one in csv.DictReader(file) if one["class"]
        ], []


READERS = {
    "coco": [pycocotools, panlabel, globox, supervision, datumaro],
    "yolo": [panlabel, globox, supervision, datumaro],
    "yolo-darknet": [globox, datumaro],
    "voc": [panlabel, globox, supervision, datumaro],
    "ground-truth": [panlabel],
    "label-studio": [panlabel, label_studio_sdk],
    "cvat": [panlabel, globox, datumaro],
    "openimages": [datumaro],
    "csv": [python_csv],
}

results = []
for reader in READERS[FORMAT]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            boxes, faults = reader()
        except (ImportError, FileNotFoundError) as error:
            # Not installed. A file that is missing in the export is another matter.
            if isinstance(error, FileNotFoundError) and str(error.filename).startswith(FOLDER):
                raise
            continue
    # What a reader's own dependencies grumble about each other says nothing of our files.
    faults += [
        str(one.message) for one in caught
        if not issubclass(one.category, (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning))
    ]
    results.append({"reader": reader.__name__, "boxes": boxes, "warnings": faults})
json.dump(results, sys.stdout)
