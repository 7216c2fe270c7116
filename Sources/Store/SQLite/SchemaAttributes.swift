/// Attributes of boxes. The values are facts as their boxes are, but those of merged boxes, which are
/// derived. A value is an INTEGER (a flag, 0 or 1), a REAL or a TEXT.
enum SchemaAttributes {
  static let sql =
    """
    CREATE TABLE attribute (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('flag', 'choice', 'number', 'text')),
      -- Of a choice what may be chosen, of a number its bounds; a line each.
      detail TEXT CHECK ((kind IN ('choice', 'number')) = (detail IS NOT NULL)),
      class INTEGER REFERENCES class,
      key TEXT CHECK (length(key) = 1),
      person INTEGER NOT NULL REFERENCES person,
      at INTEGER NOT NULL
    ) STRICT;

    """ + values("annotation_attribute", owner: "annotation", boxes: "annotation_box")
    + values("resolution_attribute", owner: "resolution", boxes: "resolution_box")
    + values("merged_attribute", owner: "image", boxes: "merged_box")
    + Schema1.appendOnly(factTables)

  static let factTables = ["attribute", "annotation_attribute", "resolution_attribute"]

  private static func values(_ table: String, owner: String, boxes: String) -> String {
    // Merged boxes are deleted before their attributes.
    let isFact = boxes != "merged_box"
    return """
      CREATE TABLE \(table) (
        \(owner) INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        attribute INTEGER NOT NULL REFERENCES attribute,
        value ANY NOT NULL,
        PRIMARY KEY (\(owner), ordinal, attribute)
        \(isFact ? ", FOREIGN KEY (\(owner), ordinal) REFERENCES \(boxes)" : "")
      ) STRICT, WITHOUT ROWID;

      """
  }
}
