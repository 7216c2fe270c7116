import Labels
import Store
import Testing

/// What every engine owes those who look at the images: the filters, and blindness.
@Suite struct WorkspaceConformanceBrowse {
  private static let ana = Viewer(person: "ana", role: .labeler)
  private static let eve = Viewer(person: "eve", role: .expert)

  /// Seven images: 1 fresh; 2 begun by bo; 3 agreed by ana, bo and cy; 4 a dispute; 5 a dispute that
  /// eve resolved; 6 rejected; 7 begun by ana and bo.
  private func shop(_ engine: Engine, reveals: Bool = false) throws -> Bench {
    let bench = try engine.bench(Setup(policy: Policy(revealsLabelers: reveals), images: 7))
    try bench.submit("bo", 2, boxes(at: 300, classID: 2))
    for name in ["ana", "bo", "cy"] { try bench.submit(name, 3, boxes(at: 100)) }
    try bench.quarrel(over: 4)
    try bench.quarrel(over: 5)
    try bench.resolve("eve", 5, boxes(at: 7, classID: 2))
    for name in ["bo", "cy"] { try bench.submit(name, 6, .skip(reason: "dark")) }
    try bench.submit("bo", 7, boxes(at: 400))
    try bench.submit("ana", 7, boxes(at: 500, classID: 2))
    return bench
  }

  private func cards(_ bench: Bench, _ viewer: Viewer) throws -> [ImageCard] {
    try bench.workspace.cards(of: Array(1...7), for: viewer)
  }

  private func found(
    _ bench: Bench, _ viewer: Viewer, _ filter: ImageFilter
  ) throws -> [Int] {
    try bench.workspace.listing(filter, for: viewer, limit: nil).images
  }

  // MARK: Blindness

  @Test(arguments: Engine.all)
  func `a labeler's card of an open image is the same, whatever others said`(
    _ engine: Engine
  ) throws {
    let before = try engine.bench(Setup(images: 4))
    let after = try engine.bench(Setup(images: 4))
    for bench in [before, after] { try bench.submit("ana", 2, boxes(at: 500)) }
    try after.submit("bo", 1, boxes(at: 100))
    try after.quarrel(over: 2, people: 1...4)
    try after.quarrel(over: 3)
    try after.submit("bo", 4, .skip(reason: "dark"))
    let states = try after.dossiers().map(\.standing.state)
    #expect(states == [.labeling, .disputed, .disputed, .labeling])
    let ids = [1, 2, 3, 4]
    let cards = try before.workspace.cards(of: ids, for: Self.ana)
    #expect(try after.workspace.cards(of: ids, for: Self.ana) == cards)
    #expect(cards.map(\.state) == [.queued, .labeling, .queued, .queued])
    #expect(cards.map(\.boxes) == [[], boxes(at: 500).boxes, [], []])
  }

  @Test(arguments: Engine.all)
  func `no filter of a labeler tells open images apart by what others said`(
    _ engine: Engine
  ) throws {
    let before = try engine.bench(Setup(images: 5))
    let after = try engine.bench(Setup(images: 5))
    for bench in [before, after] { try bench.submit("ana", 2, boxes(at: 500)) }
    try after.submit("bo", 1, boxes(at: 100))
    try after.submit("bo", 4, boxes(at: 100, classID: 2))
    try after.quarrel(over: 2, people: 1...4)
    try after.quarrel(over: 5)
    var filters = ImageState.allCases.map { ImageFilter(states: [$0]) }
    filters += [1, 2].map { ImageFilter(classID: $0) }
    filters += [0, 0.2, 0.9].map { ImageFilter(disagreementOver: $0) }
    filters += [ImageFilter(disagreementUpTo: 1), ImageFilter(labeler: "ana"), ImageFilter()]
    for filter in filters {
      for order in [ImageFilter.Order.added, .worstFirst] {
        var filter = filter
        filter.order = order
        let (one, other) = (try found(before, Self.ana, filter), try found(after, Self.ana, filter))
        #expect(one == other, "\(filter)")
      }
    }
  }

