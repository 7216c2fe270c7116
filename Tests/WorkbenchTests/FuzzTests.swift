import Cells
import Labels
import Testing

@testable import Workbench

/// Random events, seeded: whatever a person or a broken terminal sends, the promises hold.
struct FuzzTests {
  @Test(arguments: [
    (1, 90, 26), (2, 80, 24), (3, 20, 5), (4, 61, 13), (5, 200, 60), (6, 10, 3), (7, 59, 40),
  ])
  func `every promise holds under random events`(seed: UInt64, columns: Int, rows: Int) throws {
    var random = Random(seed: seed)
    for role in [Session.Role.labeler, .expert] {
      var bench = role == .labeler ? Bench.labeling() : Bench.resolving()
      bench.send(.input(.resize(columns: columns, rows: rows)))
      for step in 0..<1500 {
        let event = randomEvent(&random, bench.model)
        bench.send(event)
        try check(bench.model, "seed \(seed), step \(step), \(event)")
        if step % 50 == 0 { checkFrame(bench, "seed \(seed), step \(step)") }
        if bench.model.image == nil {
          bench.send(
            role == .labeler
              ? .claimed(Assignment(image: Bench.record(), epoch: 1)) : .disputed(Bench.dispute))
          bench.send(.loaded(image: 7, Bench.picture()))
          if case .confirm(.goOn) = bench.model.dialog { bench.type("y") }
        }
      }
      // The journal tells the same story as the model.
      let drafts = Draft.replay(bench.journal)
      let draft = try #require(drafts.first { $0.image == 7 })
      #expect(draft.history == bench.model.drawing.history)
      // Undo of everything gives the start, redo of everything the end.
      var drawing = bench.model.drawing
      while drawing.redo() {}
      let end = drawing.boxes
      while drawing.undo() {}
      #expect(drawing.history.position == 0)
      while drawing.redo() {}
      #expect(drawing.boxes == end)
    }
  }

  private func check(_ model: Model, _ context: String) throws {
    for each in model.visibleBoxes {
      let fault = each.box.fault(imageWidth: 60, imageHeight: 40)
      try #require(fault == nil, "\(context): \(each.box) \(fault.map { "\($0)" } ?? "")")
    }
    if let selection = model.drawing.selection {
      try #require(model.drawing.boxes.indices.contains(selection), "\(context)")
    }
    let at = model.drawing.crosshair
    try #require(
      (0..<model.drawing.width).contains(at.x) && (0..<model.drawing.height).contains(at.y),
      "\(context)")
    try #require(model.viewport.scale > 0 && model.viewport.originX.isFinite, "\(context)")
  }

  private func checkFrame(_ bench: Bench, _ context: String) {
    let frame = bench.screen
    #expect(frame.cells.count == bench.model.columns * bench.model.rows, "\(context)")
    for cell in frame.cells where cell.glyph != Cell.continuation {
      let category = cell.glyph.properties.generalCategory
      #expect(category != .control && category != .format, "\(context): \(cell.glyph.value)")
    }
    if let cursor = frame.cursor {
      #expect((0..<frame.columns).contains(cursor.column), "\(context)")
      #expect((0..<frame.rows).contains(cursor.row), "\(context)")
    }
  }

  private func randomEvent(_ random: inout Random, _ model: Model) -> Event {
    switch random.below(20) {
    case 0..<11:
      let bound = KeyMap.bindings.flatMap(\.keys).filter { $0 != .control("z") }
      return .input(.key(bound[random.below(bound.count)]))
    case 11:
      return .input(.key(Key(Unicode.Scalar(UInt8(32 + random.below(95))))))
    case 12..<17:
      let buttons: [Mouse.Button] = [.left, .left, .left, .middle, .right]
      let button = buttons[random.below(buttons.count)]
      let actions: [Mouse.Action] = [
        .press(button), .drag(button), .drag(button), .release(button), .wheelUp, .wheelDown,
        .wheelLeft, .hover,
      ]
      return .input(
        .mouse(
          Mouse(
            actions[random.below(actions.count)], column: random.below(model.columns + 10) - 5,
            row: random.below(model.rows + 10) - 5)))
    case 17: return .input(.paste("\u{1B}[31mrubbish\u{202E}\n"))
    case 18: return .tick
    default:
      return .refused(image: 7, reason: "try again", isFinal: false)
    }
  }
}

/// Steele, Lea and Flood's SplitMix64: the same numbers for the same seed.
struct Random {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(max(1, limit)))
  }
}
