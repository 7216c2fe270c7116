import Cells
import Labels
import Pixels

@testable import Workbench

/// Events of every kind, seeded: what a person, a broken terminal and a runtime that answers late, twice
/// or in any order can send.
struct RandomEvents {
  private var random: Random
  private let role: Session.Role
  private let keys: [Key]

  init(seed: UInt64, role: Session.Role) {
    random = Random(seed: seed)
    self.role = role
    keys = KeyMap.tessera.bindings.filter { $0.roles.contains(role) }.flatMap(\.keys)
  }

  mutating func below(_ limit: Int) -> Int { random.below(limit) }

  mutating func next(_ model: Model) -> Event {
    if model.image == nil, random.below(3) > 0 { return work() }
    if case .loading = model.picture, random.below(3) > 0, let image = model.image {
      return .loaded(image: image.id, FuzzPictures.picture(image.id))
    }
    switch random.below(100) {
    case 0..<60: return .input(.key(random.one(of: keys)))
    case 60..<64:
      return .input(.key(Key(Unicode.Scalar(UInt8(32 + random.below(95))))))
    case 64..<86: return .input(.mouse(mouse(model)))
    case 86: return .input(.paste(random.one(of: Self.rubbish)))
    case 87:
      return .input(
        random.below(4) == 0
          ? .resize(columns: 1 + random.below(500), rows: 1 + random.below(200))
          : .resize(columns: 1 + random.below(130), rows: 1 + random.below(40)))
    case 88: return .tick
    default: return result(model)
    }
  }

  private static let rubbish = [
    "\u{1B}[31mrubbish\u{202E}\n", "", "u", "sq\u{1B}[201~", "e\u{301}\u{1F469}\u{200D}\u{1F4BB}",
    String(repeating: "\u{1B}]0;\u{7}\r\n:q\r", count: 50),
  ]

  private mutating func mouse(_ model: Model) -> Mouse {
    let button = random.one(of: [Mouse.Button.left, .left, .left, .middle, .right])
    let action = random.one(of: [
      Mouse.Action.press(button), .drag(button), .drag(button), .release(button), .wheelUp,
      .wheelDown, .wheelLeft, .wheelRight, .hover,
    ])
    return Mouse(
      action, column: random.below(model.columns + 10) - 5, row: random.below(model.rows + 10) - 5)
  }

  /// Something to do, or that there is nothing.
  private mutating func work() -> Event {
    let image = 6 + random.below(4)
    switch role {
    case .labeler:
      if random.below(3) == 0 { return .revisiting(assignment(image, isRevision: true)) }
      return .claimed(random.below(8) == 0 ? nil : assignment(image, isRevision: false))
    case .expert:
      var dispute = Bench.dispute
      dispute.image = FuzzPictures.record(image)
      dispute.proposals = random.below(2) == 0 ? FuzzPictures.proposals(image) : []
      if random.below(4) == 0 { dispute.merged = nil }
      return .disputed(random.below(8) == 0 ? nil : dispute)
    }
  }

  private mutating func assignment(_ image: Int, isRevision: Bool) -> Assignment {
    Assignment(
      image: FuzzPictures.record(image), epoch: 1, isRevision: isRevision,
      earlier: isRevision ? [Bench.lip(1, 2, 3, 4)] : [],
      skipped: isRevision && random.below(4) == 0 ? "blurred" : nil,
      proposals: random.below(2) == 0 ? FuzzPictures.proposals(image) : [])
  }

  /// What an effect led to, or another one long ago, or none at all.
  private mutating func result(_ model: Model) -> Event {
    let image = random.below(3) > 0 ? model.image?.id ?? 7 : 6 + random.below(4)
    switch random.below(14) {
    case 0: return work()
    case 1: return .loaded(image: image, FuzzPictures.picture(image))
    case 2: return .sharpened(image: image, percent: random.below(3) == 0 ? nil : random.below(101))
    case 3:
      return random.below(8) == 0
        ? .unreadable(image: image, reason: "broken\u{1B}[2J")
        : .loaded(image: image, FuzzPictures.picture(image))
    case 4, 5: return .journaled(stroke: random.below(model.strokes + 1))
    case 6: return .journalFailed(reason: "no space left on the device\r\n")
    case 7:
      return role == .labeler
        ? .submitted(
          image: image, outcome: Standing(state: .labeling, people: 1, wanted: 3, merged: nil))
        : .resolved(image: image)
    case 8: return .refused(image: image, reason: "try again", isFinal: random.below(4) == 0)
    case 9: return .leaseLost(image: image)
    case 10: return .failed(reason: "the store is locked")
    case 11, 12: return words(model)
    default: return role == .labeler ? .revisiting(nil) : .tick
    }
  }
}

extension RandomEvents {
  /// What the store may say of questions and the guideline, asked for or not.
  private mutating func words(_ model: Model) -> Event {
    let rubbish = "\u{1B}[2J \u{202E}why 口红\n\tso"
    let questions = (0..<below(30)).map { number in
      Question(
        id: number, text: rubbish, image: number % 2 == 0 ? Bench.record() : nil,
        answers: number % 3 == 0 ? [] : [rubbish], isNews: number == 1)
    }
    switch below(7) {
    case 0:
      guard case .ask(let form) = model.dialog else { return .notDone(reason: rubbish) }
      return .found(for: form.field.text, questions)
    case 1: return .ownQuestions(questions)
    case 2: return .openQuestions(questions)
    case 3: return .peeked(image: 7, Bench.picture())
    case 4: return .news(News(guidelineChanged: true, answers: 2, openQuestions: 3))
    case 5: return .replied(question: 1, guideline: below(2) == 0 ? nil : 3)
    default: return .guideline(GuidelineScreenTests.page, ["aa": Bench.picture()])
    }
  }
}

/// The images that events are about: 6 to 9, each of a size of its own.
enum FuzzPictures {
  static func record(_ image: Int) -> ImageRecord {
    let (width, height) = sizes[image, default: (60, 40)]
    return Bench.record(id: image, width: width, height: height)
  }

  /// Those of them that fit into the image, from a model with a name to be wary of.
  static func proposals(_ image: Int) -> [Proposal] {
    let record = record(image)
    return GhostTests.proposals.filter {
      $0.labeled.box.x + $0.labeled.box.width <= Double(record.width)
        && $0.labeled.box.y + $0.labeled.box.height <= Double(record.height)
    }.map {
      Proposal(id: $0.id, model: "\u{1B}[2J口", labeled: $0.labeled, score: $0.score)
    }
  }

  static func picture(_ image: Int) -> Picture { pictures[image, default: Bench.picture()] }

  private static let sizes = [6: (40, 41), 7: (60, 40), 8: (300, 200), 9: (41, 50)]
  private static let pictures = sizes.mapValues { Bench.picture(width: $0.0, height: $0.1) }
}
