import Cells
import Labels
import Testing

@testable import Workbench

/// Boxes that a model proposes.
struct GhostTests {
  static let proposals = [
    Proposal(id: 11, model: "yolo", labeled: Bench.lip(20, 10, 15, 20), score: 0.9),
    Proposal(id: 12, model: "yolo", labeled: Bench.lip(2, 2, 8, 8), score: 0.6),
    Proposal(id: 13, model: "yolo", labeled: Bench.lip(45, 25, 10, 10), score: 0.2),
  ]

  private func bench(
    _ rule: Policy.Proposals = .show,
    display: Display = Display(colors: .truecolor, unicode: true)
  ) -> Bench {
    var bench = Bench(columns: 90, rows: 26, display: display)
    bench.model.session.proposals = rule
    bench.send(
      .claimed(Assignment(image: Bench.record(), epoch: 1, proposals: Self.proposals)))
    bench.send(.loaded(image: 7, Bench.picture()))
    return bench
  }

  private func outcomes(_ bench: inout Bench) -> [ProposalOutcome] {
    bench.type("<Esc>s")
    guard case .submit(_, _, let outcomes) = bench.effects.last else { return [] }
    return outcomes
  }

  @Test func `each key does what it says, and it is told with the answer`() {
    var bench = bench()
    bench.type("P")
    #expect(bench.model.ghosts.chosen == 0)
    bench.type("Y")
    #expect(bench.boxes == [Self.proposals[0].labeled])
    #expect(bench.model.ghosts.chosen == 1, "on to the next")
    bench.type("I<Right>")
    #expect(bench.boxes[1].box == Box(x: 3, y: 2, width: 8, height: 8))
    bench.type("<Esc>PX")
    #expect(bench.model.openGhosts.isEmpty)
    let told = outcomes(&bench)
    #expect(told.map(\.act) == [.accepted, .adjusted, .rejected])
    #expect(told.map(\.proposal) == [11, 12, 13])
    #expect(told[0].iou == 1 && abs(told[1].iou - 7.0 / 9) < 1e-9 && told[2].iou == 0)
  }

  @Test func `undo brings a ghost back`() {
    var bench = bench()
    bench.type("PYu")
    #expect(bench.boxes.isEmpty && bench.model.openGhosts == [0, 1, 2])
    bench.type("U")
    #expect(bench.model.openGhosts == [1, 2])
  }

  @Test func `what was taken and deleted is rejected, what was left is ignored`() {
    var bench = bench()
    bench.type("PI<Del> l l ")
    let told = outcomes(&bench)
    #expect(told.map(\.act) == [.rejected, .ignored, .ignored])
  }

  @Test func `all above a score are one stroke`() {
    var bench = bench()
    bench.effects = []
    bench.type("V<Enter>")
    #expect(bench.boxes == Self.proposals[..<2].map(\.labeled))
    #expect(bench.journal.count == 1)
    bench.type("V<BS><BS><BS>x<Enter>")
    #expect(bench.boxes.count == 2 && bench.model.message?.kind == .warning)
  }

  @Test func `after-own hides them until a box is drawn, or a key asks`() {
    var drawn = bench(.afterOwn)
    #expect(drawn.model.visibleGhosts.isEmpty)
    #expect(drawn.screen.text.contains("hidden: G"))
    drawn.type(" l ")
    #expect(drawn.model.visibleGhosts == [0, 1, 2])
    var asked = bench(.afterOwn)
    asked.type("G")
    #expect(asked.model.visibleGhosts == [0, 1, 2])
    asked.type("G")
    #expect(asked.model.visibleGhosts.isEmpty)
  }

  @Test func `strokes that outlive the program know what was taken`() {
    var history = History()
    _ = history.record([Self.proposals[0].labeled])
    _ = history.record([Bench.lip(21, 10, 15, 20)])
    var bench = Bench(drafts: [Draft(image: 7, history: history)])
    bench.send(.claimed(Assignment(image: Bench.record(), epoch: 1, proposals: Self.proposals)))
    bench.send(.loaded(image: 7, Bench.picture()))
    bench.type("y")
    #expect(bench.model.openGhosts == [1, 2])
    #expect(outcomes(&bench).map(\.act) == [.adjusted, .ignored, .ignored])
  }

  @Test func `what was turned down stays so when the program is started anew`() {
    var bench = bench()
    bench.type("PX")
    #expect(bench.journal.last == .reject(image: 7, proposal: 11))
    let drafts = Draft.replay([.open(image: 7, boxes: [])] + bench.journal)
    bench = Bench(drafts: drafts)
    bench.send(.claimed(Assignment(image: Bench.record(), epoch: 1, proposals: Self.proposals)))
    bench.send(.loaded(image: 7, Bench.picture()))
    bench.type("y")
    #expect(bench.model.openGhosts == [1, 2])
  }

  @Test func `ghosts are told apart without color`() {
    var bench = bench(display: Display(colors: .none, unicode: false))
    #expect(bench.screen.text.contains("?1 .90") || bench.screen.text.contains("?1 0.90"))
    bench.type("P")
    #expect(bench.screen.text.contains("??1"))
    #expect(bench.screen.text.contains("yolo"))
  }

  @Test func `where nothing is proposed the keys say so`() {
    for keys in ["P", "Y", "I", "X", "G"] {
      var bench = Bench.labeling()
      bench.type(keys)
      #expect(bench.boxes.isEmpty && bench.model.message != nil)
    }
  }
}
