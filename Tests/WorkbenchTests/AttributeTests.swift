import Cells
import Labels
import Testing

@testable import Workbench

/// What is said of a box besides its class.
struct AttributeTests {
  static let asked: [Attribute] = [
    Attribute(id: 1, name: "occluded", kind: .flag),
    Attribute(id: 2, name: "shade", kind: .choice(["Rose", "Ruby", "Nude"]), classID: 1),
    Attribute(id: 3, name: "wear", kind: .number(0...5), key: "x"),
    Attribute(id: 4, name: "note", kind: .text),
  ]

  private func bench(
    display: Display = Display(colors: .truecolor, unicode: true)
  ) -> Bench {
    var bench = Bench.labeling(columns: 80, rows: 26, display: display)
    bench.model.session.attributes = Self.asked
    bench.type(" <Right><Right><Down> ")
    return bench
  }

  static let keys: [(keys: String, name: String, value: AttributeValue?)] = [
    (";o", "occluded", .flag(true)), (";oo", "occluded", .flag(false)),
    (";o<Del>", "occluded", nil), (";s2", "shade", .text("Ruby")), (";sn", "shade", .text("Nude")),
    (";sr", "shade", nil), (";x2.5<Enter>", "wear", .number(2.5)), (";x7<Enter>", "wear", nil),
    (";x7<Enter><BS>4<Enter>", "wear", .number(4)), (";nworn; q<Enter>", "note", .text("worn; q")),
    (";nx<Enter>n<BS><Enter>", "note", nil), (";<Down><Enter>1", "shade", .text("Rose")),
    (";nx<Esc>", "note", nil),
  ]

  @Test(arguments: keys) func `each kind has its keys`(
    keys: String, name: String, value: AttributeValue?
  ) {
    var bench = bench()
    bench.type(keys)
    #expect(bench.boxes[0].attributes[name] == value)
  }

  @Test func `a stroke each, in the journal, and undo takes it back`() {
    var bench = bench()
    let plain = bench.boxes
    bench.effects = []
    bench.type(";os2")
    #expect(bench.journal.count == 2)
    #expect(bench.journal.last == .edit(image: 7, boxes: bench.boxes, change: 3, after: 2))
    #expect(
      bench.boxes[0].attributes == Attributes(["occluded": .flag(true), "shade": .text("Ruby")]))
    bench.type("<Esc>uu")
    #expect(bench.boxes == plain)
    bench.type("UU")
    #expect(bench.boxes[0].attributes["shade"] == .text("Ruby"))
  }

  @Test func `another class keeps those attributes that it has`() {
    var bench = bench()
    bench.type(";os2<Esc>2")
    #expect(bench.boxes[0].attributes == Attributes(["occluded": .flag(true)]))
  }

  @Test func `boxes with attributes are marked, and the panel shows the selected one's`() {
    var bench = bench()
    #expect(bench.screen.text.contains("shade -"))
    bench.type(";s2<Esc>")
    let text = bench.screen.text
    #expect(text.contains("shade Ruby") && text.contains("1* lipstick"))
    bench.type(";")
    #expect(bench.screen.text.contains("s  shade     Ruby"))
  }

  @Test func `without attributes the key says so`() {
    var bench = Bench.labeling()
    bench.type(" <Right><Down> ;")
    #expect(bench.model.dialog == nil && bench.model.message != nil)
  }

  @Test func `experts see where labelers differ`() {
    var first = Bench.lip(20, 10, 15, 20)
    first.attributes["shade"] = .text("Ruby")
    var dispute = Bench.dispute
    dispute.parties[0].annotation.answer = .boxes([first])
    var bench = Bench(role: .expert, columns: 100, rows: 40)
    bench.model.session.attributes = Self.asked
    bench.send(.disputed(dispute))
    bench.send(.loaded(image: 7, Bench.picture()))
    #expect(bench.screen.text.contains("#1 shade"))
    #expect(bench.screen.text.contains("Ruby"))
  }
}
