import Consensus
import GRDB
import Synchronization

/// The versions of skills that were read already: rows never change, and a submit must not wait for
/// a document to be read.
final class SkillsShelf: Sendable {
  private let known = Mutex<[Int: Skills]>([:])

  /// The skills of a version; 0 is nobody known. Throws where standings follow from skills that are
  /// not there or mean something else to this program.
  func skills(_ version: Int, _ database: Database) throws -> Skills {
    if version == 0 { return Skills() }
    if let skills = known.withLock({ $0[version] }) { return skills }
    let document = try String.fetchOne(
      database.cachedStatement(sql: "SELECT document FROM skills WHERE id = ?"),
      arguments: [version])
    guard let document, let skills = try? StoredSkills(document: document).skills else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "version \(version) of the skills cannot be read")
    }
    known.withLock { $0[version] = skills }
    return skills
  }

  /// What standings are derived with at present.
  func rules(_ database: Database) throws -> Rules {
    let version = try database.skillsVersion()
    return Rules(
      policy: try database.policyInForce(), version: version,
      skills: try skills(version, database), shelf: self)
  }
}

/// What standings are derived with.
struct Rules {
  var policy: PolicyInForce
  /// Of the skills; 0 is nobody known.
  var version: Int
  var skills: Skills
  let shelf: SkillsShelf
}

extension Database {
  /// The latest version of the skills; 0 before there is any.
  func skillsVersion() throws -> Int {
    try Int.fetchOne(cachedStatement(sql: "SELECT max(id) FROM skills")) ?? 0
  }
}
