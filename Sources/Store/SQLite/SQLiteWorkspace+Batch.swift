import GRDB
import Labels

extension SQLiteWorkspace {
  package func batch(by person: String, _ body: (any Batch) throws -> Void) throws {
    let person = try TidyName.of(person, as: "person")
    var failure: (any Error)?
    do {
      try write { database, time in
        do {
          try body(SQLiteBatch(workspace: self, database: database, time: time, person: person))
        } catch {
          failure = error
          throw error
        }
      }
    } catch {
      // The caller's own errors come back as they are.
      throw failure ?? error
    }
  }
}

/// A transaction that is open; each fact has a savepoint of its own.
private final class SQLiteBatch: Batch {
  private let workspace: SQLiteWorkspace
  private let database: Database
  private let time: Int
  private let person: String
  /// By model.
  private var runs: [String: Int] = [:]

  init(workspace: SQLiteWorkspace, database: Database, time: Int, person: String) {
    self.workspace = workspace
    self.database = database
    self.time = time
    self.person = person
  }

  func submit(_ submission: Submission) throws(StoreError) -> Receipt {
    let submission = try workspace.tidied(submission)
    return try saving { try workspace.take(submission, database, time) }
  }

  func propose(_ proposals: NewProposals, model: String) throws(StoreError) {
    let model = try TidyName.of(model, as: "model")
    let facts = FactWriter(database: database, time: time, person: person)
    if runs[model] == nil { runs[model] = try saving { try facts.insertRun(of: model) } }
    guard let run = runs[model] else { return }
    try saving { try facts.insert(proposals, run: run, model: model) }
  }

  func setGold(_ boxes: [LabeledBox], of image: Int) throws(StoreError) {
    let facts = FactWriter(database: database, time: time, person: person)
    try saving {
      let image = try database.image(image)
      try database.check(.boxes(boxes), of: image, by: person)
      try facts.insert(gold: boxes, of: image.id)
    }
  }

  private func saving<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
    try SQLiteWorkspace.translating(workspace.path) {
      var value: Value?
      try database.inSavepoint {
        value = try body()
        return .commit
      }
      guard let value else {
        throw StoreError.other(path: workspace.path, reason: "a savepoint ended without a result")
      }
      return value
    }
  }
}
