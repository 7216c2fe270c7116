import GRDB
package import Labels

/// What people look at: which images there are, and one card for each, as the viewer may know them.
extension SQLiteWorkspace {
  package func listing(
    _ filter: ImageFilter, for viewer: Viewer, limit: Int?
  ) throws(StoreError) -> ImageListing {
    let viewer = try Self.tidy(viewer)
    var filter = filter
    if let labeler = filter.labeler { filter.labeler = try TidyName.of(labeler, as: "labeler") }
    if viewer.role == .labeler, let labeler = filter.labeler, labeler != viewer.person {
      throw .blind(labeler: viewer.person)
    }
    return try read { [filter] database in
      let query = try ListingQuery(filter, for: viewer, limit: limit, database)
      let images = try Int.fetchAll(database, sql: query.sql, arguments: query.arguments)
      return ImageListing(
        images: images, isComplete: limit.map { images.count < $0 } ?? true,
        total: try Int.fetchOne(database, sql: "SELECT count(*) FROM image") ?? 0,
        labelers: try viewer.role == .labeler ? [viewer.person] : labelers(database))
    }
  }

  private func labelers(_ database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT name FROM person AS p
        WHERE EXISTS (SELECT 1 FROM annotation AS a WHERE a.person = p.id) ORDER BY name
        """)
  }

  package func cards(of images: [Int], for viewer: Viewer) throws(StoreError) -> [ImageCard] {
    let viewer = try Self.tidy(viewer)
    return try read { database in
      let names = try database.policyInForce().policy.revealsLabelers
      let person = try database.personID(of: viewer.person)
      return try images.map {
        try card(of: $0, for: viewer, person: person, revealsNames: names, database)
      }
    }
  }

  private func card(
    of id: Int, for viewer: Viewer, person: Int?, revealsNames: Bool, _ database: Database
  ) throws -> ImageCard {
    let image = try database.image(id)
    let standing = try database.standing(of: id)
    let annotations = try database.annotations(of: id...id)[id] ?? []
    let own = annotations.first { $0.labeler == viewer.person }?.answer
    if try isBlind(viewer, person, on: id, standing.state, database) {
      return ImageCard(
        image: image, state: own == nil ? .queued : .labeling, boxes: own?.boxes ?? [], own: own,
        mayRevise: own != nil && viewer.role == .labeler)
    }
    let merged = standing.merged
    let isCompared = (merged?.labelers ?? 0) >= 2
    let boxes: [LabeledBox] =
      switch standing.state {
      case .resolved: try database.resolutions(of: id...id)[id]?.answer.boxes ?? []
      case .rejected: []
      case .queued, .labeling, .agreed, .disputed: merged?.boxes.map(\.labeled) ?? []
      }
    let answers =
      viewer.role == .labeler
      ? []
      : lettered(annotations, sha256: image.sha256).map {
        LetteredAnswer(
          letter: $0.letter, labeler: revealsNames ? $0.annotation.labeler : nil,
          answer: $0.annotation.answer)
      }
    return ImageCard(
      image: image, state: standing.state, people: standing.people,
      disagreement: isCompared ? merged?.disagreement : nil,
      risk: isCompared ? merged?.risk : nil, boxes: boxes, own: own, answers: answers)
  }

  /// Whether the viewer must not know what others said of an image in this state.
  private func isBlind(
    _ viewer: Viewer, _ person: Int?, on image: Int, _ state: ImageState, _ database: Database
  ) throws -> Bool {
    guard !state.isDecided else { return false }
    guard viewer.role == .expert else { return true }
    return switch try person.flatMap({ try database.assignment(of: $0, image: image)?.state }) {
    case .answered, .leased: true
    case .expired, .released, nil: false
    }
  }

  private static func tidy(_ viewer: Viewer) throws(StoreError) -> Viewer {
    Viewer(
      person: try TidyName.of(
        viewer.person, as: viewer.role == .labeler ? "labeler" : "expert"), role: viewer.role)
  }
}
