import Cells
import Labels
import Pixels
import Testing

@testable import Workbench

/// What comes onto the desk, and what leaves it.
struct DeskTests {
  @Test func `a labeler begins by asking for work, preferring the draft's image`() {
    #expect(Bench().model.firstEffects == [.claim(preferring: nil)])
    let draft = Draft(image: 9, history: Bench.history([], [Bench.lip(1, 1, 2, 2)]))
    #expect(Bench(drafts: [draft]).model.firstEffects == [.claim(preferring: 9)])
    #expect(Bench(role: .expert).model.firstEffects == [.claimDispute(image: nil)])
  }

  @Test func `an image that comes is loaded and opened in the journal`() {
    let bench = Bench.labeling()
    #expect(
      bench.effects == [
        .load(Bench.record()), .journal(.open(image: 7, boxes: []), stroke: 1),
      ])
  }

  @Test func `strokes of an earlier run are offered, and go on with their undo`() {
    let states = [[], [Bench.lip(1, 1, 2, 2)], [Bench.lip(2, 1, 2, 2)]]
    let history = Bench.history(states[0], states[1], states[2])
    var bench = Bench(drafts: [Draft(image: 7, history: history)])
    bench.send(.claimed(Assignment(image: Bench.record(), epoch: 1)))
    bench.send(.loaded(image: 7, Bench.picture()))
    guard case .confirm(.goOn) = bench.model.dialog else {
      Issue.record("nothing was offered")
      return
    }
    bench.type("<Esc>q")
    #expect(bench.model.dialog != nil, "no other key drops strokes")
    bench.type("<C-c>")
    #expect(bench.model.dialog != nil && bench.effects.last == .quit && bench.journal.isEmpty)
    bench.type("y")
    #expect(bench.boxes == states[2])
    bench.type("u")
    #expect(bench.boxes == states[1])
  }

  @Test func `starting over voids the strokes in the journal`() {
    let history = Bench.history([], [Bench.lip(1, 1, 2, 2)])
    var bench = Bench(drafts: [Draft(image: 7, history: history)])
    bench.send(.claimed(Assignment(image: Bench.record(), epoch: 1)))
    bench.type("n")
    #expect(bench.boxes.isEmpty)
    #expect(bench.journal == [.open(image: 7, boxes: [])])
  }

  @Test func `a stored answer closes the draft and asks for the next image`() {
    var bench = Bench.labeling()
    bench.type(" ll s")
    bench.effects = []
    bench.send(
      .submitted(
        image: 7, outcome: Standing(state: .labeling, people: 1, wanted: 3, merged: nil)))
    #expect(bench.journal == [.close(image: 7)])
    #expect(bench.effects.last == .claim(preferring: nil))
    #expect(bench.model.outcome == nil, "a labeler stays blind to what it led to")
  }

  @Test func `a refused answer stays on the desk, unless it is refused for good`() {
    var bench = Bench.labeling()
    bench.type(" ll s")
    bench.send(.refused(image: 7, reason: "locked", isFinal: false))
    #expect(!bench.model.isSending && bench.boxes.count == 1)
    bench.type("s")
    bench.effects = []
    bench.send(.refused(image: 7, reason: "all seats are taken", isFinal: true))
    #expect(bench.effects.last == .claim(preferring: nil))
    #expect(bench.model.message?.text == "all seats are taken")
  }

  @Test func `going back and forth keeps what was begun`() {
    var bench = Bench.labeling()
    bench.type(" ll b")
    #expect(bench.effects.last == .revisit(before: nil))
    let earlier = [Bench.lip(3, 3, 5, 5)]
    bench.send(
      .revisiting(
        Assignment(image: Bench.record(id: 5), epoch: 0, isRevision: true, earlier: earlier)))
    #expect(bench.boxes == earlier)
    bench.type("w")
    bench.send(.claimed(Assignment(image: Bench.record(), epoch: 1)))
    #expect(bench.boxes.count == 1, "the half-done image is as it was left")
    #expect(bench.model.dialog == nil)
  }

  @Test func `the lease is renewed while the person works, and only then`() {
    var bench = Bench.labeling()
    bench.type("l")
    bench.send(.tick)
    #expect(bench.effects.last == .renew(image: 7, epoch: 1))
    bench.effects = []
    bench.send(.tick)
    #expect(bench.effects.isEmpty)
  }

  @Test func `quitting gives an untouched image back and keeps a touched one`() {
    var bench = Bench.labeling()
    bench.type("q")
    #expect(bench.effects.suffix(2) == [.release(image: 7, epoch: 1), .quit])
    bench = Bench.labeling()
    bench.type(" ll q")
    #expect(bench.model.dialog == .confirm(.quit))
    bench.type("y")
    #expect(bench.effects.last == .quit)
    #expect(!bench.effects.contains(.release(image: 7, epoch: 1)))
  }

  @Test func `an expert accepts, draws or rejects by one key`() throws {
    var bench = Bench.resolving()
    bench.type("m")
    #expect(
      bench.effects.last
        == .resolve(
          image: 7,
          Resolution(expert: "eva", answer: .boxes([Bench.lip(19, 9, 17, 25)]), source: .merged)))
    for (index, party) in Bench.dispute.parties.enumerated() {
      bench = Bench.resolving()
      bench.type(["A", "B", "C"][index])
      #expect(
        bench.effects.last
          == .resolve(
            image: 7,
            Resolution(
              expert: "eva", answer: party.annotation.answer,
              source: .labeler(party.annotation.labeler))))
    }
    bench = Bench.resolving()
    bench.type("rtoo loose<Enter>z:go 20,10<Enter> ll s")
    #expect(
      bench.effects.last
        == .resolve(
          image: 7,
          Resolution(
            expert: "eva", answer: .boxes([Bench.lip(20, 10, 3, 1)]), source: .drawn,
            reason: "too loose")))
    bench = Bench.resolving()
    bench.type("x1<Enter>")
    #expect(
      bench.effects.last
        == .resolve(
          image: 7,
          Resolution(expert: "eva", answer: .skip(reason: "blurred"), source: .drawn)))
  }

  @Test func `nothing can be drawn on, or said of, an image that is not seen, but a skip`() {
    var bench = Bench()
    bench.send(.claimed(Assignment(image: Bench.record(), epoch: 1)))
    bench.type(" ll sy")
    bench.drag(from: (5, 5), to: (20, 12))
    #expect(bench.boxes.isEmpty && !bench.model.isSending)
    bench.send(.unreadable(image: 7, reason: "red.png was changed"))
    bench.type(" ll sy")
    bench.drag(from: (5, 5), to: (20, 12))
    #expect(bench.boxes.isEmpty && !bench.model.isSending && bench.model.dialog == nil)
    #expect(!bench.screen.text.contains("submit  "))
    bench.type("x1<Enter>")
    #expect(bench.effects.last == .submit(image: 7, answer: .skip(reason: "blurred")))
    bench.send(
      .submitted(
        image: 7, outcome: Standing(state: .labeling, people: 1, wanted: 3, merged: nil)))
    #expect(bench.model.message?.text == "Skipped red.png: blurred.")
  }

  @Test func `keys typed ahead of the picture act in their order once it is seen`() {
    var slow = Bench()
    slow.send(.claimed(Assignment(image: Bench.record(), epoch: 1)))
    slow.type(":go 20,10<Enter> :go 34,29<Enter> e<Left>h")
    #expect(slow.boxes.isEmpty)
    slow.send(.loaded(image: 7, Bench.picture()))
    #expect(slow.boxes == [Bench.lip(19, 10, 16, 20)])
  }

  @Test func `nothing happens behind a window that is too small, but leaving`() {
    var bench = Bench.labeling()
    bench.type(" ll ")
    bench.send(.input(.resize(columns: 12, rows: 10)))
    bench.effects = []
    bench.type("sd u")
    bench.mouse(.press(.left), 3, 3)
    #expect(bench.effects.isEmpty && bench.boxes.count == 1)
    bench.type("q")
    #expect(bench.effects.last == .quit)
  }

  @Test func `an expert's own boxes are not dropped without a question`() {
    var bench = Bench.resolving()
    bench.type(" ll A")
    #expect(bench.model.dialog == .confirm(.dropOwn(.accept(0))))
    bench.type("n")
    #expect(!bench.model.isSending && bench.boxes.count == 1)
    bench.type("my")
    guard case .resolve(_, let resolution) = bench.effects.last else {
      Issue.record("nothing was decided")
      return
    }
    #expect(resolution.source == .merged)
    bench.send(.resolved(image: 7))
    #expect(bench.model.message?.text == "Decided red.png: the merged boxes.")
  }

  @Test func `a reason is kept while the dispute waits, and over a crash`() {
    var bench = Bench.resolving()
    bench.type("rtoo loose<Enter>w")
    #expect(Draft.replay(bench.journal).map(\.reason) == ["too loose"])
    bench.send(.disputed(Bench.dispute))
    #expect(bench.model.reason == "too loose")
  }

  @Test func `a stroke under way is not called saved, nor one that the disk refused`() {
    var bench = Bench.labeling()
    bench.send(.journaled(stroke: 1))
    #expect(bench.screen.text.contains("saved"))
    bench.type(" ")
    #expect(bench.screen.text.contains("drawing...") && !bench.screen.text.contains("saved"))
    bench.type("ll ")
    bench.send(.journalFailed(reason: "no space left"))
    #expect(bench.screen.text.contains("NOT SAVED"))
    bench.type("q")
    #expect(bench.screen.text.contains("could not be saved"))
    bench.effects = []
    bench.type("y")
    #expect(bench.journal == [.go(image: 7, change: 1)], "the journal tries once more")
    #expect(bench.effects.last == .quit)
  }

  @Test func `letters do not follow the names, and are the same each time`() {
    let names = ["ana", "bo", "cy", "dee", "eli"]
    var orders: Set<[String]> = []
    for id in 0..<40 {
      let annotations = names.shuffled().map { Annotation(labeler: $0, answer: .boxes([])) }
      func letters(_ annotations: [Annotation]) -> [String] {
        Case(
          image: Bench.record(id: id), epoch: 1, annotations: annotations, merged: nil,
          revealsNames: false, waiting: 1
        ).parties.map(\.annotation.labeler)
      }
      #expect(letters(annotations) == letters(annotations.reversed()))
      orders.insert(letters(annotations))
    }
    #expect(orders.count > 3)
  }

  @Test func `a dispute opens zoomed to what was drawn, with all of it on the canvas`() {
    var bench = Bench(role: .expert)
    var dispute = Bench.dispute
    dispute.image.width = 3000
    dispute.image.height = 2000
    bench.send(.disputed(dispute))
    let (viewport, canvas) = (bench.model.viewport, Layout(bench.model).canvas)
    #expect(viewport.scale >= 1)
    for box in dispute.parties.flatMap({ $0.annotation.answer.boxes.map(\.box) }) {
      let (one, other) = (
        viewport.block(x: box.left, y: box.top), viewport.block(x: box.right, y: box.bottom)
      )
      #expect(one.x >= 0 && one.y >= 0)
      #expect(other.x <= Double(canvas.width) && other.y <= Double(canvas.height * 2))
    }
    bench.send(.loaded(image: 7, Bench.picture()))
    bench.type("f")
    #expect(bench.model.viewport.scale < 0.1)
  }

  @Test func `a blind expert sees no name, an expert with leave does`() {
    #expect(!Bench.resolving().screen.text.contains("dee"))
    var bench = Bench.resolving()
    var open = Bench.dispute
    open.revealsNames = true
    bench.send(.disputed(open))
    #expect(bench.screen.text.contains("dee"))
  }
}
