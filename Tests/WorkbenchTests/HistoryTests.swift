import Cells
import Labels
import Testing

@testable import Workbench

/// The tree of changes: nothing that was drawn is ever out of reach.
struct HistoryTests {
  private func boxes(_ number: Int) -> [LabeledBox] { [Bench.lip(Double(number), 0, 1, 1)] }

  /// Changes 1, 2; back to 1; change 3; back to the start; change 4.
  private func tree() -> History {
    var history = Bench.history([], boxes(1), boxes(2))
    _ = history.undo()
    _ = history.record(boxes(3))
    _ = history.undo()
    _ = history.undo()
    _ = history.record(boxes(4))
    return history
  }

  @Test func `undo goes to the change before on the branch, redo to where one was`() {
    var history = tree()
    #expect(history.position == 4 && history.changes == 4 && history.branches == 3)
    #expect(history.undo() && history.boxes.isEmpty && !history.undo())
    #expect(history.redo() && history.boxes == boxes(4) && !history.redo())
    _ = history.go(to: 2)
    #expect(history.undo() && history.position == 1)
    #expect(history.redo() && history.position == 2, "not 3, though that is newer")
    #expect(history.undo() && history.undo() && history.redo() && history.redo())
    #expect(history.position == 2, "redo follows the branch that was undone last")
  }

  @Test func `redo goes to the newest change where none was undone`() {
    var history = tree()
    _ = history.go(to: 1)
    #expect(history.redo() && history.position == 3)
  }

  @Test func `a walk through time visits every change, in the order of their making`() {
    var history = tree()
    var seen = [history.boxes]
    while history.older() { seen.append(history.boxes) }
    #expect(seen == [boxes(4), boxes(3), boxes(2), boxes(1), []])
    seen = [history.boxes]
    while history.newer() { seen.append(history.boxes) }
    #expect(seen == [[], boxes(1), boxes(2), boxes(3), boxes(4)])
  }

  @Test func `what changes nothing is no change, and no branch`() {
    var history = tree()
    let before = history
    #expect(!history.record(boxes(4)) && !history.go(to: 5) && !history.go(to: -1))
    #expect(history == before)
  }

  @Test func `keys walk the tree, and the status line says where one is`() {
    var bench = Bench.labeling(columns: 120)
    bench.type("z:go 20,10<Enter> lj <Esc>")
    #expect(!bench.screen.text.contains("change"))
    bench.type("u")
    #expect(bench.screen.text.contains("change 0 of 1 "))
    bench.type(":go 5,5<Enter> lj <Esc>")
    #expect(bench.screen.text.contains("change 2 of 2, 2 branches"))
    let newest = bench.boxes
    bench.type("(")
    #expect(bench.boxes == [Bench.lip(20, 10, 2, 2)])
    bench.type("((")
    #expect(bench.boxes.isEmpty)
    bench.type(":newer<Enter>")
    #expect(bench.boxes == [Bench.lip(20, 10, 2, 2)])
    bench.type(")))")
    #expect(bench.boxes == newest)
    bench.type(":older<Enter>")
    #expect(Draft.replay(bench.journal) == [bench.model.drawing.draft(of: 7)])
  }

  @Test func `a journal of before the tree is read, and its undone strokes are back`() {
    let drafts = Draft.replay([
      .open(image: 7, boxes: []), .unnumberedEdit(image: 7, boxes: boxes(1)),
      .unnumberedEdit(image: 7, boxes: boxes(2)), .undo(image: 7), .undo(image: 7),
      .redo(image: 7), .unnumberedEdit(image: 7, boxes: boxes(3)),
    ])
    var expected = Bench.history([], boxes(1), boxes(2))
    _ = expected.undo()
    _ = expected.undo()
    _ = expected.redo()
    _ = expected.record(boxes(3))
    #expect(drafts == [Draft(image: 7, history: expected)])
  }

  /// A journal of the tree above, then a walk.
  private var entries: [JournalEntry] {
    [
      .open(image: 7, boxes: []), .edit(image: 7, boxes: boxes(1), change: 1, after: 0),
      .edit(image: 7, boxes: boxes(2), change: 2, after: 1), .go(image: 7, change: 1),
      .edit(image: 7, boxes: boxes(3), change: 3, after: 1), .go(image: 7, change: 1),
      .go(image: 7, change: 0), .edit(image: 7, boxes: boxes(4), change: 4, after: 0),
      .go(image: 7, change: 3),
    ]
  }

  @Test func `the journal replays to the same tree, lines written twice included`() {
    var expected = tree()
    _ = expected.go(to: 3)
    #expect(Draft.replay(entries) == [Draft(image: 7, history: expected)])
    let twice = entries.flatMap {
      if case .edit = $0 { [$0, $0] } else { [$0] }
    }
    #expect(Draft.replay(twice) == [Draft(image: 7, history: expected)])
  }

  @Test func `a line that is lost costs no other stroke, whichever it is`() throws {
    for lost in entries.indices {
      var rest = entries
      rest.remove(at: lost)
      let draft = try #require(Draft.replay(rest).first)
      var history = draft.history
      _ = history.go(to: 0)
      var seen: Set<[LabeledBox]> = [history.boxes]
      while history.newer() { seen.insert(history.boxes) }
      for number in 1...4 where rest.contains(where: { $0.draws(boxes(number)) }) {
        #expect(seen.contains(boxes(number)), "line \(lost) lost")
      }
      if case .go(_, 3) = entries[lost] { continue }
      if entries[lost].draws(boxes(3)) { continue }
      #expect(draft.history.boxes == boxes(3), "line \(lost) lost")
    }
  }

  @Test func `numbers that cannot be are not believed`() {
    let drafts = Draft.replay([
      .open(image: 7, boxes: []), .edit(image: 7, boxes: boxes(1), change: .max, after: .min),
      .edit(image: 7, boxes: boxes(2), change: -3, after: 1), .go(image: 7, change: .max),
      .edit(image: 7, boxes: boxes(3), change: 1, after: 0),
    ])
    #expect(drafts.first?.history.changes == 3 && drafts.first?.history.boxes == boxes(3))
  }
}

extension JournalEntry {
  fileprivate func draws(_ wanted: [LabeledBox]) -> Bool {
    if case .edit(_, let boxes, _, _) = self { boxes == wanted } else { false }
  }
}
