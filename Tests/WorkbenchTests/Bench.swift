import Cells
import Labels
import Pixels

@testable import Workbench

/// A workbench without a terminal: feeds events, keeps the effects.
struct Bench {
  var model: Model
  var effects: [Effect] = []

  static let classes = [LabelClass(id: 1, name: "lipstick"), LabelClass(id: 2, name: "gloss")]

  static func session(_ role: Session.Role = .labeler) -> Session {
    Session(
      person: role == .labeler ? "ana" : "eva", role: role, workspace: "lips", classes: classes,
      guideline: guideline,
      images: 12)
  }

  static let guideline = GuidelinePage(
    version: 1,
    entries: [
      GuidelinePage.Entry(GuidelineBlock(.paragraph([.init("Box each lipstick.")]))),
      GuidelinePage.Entry(
        GuidelineBlock(
          .paragraph([.init("Good: the bullet alone.")]), margins: [.marker("-")])),
      GuidelinePage.Entry(
        GuidelineBlock(.paragraph([.init("Bad: the tube too.")]), margins: [.marker("-")])),
    ])

  static func record(id: Int = 7, width: Int = 60, height: Int = 40) -> ImageRecord {
    ImageRecord(
      id: id, sha256: String(repeating: "a", count: 63) + "\(id % 10)", name: "red.png",
      path: "/nowhere/red.png", width: width, height: height)
  }

  /// A red rectangle from (20, 10) to (35, 30) on white.
  static func picture(width: Int = 60, height: Int = 40) -> Picture {
    Picture(width: width, height: height) { x, y in
      (20..<35).contains(x) && (10..<30).contains(y) ? (200, 20, 40) : (240, 240, 240)
    }
  }

  init(
    role: Session.Role = .labeler, columns: Int = 90, rows: Int = 26,
    display: Display = Display(colors: .truecolor, unicode: true), drafts: [Draft] = []
  ) {
    model = Model(
      session: Self.session(role), display: display, columns: columns, rows: rows, drafts: drafts)
  }

  /// A labeler with an image open.
  static func labeling(
    columns: Int = 90, rows: Int = 26, width: Int = 60, height: Int = 40,
    display: Display = Display(colors: .truecolor, unicode: true)
  ) -> Bench {
    var bench = Bench(columns: columns, rows: rows, display: display)
    bench.send(
      .claimed(Assignment(image: record(width: width, height: height), epoch: 1, number: 3)))
    bench.send(.loaded(image: 7, picture(width: width, height: height)))
    return bench
  }

  /// An expert with a dispute of three labelers open.
  static func resolving(
    columns: Int = 90, rows: Int = 26,
    display: Display = Display(colors: .truecolor, unicode: true)
  ) -> Bench {
    var bench = Bench(role: .expert, columns: columns, rows: rows, display: display)
    bench.send(.disputed(dispute))
    bench.send(.loaded(image: 7, picture()))
    return bench
  }

  static let dispute = Case(
    image: record(), epoch: 1,
    annotations: [
      Annotation(labeler: "bo", answer: .boxes([lip(20, 10, 15, 20)])),
      Annotation(labeler: "cy", answer: .boxes([lip(18, 8, 20, 30)])),
      Annotation(labeler: "dee", answer: .skip(reason: "blurred")),
    ],
    merged: MergedImage(
      boxes: [
        MergedBox(
          box: Box(x: 19, y: 9, width: 17, height: 25), classID: 1, confidence: 0.7, votes: 2,
          disagreement: 0.5)
      ], labelers: 2, disagreement: 0.5, risk: 0.3, decision: .disputed),
    revealsNames: false, waiting: 2)

  static func lip(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> LabeledBox {
    LabeledBox(box: Box(x: x, y: y, width: width, height: height), classID: 1)
  }

  /// A history of these states, one made after the other.
  static func history(_ start: [LabeledBox], _ states: [LabeledBox]...) -> History {
    var history = History(start)
    for boxes in states { _ = history.record(boxes) }
    return history
  }

  mutating func send(_ event: Event) {
    effects += update(&model, event)
  }

  /// Types keys: each character is a key; names in angle brackets are the others, as in
  /// `<Tab>`, `<S-Left>`, `<C-r>`.
  mutating func type(_ keys: String) {
    for key in Self.parse(keys) { send(.input(.key(key))) }
  }

  mutating func mouse(_ action: Mouse.Action, _ column: Int, _ row: Int) {
    send(.input(.mouse(Mouse(action, column: column, row: row))))
  }

  mutating func drag(
    from: (Int, Int), to: (Int, Int), button: Mouse.Button = .left
  ) {
    mouse(.press(button), from.0, from.1)
    mouse(.drag(button), (from.0 + to.0) / 2, (from.1 + to.1) / 2)
    mouse(.drag(button), to.0, to.1)
    mouse(.release(button), to.0, to.1)
  }

  var boxes: [LabeledBox] { model.drawing.boxes }
  var screen: Frame { view(model) }

  /// The journal's lines so far.
  var journal: [JournalEntry] {
    effects.compactMap { if case .journal(let entry, _) = $0 { entry } else { nil } }
  }

  static func parse(_ text: String) -> [Key] {
    var keys: [Key] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">"), rest.index(after: rest.startIndex) != end
      {
        var name = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        var modifiers: Key.Modifiers = []
        while name.count > 2, name.dropFirst().first == "-" {
          switch name.first {
          case "S": modifiers.insert(.shift)
          case "C": modifiers.insert(.control)
          default: modifiers.insert(.alt)
          }
          name = name.dropFirst(2)
        }
        keys.append(Key(code(name), modifiers))
      } else {
        keys += first.unicodeScalars.map { Key($0) }
        rest = rest.dropFirst()
      }
    }
    return keys
  }

  private static func code(_ name: Substring) -> Key.Code {
    switch name {
    case "Left": .left
    case "Right": .right
    case "Up": .up
    case "Down": .down
    case "Enter": .enter
    case "Tab": .tab
    case "Esc": .escape
    case "Del": .delete
    case "BS": .backspace
    case "PgUp": .pageUp
    case "PgDn": .pageDown
    case "Home": .home
    case "End": .end
    default: .character(name.unicodeScalars.first ?? " ")
    }
  }
}
