import Consensus
import GRDB
import Labels

extension SQLiteWorkspace {
  /// Checks, in one snapshot, that the file is whole, that what is derived follows from the facts,
  /// and that no rule of the policy was broken when an answer was taken.
  package func verify() throws(StoreError) -> [String] {
    try read { database in
      let broken = try fileFaults(database)
      // In a file that is not whole the rest would only repeat it, or fail.
      return try broken.isEmpty ? Self.faults(database) : broken
    }
  }

  /// The promises that a file which is whole does not keep.
  static func faults(_ database: Database) throws -> [String] {
    var broken: [String] = []
    for promise in Promise.all { try broken += promise.broken(database) }
    return try broken + derivationFaults(database, shelf: SkillsShelf())
  }

  private func fileFaults(_ database: Database) throws -> [String] {
    var faults = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
      .filter { $0 != "ok" }.map { "The file is damaged: \($0)." }
    for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
      let table: String = row["table"]
      let parent: String = row["parent"]
      faults.append("A row of \(table) points to a row of \(parent) that is not there.")
    }
    return faults
  }

  /// Standings and merged boxes that are not what the facts give with the policy and the skills that
  /// they name, and boxes outside images.
  ///
  /// A standing may name older ones while a change of the policy, or a refit, is under way or was
  /// interrupted, but only if the workspace says so.
  private static func derivationFaults(
    _ database: Database, shelf: SkillsShelf
  ) throws -> [String] {
    let policies = try database.policies()
    let current = try shelf.rules(database)
    let isStale = try database.isStale()
    var faults: [String] = []
    try forEachPage(database) { images, annotations, ids in
      let rows = try database.standingRows(of: ids)
      let resolutions = try database.resolutions(of: ids)
      for image in images {
        let name = "Image \(image.id) (\(image.name.escapingControls))"
        let answers = annotations[image.id] ?? []
        let resolution = resolutions[image.id]
        if let row = rows[image.id] {
          let stored = row.standing
          guard let policy = policies[row.basis.policy] else {
            faults.append("\(name): names policy \(row.basis.policy), which is not there.")
            continue
          }
          if !isStale, !row.isCurrent(by: current) {
            faults.append("\(name): follows from a policy or from skills that were replaced.")
          }
          let fresh = try row.basis.rules(policy, shelf: shelf, database).standing(
            of: image, annotations: answers, resolution: resolution,
            ruling: row.basis.ruled == row.basis.skills
              ? nil : shelf.skills(row.basis.ruled, database))
          if stored != fresh {
            faults.append(
              "\(name): stored as \(stored.summary), but its facts give \(fresh.summary).")
          }
        } else {
          faults.append("\(name): has no standing.")
        }
        let said =
          answers.map { ($0.labeler, $0.answer.boxes) }
          + (resolution.map { [($0.expert, $0.answer.boxes)] } ?? [])
        for (person, boxes) in said {
          for labeled in boxes {
            if let fault = labeled.box.fault(imageWidth: image.width, imageHeight: image.height) {
              faults.append("\(name): a box by \(person): \(fault).")
            }
          }
        }
      }
    }
    return faults
  }
}

extension Standing {
  /// For a message: `labeling, 2 of 3 people, 1 box, disagreement 0.1`.
  fileprivate var summary: String {
    let result =
      merged.map {
        "\($0.boxes.count) merged boxes, disagreement \($0.disagreement), risk \($0.risk)"
      }
      ?? "nothing merged"
    return "\(state.rawValue), \(people) of \(wanted) people, \(result)"
  }
}
