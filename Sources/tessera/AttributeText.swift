import Labels

/// Attributes as they are written on a command line: `occluded=flag`, `shade=Rose,Ruby`, `wear=0..5`,
/// `note=text`.
enum AttributeText {
  static func attribute(_ text: String) throws -> Attribute {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw Failure(
        .usage,
        "--attribute \(text): say what it is: NAME=flag, NAME=A,B,C, NAME=0..5 or NAME=text.")
    }
    let kind: Attribute.Kind =
      switch parts[1] {
      case "flag": .flag
      case "text": .text
      case let range where range.contains(".."): .number(try bounds(range))
      case let list: .choice(choices(list))
      }
    return Attribute(name: parts[0], kind: kind)
  }

  static func choices(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  static func bounds(_ text: String) throws -> ClosedRange<Double> {
    guard let dots = text.firstRange(of: ".."),
      let lower = Double(text[..<dots.lowerBound]), let upper = Double(text[dots.upperBound...]),
      lower <= upper
    else { throw Failure(.usage, "\(text) is no range; give it as MIN..MAX, such as 0..5.") }
    return lower...upper
  }
}
