import Consensus
import Labels
import Testing

/// What several labelers together say of a box.
@Suite struct `Attributes of merged boxes` {
  private func merged(_ said: [[String: AttributeValue]]) -> Attributes? {
    let answers = said.map {
      var box = label(10, 10, 50, 50)
      box.attributes = Attributes($0)
      return [box]
    }
    let image = merge(
      annotations(answers), imageWidth: 100, imageHeight: 100, policy: Policy())
    return image.boxes.count == 1 ? image.boxes[0].attributes : nil
  }

  static let cases: [([[String: AttributeValue]], [String: AttributeValue])] = [
    ([[:], [:], [:]], [:]),
    ([["o": .flag(true)], ["o": .flag(true)], [:]], ["o": .flag(true)]),
    ([["o": .flag(true)], ["o": .flag(false)], [:]], ["o": .flag(false)]),
    ([["o": .flag(true)], ["o": .flag(false)]], ["o": .flag(false)]),
    ([["s": .text("Ruby")], ["s": .text("Rose")], ["s": .text("Ruby")]], ["s": .text("Ruby")]),
    ([["s": .text("Ruby")], ["s": .text("Rose")]], ["s": .text("Rose")]),
    ([["s": .text("Ruby")], [:], [:]], [:]),
    ([["n": .number(1)], ["n": .number(9)], ["n": .number(2)]], ["n": .number(2)]),
    ([["n": .number(1)], ["n": .number(2)], [:]], ["n": .number(1.5)]),
    ([["n": .number(1)], [:], [:]], [:]),
  ]

  @Test(arguments: cases) func `most votes count, numbers have their median`(
    said: [[String: AttributeValue]], expected: [String: AttributeValue]
  ) {
    #expect(merged(said) == Attributes(expected))
    #expect(merged(said.reversed()) == Attributes(expected), "whatever the order")
  }

  @Test func `they split no object and change no number`() {
    let plain = [label(10, 10, 50, 50)]
    var other = plain
    other[0].attributes["s"] = .text("Ruby")
    func result(_ answers: [[LabeledBox]]) -> MergedImage {
      merge(annotations(answers), imageWidth: 100, imageHeight: 100, policy: Policy())
    }
    var one = result([plain, other, other])
    one.boxes[0].attributes = .none
    #expect(one == result([plain, plain, plain]))
  }
}
