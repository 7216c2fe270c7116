import TerminalDriver
import Testing

/// Several people on one workspace, each at a terminal.
@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct TeamTests {
  /// Five people of whom no two drew the same thing.
  private static let quarrel: [(labeler: String, box: [Int])] = [
    ("zoe-quill", [0, 0, 12, 12]), ("yan-quill", [14, 0, 12, 12]), ("xia-quill", [28, 0, 12, 12]),
    ("wim-quill", [42, 0, 12, 12]), ("val-quill", [0, 30, 12, 12]),
  ]

  private func quarrel(over pictures: String...) throws -> Story {
    let story = try Story()
    try story.makeWorkspace(of: pictures)
    for picture in pictures {
      #expect(try story.submit([line(picture, Self.quarrel)]).code == 0)
    }
    return story
  }

  /// The screen as one sees it; blanks without a background are left out at the ends of rows, where tmux tells
  /// cells that were written from cells that were erased. A blank shows no pen unless it is underlined or
  /// reversed: which one it was written with depends on what the pen drew before. A screen that is still being
  /// drawn is not one: three looks in a row must be the same.
  private func cells(_ desk: Desk) throws -> [[StyledCapture.Cell]] {
    var looks = [try desk.session.captureStyled()]
    while looks.count < 3 {
      let look = try desk.session.captureStyled()
      looks = look == looks[0] ? looks + [look] : [look]
    }
    return StyledCapture(looks[0]).rows.map { row in
      let row = row.map { cell in
        guard cell.glyph == " ", cell.attributes.isDisjoint(with: [4, 7]) else { return cell }
        return StyledCapture.Cell(glyph: " ", background: cell.background)
      }
      return Array(
        row.reversed().drop { $0.glyph == " " && $0.background == .plain && $0.attributes.isEmpty }
          .reversed())
    }
  }

  @Test func `three labelers draw nearly the same: the image is agreed`() throws {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png"])
    for (person, x) in [("ana", 10), ("bo", 11), ("cy", 10)] {
      let desk = try story.open("label", "--as", person)
      try desk.expect("one.png 64×48")
      try desk.draw(x, 5, 30, 30)
      try desk.press("s")
      try desk.expect("No image waits for you.")
    }
    let status = try story.status()
    #expect(status.images["agreed"] == 1)
    #expect(status.answers == 3)
    let late = try story.open("label", "--as", "dee")
    try late.expect("No image waits for you.")

    let dataset = try story.export()
    #expect(dataset.facts(of: "one.png")?.decided_by == "consensus")
    let box = try #require(dataset.annotations(of: "one.png").first)
    #expect(box.attributes.decided_by == "consensus")
    #expect(box.attributes.votes == 3)
    #expect(zip(box.bbox, [10.3, 5, 30, 30]).allSatisfy { abs($0 - $1) <= 1 }, "\(box.bbox)")
  }

  @Test func `three disagree, so five are asked, and then it is a dispute`() throws {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png"])
    for (number, answer) in Self.quarrel.enumerated() {
      let desk = try story.open("label", "--as", answer.labeler)
      try desk.expect("one.png 64×48")
      try desk.draw(answer.box[0], answer.box[1], answer.box[2], answer.box[3])
      try desk.press("s")
      try desk.expect("No image waits for you.")
      let images = try story.status().images
      #expect(images["disputed"] == (number == 4 ? 1 : 0))
      #expect(images["labeling"] == (number == 4 ? 0 : 1))
    }
    let sixth = try story.open("label", "--as", "uma")
    try sixth.expect("No image waits for you.")
    #expect(try story.status().disputes.map(\.labelers) == [5])
  }

  @Test func `an expert accepts the merged boxes`() throws {
    let story = try Story()
    try story.makeWorkspace(of: ["one.png"], "--minimum", "3", "--maximum", "3")
    let box = [10, 10, 20, 20]
    let answers = [("ana", box), ("bo", box), ("cy", [10, 10, 40, 35])]
    #expect(try story.submit([line("one.png", answers)]).code == 0)
    let eva = try story.open("resolve", "--as", "eva")
    try eva.expect("eva, expert", "one.png 64×48", "disputes 1", "merged, 1 box", "DISPUTE apart")
    try eva.press("r")
    try eva.expect("Reason for your decision")
    try eva.session.type("two are right\n")
    try eva.expect("reason: two are right")
    try eva.press("m")
    try eva.expect("Decided one.png: the merged boxes.")
    let dataset = try story.export()
    #expect(dataset.facts(of: "one.png")?.state == "resolved")
    #expect(dataset.facts(of: "one.png")?.decided_by == "expert")
    #expect(dataset.annotations(of: "one.png").map(\.attributes.source) == ["merged"])
    #expect(try story.status().images["resolved"] == 1)
  }

  @Test func `an expert's mouse shows whose boxes are whose, and decides`() throws {
    let story = try quarrel(over: "one.png")
    let eva = try story.open("resolve", "--as", "eva", rows: 45)
    try eva.expect("one.png 64×48", "saved ✓")
    try eva.click(" B ══ 1 box")
    try eva.expect("▸ B ══")
    try eva.click(" #  merged")
    try eva.expect("▸ #  merged")
    try eva.click("[later]")
    try eva.expect("This is the only dispute that waits.")
    try eva.click("[mine]")
    try eva.expect("There is no box. Submit")
    try eva.click("n  no")
    try eva.expectNo("There is no box. Submit")
    try eva.click("[accept merged]")
    try eva.expect("Decided one.png: the merged boxes.")
  }

  @Test func `an expert accepts a labeler's boxes`() throws {
    let story = try quarrel(over: "one.png")
    let eva = try story.open("resolve", "--as", "eva", rows: 45)
    try eva.expect("one.png 64×48", " A ", " E ", "IoU")
    try eva.press("B")
    try eva.expect("Decided one.png: the boxes of B.")
    let dataset = try story.export()
    #expect(dataset.annotations(of: "one.png").map(\.attributes.source) == ["labeler"])
    let accepted = try #require(dataset.boxes(of: "one.png").first)
    #expect(Self.quarrel.contains { $0.box.map(Double.init) == accepted })
  }

  @Test func `an expert draws`() throws {
    let story = try quarrel(over: "one.png", "two.png")
    let eva = try story.open("resolve", "--as", "eva")
    try eva.expect("disputes 2", "YOUR BOXES 0")
    let first = try eva.expect("64×48").contains("one.png") ? "one.png" : "two.png"
    let second = first == "one.png" ? "two.png" : "one.png"
    try eva.draw(7, 8, 30, 31)
    // A slip of the finger does not drop what was drawn.
    try eva.press("m")
    try eva.expect("You drew boxes of your own.")
    try eva.press("n")
    try eva.expectNo("You drew boxes of your own.")
    try eva.press("s")
    try eva.expect("\(second) 64×48", "Decided \(first): your boxes.")
    try eva.press("x")
    try eva.expect("Why can it not be labeled?")
    try eva.press("4", "Enter")
    try eva.expect("Decided \(second): cannot be labeled", "No dispute waits")
    let dataset = try story.export("agreed,resolved,rejected")
    #expect(dataset.boxes(of: first) == [[7, 8, 30, 31]])
    #expect(dataset.annotations(of: first).map(\.attributes.source) == ["drawn"])
    #expect(dataset.boxes(of: second) == [])
    #expect(dataset.facts(of: second)?.decided_by == "expert")
  }

  @Test func `names never reach an expert's terminal, unless the lead reveals them`() throws {
    let story = try quarrel(over: "one.png")
    let eva = try story.open("resolve", "--as", "eva", rows: 45)
    let record = story.path("recorded")
    try eva.session.recordOutput(to: record)
    try eva.press("C-l")
    try eva.expect("one.png 64×48", " A ", " E ")
    for _ in 0..<7 { try eva.press("v") }
    try eva.press("r")
    try eva.expect("Reason for your decision")
    try eva.press("Escape")
    try eva.expectNo("Reason for your decision")
    try eva.press("?")
    try eva.expect("j and k scroll")
    #expect(try !eva.session.capture().contains("quill"))
    #expect(try recorded(record).contains("DISPUTE"))
    #expect(try !recorded(record).contains("quill"))
    try eva.press("q")
    try eva.expectNo("j and k scroll")
    try eva.press("q")
    try eva.expectEnd()

    try story.succeed(["policy", "--reveal"])
    let again = try story.open("resolve", "--as", "eva", columns: 120, rows: 45)
    try again.expect("zoe-quill", "val-quill")
  }

  @Test func `a labeler's screen is the same, cell for cell, whatever others drew`() throws {
    // Nothing of another's answer can be in what is the same without it.
    var seen: [[[[StyledCapture.Cell]]]] = []
    for others in [[], Array(Self.quarrel.prefix(2))] {
      let story = try Story()
      try story.makeWorkspace(of: ["one.png"])
      if !others.isEmpty { #expect(try story.submit([line("one.png", others)]).code == 0) }
      let ana = try story.open("label", "--as", "ana", environment: ["COLORTERM": "truecolor"])
      var screens: [[[StyledCapture.Cell]]] = []
      try ana.expect("one.png 64×48", "saved ✓", "▀▀▀")
      screens.append(try cells(ana))
      try ana.draw(0, 0, 12, 12)
      screens.append(try cells(ana))
      try ana.press("?")
      try ana.expect("j and k scroll")
      screens.append(try cells(ana))
      try ana.press("Escape")
      try ana.expectNo("j and k scroll")
      try ana.press("s")
      try ana.expect("No image waits for you.")
      screens.append(try cells(ana))
      try ana.press("b")
      try ana.expect("REVISION", "saved ✓", "▀▀▀")
      screens.append(try cells(ana))
      seen.append(screens)
    }
    // Not all cells of ten screens, should they differ.
    for (place, (alone, beside)) in zip(seen[0], seen[1]).enumerated() {
      let same = alone == beside
      #expect(same, "screen \(place)")
    }
  }

  @Test func `an expert who labeled an image is not given it`() throws {
    let story = try quarrel(over: "one.png")
    let zoe = try story.open("resolve", "--as", "zoe-quill")
    try zoe.expect("No dispute waits for you.")
    let eva = try story.open("resolve", "--as", "eva")
    try eva.expect("one.png 64×48", "disputes 1")
  }

  @Test func `two experts are given two disputes`() throws {
    let story = try quarrel(over: "one.png", "two.png")
    let eva = try story.open("resolve", "--as", "eva")
    let first = try eva.expect("64×48").contains("one.png") ? "one.png" : "two.png"
    let max = try story.open("resolve", "--as", "max")
    try max.expect(first == "one.png" ? "two.png" : "one.png")
  }
}
