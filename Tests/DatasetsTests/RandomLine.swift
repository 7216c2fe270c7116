/// An annotations line at random: what it says, and one way to write it.
struct RandomLine {
  private(set) var text: String
  private(set) var labelers: [String] = []
  /// Each labeler's boxes as `x y width height class`, in the shortest decimals.
  private(set) var boxes: [[String]] = []
  /// Members that mean nothing to a reader, as they are written.
  private(set) var passengers: [String] = []
  private(set) var image: String

  private static let words = [
    "a.png", "é 1.jpg", "😀", "quote\"", "back\\slash", "tab\t", "\u{7F}", "\u{9F}", "/", "日本",
  ]
  private static let values = [
    "1", "-0.50", "1E+3", "null", "true", #""\u00e9\/""#, "[ ]", #"{ "a" : [1, {"b":2}] }"#,
    "1e999",
    #""é""#, "12345678901234567890.123",
  ]

  init(using generator: inout SeededGenerator) {
    image = Self.words.randomElement(using: &generator) ?? ""
    var answers: [String] = []
    for number in 0..<Int.random(in: 0...4, using: &generator) {
      labelers.append((Self.words.randomElement(using: &generator) ?? "") + "\(number)")
      boxes.append([])
      var written: [String] = []
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        let (x, y) = (
          Double.random(in: 0...300, using: &generator),
          (Double.random(in: 0...200, using: &generator) * 100).rounded() / 100
        )
        let (width, height) = (
          Double.random(in: 0.5...300, using: &generator),
          Double(Int.random(in: 1...200, using: &generator))
        )
        let name = ["cup", "pen", "é"].randomElement(using: &generator) ?? ""
        boxes[number].append("\(x) \(y) \(width) \(height) \(name)")
        let members = [
          #""x":\#(x)"#, #""y": \#(y)"#, #""width":\#(width)"#, #""height" :\#(height)"#,
          #""class":"\#(name)""#, #""note":null"#,
        ].shuffled(using: &generator)
        written.append("{" + members.joined(separator: ", ") + "}")
      }
      let members = [
        #""labeler":\#(Self.quote(labelers[number]))"#,
        #""boxes":[\#(written.joined(separator: ","))]"#,
      ].shuffled(using: &generator)
      answers.append("{" + members.joined(separator: ",") + "}")
    }
    for number in 0..<Int.random(in: 0...3, using: &generator) {
      let value = Self.values.randomElement(using: &generator) ?? ""
      passengers.append(#""\u006b\#(number)":\#(value)"#)
    }
    var members = [
      #""image":\#(Self.quote(image))"#, #""width":600"#, #""height":400"#,
      #""annotations":[\#(answers.joined(separator: ","))]"#,
    ]
    members.shuffle(using: &generator)
    text = "{" + (members + passengers).joined(separator: ",") + "}"
  }

  /// With every character that may be escaped written so.
  private static func quote(_ text: String) -> String {
    "\""
      + text.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined() + "\""
  }
}
