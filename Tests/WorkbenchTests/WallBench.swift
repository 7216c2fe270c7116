import Cells
import Labels
import Pixels

@testable import Workbench

/// A wall without a terminal or a store: answers what it asks for.
struct WallBench {
  var wall: Wall
  var effects: [WallEffect] = []
  /// What the store holds.
  var cards: [ImageCard]

  static let mono = Display(colors: .none, unicode: false)
  static let rich = Display(colors: .truecolor, unicode: true)

  init(
    _ count: Int = 30, role: Viewer.Role = .expert, columns: Int = 80, rows: Int = 24,
    display: Display = WallBench.rich
  ) {
    cards = Self.cards(count, role)
    wall = Wall(
      viewer: Viewer(person: role == .labeler ? "ana" : "eva", role: role), workspace: "lips",
      classes: Bench.classes, display: display, glyphs: .half, columns: columns, rows: rows)
    carryOut(wall.start())
  }

  /// Images of every state in turn, of several shapes.
  static func cards(_ count: Int, _ role: Viewer.Role) -> [ImageCard] {
    let states = ImageState.allCases.filter { role == .expert || $0 != .disputed }
    return (0..<count).map { index in
      let shapes = [(60, 40), (40, 60), (64, 64), (900, 3)]
      let (width, height) = shapes[index % shapes.count]
      var record = Bench.record(id: index + 1, width: width, height: height)
      record.name = "folder/picture-\(index + 1).png"
      let box = LabeledBox(
        box: Box(
          x: Double(width) / 4, y: Double(height) / 4, width: Double(width) / 2,
          height: Double(height) / 2), classID: index % 2 + 1)
      let state = states[index % states.count]
      var card = ImageCard(image: record, state: state, boxes: [box])
      if role == .labeler, !state.isDecided {
        card.mayRevise = state == .labeling
        card.own = state == .labeling ? .boxes([box]) : nil
        if state == .queued { card.boxes = [] }
      } else {
        card.people = 3
        card.disagreement = 0.125
        card.risk = 0.05
      }
      if role == .expert {
        card.answers = lettered(
          ["ana", "bo"].map { Annotation(labeler: $0, answer: .boxes([box])) },
          sha256: record.sha256
        ).map {
          LetteredAnswer(letter: $0.letter, labeler: nil, answer: $0.annotation.answer)
        }
      }
      return card
    }
  }

  mutating func send(_ event: WallEvent) { carryOut(update(&wall, event)) }

  /// Plays the runtime: everything comes at once, filters by state alone.
  private mutating func carryOut(_ effects: [WallEffect]) {
    self.effects += effects
    for effect in effects {
      switch effect {
      case .list(let filter, let request, let limit):
        let found = cards.filter { filter.states.isEmpty || filter.states.contains($0.state) }
          .filter { filter.name.isEmpty || $0.image.name.contains(filter.name) }
        send(
          .listed(
            request: request,
            ImageListing(
              images: found.prefix(limit ?? .max).map(\.image.id),
              isComplete: limit.map { found.count < $0 } ?? true, total: cards.count,
              labelers: ["ana", "bo"])))
      case .cards(let images):
        send(.cards(images.map { cards[$0 - 1] }))
      case .thumbnails(let orders):
        if let order = orders.first {
          send(.thumbnail(image: order.image.id, Self.thumbnail(order)))
        }
      case .open(let image):
        send(.opened(image: image.id, Bench.picture(width: image.width, height: image.height)))
      case .work, .suspend, .redraw, .quit: break
      }
    }
  }

  /// Every seventh picture is broken.
  static func thumbnail(_ order: ThumbnailOrder) -> Wall.Thumbnail {
    if order.image.id % 7 == 0 {
      return Wall.Thumbnail(
        columns: order.columns, rows: order.rows,
        content: .broken("/photos/a\u{1B}[2J.png: this PNG is cut short."))
    }
    return Wall.Thumbnail(
      columns: order.columns, rows: order.rows,
      content: .cells(
        Array(
          repeating: Cell(".", Style(.plain, on: Ink(rgb: 0x804020))),
          count: order.columns * order.rows)))
  }

  mutating func type(_ keys: String) {
    for key in Bench.parse(keys) { send(.input(.key(key))) }
  }

  var screen: Frame { view(wall) }
  var name: String? { wall.selectedImage.map { "\($0)" } }
}
