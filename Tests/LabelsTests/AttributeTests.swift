import Labels
import Testing

@Suite struct AttributeTests {
  @Test func `attributes are in the order of their names, whoever said them when`() {
    var one = Attributes(["b": .flag(true), "a": .number(2)])
    var two = Attributes()
    two["b"] = .flag(false)
    two["c"] = .text("x")
    two["a"] = .number(2)
    two["b"] = .flag(true)
    two["c"] = nil
    #expect(one == two)
    #expect(two.members.map(\.name) == ["a", "b"])
    one["a"] = .number(1)
    #expect(one.precedes(two) && !two.precedes(one))
  }

  static let asked: [Attribute] = [
    Attribute(id: 1, name: "occluded", kind: .flag),
    Attribute(id: 2, name: "shade", kind: .choice(["Rose", "Ruby"]), classID: 1),
    Attribute(id: 3, name: "wear", kind: .number(0...5)),
    Attribute(id: 4, name: "note", kind: .text),
  ]

  static let faults: [(Int, [String: AttributeValue], String?)] = [
    (1, ["occluded": .flag(true), "shade": .text("Ruby"), "wear": .number(5)], nil),
    (1, ["note": .text("été")], nil),
    (
      1, ["glossy": .flag(true)],
      "there is no attribute glossy: there are occluded, shade, wear, note"
    ),
    (1, ["occluded": .text("x")], "occluded is x, but must be true or false"),
    (1, ["shade": .text("Red")], "shade is Red, but must be one of Rose, Ruby"),
    (2, ["shade": .text("Ruby")], "shade is no attribute of boxes of this class"),
    (1, ["wear": .number(5.5)], "wear is 5.5, but must be a number from 0 to 5"),
    (1, ["note": .text("")], "note is , but must be a text of 1 to 200 characters"),
  ]

  @Test(arguments: faults) func `what is not asked is a fault that says what is`(
    classID: Int, said: [String: AttributeValue], fault: String?
  ) {
    let box = LabeledBox(
      box: Box(x: 0, y: 0, width: 1, height: 1), classID: classID, attributes: Attributes(said))
    #expect(Self.asked.fault(in: box) == fault)
  }
}
