import ArgumentParser
import Labels
import Store

struct BrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Look at the images as a wall of thumbnails.",
    discussion: """
      Examples:
        tessera browse -w lips.tessera --as ana
        tessera browse -w lips.tessera --as eva --expert --state disputed,resolved
        tessera browse -w lips.tessera --as eva --expert --disagreement-over 0.2 --json

      Boxes are drawn on the thumbnails; Enter opens one, ? shows the keys. A labeler sees only \
      their own boxes on an image that is not decided, and may revise them there; an expert sees \
      everybody's, under letters.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var person: PersonOption
  @OptionGroup var settings: SettingsOptions
  @Flag(help: "Look as an expert, who sees what everybody drew.") var expert = false
  @Option(help: "Only these: queued, labeling, agreed, disputed, ... with commas.")
  var state: String?
  @Option(name: .customLong("class"), help: "Only images with a box of this class.")
  var className: String?
  @Option(help: "Only images that this person answered; labelers: yourself.")
  var labeler: String?
  @Option(help: "Only images on which the labelers disagree by more than this (0 to 1).")
  var disagreementOver: Double?
  @Option(help: "Only images with this in their names.") var name: String?
  @Flag(help: "The largest disagreement first.") var worstFirst = false
  @Flag(help: "No screen: a line of JSON for each image.") var json = false

  func run() throws {
    let viewer = Viewer(person: try person.name(), role: expert ? .expert : .labeler)
    let store = try workspace.open()
    try Failure.reporting {
      let filter = try filter(classes: try store.charter().classes)
      if json {
        try Self.list(store, filter, for: viewer)
      } else {
        // What cannot be asked is said here, before the screen is taken.
        _ = try store.listing(filter, for: viewer, limit: 1)
        try BrowseRun.start(
          store, path: try workspace.path(), viewer: viewer, filter: filter,
          settings: try settings.read())
      }
    }
  }

  private func filter(classes: [LabelClass]) throws -> ImageFilter {
    var filter = ImageFilter(
      labeler: labeler, disagreementOver: disagreementOver, name: name ?? "",
      order: worstFirst ? .worstFirst : .added)
    if let state { filter.states = try Set(imageStates: state) }
    if let share = disagreementOver, !(0...1).contains(share) {
      throw Failure(
        .usage, "--disagreement-over is \(share): give a share between 0 and 1, such as 0.2.")
    }
    if let className {
      guard let known = classes.first(where: { $0.name == className }) else {
        let names = classes.map(\.name).joined(separator: ", ")
        throw Failure(.usage, "--class \(className) is not known; there are: \(names).")
      }
      filter.classID = known.id
    }
    return filter
  }

  private static func list(
    _ store: SQLiteWorkspace, _ filter: ImageFilter, for viewer: Viewer
  ) throws {
    let classes = try store.charter().classes
    var rest = try store.listing(filter, for: viewer, limit: nil).images[...]
    while !rest.isEmpty {
      for card in try store.cards(of: Array(rest.prefix(500)), for: viewer) {
        try Console.emit(encoded(CardLine(card, classes: classes)))
      }
      rest = rest.dropFirst(500)
    }
  }
}

/// One image as `browse --json` prints it.
struct CardLine: Encodable {
  struct BoxLine: Encodable {
    let x, y, width, height: Double
    let `class`: String
    let attributes: AttributeJSON?
  }

  struct AnswerLine: Encodable {
    let letter: String
    let labeler, skip: String?
    let boxes: [BoxLine]
  }

  let image, sha256, path, state: String
  let width, height: Int
  let people: Int?
  let disagreement, risk: Double?
  let boxes: [BoxLine]
  let answers: [AnswerLine]?

  init(_ card: ImageCard, classes: [LabelClass]) {
    func lines(_ boxes: [LabeledBox]) -> [BoxLine] {
      boxes.map { each in
        BoxLine(
          x: each.box.x, y: each.box.y, width: each.box.width, height: each.box.height,
          class: classes.first { $0.id == each.classID }?.name ?? "\(each.classID)",
          attributes: AttributeJSON(each.attributes))
      }
    }
    image = card.image.name
    sha256 = card.image.sha256
    path = card.image.path
    state = card.state.rawValue
    width = card.image.width
    height = card.image.height
    people = card.people
    disagreement = card.disagreement
    risk = card.risk
    boxes = lines(card.boxes)
    answers =
      card.answers.isEmpty
      ? nil
      : card.answers.map { answer in
        var reason: String?
        if case .skip(let said) = answer.answer { reason = said }
        return AnswerLine(
          letter: String(Character(answer.letter)), labeler: answer.labeler, skip: reason,
          boxes: lines(answer.answer.boxes))
      }
  }
}
