import GRDB
import Labels

/// A filter as SQL. Every condition, and the order, goes by what the viewer may know of an image, so
/// that no filter finds out what a card hides.
struct ListingQuery {
  let sql: String
  let arguments: StatementArguments

  init(
    _ filter: ImageFilter, for viewer: Viewer, limit: Int?, _ database: Database
  ) throws {
    var conditions = Conditions(
      viewer: viewer, person: try database.personID(of: viewer.person) ?? 0)
    conditions.add(states: filter.states)
    if let classID = filter.classID { conditions.add(class: classID) }
    if let labeler = filter.labeler {
      let id = try database.personID(of: labeler) ?? 0
      conditions.add(
        labeler: id, revealed: try database.policyInForce().policy.revealsLabelers)
    }
    if let least = filter.disagreementOver { conditions.addDisagreement(">", least) }
    if let most = filter.disagreementUpTo { conditions.addDisagreement("<=", most) }
    if !filter.name.isEmpty { conditions.add(name: filter.name) }
    let known = "CASE WHEN s.labelers >= 2 AND NOT \(conditions.blind) THEN s.disagreement END"
    let order =
      switch filter.order {
      case .added: "s.image"
      case .worstFirst: "\(known) DESC NULLS LAST, s.image"
      }
    sql = """
      SELECT s.image FROM standing AS s
      WHERE \(conditions.all.isEmpty ? "1" : conditions.all.joined(separator: " AND "))
      ORDER BY \(order) LIMIT \(limit ?? -1)
      """
    arguments = StatementArguments(conditions.arguments)
  }
}

/// What an image must be, as SQL on `standing AS s`.
private struct Conditions {
  let viewer: Viewer
  /// Written into the SQL: a number of the store's own.
  let person: Int
  var all: [String] = []
  var arguments: [String: any DatabaseValueConvertible] = [:]

  init(viewer: Viewer, person: Int) {
    self.viewer = viewer
    self.person = person
  }

  private static let open = "s.state IN ('queued', 'labeling', 'disputed')"

  private func answered(by person: Int) -> String {
    "s.image IN (SELECT image FROM annotation WHERE person = \(person))"
  }

  /// Whether the viewer must not know what others said of the image.
  var blind: String {
    switch viewer.role {
    case .labeler: Self.open
    case .expert:
      """
      (\(Self.open) AND (\(answered(by: person)) OR s.image IN (SELECT image FROM assignment
        WHERE person = \(person) AND state = 'leased' AND state <> 'answered')))
      """
    }
  }

  mutating func add(states: Set<ImageState>) {
    guard !states.isEmpty, states.count < ImageState.allCases.count else { return }
    let names = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    var shown = ["(s.state IN (\(names)) AND NOT \(blind))"]
    // What a blind viewer is told instead of the state.
    if states.contains(.labeling) { shown.append("(\(blind) AND \(answered(by: person)))") }
    if states.contains(.queued) { shown.append("(\(blind) AND NOT \(answered(by: person)))") }
    all.append("(\(shown.joined(separator: " OR ")))")
  }

  mutating func add(class id: Int) {
    arguments["class"] = id
    all.append(
      """
      ((NOT \(blind) AND s.state NOT IN ('resolved', 'rejected')
          AND s.image IN (SELECT image FROM merged_box WHERE class = :class))
        OR (s.state = 'resolved' AND s.image IN (SELECT r.image FROM resolution AS r
          JOIN resolution_box AS b ON b.resolution = r.id WHERE b.class = :class))
        OR (\(blind) AND s.image IN (SELECT a.image FROM annotation AS a
          JOIN annotation_box AS b ON b.annotation = a.id
          WHERE a.person = \(person) AND b.class = :class AND a.revision =
            (SELECT max(l.revision) FROM annotation AS l
             WHERE l.image = a.image AND l.person = a.person))))
      """)
  }

  mutating func add(labeler: Int, revealed: Bool) {
    all.append(answered(by: labeler))
    if labeler != person, !revealed { all.append("NOT \(Self.open)") }
    if labeler != person, revealed { all.append("NOT \(blind)") }
  }

  mutating func addDisagreement(_ comparison: String, _ limit: Double) {
    let name = comparison == ">" ? "over" : "upTo"
    arguments[name] = limit
    all.append("s.labelers >= 2 AND s.disagreement \(comparison) :\(name) AND NOT \(blind)")
  }

  mutating func add(name: String) {
    let escaped = name.replacing("\\", with: "\\\\").replacing("%", with: "\\%")
      .replacing("_", with: "\\_")
    arguments["name"] = "%\(escaped)%"
    all.append(
      "s.image IN (SELECT id FROM image WHERE name LIKE :name ESCAPE '\\')")
  }
}
