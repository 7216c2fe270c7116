/// How a table's rows are written in an archive.
struct ArchiveTable {
  /// How a column is written.
  enum Kind {
    case whole, number, text
    /// 0 or 1, written as a truth value.
    case flag
    /// An id, written as the name.
    case person, label
    /// Bytes, written in base64.
    case bytes
    /// The number of boxes, not written: they are counted.
    case boxCount
  }

  struct Column {
    let name: String
    /// What it is called in the archive.
    let key: String
    let kind: Kind

    init(_ name: String, _ kind: Kind = .whole, as key: String? = nil) {
      (self.name, self.kind, self.key) = (name, kind, key ?? name)
    }
  }

  let name: String
  /// Columns that follow from where the row stands in the archive: whose it is, and its number there.
  var place: [String] = []
  let columns: [Column]

  var insertion: String {
    let names = place + columns.map(\.name)
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(name) (\(names.joined(separator: ", "))) VALUES (\(marks))"
  }
}

/// The tables that an archive carries, in the order in which it has them, and those that it does not.
///
/// A table or a column that is in no list makes a test fail: what is added to the schema is added here.
enum ArchiveTables {
  private typealias Column = ArchiveTable.Column

  private static let id = Column("id")
  private static let at = Column("at")
  private static let person = Column("person", .person)

  /// A line a row, before the images.
  static let before = [
    ArchiveTable(
      name: "workspace", columns: [id, Column("name", .text), Column("made_at")]),
    ArchiveTable(name: "person", columns: [id, Column("name", .text)]),
    ArchiveTable(name: "class", columns: [id, Column("name", .text), person, at]),
    ArchiveTable(
      name: "attribute",
      columns: [
        id, Column("name", .text), Column("kind", .text, as: "asks"), Column("detail", .text),
        Column("class", .label), Column("key", .text), person, at,
      ]),
    ArchiveTable(
      name: "policy",
      columns: [
        id, Column("minimum"), Column("maximum"), Column("escalation", .text),
        Column("ask_threshold", .number), Column("dispute_threshold", .number),
        Column("lease_seconds"), Column("reveals_labelers", .flag), Column("proposals", .text),
        person, at,
      ]),
    ArchiveTable(name: "guideline", columns: [id, Column("text", .text), person, at]),
    ArchiveTable(
      name: "guideline_picture",
      columns: [id, Column("sha256", .text), Column("bytes", .bytes)]),
    ArchiveTable(
      name: "guideline_example",
      columns: [id, Column("guideline"), Column("path", .text), Column("picture")]),
    ArchiveTable(
      name: "skills",
      columns: [
        id, Column("document", .text), Column("annotation"), Column("resolution"), Column("gold"),
        Column("experts"), person, at,
      ]),
    ArchiveTable(name: "proposal_run", columns: [id, Column("model", .text), person, at]),
  ]

  /// A line a row, after the images.
  static let after = [
    ArchiveTable(
      name: "question",
      columns: [
        id, person, Column("image"), Column("text", .text), Column("submission", .text), at,
      ]),
    ArchiveTable(
      name: "answer",
      columns: [
        id, Column("question"), person, Column("text", .text), Column("submission", .text),
        Column("guideline"), at,
      ]),
    ArchiveTable(name: "answer_read", columns: [id, Column("answer"), person, at]),
    ArchiveTable(name: "guideline_read", columns: [id, Column("guideline"), person, at]),
    ArchiveTable(
      name: "export",
      columns: [
        id, Column("format", .text), Column("path", .text), Column("images"), Column("boxes"),
        Column("policy"), Column("skills"), Column("changes"), person, at,
      ]),
    ArchiveTable(
      name: "upkeep",
      columns: [
        id, Column("stale", .flag), Column("reopens", .flag), Column("fitting_until"),
        Column("changes"),
      ]),
    ArchiveTable(
      name: "audit",
      columns: [
        id, at, person, Column("act", .text), Column("image"), Column("fact"),
        Column("detail", .text),
      ]),
  ]

