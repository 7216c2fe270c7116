package import Labels

/// A box of a foreign dataset.
package struct ImportedBox: Hashable, Sendable {
  /// In the image's `unit`, as the file says it.
  package var box: Box
  package var className: String
  /// 0 to 1, where the file has one.
  package var score: Double?
  /// Where the file says it, from 1.
  package var line: Int

  init(box: Box, className: String, score: Double? = nil, line: Int) {
    self.box = box
    self.className = className
    self.score = score
    self.line = line
  }
}

/// What a foreign dataset says of one image.
package struct ImportedImage: Sendable {
  package enum Unit: Int, Sendable {
    case pixels
    /// Of the image's width and height, 0 to 1.
    case shares
  }

  /// Where the dataset says it.
  package var file: String
  package var line: Int
  /// As the dataset has it: a relative path, or with `isStem` one without its extension.
  package var name: String
  package var isStem = false
  /// In pixels, where the dataset says so.
  package var width: Int?
  package var height: Int?
  /// Of the image's file, where the dataset says so: 64 lower-case hexadecimal digits.
  package var sha256: String?
  package var unit: Unit
  package var boxes: [ImportedBox] = []
  /// With any of these the image cannot be imported: an answer that lacks a box would be another one.
  package var faults: [Finding] = []

  /// The path of a name from outside is a fault where it leaves its folder.
  init(name: String, isStem: Bool = false, unit: Unit = .pixels, file: String, line: Int) {
    self.file = file
    self.line = line
    self.name = name
    self.isStem = isStem
    self.unit = unit
    if let problem = Self.pathProblem(name) { fault(problem, line: line) }
  }

  /// Why a name is no relative path that stays inside its folder.
  static func pathProblem(_ name: String) -> String? {
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    let drive = name.utf8.dropFirst().first == UInt8(ascii: ":")
    if name.isEmpty { return "it has no name" }
    if parts[0].isEmpty || drive {
      return
        "the path \(Finding.value(name)) is absolute: name images by their paths in the dataset"
    }
    return parts.contains("..") ? "the path \(Finding.value(name)) leaves its folder by .." : nil
  }

  mutating func fault(_ problem: String, line: Int) {
    faults.append(Finding(file: file, line: line, image: name, problem: problem))
  }

  /// How far beyond the image a box may reach for the rounding of its digits: of the side for shares
  /// (six decimals are usual), else in pixels (two).
  private static let slackOfShare = 1e-6
  private static let slackOfPixels = 0.01

  /// The boxes in pixels of an image of this size, snapped to its edges where only their rounding
  /// reaches beyond them; and all that is wrong with the image.
  package func placed(width: Int, height: Int) -> (boxes: [ImportedBox], faults: [Finding]) {
    var placed = self
    if let own = self.width, let high = self.height, (own, high) != (width, height) {
      placed.fault(
        "the size \(own) x \(high) is wrong: the image is \(width) x \(height)", line: line)
    }
    let (wide, high) = (Double(width), Double(height))
    for index in boxes.indices {
      let line = boxes[index].line
      let said = boxes[index].box
      if let score = boxes[index].score, !(0...1).contains(score) {
        placed.fault("the score \(score) is not between 0 and 1", line: line)
        continue
      }
      let scaled =
        unit == .pixels
        ? said
        : Box(
          x: said.x * wide, y: said.y * high, width: said.width * wide, height: said.height * high)
      guard [scaled.left, scaled.top, scaled.right, scaled.bottom].allSatisfy(\.isFinite) else {
        placed.fault("the box \(Self.text(said)) has a number that is no number", line: line)
        continue
      }
      guard scaled.width > 0, scaled.height > 0 else {
        placed.fault("the box \(Self.text(said)) has no area", line: line)
        continue
      }
      let across = unit == .pixels ? Self.slackOfPixels : Self.slackOfShare * wide
      let down = unit == .pixels ? Self.slackOfPixels : Self.slackOfShare * high
      guard
        let (left, right) = Self.snapped(scaled.left, scaled.right, to: wide, slack: across),
        let (top, bottom) = Self.snapped(scaled.top, scaled.bottom, to: high, slack: down)
      else {
        placed.fault(
          "the box \(Self.text(said)) reaches beyond the image, which is \(width) x \(height)",
          line: line)
        continue
      }
      // Sums of what is inside keep their digits.
      let isInside =
        left == scaled.left && top == scaled.top && right == scaled.right
        && bottom == scaled.bottom
      var box = isInside ? scaled : Box(left: left, top: top, right: right, bottom: bottom)
      // A difference of two edges, added again, may be the next number.
      if box.right > wide { box.width = box.width.nextDown }
      if box.bottom > high { box.height = box.height.nextDown }
      placed.boxes[index].box = box
    }
    return (placed.boxes, placed.faults)
  }

  private static func snapped(
    _ near: Double, _ far: Double, to size: Double, slack: Double
  ) -> (Double, Double)? {
    guard near >= -slack, far <= size + slack else { return nil }
    let edges = (max(0, near), min(size, far))
    return edges.0 < edges.1 ? edges : nil
  }

  private static func text(_ box: Box) -> String {
    "x \(box.x), y \(box.y), width \(box.width), height \(box.height)"
  }
}
