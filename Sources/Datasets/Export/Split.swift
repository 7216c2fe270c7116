/// A part of a dataset: `train`, `val`, `test`.
package struct Split: Hashable, Sendable {
  package var name: String
  /// Of all images, above 0 to 1.
  package var share: Double

  package init(name: String, share: Double) {
    self.name = name
    self.share = share
  }

  /// Reads `train=0.8,val=0.1,test=0.1`. The shares may be in any unit: 80, 10, 10 is the same.
  ///
  /// - Throws: `DatasetsError.badOption` where a name comes twice or is none for a folder, or a share
  ///   is not above 0.
  package static func parse(_ text: String) throws(DatasetsError) -> [Split] {
    var splits: [Split] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let share = Double(sides[1]), share > 0, share.isFinite else {
        throw .badOption("\(quoted(String(part))) is no split: give NAME=SHARE, such as train=0.8")
      }
      let name = String(sides[0])
      guard !name.isEmpty, name.utf8.allSatisfy(isPlain) else {
        throw .badOption("\(quoted(name)) is no name for a split: use letters, digits, - and _")
      }
      guard !splits.contains(where: { $0.name == name }) else {
        throw .badOption("the split \(name) comes twice")
      }
      splits.append(Split(name: name, share: share))
    }
    let all = splits.reduce(0) { $0 + $1.share }
    return splits.map { Split(name: $0.name, share: $0.share / all) }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The split of an image. It follows from the content's digest alone: an image never moves when
  /// others are added.
  ///
  /// - Parameters:
  ///   - sha256: 64 hexadecimal digits, as evenly spread as a random number.
  ///   - splits: their shares add up to 1.
  /// - Returns: nil where there are no splits.
  static func name(for sha256: String, among splits: [Split]) -> String? {
    guard let number = UInt64(sha256.prefix(13), radix: 16) else { return splits.first?.name }
    let place = Double(number) / Double(1 << 52 as UInt64)
    var below = 0.0
    for split in splits {
      below += split.share
      if place < below { return split.name }
    }
    return splits.last?.name
  }
}
