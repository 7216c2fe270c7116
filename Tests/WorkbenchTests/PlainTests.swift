import Cells
import Labels
import Testing

@testable import Workbench

/// Typed lines: what they mean, and that they are the same strokes as keys.
struct PlainTests {
  private static let roles: [Session.Role] = [.labeler, .expert]

  private func desk(_ lines: String...) throws -> Bench {
    var bench = Bench.labeling()
    bench.model.isSnapping = false
    for line in lines { bench.effects += try obey(line, &bench.model).effects }
    return bench
  }

  // MARK: Parsing

  @Test(arguments: roles) func `every example of the help is understood`(role: Session.Role) throws
  {
    for entry in PlainTable.entries where entry.roles.contains(role) {
      #expect(throws: Never.self, "\(entry.example)") {
        _ = try PlainCommand(entry.example, role: role)
      }
    }
  }

  @Test(arguments: roles, KeyMap.presets.map(\.name))
  func `everything that a key does can be typed`(role: Session.Role, preset: String) throws {
    let keys = try KeyMap.preset(preset)
    for binding in keys.bindings where binding.roles.contains(role) {
      let name = PlainTable.name(of: binding)
      let command = try PlainCommand(
        name.replacing("accept-", with: "accept "), role: role, keys: keys)
      switch command {
      case .action(let action, _): #expect(action == binding.action, "\(name)")
      case .skip(nil): #expect(binding.action == .skip)
      case .ask(nil): #expect(binding.action == .ask)
      case .reason(nil): #expect(binding.action == .giveReason)
      case .view(nil): #expect(binding.action == .cycleShown)
      case .delete(nil): #expect(binding.action == .delete)
      case .help(nil): #expect(binding.action == .help)
      default: Issue.record("\(name) is \(command)")
      }
    }
  }

  @Test(arguments: [
    ("box 1 2 3 4", PlainCommand.box(x: 1, y: 2, width: 3, height: 4, className: nil)),
    ("BOX 1,2 3,4 5 6 red lip", nil),
    ("box 1 2 3 4 red  lip", .box(x: 1, y: 2, width: 3, height: 4, className: "red lip")),
    ("box 1 2 3", nil), ("box a 2 3 4", nil), ("box 1 2 3 99999999999999999999", nil),
    ("select 2", .select(2)), ("select", nil), ("select two", nil), ("select 1 2", nil),
    ("move 3 -2", .move(dx: 3, dy: -2)), ("move 3,-2", .move(dx: 3, dy: -2)), ("move 3", nil),
    ("edge left by 3", .edge(.left, by: 3)), ("Edge TOP to 7", .edgeTo(.top, 7)),
    ("edge middle by 3", nil), ("edge left 3", nil), ("edge left by x", nil),
    ("next", .action(.nextBox, times: 1)),
    ("next edge up", .action(.nextEdge(.up), times: 1)), ("next edge", nil),
    ("undo 3", .action(.undo, times: 3)), ("move left 12", nil),
    ("move-left 12", .action(.move(.left, big: false), times: 12)),
    ("  where ", .place), ("describe box", .describe(boxOnly: true)), ("describe all", nil),
    ("zoom 0.5", .zoom(0.5)), ("zoom 0", nil), ("zoom inf", nil), ("go 1 2", .go(x: 1, y: 2)),
    ("skip", .skip(nil)), ("skip too dark", .skip("too dark")), ("", nil), ("\u{1B}[A", nil),
    ("submit", .action(.submit, times: 1)), ("submit 0", nil),
    ("forward", .action(.forward, times: 1)),
  ])
  func `a line is understood or refused`(line: String, meaning: PlainCommand?) {
    #expect((try? PlainCommand(line, role: .labeler)) == meaning, "\(line)")
  }

  @Test(arguments: [
    ("boxx 1 2 3 4", "Did you mean box?"), ("sumbit", "Did you mean submit?"),
    ("box 1 2", "For example: box 120 40 60 200 lipstick."), ("xyzzyplugh", "help lists them"),
    ("\u{1B}[2J", "There is no command"),
  ])
  func `a refusal teaches`(line: String, words: String) {
    let fault = #expect(throws: PlainFault.self) { try PlainCommand(line, role: .labeler) }
    #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    #expect(isPlain(fault?.description ?? ""))
  }

  // MARK: The same as keys

  @Test func `typed boxes are those that keys draw, and each is one stroke`() throws {
    let typed = try desk("box 10 5 20 16 gloss", "move 3 -2", "edge left by 2", "undo", "redo")
    var keys = Bench.labeling()
    keys.model.isSnapping = false
    keys.type("2:go 10,5<Enter> :go 29,20<Enter> ")
    keys.type("lllkk")
    for _ in 0..<2 { keys.send(.input(.key(Key(.left, .alt)))); keys.type("l") }
    #expect(typed.boxes == keys.boxes)
    #expect(typed.model.drawing.history.changes == 3)
    #expect(typed.boxes[0].classID == 2)
  }

  @Test(arguments: [
    "box 50 1 20 5", "box -1 0 5 5", "box 0 0 0 5", "select 2", "delete 3", "go 60 1",
    "class lip stick",
    "compare A B", "yes", "accept A", "box 1 1 5 5 nothing",
  ])
  func `what cannot be done changes nothing, and says why`(line: String) throws {
    var bench = try desk("box 1 1 5 5")
    let before = bench.model.drawing
    let fault = #expect(throws: PlainFault.self) { try obey(line, &bench.model) }
    #expect(bench.model.drawing == before)
    #expect(fault?.description.isEmpty == false)
  }

  @Test func `a question is answered before anything else is done`() throws {
    var bench = try desk("submit")
    #expect(bench.model.dialog == .confirm(.submitEmpty))
    #expect(throws: PlainFault.self) { try obey("box 1 1 5 5", &bench.model) }
    #expect(try obey("where", &bench.model).answer?.isEmpty == false)
    #expect(try obey("yes", &bench.model).effects == [.submit(image: 7, answer: .boxes([]))])
  }

  @Test func `quit leaves without a question, since nothing is lost`() throws {
    var bench = try desk("box 1 1 5 5")
    #expect(try obey("quit", &bench.model).effects == [.quit])
  }

  @Test func `an expert accepts by letter, and compares`() throws {
    var bench = Bench.resolving()
    let answer = try #require(try obey("compare A merged", &bench.model).answer)
    #expect(!answer.isEmpty && answer.allSatisfy(isPlain))
    let effects = try obey("accept merged", &bench.model).effects
    guard case .resolve(7, let resolution)? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(resolution.source == .merged)
  }

  // MARK: Reports

  @Test func `a change is told in one sentence`() throws {
    var bench = try desk("box 10 5 20 16")
    let before = bench.model
    _ = try obey("edge left by 3", &bench.model)
    #expect(
      PlainReport.changes(from: before, to: bench.model) == [
        "Box 1, lipstick, left 13, top 5, width 17, height 16. Changed: left edge 3 right."
      ])
  }

  @Test func `what is dropped or declined is told`() throws {
    for (lines, last) in [
      (["points", "cancel"], "The crosshair is at 30, 20."),
      (["mark", "cancel"], "The crosshair is at 30, 20."), (["submit", "no"], "Not done."),
      (
        ["box 1 1 5 5", "delete"],
        "Box 1, lipstick, left 1, top 1, width 5, height 5, is gone. No box is left."
      ),
    ] {
      var bench = try desk(lines[0])
      let before = bench.model
      _ = try obey(lines[1], &bench.model)
      #expect(PlainReport.changes(from: before, to: bench.model) == [last])
    }
  }

  @Test func `a box that snaps says by how much`() throws {
    var bench = Bench.labeling(columns: 60, rows: 12)
    let before = bench.model
    try #require(bench.model.viewport.scale < 1)
    _ = try obey("box 19 9 17 20", &bench.model)
    let lines = PlainReport.changes(from: before, to: bench.model)
    #expect(
      lines.first?.hasPrefix("Box 1, lipstick, left 20, top 10, width 15") == true, "\(lines)")
    #expect(lines.dropFirst().first?.hasPrefix("Snapped: left edge 1 right") == true, "\(lines)")
  }

  @Test(arguments: [
    (UInt8(255), UInt8(255), UInt8(255), "white"), (200, 20, 40, "red"), (0, 0, 0, "black"),
    (20, 40, 200, "blue"), (128, 128, 128, "gray"), (240, 180, 190, "pink"), (130, 80, 40, "brown"),
  ])
  func `a color has its everyday name`(red: UInt8, green: UInt8, blue: UInt8, name: String) {
    #expect(PlainColors.name((red, green, blue)) == name)
  }

  private func isPlain(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        ![.control, .format, .lineSeparator, .paragraphSeparator].contains(
          $0.properties.generalCategory) && !(0x2400..<0x2800).contains($0.value)
      }
  }

  @Test(arguments: roles, [UInt64(1), 2, 3, 4])
  func `random lines keep every promise of the model and never say a control character`(
    role: Session.Role, seed: UInt64
  ) throws {
    var random = Random(seed: seed)
    var bench = role == .labeler ? Bench.labeling() : Bench.resolving()
    bench.model.session.classes = [
      LabelClass(id: 1, name: "lip\u{1B}[2J"), LabelClass(id: 2, name: "\u{202E}gloss\n"),
    ]
    let names =
      PlainTable.entries.filter { $0.roles.contains(role) }.map(\.example)
      + KeyMap.tessera.bindings.filter { $0.roles.contains(role) }.map { PlainTable.name(of: $0) }
    for step in 0..<1500 {
      let before = bench.model
      var line = random.one(of: names)
      switch random.below(4) {
      case 0:
        let at = (0..<4).map { _ in random.below(70) - 3 }
        line = "box \(at[0]) \(at[1]) \(at[2] / 3) \(at[3] / 3)"
      case 1:
        line = random.one(of: [
          "move 50 -50", "edge right to 3", "select 1", "y", "", "1", "\u{1B}[",
        ])
      default: break
      }
      if let outcome = try? obey(line, &bench.model) {
        let lines = outcome.answer ?? PlainReport.changes(from: before, to: bench.model)
        for line in lines { #expect(isPlain(line), "seed \(seed), step \(step): \(line)") }
        for case .submit(let image, _, _) in outcome.effects {
          bench.send(.refused(image: image, reason: "try\u{7} again", isFinal: false))
        }
        for case .resolve(let image, _) in outcome.effects {
          bench.send(.refused(image: image, reason: "try again", isFinal: false))
        }
      } else {
        #expect(bench.model.drawing.boxes == before.drawing.boxes)
      }
      let drawing = bench.model.drawing
      for each in drawing.boxes {
        try #require(
          each.box.fault(imageWidth: drawing.width, imageHeight: drawing.height) == nil,
          "seed \(seed), step \(step): \(line)")
      }
      #expect(drawing.selection.map { drawing.boxes.indices.contains($0) } ?? true)
    }
  }

  @Test func `attributes are said by name`() throws {
    var bench = Bench.labeling()
    bench.model.session.attributes = AttributeTests.asked
    for line in [
      "box 1 1 9 9", "select 1", "attributes", "occluded yes", "attributes", "note a  b",
    ] {
      _ = try obey(line, &bench.model)
    }
    let said = Attributes(["note": .text("a  b"), "occluded": .flag(true)])
    #expect(bench.boxes.map(\.attributes) == [said])
    _ = try obey("attributes", &bench.model)
    #expect(throws: PlainFault.self) { _ = try obey("wear 9", &bench.model) }
    #expect(bench.boxes.map(\.attributes) == [said])
    let before = bench.model
    _ = try obey("attributes", &bench.model)
    _ = try obey("note", &bench.model)
    let told = PlainReport.changes(from: before, to: bench.model)
    #expect(told.first?.hasSuffix("Changed: occluded yes.") == true, "\(told)")
    #expect(bench.boxes[0].attributes == Attributes(["occluded": .flag(true)]))
  }

  // MARK: The cursor of the screen

  @Test func `the cursor stands where the focus is, in every window`() throws {
    let question = Question(id: 3, text: "why")
    let dialogs: [Dialog] = [
      .help(scroll: 0), .guideline(scroll: 0), .skip(chosen: 2, typed: TextField()),
      .command(TextField("go")), .findClass(TextField("l"), chosen: 0), .reason(TextField("x")),
      .ask(AskForm(field: TextField("why"), image: nil)), .answers([question], scroll: 0),
      .questions([question, question], chosen: 1), .reply(ReplyForm(question: question)),
      .confirm(.quit),
    ]
    for dialog in dialogs {
      var bench = Bench.labeling()
      bench.model.dialog = dialog
      let area = try #require(DialogPage(bench.model)).area(columns: 90, rows: 26)
      let cursor = try #require(bench.screen.cursor, "\(dialog)")
      #expect(area.contains(column: cursor.column, row: cursor.row), "\(dialog)")
    }
    var bench = Bench.labeling()
    bench.model.dialog = .skip(chosen: 0, typed: TextField())
    let first = try #require(bench.screen.cursor)
    bench.type("<Down>")
    #expect(bench.screen.cursor?.row == first.row + 1)
  }

  @Test func `the cursor follows a picked edge`() throws {
    var bench = try desk("box 10 5 20 16")
    let corner = try #require(bench.screen.cursor)
    bench.send(.input(.key(Key(.right, .alt))))
    let right = try #require(bench.screen.cursor)
    #expect(right.column > corner.column && right.row > corner.row)
  }
}