  @Test(arguments: Engine.all) func `a labeler never sees who drew what`(
    _ engine: Engine
  ) throws {
    let bench = try shop(engine, reveals: true)
    for card in try cards(bench, Self.ana) { #expect(card.answers.isEmpty) }
    #expect(
      failure { try found(bench, Self.ana, ImageFilter(labeler: "bo")) } == .blind(labeler: "ana"))
    #expect(
      try bench.workspace.listing(ImageFilter(), for: Self.ana, limit: nil).labelers == ["ana"])
  }

  @Test(arguments: Engine.all) func `what is decided is shown to labelers`(
    _ engine: Engine
  ) throws {
    let cards = try cards(try shop(engine), Self.ana)
    #expect(
      cards.map(\.state)
        == [.queued, .queued, .agreed, .queued, .resolved, .rejected, .labeling])
    #expect(cards[2].boxes == boxes(at: 100).boxes)
    #expect(cards[2].disagreement == 0)
    #expect(cards[4].boxes == boxes(at: 7, classID: 2).boxes)
    #expect(cards[5].boxes.isEmpty)
    #expect(cards.map(\.mayRevise) == [false, false, false, false, false, false, true])
    #expect(cards[6].own == boxes(at: 500, classID: 2))
    #expect(cards[6].disagreement == nil && cards[6].people == nil)
  }

  @Test(arguments: Engine.all) func `an expert sees all, by letters`(_ engine: Engine) throws {
    let bench = try shop(engine)
    let cards = try cards(bench, Self.eve)
    #expect(
      cards.map(\.state)
        == [.queued, .labeling, .agreed, .disputed, .resolved, .rejected, .labeling])
    #expect(cards.map(\.people) == [0, 1, 3, 5, 5, 2, 2])
    #expect(cards.map(\.answers.count) == [0, 1, 3, 5, 5, 2, 2])
    #expect(cards[3].answers.map(\.letter) == ["A", "B", "C", "D", "E"])
    #expect(cards.flatMap(\.answers).allSatisfy { $0.labeler == nil })
    #expect(Set(cards[3].answers.map(\.answer)) == Set((1...5).map { boxes(at: $0 * 100) }))
    #expect(cards[1].disagreement == nil)
    #expect(cards[3].disagreement == 1)
    let revealed = try self.cards(try shop(engine, reveals: true), Self.eve)
    #expect(Set(revealed[2].answers.map(\.labeler)) == ["ana", "bo", "cy"])
  }

  @Test(arguments: Engine.all)
  func `an expert who labels an open image is blind there as any labeler`(
    _ engine: Engine
  ) throws {
    let bench = try shop(engine)
    let expert = Viewer(person: "ana", role: .expert)
    let card = try cards(bench, expert)[6]
    #expect(card.state == .labeling && card.answers.isEmpty && card.disagreement == nil)
    #expect(card.boxes == boxes(at: 500, classID: 2).boxes)
    #expect(try !found(bench, expert, ImageFilter(disagreementOver: 0)).contains(7))
    _ = try bench.claim("dee", preferring: 2)
    let holder = Viewer(person: "dee", role: .expert)
    let held = try cards(bench, holder)[1]
    #expect(held == ImageCard(image: held.image, state: .queued))
    #expect(try !found(bench, holder, ImageFilter(classID: 2)).contains(2))
  }

  // MARK: Filters

  @Test(
    arguments: Engine.all,
    [
      (ImageFilter(), [1, 2, 3, 4, 5, 6, 7]),
      (ImageFilter(states: [.disputed]), [4]),
      (ImageFilter(states: [.queued, .labeling]), [1, 2, 7]),
      (ImageFilter(states: Set(ImageState.allCases)), [1, 2, 3, 4, 5, 6, 7]),
      (ImageFilter(classID: 2), [2, 5, 7]), (ImageFilter(classID: 9), []),
      (ImageFilter(labeler: "cy"), [3, 6]), (ImageFilter(labeler: "nobody"), []),
      (ImageFilter(disagreementOver: 0.2), [4, 5, 7]),
      (ImageFilter(disagreementOver: 0, disagreementUpTo: 0.5), []),
      (ImageFilter(disagreementUpTo: 0.5), [3]),
      (ImageFilter(name: "3.P"), [3]), (ImageFilter(name: "%"), []), (ImageFilter(name: "_"), []),
      (ImageFilter(states: [.agreed], name: "4"), []),
      (ImageFilter(order: .worstFirst), [4, 5, 7, 3, 1, 2, 6]),
    ] as [(ImageFilter, [Int])])
  func `a filter lets through what it says`(
    _ engine: Engine, filter: (ImageFilter, [Int])
  ) throws {
    let bench = try shop(engine)
    #expect(try found(bench, Self.eve, filter.0) == filter.1, "\(filter.0)")
  }

  @Test(arguments: Engine.all)
  func `while names are hidden, a labeler's open images are not found by name`(
    _ engine: Engine
  ) throws {
    let filter = ImageFilter(labeler: "bo")
    #expect(try found(shop(engine), Self.eve, filter) == [3, 6])
    #expect(try found(shop(engine, reveals: true), Self.eve, filter) == [2, 3, 6, 7])
    let own = Viewer(person: "bo", role: .expert)
    #expect(try found(shop(engine), own, filter) == [2, 3, 6, 7])
  }

  @Test(arguments: Engine.all)
  func `the card and the filters agree on state and class, whoever looks`(
    _ engine: Engine
  ) throws {
    let bench = try shop(engine)
    let names = ["ana", "bo", "cy", "eve", "stranger"]
    for viewer in names.flatMap({ name in
      [Viewer.Role.labeler, .expert].map { Viewer(person: name, role: $0) }
    }) {
      let cards = try cards(bench, viewer)
      for state in ImageState.allCases {
        let expected = cards.filter { $0.state == state }.map(\.image.id)
        #expect(try found(bench, viewer, ImageFilter(states: [state])) == expected, "\(viewer)")
      }
      for id in [1, 2] {
        let expected = cards.filter { $0.boxes.contains { $0.classID == id } }.map(\.image.id)
        #expect(try found(bench, viewer, ImageFilter(classID: id)) == expected, "\(viewer)")
      }
      let compared = cards.filter { ($0.disagreement ?? -1) > 0.1 }.map(\.image.id)
      #expect(try found(bench, viewer, ImageFilter(disagreementOver: 0.1)) == compared)
    }
  }

  @Test(arguments: Engine.all) func `cards come in the order asked for, or not at all`(
    _ engine: Engine
  ) throws {
    let bench = try shop(engine)
    #expect(
      try bench.workspace.cards(of: [5, 1, 3], for: Self.eve).map(\.image.id) == [5, 1, 3])
    #expect(
      failure { try bench.workspace.cards(of: [99], for: Self.eve) } == .unknownImage(99))
    let listing = try bench.workspace.listing(
      ImageFilter(states: [.agreed]), for: Self.eve, limit: nil)
    #expect(listing.total == 7)
    #expect(
      listing.labelers == ["ana", "bo", "cy"] + (1...5).map { "quarreler \($0)" })
  }

  @Test(arguments: Engine.all, [ImageFilter.Order.added, .worstFirst])
  func `with a limit the first ones come`(_ engine: Engine, order: ImageFilter.Order) throws {
    let bench = try shop(engine)
    let filter = ImageFilter(order: order)
    let all = try found(bench, Self.eve, filter)
    for limit in 1...9 {
      let listing = try bench.workspace.listing(filter, for: Self.eve, limit: limit)
      #expect(listing.images == Array(all.prefix(limit)))
      #expect(listing.isComplete == (limit > 7))
      #expect(listing.total == 7)
    }
  }

  @Test(arguments: Engine.all) func `only the latest revision counts`(_ engine: Engine) throws {
    let bench = try shop(engine)
    try bench.submit("ana", 7, boxes(at: 20, classID: 1))
    let card = try cards(bench, Self.ana)[6]
    #expect(card.boxes == boxes(at: 20, classID: 1).boxes)
    #expect(try found(bench, Self.ana, ImageFilter(classID: 2)) == [5])
  }
}
