package import Labels

/// One line of the consensus JSON Lines.
package enum ConsensusLine {
  /// Adds the consensus of a line's annotations as JSON, without a line feed.
  ///
  /// Keys come in a fixed order, numbers have at most 6 decimals, and what the annotations line had
  /// besides follows as it was.
  ///
  /// - Throws: `DatasetsError.unknownClass` where a box's class is none of the line's.
  package static func append(
    _ merged: MergedImage, for line: AnnotationLine, to text: inout [UInt8]
  ) throws(DatasetsError) {
    text.append(json: #"{"image":"#)
    text.append(quoted: line.image)
    text.append(json: #","width":"#)
    text.append(digits: UInt64(line.width))
    text.append(json: #","height":"#)
    text.append(digits: UInt64(line.height))
    text.append(json: #","labelers":"#)
    text.append(digits: UInt64(merged.labelers))
    text.append(json: #","disagreement":"#)
    text.append(number: merged.disagreement)
    text.append(json: #","risk":"#)
    text.append(number: merged.risk)
    text.append(json: #","decision":"#)
    text.append(quoted: merged.decision.rawValue)
    text.append(json: #","boxes":["#)
    for (index, box) in merged.boxes.enumerated() {
      if index > 0 { text.append(json: ",") }
      guard let name = line.classes.name(of: box.classID) else {
        throw .unknownClass(id: box.classID, image: line.image)
      }
      append(box, class: name, to: &text)
    }
    text.append(json: "]")
    for passenger in line.passengers {
      text.append(json: ",")
      text += passenger.member
    }
    text.append(json: "}")
  }

  private static func append(_ box: MergedBox, class name: String, to text: inout [UInt8]) {
    text.append(json: #"{"x":"#)
    text.append(number: box.box.x)
    text.append(json: #","y":"#)
    text.append(number: box.box.y)
    text.append(json: #","width":"#)
    text.append(number: box.box.width)
    text.append(json: #","height":"#)
    text.append(number: box.box.height)
    text.append(json: #","class":"#)
    text.append(quoted: name)
    if !box.attributes.isEmpty {
      text.append(json: #","attributes":"#)
      text.append(attributes: box.attributes)
    }
    text.append(json: #","confidence":"#)
    text.append(number: box.confidence)
    text.append(json: #","votes":"#)
    text.append(digits: UInt64(box.votes))
    text.append(json: #","disagreement":"#)
    text.append(number: box.disagreement)
    text.append(json: "}")
  }
}
