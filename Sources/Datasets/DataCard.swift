import Labels

/// The page that lies beside a data set and says what is in it.
enum DataCard {
  static func text(
    summary: ExportSummary, classes: [LabelClass], options: COCOExport.Options
  ) -> String {
    let policy = options.policy
    let states = ImageState.allCases.map { state in
      row(state.rawValue, summary.exported[state] ?? 0, summary.notExported[state] ?? 0)
    }
    let boxes = classes.map { row(inOneLine($0.name), summary.boxesOfClass[$0.id] ?? 0) }
    let shared =
      summary.sharedNames == 0
      ? ""
      : "\n\(summary.sharedNames) images have a file_name that an earlier one has: tell them apart by sha256.\n"
    return """
      \(inOneLine(options.workspace))
      Labeled with Tessera \(options.toolVersion)\(options.created.map { ", exported \($0)" } ?? "")

      Images by state          exported  not exported
      \(states.joined(separator: "\n"))
      \(shared)
      Boxes by class
      \(boxes.joined(separator: "\n"))
      \(summary.boxes) boxes in all, \(summary.expertBoxes) of them decided by an expert.

      Policy
      \(policy.minimum) to \(policy.maximum) people label an image, blind to each other. Escalation \
      on \(policy.escalation.rawValue): above \(number(policy.askThreshold)) one more person is \
      asked, above \(number(policy.disputeThreshold)) an expert decides.

      Coordinates
      bbox is [x, y, width, height] in pixels of the upright full-size image (turned as its EXIF
      orientation says). The origin is the top left corner of the top left pixel; edges are
      continuous: x + width is the far edge, not the last pixel.

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
      annotations.json   COCO detection; category ids are the workspace's class ids
      detections.json    the same boxes as COCO results
      provenance.jsonl   how each image came to its boxes, also those that were not exported
      SHA256SUMS         check with: sha256sum -c SHA256SUMS

      """
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
