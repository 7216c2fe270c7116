package import Labels

/// One line of the consensus JSON Lines.
package enum ConsensusLine {
  /// The consensus of a line's annotations as JSON, without a line feed.
  ///
  /// Keys come in a fixed order, numbers have at most 6 decimals, and what the annotations line had
  /// besides follows as it was.
  ///
  /// - Throws: `DatasetsError.unknownClass` where a box's class is none of the line's.
  package static func text(
    of merged: MergedImage, for line: AnnotationLine
  ) throws(DatasetsError) -> String {
    var boxes: [String] = []
    for box in merged.boxes {
      guard let name = line.classes.name(of: box.classID) else {
        throw .unknownClass(id: box.classID, image: line.image)
      }
      boxes.append(
        object([
          ("x", number(box.box.x)), ("y", number(box.box.y)), ("width", number(box.box.width)),
          ("height", number(box.box.height)), ("class", quoted(name)),
          ("confidence", number(box.confidence)), ("votes", String(box.votes)),
          ("disagreement", number(box.disagreement)),
        ]))
    }
    return object(
      [
        ("image", quoted(line.image)), ("width", String(line.width)),
        ("height", String(line.height)), ("labelers", String(merged.labelers)),
        ("disagreement", number(merged.disagreement)), ("risk", number(merged.risk)),
        ("decision", quoted(merged.decision.rawValue)), ("boxes", array(boxes)),
      ] + line.passengers.map { ($0.key, $0.json) })
  }
}
