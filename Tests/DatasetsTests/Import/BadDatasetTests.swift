import Foundation
import Labels
import Testing

@testable import Datasets

/// A dataset with something wrong, and how that is told: file, line and value.
private struct BadDataset: CustomTestStringConvertible {
  var format: DatasetFormat
  var files: [String: String]
  var finding: String

  var testDescription: String { "\(format.rawValue): \(finding)" }

  init(_ format: DatasetFormat, _ files: [String: String], _ finding: String) {
    (self.format, self.files, self.finding) = (format, files, finding)
  }
}

/// COCO with one image of 640 x 480; `more` are images or annotations on lines 4 and 6.
private func coco(
  image: String = #"{"id":1,"file_name":"a.png","width":640,"height":480}"#,
  _ annotation: String = ""
) -> [String: String] {
  [
    "a.json": """
    {"info":{},"licenses":[],"categories":[
    {"id":1,"name":"lipstick"}],
    "images":[
    \(image)],
    "annotations":[
    \(annotation)]}
    """
  ]
}

private func bbox(_ bbox: String, id: Int = 1, category: Int = 1, image: Int = 1) -> String {
  #"{"id":\#(id),"image_id":\#(image),"category_id":\#(category),"bbox":\#(bbox),"area":1,"iscrowd":0}"#
}

private func yolo(_ line: String) -> [String: String] {
  [
    "data.yaml": "train: images/train\nnames:\n  0: lipstick\n", "labels/train/a.txt": line,
  ]
}

private func voc(_ box: String, width: String = "640", name: String = "a.png", head: String = "")
  -> [String: String]
{
  [
    "Annotations/a.xml": """
    \(head)<annotation><filename>\(name)</filename>
    <size><width>\(width)</width><height>480</height></size>
    <object><name>lipstick</name>
    <bndbox>
    \(box)
    </bndbox></object></annotation>
    """
  ]
}

private func cvat(_ image: String, _ box: String, head: String = "") -> [String: String] {
  [
    "a.xml": """
    \(head)<annotations><meta/>
    <image \(image)>
    <box label="lipstick" \(box)/>
    </image></annotations>
    """
  ]
}

private func csv(_ rows: String) -> [String: String] {
  ["boxes.csv": "image,width,height,class,x,y,box_width,box_height\n" + rows]
}

private func manifest(_ line: String) -> [String: String] { ["output.manifest": "\n" + line] }

