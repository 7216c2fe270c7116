import Labels

/// The page that lies beside a data set and says what is in it.
enum DataCard {
  static func text(
    summary: ExportSummary, classes: [LabelClass], options: ExportOptions
  ) -> String {
    let policy = options.policy
    let states = ImageState.allCases.map { state in
      row(state.rawValue, summary.exported[state] ?? 0, summary.notExported[state] ?? 0)
    }
    let boxes = classes.map { row(inOneLine($0.name), summary.boxesOfClass[$0.id] ?? 0) }
    var remarks = ""
    if summary.renamed > 0 {
      remarks +=
        "\n\(summary.renamed) images have the name of an earlier one: here the start of their sha256 comes after it.\n"
    }
    if summary.boxesLeftOut > 0 {
      remarks +=
        "\n\(summary.boxesLeftOut) boxes of other classes, or of less confidence than \(number(options.minimumConfidence)), were left out.\n"
    }
    if summary.labelers > 0 {
      remarks +=
        "\nlabelers/ holds the own boxes of each of \(summary.labelers) labelers, as a dataset each.\n"
    }
    let splits = options.splits.map { row($0.name, summary.imagesOfSplit[$0.name] ?? 0) }
    if !splits.isEmpty {
      remarks +=
        "\nImages by split, which follows from each image's content alone\n"
        + splits.joined(separator: "\n") + "\n"
    }
    return """
      \(inOneLine(options.workspace))
      \(options.format.title), labeled with Tessera \(options.toolVersion)\(options.created.map { ", exported \($0)" } ?? "")

      Images by state          exported  not exported
      \(states.joined(separator: "\n"))
      \(remarks)
      Boxes by class
      \(boxes.joined(separator: "\n"))
      \(summary.boxes) boxes in all, \(summary.expertBoxes) of them decided by an expert.

      Policy
      \(policy.minimum) to \(policy.maximum) people label an image, blind to each other. Escalation \
      on \(policy.escalation.rawValue): above \(number(policy.askThreshold)) one more person is \
      asked, above \(number(policy.disputeThreshold)) an expert decides.

      Coordinates
      \(coordinates(of: options.format))
      Boxes were drawn on the upright full-size image (turned as its EXIF orientation says). The
      origin is the top left corner of the top left pixel; edges are continuous: x + width is the
      far edge, not the last pixel.

      Numbers
      score, confidence  of a box by consensus: the estimated probability that it is right. Of a
                         box that an expert decided: 1, the expert's word, and not an estimate.
      votes              labelers who drew the box, of those who answered with boxes (labelers);
                         null where an expert drew it anew or took one labeler's
      disagreement       0 (identical) to 1: of a box, one minus the mean IoU of those who drew it;
                         of an image, one minus the mean IoU of the labelers' sets of boxes
      risk               the expected distance of the merged boxes from the truth, in the same unit
      decided_by         consensus, expert, labelers (who skipped the image) or nobody (not decided)
      source             merged (the consensus's boxes), labeler (one labeler's) or drawn (the
                         expert's own)

      Files
      \(files(of: options.format).map { pad($0, to: 23, onTheRight: true) + $1 }.joined(separator: "\n"))
      provenance.jsonl       how each image came to its boxes, also those that were not exported
      SHA256SUMS             check with: sha256sum -c SHA256SUMS

      """
  }

  private static func coordinates(of format: DatasetFormat) -> String {
    switch format {
    case .coco: "bbox is [x, y, width, height] in pixels."
    case .yolo, .yoloDarknet:
      "A line is class, center x, center y, width, height, as shares of the image; 9 decimals."
    case .voc:
      "Pixels count from 1, xmax and ymax are the last pixels: a box from 0 to 10 is 1 to 10; rounded."
    case .groundTruth: "left, top, width, height in whole pixels, from 0."
    case .labelStudio: "x, y, width, height in percent of the image."
    case .cvat: "xtl, ytl, xbr, ybr in pixels; 6 decimals."
    case .openImages: "XMin, XMax, YMin, YMax (in this order) as shares of the image; 9 decimals."
    case .csv: "x, y, box_width, box_height in pixels; 6 decimals."
    }
  }

  private static func files(of format: DatasetFormat) -> [(String, String)] {
    switch format {
    case .coco:
      [
        ("annotations/", "COCO detection; category ids are the workspace's class ids"),
        ("detections_*.json", "the same boxes as COCO results"),
      ]
    case .yolo:
      [
        ("data.yaml", "splits, and the classes' names in the order of their indices"),
        ("labels/", "a file an image; empty where there is no box"),
      ]
    case .yoloDarknet:
      [
        ("obj.data, obj.names", "splits, and the classes' names in the order of their indices"),
        ("obj_*_data/", "a file an image; empty where there is no box"),
      ]
    case .voc:
      [
        ("Annotations/", "a file an image"), ("ImageSets/Main/", "the images' names by split"),
        ("labelmap.txt", "the classes"),
      ]
    case .groundTruth:
      [
        ("output.manifest", "an image a line; put the bucket before each source-ref"),
        ("label-categories.json", "the classes in the order of class_id"),
      ]
    case .labelStudio:
      [("tasks.json", "a task an image"), ("label-config.xml", "the interface they belong to")]
    case .cvat: [("annotations.xml", "or an .xml for each split: as a task's export has them")]
    case .openImages:
      [
        ("annotations/", "boxes by split, the classes' descriptions, the images' list")
      ]
    case .csv: [("boxes.csv", "a row a box; an image without boxes has a row with empty fields")]
    }
  }

  private static func row(_ name: String, _ counts: Int...) -> String {
    counts.reduce(pad(name, to: 23, onTheRight: true)) {
      $0 + pad(String($1), to: 10, onTheRight: false)
    }
  }

  private static func pad(_ text: String, to width: Int, onTheRight: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return onTheRight ? text + space : space + text
  }

  /// Names come from outside: one with a control character is shown as a JSON text.
  private static func inOneLine(_ text: String) -> String {
    let plain = quoted(text).dropFirst().dropLast()
    return plain == text ? text : quoted(text)
  }
}
