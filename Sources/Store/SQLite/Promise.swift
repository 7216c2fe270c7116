import GRDB

/// A rule that holds in every workspace, as a query for what breaks it.
struct Promise {
  /// What is wrong with an offender, after its name.
  let complaint: String
  /// Selects one text an offender.
  let offenders: String

  /// A sentence an offender.
  func broken(_ database: Database) throws -> [String] {
    try String.fetchAll(database, sql: offenders).map {
      "\($0.escapingControls) \(complaint)."
    }
  }

  static let all = [
    Promise(
      complaint: "has no standing",
      offenders: """
        SELECT 'Image ' || id FROM image WHERE id NOT IN (SELECT image FROM standing)
        """),
    Promise(
      complaint: "counts other people than those who answered or hold a lease",
      offenders: """
        SELECT 'Image ' || s.image FROM standing AS s WHERE s.taken <>
          (SELECT count(*) FROM assignment AS a
           WHERE a.image = s.image AND a.state IN ('leased', 'answered'))
        OR s.people <>
          (SELECT count(*) FROM assignment AS a WHERE a.image = s.image AND a.state = 'answered')
        """),
    Promise(
      complaint: "has a seat marked as answered without an answer, or an answer without a seat",
      offenders: """
        SELECT 'Image ' || a.image FROM assignment AS a WHERE a.state = 'answered'
          AND NOT EXISTS (SELECT 1 FROM annotation AS n
            WHERE n.image = a.image AND n.person = a.person)
        UNION ALL
        SELECT 'Image ' || n.image FROM annotation AS n WHERE NOT EXISTS
          (SELECT 1 FROM assignment AS a WHERE a.image = n.image AND a.person = n.person
            AND a.state = 'answered')
        """),
    Promise(
      complaint: "was taken although the image had all the answers that its policy allowed",
      offenders: """
        SELECT 'Annotation ' || a.id FROM annotation AS a JOIN policy AS p ON p.id = a.policy
        WHERE a.revision = 1 AND p.maximum <
          (SELECT count(*) FROM annotation AS e
           WHERE e.image = a.image AND e.revision = 1 AND e.id <= a.id)
        """),
    Promise(
      complaint: "follows no revision before it",
      offenders: """
        SELECT 'Annotation ' || a.id FROM annotation AS a WHERE a.revision > 1 AND NOT EXISTS
          (SELECT 1 FROM annotation AS e WHERE e.image = a.image AND e.person = a.person
            AND e.revision = a.revision - 1 AND e.id < a.id)
        """),
    Promise(
      complaint: "has another number of boxes than was submitted",
      offenders: """
        SELECT 'Annotation ' || a.id FROM annotation AS a WHERE a.boxes <>
          (SELECT count(*) FROM annotation_box AS b WHERE b.annotation = a.id)
        UNION ALL
        SELECT 'Resolution ' || r.id FROM resolution AS r WHERE r.boxes <>
          (SELECT count(*) FROM resolution_box AS b WHERE b.resolution = r.id)
        """),
    Promise(
      complaint: "was made by a person who labeled the image",
      offenders: """
        SELECT 'Resolution ' || r.id FROM resolution AS r JOIN annotation AS a
          ON a.image = r.image AND a.person = r.person GROUP BY r.id
        """),
    Promise(
      complaint: "is missing: lines were removed from it",
      offenders: """
        SELECT 'Audit line ' || (a.id - 1) FROM audit AS a WHERE a.id > 1 AND NOT EXISTS
          (SELECT 1 FROM audit AS e WHERE e.id = a.id - 1)
        UNION ALL
        SELECT 'Audit line 1' WHERE NOT EXISTS (SELECT 1 FROM audit WHERE id = 1)
        """),
    Promise(
      complaint: "is earlier than the line before it",
      offenders: """
        SELECT 'Audit line ' || a.id FROM audit AS a JOIN audit AS e ON e.id = a.id - 1
        WHERE a.at < e.at
        """),
    unaudited("annotation", act: "submit"), unaudited("resolution", act: "resolve"),
    unaudited("policy", act: "policy"), unaudited("guideline", act: "guideline"),
    unaudited("class", act: "class"), unaudited("question", act: "ask"),
    unaudited("answer", act: "reply"), unaudited("answer_read", act: "read answer"),
    unaudited("guideline_read", act: "read guideline"),
    Promise(
      complaint: "was read by somebody else than the one who asked",
      offenders: """
        SELECT 'Answer ' || a.id FROM answer AS a JOIN answer_read AS r ON r.answer = a.id
          JOIN question AS q ON q.id = a.question WHERE q.person <> r.person
        """),
    Promise(
      complaint: "is not found by a search, or is found without being there",
      offenders: """
        SELECT 'Answer ' || id FROM answer WHERE id NOT IN (SELECT rowid FROM answer_search)
        UNION ALL
        SELECT 'Answer ' || rowid FROM answer_search WHERE rowid NOT IN (SELECT id FROM answer)
        """),
    unaudited("export", act: "export"),
    unaudited("attribute", act: "attribute"),
    unaudited("proposal_run", act: "propose"),
  ]

  private static func unaudited(_ table: String, act: String) -> Promise {
    Promise(
      complaint: "is not in the audit, or not by that person at that time",
      offenders: """
        SELECT '\(table) ' || f.id FROM \(table) AS f WHERE 1 <>
          (SELECT count(*) FROM audit AS a WHERE a.act = '\(act)' AND a.fact = f.id
            AND a.person = f.person AND a.at = f.at)
        UNION ALL
        SELECT '\(table) ' || a.fact FROM audit AS a WHERE a.act = '\(act)'
          AND NOT EXISTS (SELECT 1 FROM \(table) AS f WHERE f.id = a.fact)
        """)
  }
}