private let cases: [BadDataset] = [
  // Boxes that are none.
  BadDataset(
    .coco, coco(bbox("[0,471,10,10]")), "a.json:6: image \"a.png\": the box x 0.0, y 471.0"),
  BadDataset(.coco, coco(bbox("[-1,0,10,10]")), "a.json:6: image \"a.png\": the box x -1.0"),
  BadDataset(.coco, coco(bbox("[0,0,-10,10]")), "a.json:6: image \"a.png\": the box"),
  BadDataset(.coco, coco(bbox("[0,0,0,10]")), "has no area"),
  BadDataset(.coco, coco(bbox("[0,0,1e308,1e308]")), "reaches beyond the image"),
  BadDataset(.coco, coco(bbox("[1e308,0,1e308,10]")), "a number that is no number"),
  BadDataset(.coco, coco(bbox("[0,0,1e999,10]")), "the number inf"),
  BadDataset(.coco, coco(bbox("[NaN,0,10,10]")), "a.json:6: image \"a.png\": bbox: expected"),
  BadDataset(.coco, coco(bbox(#"["0",0,10,10]"#)), #"the text "0""#),
  BadDataset(.coco, coco(bbox("[0,0,10]")), "expected [x, y, width, height]"),
  // Classes and ids.
  BadDataset(
    .coco, coco(bbox("[0,0,9,9]", category: 7)),
    "a.json:6: image \"a.png\": there is no category with the category_id 7"),
  BadDataset(
    .coco, coco(bbox("[0,0,9,9]", image: 5)), "a.json:6: there is no image with the image_id 5"),
  BadDataset(
    .coco, coco(bbox("[0,0,9,9]") + ",\n" + bbox("[1,1,9,9]")),
    "a.json:7: image \"a.png\": there is another annotation with the id 1"),
  BadDataset(
    .coco,
    coco(
      image:
        #"{"id":1,"file_name":"a.png","width":640,"height":480},\#n{"id":1,"file_name":"b.png","width":640,"height":480}"#
    ), "a.json:5: image \"a.png\": there is another image with the id 1"),
  BadDataset(
    .coco,
    coco(
      image:
        #"{"id":1,"file_name":"a.png","width":640,"height":480},\#n{"id":2,"file_name":"a.png","width":640,"height":480}"#
    ), "a.json:5: image \"a.png\": there is another image of this name"),
  BadDataset(
    .coco, coco(image: #"{"id":99999999999999999999,"file_name":"a.png"}"#),
    "a.json:4: images: id: expected a whole number, found the number 1e+20"),
  BadDataset(
    .coco, ["a.json": #"{"images":[],"images":[]}"#], "a.json:1: the key \"images\" is there twice"),
  // Sizes and paths.
  BadDataset(
    .coco, coco(image: #"{"id":1,"file_name":"a.png","width":480,"height":640}"#),
    "a.json:4: image \"a.png\": the size 480 x 640 is wrong: the image is 640 x 480"),
  BadDataset(
    .coco, coco(image: #"{"id":1,"file_name":"a.png","width":-1,"height":480}"#),
    "width: expected a whole number of pixels"),
  BadDataset(
    .coco, coco(image: #"{"id":1,"file_name":"/etc/passwd","width":640,"height":480}"#),
    "the path \"/etc/passwd\" is absolute"),
  BadDataset(
    .coco, coco(image: #"{"id":1,"file_name":"x/../../a.png","width":640,"height":480}"#),
    "the path \"x/../../a.png\" leaves its folder"),
  BadDataset(
    .coco, coco(image: #"{"id":1,"file_name":"C:\\a.png","width":640,"height":480}"#), "is absolute"
  ),
  // Texts.
  BadDataset(
    .coco, ["a.json": "\u{FEFF}{\"images\":[]}"], "a.json:1: it begins with a byte-order mark"),
  BadDataset(
    .coco, ["a.json": "{\"images\":[\n{\"id\":1,\n\"file_name\":x}]}"], "a.json:3: not JSON"),
  BadDataset(.coco, ["a.json": "{\"images\":[\n{\"id\":1"], "a.json:2: it ends in the middle"),
  BadDataset(
    .yolo, yolo("0 0.5 0.5 0.2 nan\n"), "a.txt:1: image \"a\": expected a number, found \"nan\""),
  BadDataset(
    .yolo, yolo("\n0 0.5 0.5 0.2 0x1p1\n"),
    "a.txt:2: image \"a\": expected a number, found \"0x1p1\""),
  BadDataset(.yolo, yolo("1 0.5 0.5 0.2 0.2\n"), "a.txt:1: image \"a\": there is no class \"1\""),
  BadDataset(.yolo, yolo("0 0.5 0.5 0.2\n"), "expected a class and four numbers"),
  BadDataset(.yolo, yolo("0 0.95 0.5 0.2 0.2\n"), "reaches beyond the image"),
  BadDataset(.yolo, yolo("0 320 240 100 100\n"), "reaches beyond the image"),
  BadDataset(
    .yolo, ["data.yaml": "train: ../x\nnames: [a]\n"],
    "data.yaml:1: train: the path \"../x\" leaves"),
  BadDataset(
    .yolo, ["data.yaml": "train: images\nnames: {0: a, 0: b}\n"],
    "data.yaml:2: names: the class 0 is there twice"),
  BadDataset(.yolo, ["data.yaml": "train: images\n"], "it has no \"names\""),
  BadDataset(
    .yoloDarknet, ["obj.data": "train = data/train.txt\nnames = /etc/passwd\n"],
    "obj.data: the path \"/etc/passwd\" is absolute"),
  BadDataset(
    .yoloDarknet,
    [
      "obj.data": "names = data/obj.names\ntrain = data/train.txt\n", "obj.names": "lipstick\n",
      "train.txt": "data/obj_train_data/../../a.png\n",
    ], "train.txt:1: image \"../../a.png\": the path"),
  BadDataset(
    .voc, voc("<xmin>1</xmin><ymin>1</ymin><xmax>641</xmax><ymax>9</ymax>"),
    "a.xml:3: image \"a.png\": the box"),
  BadDataset(
    .voc, voc("<xmin>0</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax>"),
    "a.xml:5: image \"a.png\": xmin 0: VOC's pixels count from 1"),
  BadDataset(
    .voc, voc("<xmin>one</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax>"),
    "a.xml:5: image \"a.png\": xmin: expected a number, found \"one\""),
  BadDataset(.voc, voc("<xmin>1</xmin>"), "a.xml:3: image \"a.png\": an object without ymin"),
  BadDataset(
    .voc, voc("", width: "99999999999999999999"),
    "a.xml:2: image \"a.png\": width: expected a whole number"),
  BadDataset(.voc, voc("", name: "../a.png"), "a.xml:1: image \"../a.png\": the path"),
  BadDataset(
    .voc, voc("", head: "<!DOCTYPE annotation [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"),
    "a.xml:1: a DOCTYPE, which can declare entities"),
  BadDataset(.voc, voc("", name: "&x;.png"), "a.xml:1: Entity 'x' not defined"),
  BadDataset(.voc, voc("<xmin>1</ymin>"), "a.xml:5: Opening and ending tag mismatch"),
  BadDataset(
    .voc, ["Annotations/a.xml": "<annotation/>"], "no annotation of Pascal VOC with a filename"),
  BadDataset(
    .cvat,
    cvat(#"id="0" name="a.png" width="640" height="480""#, #"xtl="0" ytl="0" xbr="10" ybr="481""#),
    "a.xml:3: image \"a.png\": the box"),
  BadDataset(
    .cvat,
    cvat(
      #"id="0" name="a.png" width="640" height="480""#, #"xtl="0" ytl="0" xbr="10" ybr="Infinity""#),
    "a.xml:3: image \"a.png\": ybr: expected a number, found \"Infinity\""),
  BadDataset(
    .cvat, cvat(#"id="0" name="/a.png" width="640" height="480""#, ""),
    "a.xml:2: image \"/a.png\": the path"),
  BadDataset(
    .cvat, cvat(#"id="0" name="a.png" height="480""#, ""),
    "a.xml:2: image \"a.png\": width: expected a whole number of pixels from 1 to 1000000, found nothing"
  ),
  BadDataset(
    .cvat,
    cvat(
      #"id="0" name="a.png" width="640" height="480"/><image id="0" name="b.png" width="640" height="480""#,
      ""), "image \"b.png\": there is another image with the id 0"),
  BadDataset(
    .cvat, ["a.xml": "<annotations>" + String(repeating: "<a>", count: 100)],
    "a.xml:1: more than 64 elements inside each other"),
  BadDataset(
    .csv, csv("a.png,640,480,lipstick,1,2,3\n"), "boxes.csv:2: 7 fields, but 8 in the header"),
  BadDataset(
    .csv, csv("a.png,640,480,lipstick,1,2,3,inf\n"),
    "boxes.csv:2: image \"a.png\": box_height: expected a number, found \"inf\""),
  BadDataset(
    .csv, csv("a.png,640,480,lipstick,1,2,3,4\na.png,64,480,lipstick,1,2,3,4\n"),
    "boxes.csv:3: image \"a.png\": its size is not that"),
  BadDataset(.csv, csv("\"a.png,640,480\n"), "boxes.csv:2: a field in quotes that does not end"),
  BadDataset(.csv, csv("a\"b.png,640,480,,,,,\n"), "boxes.csv:2: a quote inside a field"),
  BadDataset(.csv, ["boxes.csv": "image,class\n"], "boxes.csv:1: the header lacks"),
  BadDataset(
    .openImages,
    ["train-annotations-bbox.csv": "ImageID,LabelName,XMin,XMax,YMin,YMax\na,/m/1,0,1.5,0,1\n"],
    "bbox.csv:2: image \"a\": the box"),
  BadDataset(
    .openImages,
    ["train-annotations-bbox.csv": "ImageID,LabelName,XMin,XMax,YMin,YMax\na,/m/1,0,,0,1\n"],
    "bbox.csv:2: image \"a\": XMax: expected a number, found \"\""),
  BadDataset(
    .groundTruth, manifest("{}"), "output.manifest:2: source-ref: expected a text, found nothing"),
  BadDataset(
    .groundTruth, manifest(#"{"source-ref":"a.png","b":{"annotations":[]},"b-metadata":{}}"#),
    "output.manifest:2: image \"a.png\": image_size"),
  BadDataset(
    .groundTruth,
    manifest(
      #"{"source-ref":"a.png","b":{"image_size":[{"width":640,"height":480}],"annotations":[{"class_id":3,"left":0,"top":0,"width":9,"height":9}]},"b-metadata":{"objects":[{}],"class-map":{"0":"lipstick"}}}"#
    ), "class_id: the number 3.0 is not in the class-map"),
  BadDataset(
    .groundTruth,
    manifest(
      #"{"source-ref":"a.png","b":{"image_size":[{"width":640,"height":480}],"annotations":[]},"b-metadata":{"objects":[{}]}}"#
    ), "0 annotations, but 1 objects"),
  BadDataset(.groundTruth, manifest(#"{"source-ref":"#), "output.manifest:2: not JSON"),
  BadDataset(
    .labelStudio, ["tasks.json": "[\n\n{\"id\":1}]"],
    "tasks.json:3: expected a task with data.image"),
  BadDataset(
    .labelStudio,
    [
      "tasks.json":
        #"[{"data":{"image":"a.png"},"annotations":[{"result":[\#n{"type":"rectanglelabels","original_width":640,"original_height":480,"value":{"x":95,"y":0,"width":10,"height":10,"rectanglelabels":["lipstick"]}}]}]}]"#
    ], "tasks.json:2: image \"a.png\": the box"),
  BadDataset(
    .labelStudio, ["tasks.json": #"[{"data":{"image":"/etc/a.png"},"annotations":[{}]}]"#],
    "tasks.json:1: image \"/etc/a.png\": the path"),
]

struct BadDatasetTests {
  @Test(arguments: cases)
  private func `what is wrong is told by file, line and value`(bad: BadDataset) throws {
    try inFolder { folder in
      for (name, text) in bad.files {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      let found = try findings(of: folder, as: bad.format)
      #expect(found.contains { $0.contains(bad.finding) }, "\(found)")
    }
  }

  private func findings(of folder: URL, as format: DatasetFormat) throws -> [String] {
    let (images, report) = try imported(folder, as: format)
    let faults = images.flatMap { $0.placed(width: 640, height: 480).faults }
    return (report.findings + faults).filter { $0.severity == .fault }.map(\.description)
  }

  @Test(arguments: [
    (
      DatasetFormat.coco, "a.json",
      Array("{\"images\":[\n{\"id\":1,\"file_name\":\"".utf8) + [0xE9], ":2: not JSON: not UTF-8"
    ),
    (
      .csv, "a.csv", Array("image,class,x,y,box_width,box_height\na".utf8) + [0xE9, 0x2C, 0x0A],
      "a.csv:2: the byte E9 is not UTF-8"
    ),
    (
      .cvat, "a.xml", Array("<annotations>\n<image name=\"".utf8) + [0xE9, 0x22],
      "a.xml:2: the byte E9 is not UTF-8"
    ),
    (
      .yolo, "data.yaml", Array("names:\n- b".utf8) + [0xE9],
      "data.yaml:2: the byte E9 is not UTF-8"
    ),
    (.cvat, "a.xml", [0xFF, 0xFE, 0x3C, 0x00], "a.xml:1: the byte FF is not UTF-8"),
  ])
  func `another encoding is told by its first byte`(
    format: DatasetFormat, name: String, bytes: [UInt8], finding: String
  ) throws {
    try inFolder { folder in
      var bytes = bytes
      if format == .coco { bytes += Array("\"}]}".utf8) }
      try Data(bytes).write(to: folder.appending(path: name))
      let found = try findings(of: folder, as: format)
      #expect(found.contains { $0.contains(finding) }, "\(found)")
    }
  }

  @Test func `masks, rotated boxes and tracks are counted by name`() throws {
    let lost: [(DatasetFormat, [String: String], [String: Int])] = [
      (
        .coco,
        coco(
          #"{"id":1,"image_id":1,"category_id":1,"bbox":[0,0,9,9],"area":1,"iscrowd":0,"segmentation":[[0,0,9,0,9,9]]},"#
            + #"{"id":2,"image_id":1,"category_id":1,"bbox":[0,0,9,9],"area":1,"iscrowd":1}"#),
        ["masks, of which the boxes are kept": 1, "crowds": 1]
      ),
      (.yolo, yolo("0 0.1 0.1 0.2 0.2 0.3 0.3\n"), ["polygons": 1]),
      (
        .cvat,
        [
          "a.xml":
            #"<annotations><meta/><track id="0"><box/></track><image name="a.png" width="9" height="9"><box label="a" rotation="30"/><polygon/><points/></image></annotations>"#
        ], ["tracks": 1, "rotated boxes": 1, "masks": 1, "shapes: points": 1]
      ),
      (
        .labelStudio,
        [
          "a.json":
            #"[{"data":{"image":"a"},"annotations":[{"result":[{"type":"rectanglelabels","value":{"rotation":1}},{"type":"brushlabels"}]},{}],"predictions":[{}]},{"data":{"image":"b"},"annotations":[{"was_cancelled":true}]}]"#
        ],
        [
          "rotated boxes": 1, "masks": 1, "further annotations of a task": 1, "predictions": 1,
          "tasks that were skipped": 1,
        ]
      ),
      (
        .voc,
        [
          "a.xml":
            "<annotation><filename>a</filename><size><width>9</width><height>9</height></size><object><name>a</name><robndbox/></object></annotation>"
        ], ["rotated boxes": 1]
      ),
    ]
    for (format, files, counts) in lost {
      try inFolder { folder in
        for (name, text) in files {
          let file = folder.appending(path: name)
          try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
          try Data(text.utf8).write(to: file)
        }
        #expect(try imported(folder, as: format).report.lost == counts)
      }
    }
  }

  @Test func `what other readers choke on is a warning`() throws {
    let images =
      #"{"images":[{"id":1,"file_name":"a.png","width":9,"height":9}],"categories":[{"id":1,"name":"a"}],"#
    try inFolder { folder in
      let text =
        images + #""annotations":[{"id":0,"image_id":1,"category_id":1,"bbox":[0,0,9,9]}]}"#
      try Data(text.utf8).write(to: folder.appending(path: "a.json"))
      let (_, report) = try imported(folder, as: .coco)
      #expect(report.faults == 0 && report.warnings == 5, "\(report.findings)")
    }
  }

  @Test func `rounded digits at an edge are the edge, not a fault`() throws {
    try inFolder { folder in
      for (name, text) in yolo("0 0.007812 0.010417 0.015625 0.020834\n") {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      let image = try #require(try imported(folder, as: .yolo).images.first)
      let (boxes, faults) = image.placed(width: 640, height: 480)
      #expect(faults.isEmpty)
      #expect(boxes.first?.box.left == 0)
    }
  }

  @Test func `VOC by programs that count from 0 is read as they mean it`() throws {
    try inFolder { folder in
      let text = voc("<xmin>0</xmin><ymin>0</ymin><xmax>10</xmax><ymax>10</ymax>")
      let file = folder.appending(path: "a.xml")
      try Data((text.values.first ?? "").utf8).write(to: file)
      let image = try #require(try imported(file, as: .voc, firstPixel: 0).images.first)
      #expect(image.boxes.map(\.box) == [Box(x: 0, y: 0, width: 10, height: 10)])
    }
  }

  @Test func `what does not fit in memory is gathered in files, and nothing is lost`() throws {
    let gathering = Gathering(file: "a", limit: 500)
    for number in 0..<200 {
      let image = ImportedImage(name: "\(number % 20)", file: "a", line: number)
      try gathering.add(.image(image), to: image.name)
      try gathering.add(
        .box(
          ImportedBox(
            box: Box(x: Double(number), y: 0, width: 1, height: 1), className: "é", line: number)),
        to: image.name)
    }
    var seen: [String: [Double]] = [:]
    try gathering.forEach { key, records in
      for case .box(let box) in records {
        #expect(box.className == "é" && box.score == nil)
        seen[key, default: []].append(box.box.x)
      }
    }
    #expect(seen.count == 20)
    for (key, values) in seen {
      #expect(values == stride(from: Double(key) ?? 0, to: 200, by: 20).map { $0 })
    }
  }
}