  // MARK: An image's line

  static let image = ArchiveTable(
    name: "image",
    columns: [
      id, Column("sha256", .text), Column("name", .text), Column("path", .text), Column("width"),
      Column("height"), person, at,
    ])

  private static let corners = ["x", "y", "width", "height"].map { Column($0, .number) }
  private static let box = [Column("class", .label)] + corners

  static let proposal = ArchiveTable(
    name: "proposal", place: ["image"],
    columns: [id, Column("run")] + box + [Column("score", .number)])
  static let annotation = ArchiveTable(
    name: "annotation", place: ["image"],
    columns: [
      id, Column("person", .person, as: "labeler"), Column("revision"),
      Column("submission", .text), Column("skip", .text), Column("boxes", .boxCount),
      Column("seconds", .number), Column("policy"), at,
    ])
  static let annotationBox = ArchiveTable(
    name: "annotation_box", place: ["annotation", "ordinal"], columns: box)
  static let outcome = ArchiveTable(
    name: "proposal_outcome", place: ["annotation"],
    columns: [Column("proposal"), Column("act", .text), Column("iou", .number)])
  static let resolution = ArchiveTable(
    name: "resolution", place: ["image"],
    columns: [
      id, Column("person", .person, as: "expert"), Column("submission", .text),
      Column("skip", .text), Column("boxes", .boxCount), Column("source", .text),
      Column("source_labeler", .text), Column("reason", .text), at,
    ])
  static let resolutionBox = ArchiveTable(
    name: "resolution_box", place: ["resolution", "ordinal"], columns: box)
  static let gold = ArchiveTable(
    name: "gold", place: ["image"], columns: [id, Column("boxes", .boxCount), person, at])
  static let goldBox = ArchiveTable(name: "gold_box", place: ["gold", "ordinal"], columns: box)
  static let assignment = ArchiveTable(
    name: "assignment", place: ["image"],
    columns: [
      Column("person", .person, as: "labeler"), Column("state", .text), Column("epoch"),
      Column("lease_until"),
    ])
  static let desk = ArchiveTable(
    name: "desk", place: ["image"],
    columns: [
      Column("person", .person, as: "expert"), Column("epoch"), Column("lease_until"),
    ])
  static let standing = ArchiveTable(
    name: "standing", place: ["image"],
    columns: [
      Column("state", .text), Column("people"), Column("wanted"), Column("taken"), Column("seats"),
      Column("labelers"), Column("disagreement", .number), Column("risk", .number),
      Column("decision", .text), Column("severity", .number), Column("policy"), Column("skills"),
      Column("ruled"), Column("export"), Column("changed"), Column("causes"), Column("was", .text),
      Column("moved", .number),
    ])
  static let mergedBox = ArchiveTable(
    name: "merged_box", place: ["image", "ordinal"],
    columns: box + [
      Column("confidence", .number), Column("votes"), Column("disagreement", .number),
    ])

  static let ofImages = [
    image, proposal, annotation, annotationBox, outcome, resolution, resolutionBox, gold, goldBox,
    assignment,
    desk, standing, mergedBox,
  ]

  /// What is said of boxes, an object of names and values: `OWNER, ordinal, attribute, value`.
  static let values = [
    "annotation_attribute", "resolution_attribute", "merged_attribute", "proposal_attribute",
  ]

  /// What is made anew of the others.
  static let derived = ["answer_search"]

  /// Every table whose rows an archive has.
  static let carried = (before + ofImages + after).map(\.name) + values

  /// Rows that nobody but the maker of a workspace wrote: at most so many, of those tables; in a
  /// workspace without more, nothing is lost that was not given with `init`.
  static let made = [
    "workspace", "person", "class", "attribute", "policy", "guideline", "guideline_picture",
    "guideline_example", "upkeep", "audit",
  ]
}
