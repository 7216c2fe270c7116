import GRDB
import Glibc
package import Labels

extension SQLiteWorkspace {
  /// Makes a workspace where there is nothing yet, and opens it.
  ///
  /// It is made under another name in the same folder, written out in full, and then linked to its
  /// own name, which fails if something has come there meanwhile: a crash on the way leaves nothing
  /// that passes for a workspace.
  ///
  /// Throws `exists` when there is something at `path`. Without a `name` it is called as its file
  /// is. The ids of `classes` count from 1, in this order.
  package static func create(
    at path: String, name: String? = nil, classes: [String], attributes: [Attribute] = [],
    policy: Policy = Policy(), guideline: String = "", pictures: [GuidelinePicture] = [],
    by person: String,
    patience: Duration = SQLiteWorkspace.defaultPatience,
    now: @escaping @Sendable () -> Int = SystemClock.milliseconds
  ) throws(StoreError) -> SQLiteWorkspace {
    let place = try WorkspacePlace(vacant: path)
    let title = try TidyName.of(name ?? place.title, as: "workspace's name")
    if let fault = policy.fault { throw .badPolicy(fault) }
    try TidyName.checkText(guideline, as: "guideline")
    try GuidelinePicture.check(pictures)
    let founder = try TidyName.of(person, as: "person")
    let names = try tidyClassNames(classes)
    let attributes = try tidy(attributes)
    try translating(place.path) {
      try make(at: place, patience: patience) { database in
        let time = now()
        try database.execute(
          sql: "INSERT INTO workspace (id, name, made_at) VALUES (1, ?, ?)",
          arguments: [title, time])
        let facts = FactWriter(database: database, time: time, person: founder)
        try facts.audit("create", detail: title)
        try facts.insert(policy: policy)
        try facts.insert(guideline: guideline, pictures: pictures)
        for name in names { try facts.insert(class: name) }
        try facts.insert(new: attributes)
      }
    }
    return try SQLiteWorkspace(opening: place.path, patience: patience, now: now)
  }

  /// Makes the file with today's schema and what `fill` writes into it, in one transaction.
  static func make(
    at place: WorkspacePlace, patience: Duration, _ fill: (Database) throws -> Void
  ) throws {
    let draft = place.folder + "/.tessera-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).new"
    defer { for file in ["", "-wal", "-shm", "-journal"] { unlink(draft + file) } }
    let lock = try FileLock(forWorkspace: place.path, patience: patience)
    let queue = try DatabaseQueue(path: draft, configuration: configuration(patience: patience))
    try queue.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        try database.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
        try Migrations.apply(to: database, from: 0)
        try fill(database)
        return .commit
      }
      // Afterwards, so that what fills it is not written twice.
      try database.execute(sql: "PRAGMA journal_mode = WAL")
    }
    try queue.close()
    try lock.withExclusive { try publish(draft, as: place) }
  }

  /// Gives the finished file its name, never in place of another, and makes the name durable.
  private static func publish(_ draft: String, as place: WorkspacePlace) throws {
    if link(draft, place.path) != 0 {
      switch errno {
      case EEXIST: throw StoreError.exists(path: place.path)
      // File systems without links, such as those of memory sticks. The lock keeps other makers of
      // workspaces away between the look and the renaming.
      case EPERM where access(place.path, F_OK) != 0 && rename(draft, place.path) == 0: break
      case let code:
        throw StoreError.other(
          path: place.path, reason: "cannot be made: \(String(cString: strerror(code)))")
      }
    }
    let folder = open(place.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    defer { Glibc.close(folder) }
    // Some file systems cannot sync a folder; then there is nothing better to be had.
    fsync(folder)
  }

  /// Tidied, each once, in their order.
  static func tidyClassNames(_ names: [String]) throws(StoreError) -> [String] {
    var tidy: [String] = []
    for name in names {
      let one = try TidyName.of(name, as: "class")
      if !tidy.contains(one) { tidy.append(one) }
    }
    return tidy
  }
}
